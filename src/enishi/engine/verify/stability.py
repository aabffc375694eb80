"""Is a round stable? Judged from the graph and the outcome alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import F32, I64, SLOTS, AnyArray, Bool
from enishi.engine.verify.contracts import Contracts
from enishi.engine.verify.outcome import held_by_edge, held_by_place, least, whole


@dataclass(frozen=True)
class StabilityReport:
    """What is wrong with an outcome; all of it empty when it is stable, under the rule that was asked for.

    `blocking`: int64 edges whose physician and opening would both strictly rather have each other. `overfull`: int64
    openings above their capacity. `foreign`: int64, what no edge stands for: physicians, or with a quota or slots
    positions in the list of edges held. `overbooked`: int64 physicians above their quota or twice in one slot.
    """

    blocking: I64
    overfull: I64
    foreign: I64
    overbooked: I64

    @property
    def ok(self) -> bool:
        return not (len(self.blocking) or len(self.overfull) or len(self.foreign) or len(self.overbooked))


def stability(
    graph: Graph,
    matching: object,
    quota: AnyArray | int | None = None,
    slot: AnyArray | None = None,
    size: AnyArray | int | None = None,
    slack: AnyArray | int | None = None,
) -> StabilityReport:
    """Pairwise stability (Gale & Shapley 1962; many to many: Roth 1984; contracts of several half-days: Dean, Goemans &
    Immorlica 2006).

    Without `quota` and `slot` each physician has one opening: `matching` has `.opening_of` or is that array,
    whole numbers[n_physicians], negative = none. With either, `matching` has `.edges` or is an array of edges held;
    `quota`: whole numbers[n_physicians] or one number, None = no limit; `slot`: whole numbers[n_openings], -1 = none.

    An edge blocks when it is not held, the opening has a seat free or strictly prefers the physician (`v`) to somebody
    it holds, and the physician would take it: in place of the post held in the same slot if `u` is strictly larger;
    else with quota to spare, or in place of the least liked post if `u` is strictly larger. Equal values never block.

    With `size`, whole numbers[n_edges] ≥ 1 or one number, `graph.capacity` counts half-days and each edge stands for a
    contract of so many; `slack`: whole numbers[n_openings] ≥ 0 or one number, None = 0. An opening then takes a physician
    exactly when the contracts of the holders it ranks better sum to less than capacity - slack; an equal `v` counts as
    better against whoever is not held, and in the order that suits the outcome among the holders. `overfull` are openings
    that hold somebody against this rule; without any, none is filled beyond capacity - slack by a whole contract.

    Raises MarketError when the outcome or a limit is not of the graph's size or not of whole numbers, for a size below 1,
    a negative slack, or a slack without a size.
    """
    if size is None and slack is not None:
        raise MarketError("outcome.slack", None, "needs the size of each contract")
    contracts = None if size is None else Contracts.of(graph, size, slack)
    if quota is None and slot is None:
        held, foreign = held_by_place(graph, matching)
        most = np.ones(graph.n_physicians, np.int64)
    else:
        held, foreign = held_by_edge(graph, matching)
        most = _limits(graph, quota)
    edges = np.flatnonzero(held)
    i, j = graph.physician[edges], graph.opening[edges]
    posts = np.bincount(i, minlength=graph.n_physicians)
    holders = np.bincount(j, minlength=graph.n_openings)
    overbooked = posts > most
    # What a physician's next post must beat: nothing with quota to spare, else the least liked one.
    floor = np.where(posts < most, np.float32(-np.inf), least(graph.u[edges], i, graph.n_physicians))
    wanted = graph.u > floor.take(graph.physician)
    if slot is not None:
        slots = _slots(graph, slot)
        own, twice = _by_slot(graph, edges, slots)
        overbooked |= twice
        # A post in the same slot is the one that would go, whatever the quota.
        rival = own[graph.physician, slots[graph.opening]]
        wanted = np.where(np.isnan(rival), wanted, graph.u > rival)
    maybe = np.flatnonzero(wanted & ~held)
    if contracts is not None:
        welcome, overfull = contracts.welcome(graph, edges, maybe), contracts.overfull(graph, edges)
        return StabilityReport(maybe[welcome], overfull, foreign, np.flatnonzero(overbooked))
    opening = graph.opening[maybe]
    worst = least(graph.v[edges], j, graph.n_openings)
    welcome = (holders < graph.capacity)[opening] | ((graph.capacity[opening] > 0) & (graph.v[maybe] > worst[opening]))
    return StabilityReport(
        maybe[welcome], np.flatnonzero(holders > graph.capacity), foreign, np.flatnonzero(overbooked)
    )


def _limits(graph: Graph, quota: AnyArray | int | None) -> I64:
    if quota is None:
        return np.full(graph.n_physicians, np.iinfo(np.int64).max)
    many = np.full(graph.n_physicians, quota) if np.ndim(quota) == 0 else quota
    return whole("outcome.quota", many, graph.n_physicians)


def _slots(graph: Graph, slot: AnyArray) -> I64:
    """int64[n_openings], checked; "no slot" becomes the column behind the last."""
    slots = whole("outcome.slot", slot, graph.n_openings)
    bad = (slots < -1) | (slots >= len(SLOTS))
    if bad.any():
        raise MarketError("outcome.slot", int(np.argmax(bad)), f"must be from -1 to {len(SLOTS) - 1}")
    return np.where(slots < 0, len(SLOTS), slots)


def _by_slot(graph: Graph, edges: I64, slots: I64) -> tuple[F32, Bool]:
    """(float32[n_physicians, slots + 1]: wish of the post held in each slot, NaN = free, the last column always free;
    bool[n_physicians]: somebody holds two posts in one slot)."""
    own = np.full((graph.n_physicians, len(SLOTS) + 1), np.nan, np.float32)
    bound = edges[slots[graph.opening[edges]] < len(SLOTS)]
    i, s = graph.physician[bound], slots[graph.opening[bound]]
    own[i, s] = graph.u[bound]
    codes, counts = np.unique(i.astype(np.int64) * len(SLOTS) + s, return_counts=True)
    twice = np.zeros(graph.n_physicians, np.bool_)
    twice[codes[counts > 1] // len(SLOTS)] = True
    return own, twice
