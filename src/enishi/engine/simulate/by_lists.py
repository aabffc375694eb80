"""Each side reads its own list. How many find each other depends on the order in which the lists are shown."""

from __future__ import annotations

import numpy as np

from enishi.engine import judge
from enishi.engine.graph import Graph
from enishi.engine.schema import F64, I64, AnyArray
from enishi.engine.simulate.outcome import Outcome, outcome_of
from enishi.engine.simulate.scene import Scene
from enishi.engine.solvers.deferred import deferred_acceptance
from enishi.engine.solvers.equilibrium import rank_tu

LENGTH = 20  # a list shows no more
# Utilities are chances between 0 and 1. With β = 1 the equilibrium hardly tells a likely pair from an unlikely one;
# a tenth keeps their order and still spreads attention.
BETA = 0.1
METHODS = ("one_sided", "product", "tu")


def examination(place: AnyArray, length: int = LENGTH) -> F64:
    """Chance that somebody looks at this place of a list (1 = first): 1 / log2(place + 1), nothing after the end.

    The discount of Järvelin and Kekäläinen (2002), as Tomita et al. (RecSys 2022, 2023) use it.
    """
    seen: F64 = np.where(place <= length, 1.0 / np.log2(np.asarray(place, np.float64) + 1.0), 0.0)
    return seen


def expected_matches(u: AnyArray, v: AnyArray, first: AnyArray, second: AnyArray, length: int = LENGTH) -> float:
    """Pairs that look at each other and both say yes, to be expected: Σ e(first)·u·e(second)·v over the edges.

    `first`: place of the edge in the physician's list, `second`: in the opening's.
    """
    return float((examination(first, length) * u * examination(second, length) * v).sum())


def orders(graph: Graph) -> dict[str, tuple[AnyArray, AnyArray]]:
    """For each method, the values by which the physician's and the opening's lists are sorted, larger first."""
    product = graph.u.astype(np.float64) * graph.v
    flow = rank_tu(graph, beta=BETA).log_mu
    return {"one_sided": (graph.u, graph.v), "product": (product, product), "tu": (flow, flow)}


def run_lists(scene: Scene) -> dict[str, Outcome]:
    """One reading of the lists with each method. Mutual interest becomes placements by the true wishes of both sides:
    each physician takes the best opening that has a seat for him."""
    graph, found, first = scene.graph, {}, None
    for method, (for_physician, for_opening) in orders(graph).items():
        places = graph.rank_for_physician_by(for_physician), graph.rank_for_opening_by(for_opening)
        looks = (scene.patience < examination(places[0])) & (scene.attention < examination(places[1]))
        placed = _placed(scene, np.flatnonzero(looks & scene.wants & scene.accepts))
        found[method] = outcome_of(scene, placed, expected_matches(graph.u, graph.v, *places), first)
        first = placed if first is None else first
    return found


def _placed(scene: Scene, mutual: I64) -> I64:
    graph = scene.graph
    within = subgraph(graph, mutual, scene.likes, scene.values)
    found = deferred_acceptance(within)
    judge.refuse(judge.stable(within, found))
    return edges_of(graph, found.opening_of)


def subgraph(graph: Graph, edges: I64, u: AnyArray, v: AnyArray, capacity: AnyArray | None = None) -> Graph:
    """The graph with these edges only; `u`, `v` by the whole graph's edges."""
    return Graph.from_edges(
        graph.n_physicians,
        graph.n_openings,
        graph.physician[edges],
        graph.opening[edges],
        u[edges],
        v[edges],
        graph.capacity if capacity is None else capacity,
    )


def edges_of(graph: Graph, opening_of: AnyArray) -> I64:
    """The edges that join physicians to the openings given to them (-1 = none)."""
    return np.flatnonzero(opening_of[graph.physician] == graph.opening)
