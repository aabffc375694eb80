"""Coordinators propose: one opening at a time to a physician, never more physicians than seats. Who says yes on both
sides is placed; after a no the pair is never proposed again, and the next round begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from enishi.engine import judge
from enishi.engine.graph import Graph
from enishi.engine.rounds import NO_CAP, targets
from enishi.engine.schema import I32, I64, AnyArray
from enishi.engine.simulate.by_lists import edges_of, subgraph
from enishi.engine.simulate.outcome import Outcome, outcome_of
from enishi.engine.simulate.scene import Scene
from enishi.engine.solvers.assignment import assign
from enishi.engine.solvers.bundles import unsplittable_da
from enishi.engine.solvers.deferred import deferred_acceptance
from enishi.engine.solvers.flexible import flexible_da
from enishi.engine.solvers.weekly import many_to_many_da

AT_ONCE = 2  # proposals that `weekly` makes to one physician


@dataclass(frozen=True)
class Turn:
    """What a coordinator knows in one round. `graph`: pairs still open, capacities left. `seed`: of ties. `region`:
    int[n_openings]; `short`: bool[n_regions]. `size`: int64[n_edges], half-days of each contract."""

    graph: Graph
    seed: int
    region: I64
    short: AnyArray
    size: I64

    def fair_shares(self) -> AnyArray:
        """float64[n_regions]: as many proposals as a stable round would make, shared out in proportion to the seats
        left."""
        seats = np.bincount(self.region, weights=self.graph.capacity, minlength=len(self.short))
        proposals = len(deferred_acceptance(self.graph, seed=self.seed).edges)
        return np.asarray(proposals * seats / max(float(seats.sum()), 1.0))


# What a coordinator would propose now: edges of the turn's graph.
Propose = Callable[[Turn], AnyArray]


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


def one_sided(turn: Turn) -> AnyArray:
    return edges_of(turn.graph, first_come(turn.graph, turn.seed))


def stable(turn: Turn) -> AnyArray:
    """Deferred acceptance from both sides' orders; nobody can do better by asking around."""
    found = deferred_acceptance(turn.graph, side="physician", seed=turn.seed)
    judge.refuse(judge.stable(turn.graph, found))
    return found.edges


def likeliest(turn: Turn) -> AnyArray:
    """The assignment with the most placements to be expected: largest Σ u·v."""
    found = assign(turn.graph)
    judge.refuse(judge.certified(turn.graph, found))
    return found.edge_of[found.edge_of >= 0]


def with_floors(turn: Turn) -> AnyArray:
    """The same, where regions short of physicians shall have their fair share at least."""
    floor = np.where(turn.short, np.floor(turn.fair_shares()), 0).astype(np.int64)
    found = assign(turn.graph, region=turn.region, floor=floor)
    judge.refuse(judge.certified(turn.graph, found, None, turn.region, floor))
    return found.edge_of[found.edge_of >= 0]


def with_caps(turn: Turn) -> AnyArray:
    """Deferred acceptance, where no other region may have more than its fair share."""
    cap = np.where(turn.short, NO_CAP, np.ceil(turn.fair_shares())).astype(np.int64)
    target = targets(turn.graph.capacity, turn.region, cap)
    found = flexible_da(turn.graph, turn.region, target, cap, turn.seed)
    judge.refuse(judge.regional(turn.graph, found, turn.region, target, cap))
    return found.edges


def several(turn: Turn) -> AnyArray:
    """Up to AT_ONCE proposals to one physician, who takes the best one that comes about."""
    found = many_to_many_da(turn.graph, AT_ONCE, None, turn.seed)
    posts = np.full(turn.graph.n_physicians, AT_ONCE)
    judge.refuse(judge.stable(turn.graph, found, posts))
    return found.edges


def whole(turn: Turn) -> AnyArray:
    """Contracts held whole: capacities count half-days, and the last contract may go beyond them."""
    found = unsplittable_da(turn.graph, turn.size, seed=turn.seed)
    judge.refuse(judge.stable(turn.graph, found, size=turn.size))
    return found.edges


METHODS: dict[str, Propose] = {
    "one_sided": one_sided,
    "deferred_acceptance": stable,
    "assignment": likeliest,
    "regional_caps": with_caps,
    "regional_floors": with_floors,
    "weekly": several,
    "whole_contracts": whole,
}


def run_rounds(scene: Scene, rounds: int, seed: int, methods: Mapping[str, Propose] = METHODS) -> dict[str, Outcome]:
    """Each method over so many rounds. Raises judge.Unsound when a round is not what its method promises."""
    found: dict[str, Outcome] = {}
    first: I64 | None = None
    for name, propose in methods.items():
        placed, expected = play(scene, propose, rounds, seed)
        found[name] = outcome_of(scene, placed, expected, first)
        first = placed if first is None else first
    return found


def play(scene: Scene, propose: Propose, rounds: int, seed: int) -> tuple[I64, float]:
    """One method over so many rounds: (edges placed, placements to be expected of all proposals made)."""
    graph, in_half_days = scene.graph, propose is whole
    left = (scene.half_days if in_half_days else graph.capacity).astype(np.int64)
    open_pairs = np.ones(graph.n_edges, np.bool_)
    placed, expected = [np.zeros(0, np.int64)], 0.0
    for number in range(rounds):
        remaining = np.flatnonzero(open_pairs & (left[graph.opening] > 0))
        now = subgraph(graph, remaining, graph.u, graph.v, left)
        turn = Turn(now, seed * 1000 + number, scene.region, scene.short_region, scene.contract[remaining])
        proposed = remaining[propose(turn)]
        agreed = _one_each(scene, proposed[scene.wants[proposed] & scene.accepts[proposed]])
        expected += float((graph.u[proposed].astype(np.float64) * graph.v[proposed]).sum())
        open_pairs[proposed] = False
        open_pairs &= ~np.isin(graph.physician, graph.physician[agreed])
        np.subtract.at(left, graph.opening[agreed], scene.contract[agreed] if in_half_days else 1)
        left = np.maximum(left, 0)
        placed.append(agreed)
    return np.concatenate(placed), expected


def _one_each(scene: Scene, agreed: I64) -> I64:
    """Of several yeses each physician takes the one he likes best; edges, ascending."""
    order = np.lexsort((-scene.likes[agreed], scene.graph.physician[agreed]))
    _, first = np.unique(scene.graph.physician[agreed][order], return_index=True)
    return np.sort(agreed[order[first]])
