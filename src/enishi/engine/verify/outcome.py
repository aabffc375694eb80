"""Reading an outcome, whatever made it: nothing here trusts a solver or shares its code."""

from __future__ import annotations

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import I64, AnyArray, Bool


def whole(name: str, values: object, length: int | None = None) -> I64:
    """`values` as int64[length]; MarketError where they are anything else. A whole number may come as a float, as the
    solvers take it."""
    array = np.asarray(values)
    if array.ndim != 1:
        raise MarketError(name, None, f"must be one-dimensional, got {array.ndim} dimensions")
    if length is not None and len(array) != length:
        raise MarketError(name, None, f"must have {length} rows, got {len(array)}")
    if len(array) and array.dtype.kind not in "iuf":
        raise MarketError(name, None, f"must be whole numbers, got {array.dtype}")
    # Compared from both sides, so that NaN fails; a comparison with 2^63 is exact for whole numbers and for floats.
    bad = ~((array >= -(2**63)) & (array < 2**63))
    if array.dtype.kind == "f":
        bad |= array != np.floor(array)
    if bad.any():
        raise MarketError(name, int(np.argmax(bad)), "must be a whole number of at most 64 bits")
    return array.astype(np.int64)


def held_by_place(graph: Graph, outcome: object) -> tuple[Bool, I64]:
    """One opening for each physician: `outcome.opening_of`, or the array itself, whole numbers[n_physicians], negative =
    none. Returns (held bool[n_edges], physicians placed where no edge leads, ascending)."""
    if hasattr(outcome, "edges") and not hasattr(outcome, "opening_of"):
        problem = "is not there, as a physician may hold several openings: say under which quota or slots"
        raise MarketError("outcome.opening_of", None, problem)
    opening_of = whole("outcome.opening_of", getattr(outcome, "opening_of", outcome), graph.n_physicians)
    # Four bytes each where the graph has millions of edges; whatever is no opening becomes one number that is none.
    there = (opening_of >= 0) & (opening_of < graph.n_openings)
    known = np.where(there, opening_of, -1).astype(np.int32)
    held = graph.opening == known.take(graph.physician)
    joined = np.zeros(graph.n_physicians, np.bool_)
    joined[graph.physician[held]] = True
    return held, np.flatnonzero((opening_of >= 0) & ~joined)


def held_by_edge(graph: Graph, outcome: object) -> tuple[Bool, I64]:
    """Any number of edges: `outcome.edges`, or the array itself. Returns (held bool[n_edges], entries that name no edge
    or name one again: positions, ascending)."""
    edges = whole("outcome.edges", getattr(outcome, "edges", outcome))
    there = (edges >= 0) & (edges < graph.n_edges)
    first = np.zeros(len(edges), np.bool_)
    first[np.unique(edges, return_index=True)[1]] = True
    held = np.zeros(graph.n_edges, np.bool_)
    held[edges[there]] = True
    return held, np.flatnonzero(~(there & first))


def least(value: AnyArray, owner: AnyArray, n_owners: int) -> AnyArray:
    """float32[n_owners]: each owner's smallest value, infinity where there is none."""
    smallest = np.full(n_owners, np.inf, np.float32)
    np.minimum.at(smallest, owner, value)
    return smallest
