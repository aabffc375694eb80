"""The unsplittable rule, judged: who is held though the better ones fill the opening, who is refused though they do not.

Dean, Goemans & Immorlica (2006), "The unsplittable stable marriage problem", IFIP TCS: an opening takes a physician exactly
when the contracts of the holders it ranks better sum to less than its limit. How it ranks equal needs is not known here, so
each question is answered for the ranking that speaks best for the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import I64, AnyArray, Bool
from enishi.engine.verify.outcome import least, whole


@dataclass(frozen=True)
class Contracts:
    """`size`: int64[n_edges], half-days of each contract. `limit`: int64[n_openings], half-days from which on an opening
    is full."""

    size: I64
    limit: I64

    @classmethod
    def of(cls, graph: Graph, size: AnyArray | int, slack: AnyArray | int | None) -> Contracts:
        """MarketError for a size below 1, a negative slack, or what is not of the graph's size."""
        sizes = _each("outcome.size", size, graph.n_edges, 1)
        spare = _each("outcome.slack", 0 if slack is None else slack, graph.n_openings, 0)
        return cls(sizes, graph.capacity - spare)

    def overfull(self, graph: Graph, edges: I64) -> I64:
        """Openings that were full before the last of the `edges` they hold; among those of the smallest need, the largest
        contract counts as the last. All others are filled beyond their limit by less than that contract."""
        j = graph.opening[edges]
        used = np.zeros(graph.n_openings, np.int64)
        np.add.at(used, j, self.size[edges])
        worst = graph.v[edges] == least(graph.v[edges], j, graph.n_openings)[j]
        last = np.zeros(graph.n_openings, np.int64)
        np.maximum.at(last, j[worst], self.size[edges[worst]])
        return np.flatnonzero((last > 0) & (used - last >= self.limit))

    def welcome(self, graph: Graph, edges: I64, asked: I64) -> Bool:
        """bool[asked]: whether the opening of each edge asked would take it beside the `edges` it holds: those of equal
        need or more do not fill it."""
        both = np.concatenate((edges, asked))
        late = np.arange(len(both)) >= len(edges)
        order = np.lexsort((late, -graph.v[both], graph.opening[both]))
        size = np.where(late, 0, self.size[both])[order]
        opening = graph.opening[both][order]
        before = np.cumsum(size)
        first = np.searchsorted(opening, opening)  # where the opening's part starts
        before -= before[first] - size[first]
        filled = np.empty(len(both), np.int64)
        filled[order] = before
        return np.asarray(filled[len(edges) :] < self.limit[graph.opening[asked]])


def _each(name: str, value: AnyArray | int, n: int, low: int) -> I64:
    """int64[n]: one number for all, or one for each."""
    many = whole(name, np.full(n, value) if np.ndim(value) == 0 else value, n)
    if (many < low).any():
        raise MarketError(name, int(np.argmax(many < low)), f"must be at least {low}")
    return many
