"""Coordinators propose: one opening at a time to a physician, never more physicians than seats. Who says yes on both
sides is placed; after a no the pair is never proposed again, and the next round begins."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from enishi.engine.graph import Graph
from enishi.engine.schema import I32, I64
from enishi.engine.simulate.by_lists import edges_of, subgraph
from enishi.engine.simulate.outcome import Outcome, outcome_of
from enishi.engine.simulate.scene import Scene
from enishi.engine.solvers.assignment import assign
from enishi.engine.solvers.deferred import deferred_acceptance

# What a coordinator would propose now: int32[n_physicians] of openings, -1 = none.
Propose = Callable[[Graph, int], I32]


def first_come(graph: Graph, seed: int) -> I32:
    """One-sided: physicians in a drawn order, each to the opening he is likeliest to accept that still has a seat."""
    best_first = np.lexsort((graph.opening, -graph.u, graph.physician))
    starts = np.searchsorted(graph.physician, np.arange(graph.n_physicians + 1)).tolist()
    wished, left = graph.opening[best_first].tolist(), graph.capacity.tolist()
    chosen = np.full(graph.n_physicians, -1, np.int32)
    for i in np.random.default_rng(seed).permutation(graph.n_physicians).tolist():
        for j in wished[starts[i] : starts[i + 1]]:
            if left[j] > 0:
                left[j] -= 1
                chosen[i] = j
                break
    return chosen


def stable(graph: Graph, seed: int) -> I32:
    """Deferred acceptance from both sides' orders; nobody can do better by asking around."""
    return deferred_acceptance(graph, side="physician", seed=seed).opening_of


def likeliest(graph: Graph, seed: int) -> I32:
    """The assignment with the most placements to be expected: largest Σ u·v."""
    return assign(graph).opening_of


METHODS: dict[str, Propose] = {"one_sided": first_come, "deferred_acceptance": stable, "assignment": likeliest}


def run_rounds(scene: Scene, rounds: int, seed: int) -> dict[str, Outcome]:
    """Each method over so many rounds."""
    found: dict[str, Outcome] = {}
    first: I64 | None = None
    for name, propose in METHODS.items():
        placed, expected = _play(scene, propose, rounds, seed)
        found[name] = outcome_of(scene, placed, expected, first)
        first = placed if first is None else first
    return found


def _play(scene: Scene, propose: Propose, rounds: int, seed: int) -> tuple[I64, float]:
    """(edges placed, placements to be expected of all proposals made)."""
    graph = scene.graph
    left, open_pairs = graph.capacity.copy(), np.ones(graph.n_edges, np.bool_)
    placed, expected = [np.zeros(0, np.int64)], 0.0
    for number in range(rounds):
        remaining = np.flatnonzero(open_pairs & (left[graph.opening] > 0))
        chosen = propose(subgraph(graph, remaining, graph.u, graph.v, left), seed * 1000 + number)
        proposed = edges_of(graph, chosen)
        agreed = proposed[scene.wants[proposed] & scene.accepts[proposed]]
        expected += float((graph.u[proposed].astype(np.float64) * graph.v[proposed]).sum())
        open_pairs[proposed] = False
        open_pairs &= ~np.isin(graph.physician, graph.physician[agreed])
        np.subtract.at(left, graph.opening[agreed], 1)
        placed.append(agreed)
    return np.concatenate(placed), expected
