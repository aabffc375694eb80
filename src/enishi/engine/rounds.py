"""One round of proposals under a rule: stable, stable under regional caps, several posts a week, contracts held whole.

`proposals.choose` looks for the largest total value; these rounds look for what nobody could go round: no physician and
opening without each other would both rather have it. Ties are settled by lottery.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from enishi.engine.graph import Graph
from enishi.engine.hours import HALF_DAY_MIN
from enishi.engine.market import Market
from enishi.engine.schema import I32, I64, AnyArray
from enishi.engine.solvers.bundles import unsplittable_da
from enishi.engine.solvers.deferred import deferred_acceptance
from enishi.engine.solvers.flexible import flexible_da
from enishi.engine.solvers.lottery import Lottery
from enishi.engine.solvers.weekly import many_to_many_da
from enishi.engine.verify.pairs import crowded_weeks

NO_CAP = 2**31 - 1
WEEK_HALF_DAYS = 10  # five days, where neither side says how many


class Method(StrEnum):
    """How proposals are chosen; the names are those of the command line."""

    ASSIGNMENT = "assignment"
    STABLE = "stable"
    REGIONAL_CAPS = "regional-caps"
    WEEKLY = "weekly"
    WHOLE_CONTRACTS = "whole-contracts"


@dataclass(frozen=True)
class Rules:
    """What a round is told beside the graph. `lottery`: numbers of both sides. `region_of`: int[n_openings];
    `cap`: int[n_regions], NO_CAP = none. `posts`: int[n_physicians], the most posts a week. `half_days`:
    int[n_openings], half-days a week to fill, 0 = as many as the heads."""

    lottery: Lottery
    region_of: AnyArray
    cap: AnyArray
    posts: AnyArray
    half_days: AnyArray


@dataclass(frozen=True)
class Round:
    """`edge`: int32 edges of the graph that are to be proposed, by physician. `within`: the graph that was solved, which
    holds verified licences only. `solved`: the solver's answer over it. `posts`, `slot`, `target`, `size`: what it was
    told, None where the rule has no such thing. `ask`: int32 openings whose institution must be asked for one contract
    more than planned. `lowered`: int64 physicians who got fewer posts than they wish, for their week would be too full."""

    method: Method
    edge: I32
    within: Graph
    solved: Any
    posts: AnyArray | None = None
    slot: AnyArray | None = None
    target: AnyArray | None = None
    size: AnyArray | None = None
    ask: AnyArray | None = None
    lowered: AnyArray | None = None


def solve(market: Market, graph: Graph, method: Method, rules: Rules) -> Round:
    """One round with any method but ASSIGNMENT; verified licences only. Raises MarketError as the solvers do."""
    kept = np.flatnonzero(market.physicians.licence_verified[graph.physician])
    within = _part(graph, kept, graph.capacity)
    if method == Method.REGIONAL_CAPS:
        target = targets(within.capacity, rules.region_of, rules.cap)
        solved: Any = flexible_da(within, rules.region_of, target, rules.cap, rules.lottery)
        return Round(method, kept[solved.edges].astype(np.int32), within, solved, target=target)
    if method == Method.WEEKLY:
        return _weekly(market, within, kept, rules)
    if method == Method.WHOLE_CONTRACTS:
        size, room = contracts(market, within, rules.half_days)
        within = _part(graph, kept, room)
        solved = unsplittable_da(within, size, seed=rules.lottery)
        return Round(method, kept[solved.edges].astype(np.int32), within, solved, size=size, ask=solved.ask)
    solved = deferred_acceptance(within, seed=rules.lottery)
    return Round(method, kept[solved.edges].astype(np.int32), within, solved)


def _weekly(market: Market, within: Graph, kept: I64, rules: Rules) -> Round:
    """Whoever's week would be too full gets one post less, and the round is played anew, until every week fits: one
    post always does, as it met the conditions by itself."""
    slot = single_slots(market)
    posts = np.asarray(rules.posts, np.int64).copy()
    while True:
        solved = many_to_many_da(within, posts, slot, rules.lottery)
        full = crowded_weeks(market, within.physician[solved.edges], within.opening[solved.edges])
        if not len(full):
            break
        held = np.bincount(within.physician[solved.edges], minlength=within.n_physicians)
        posts[full] = held[full] - 1
    lowered = np.flatnonzero(posts < rules.posts)
    edge = kept[solved.edges].astype(np.int32)
    return Round(Method.WEEKLY, edge, within, solved, posts=posts, slot=slot, lowered=lowered)


def targets(capacity: AnyArray, region_of: AnyArray, cap: AnyArray) -> I64:
    """int64[n_openings]: each region's cap shared out in proportion to the seats, rounded down; the seats themselves
    where the cap does not bind."""
    seats, region = np.asarray(capacity, np.int64), np.asarray(region_of, np.int64)
    in_region = np.bincount(region, weights=seats, minlength=len(cap)).astype(np.int64)
    most = np.minimum(np.asarray(cap, np.int64), in_region)
    return np.asarray(seats * most[region] // np.maximum(in_region[region], 1))


def single_slots(market: Market) -> I32:
    """int32[n_openings]: the half-day of openings that list exactly one, -1 for all others."""
    slots = market.posts.slots
    single = (slots != 0) & ((slots & (slots - np.uint32(1))) == 0)
    found = np.full(len(slots), -1, np.int32)
    found[single] = np.log2(slots[single]).astype(np.int32)
    return found


def contracts(market: Market, graph: Graph, half_days: AnyArray) -> tuple[I64, I64]:
    """(int64[n_edges] half-days a week of each pair's contract, int64[n_openings] half-days the opening has to fill).

    A contract takes what the opening states, else all the days the physician wishes for, at most WEEK_HALF_DAYS.
    """
    stated = -(-market.posts.weekly_min.astype(np.int64) // HALF_DAY_MIN)
    wished = np.clip(market.physicians.days_max.astype(np.int64) * 2, 1, WEEK_HALF_DAYS)
    i, j = graph.physician, graph.opening
    size = np.where(stated[j] > 0, stated[j], wished[i])
    room = graph.capacity.astype(np.int64) * np.where(stated > 0, stated, WEEK_HALF_DAYS)
    given = np.asarray(half_days, np.int64)
    return size, np.where((given > 0) & (graph.capacity > 0), given, room)


def _part(graph: Graph, kept: AnyArray, capacity: AnyArray) -> Graph:
    i, j = graph.physician[kept], graph.opening[kept]
    return Graph.from_edges(graph.n_physicians, graph.n_openings, i, j, graph.u[kept], graph.v[kept], capacity)


def lottery_by_number(market: Market, seed: int) -> Lottery:
    """The lottery of a seed, drawn in the order of the numbers of physicians and openings, so that neither the order of
    a file's rows nor that of the market matters. Raises MarketError for a negative seed."""
    drawn = Lottery.draw(market.n_physicians, market.n_openings, seed)
    sides = []
    for numbers, lots in ((market.physician_number, drawn.physician), (market.opening_number, drawn.opening)):
        own = np.empty(len(lots), np.int32)
        own[np.argsort(numbers, kind="stable")] = lots
        sides.append(own)
    return Lottery.from_numbers(*sides)
