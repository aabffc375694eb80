"""The weekly slate: who should be proposed where this week, all together, by the engine's assignment.

Physicians come with their best openings; the assignment of the largest value spreads them, so that an opening gets no more
proposals than it has free seats, an institution no more than PER_INSTITUTION, a physician no more than is left of the week's
three. Where physicians are few a pair counts more, as far as the dial is turned.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from enishi.engine import Graph, Market, explain, judge, query_physician
from enishi.engine.proposals import Proposals, choose
from enishi.engine.schema import AnyArray
from enishi.matching.load import load_columns
from enishi.matching.storing import readable

LISTED = 40
"""Openings of each physician among which the assignment chooses."""
PER_PHYSICIAN = 3
PER_INSTITUTION = 3
"""New proposals for one institution in one week."""
TOLD_EVERY = 50
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom and what the slate is about, by primary key.

    allowance: physician → proposals still allowed this week (those who are missing get none); busy: pairs in talks or ended
    before; taken: opening → seats that talks hold already; shut: openings that nothing may be proposed of now.
    """

    locks: Mapping[int, date]
    allowance: Mapping[int, int]
    busy: Collection[tuple[int, int]]
    taken: Mapping[int, int]
    shut: Collection[int]
    shortage_weight: float


@dataclass(frozen=True, slots=True)
class Pick:
    physician: int
    opening: int
    round_no: int
    shortage: bool
    explanation: dict[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    picks: list[Pick]
    unserved: list[int]
    physicians: int
    openings: int
    shortage: int
    plain_shortage: int
    gap: float


@dataclass(frozen=True, slots=True)
class _Scene:
    market: Market
    graph: Graph
    allowance: AnyArray
    designated: AnyArray
    institution: AnyArray


def compute(wanted: Wanted, tell: Tell) -> Outcome:
    """tell: is told the stage and the share done, and stops it by what it raises. Raises judge.Unsound."""
    tell("募集と先生方のご希望を読んでいます", 5)
    columns = load_columns(wanted.locks)
    market = Market.from_columns(columns.physicians, columns.openings, columns.schema)
    physician_ids = columns.physician_ids[market.physician_row]
    opening_ids = columns.opening_ids[market.opening_row]
    scene = _scene(market, physician_ids, opening_ids, wanted, tell)
    tell("全体の組み合わせを決めています", 75)
    plain = _spread(scene, np.ones(market.n_openings))
    weighed = _spread(scene, 1.0 + wanted.shortage_weight * scene.designated) if wanted.shortage_weight else plain
    tell("理由を書いています", 90)
    i, j = scene.graph.physician[weighed.edge], scene.graph.opening[weighed.edge]
    reasons = [readable(e) for e in explain.pairs(market, i, j)]
    picks = [
        Pick(int(physician_ids[a]), int(opening_ids[b]), int(n), bool(scene.designated[b]), said)
        for a, b, n, said in zip(i, j, weighed.round_of, reasons, strict=True)
    ]
    asked = physician_ids[scene.allowance > 0]
    unserved = np.setdiff1d(asked, physician_ids[i]).tolist()
    return Outcome(
        picks,
        unserved,
        len(asked),
        market.n_openings,
        _few(scene, weighed),
        _few(scene, plain),
        weighed.gap if picks else 0.0,
    )


def _few(scene: _Scene, found: Proposals) -> int:
    return int(scene.designated[scene.graph.opening[found.edge]].sum())


def _scene(market: Market, physician_ids: AnyArray, opening_ids: AnyArray, wanted: Wanted, tell: Tell) -> _Scene:
    allowance = np.array([wanted.allowance.get(int(pk), 0) for pk in physician_ids], np.int64)
    shut = np.isin(opening_ids, np.array(sorted(wanted.shut), np.int64))
    held = np.array([wanted.taken.get(int(pk), 0) for pk in opening_ids], np.int64)
    capacity = np.where(shut, 0, np.maximum(market.posts.capacity - held, 0))
    own = np.flatnonzero(allowance)
    parts: list[tuple[AnyArray, ...]] = []
    for done, i in enumerate(own.tolist()):
        if done % TOLD_EVERY == 0:
            tell(f"先生お一人ずつに合う募集をさがしています（{done}／{len(own)}）", 10 + 60 * done // max(1, len(own)))
        ranking = query_physician(market, i, k=LISTED)
        pk = int(physician_ids[i])
        free = np.array([(pk, int(opening_ids[j])) not in wanted.busy for j in ranking.index], np.bool_)
        free &= capacity[ranking.index] > 0
        index = ranking.index[free]
        parts.append((np.full(len(index), i), index, ranking.wish[free], ranking.need[free]))
    columns = [np.concatenate(part) for part in zip(*parts, strict=True)] if parts else [np.zeros(0)] * 4
    physician, opening = columns[0].astype(np.int32), columns[1].astype(np.int32)
    graph = Graph.from_edges(
        market.n_physicians, market.n_openings, physician, opening, columns[2], columns[3], capacity
    )
    judge.refuse(judge.pairs(market, graph.physician, graph.opening), market)
    designated = (market.posts.designation > 0).astype(np.float64)
    return _Scene(market, graph, allowance, designated, market.posts.institution)


def _spread(scene: _Scene, favour: AnyArray) -> Proposals:
    """The assignment, once more with fewer seats as long as an institution gets more than its share. Ends, as every time at
    least one institution is brought down to it for good."""
    graph = scene.graph
    while True:
        found = choose(
            scene.market, graph, PER_PHYSICIAN, favour=favour, allowance=np.minimum(scene.allowance, PER_PHYSICIAN)
        )
        judge.refuse(judge.assignments(graph, found, PER_PHYSICIAN), scene.market)
        judge.refuse(judge.proposed(scene.market, graph, found.edge), scene.market)
        seats = _less_crowded(scene, graph, found)
        if seats is None:
            return found
        graph = replace(graph, capacity=seats)


def _less_crowded(scene: _Scene, graph: Graph, found: Proposals) -> AnyArray | None:
    """Seats with which the crowded institutions keep their first PER_INSTITUTION proposals; None where none is crowded."""
    openings = graph.opening[found.edge]
    houses, count = np.unique(scene.institution[openings], return_counts=True)
    crowded = houses[count > PER_INSTITUTION]
    if not len(crowded):
        return None
    seats = graph.capacity.copy()
    for house in crowded:
        kept = openings[scene.institution[openings] == house][:PER_INSTITUTION]
        seats[scene.institution == house] = 0
        np.add.at(seats, kept, 1)
    seats.setflags(write=False)
    return seats
