"""Nothing leaves unjudged: every outcome is read anew by `verify` before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from enishi.engine import verify
from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.proposals import Proposals
from enishi.engine.rounds import Method, Round, Rules
from enishi.engine.schema import AnyArray

SHOWN = 20  # offending rows that an error names


@dataclass(frozen=True)
class Problem:
    """What is wrong, in words, and where: indices of a physician and an opening, -1 = not one of them."""

    what: str
    physician: int = -1
    opening: int = -1


class Unsound(Exception):
    """An outcome that the judges refuse; it must not be written. `problems`: all that is wrong."""

    def __init__(self, problems: Sequence[Problem], market: Market | None = None) -> None:
        self.problems = tuple(problems)
        lines = [line(problem, market) for problem in self.problems[:SHOWN]]
        more = [f"… {len(self.problems)} in all"] if len(self.problems) > SHOWN else []
        super().__init__("\n".join([*lines, *more]))


def line(problem: Problem, market: Market | None) -> str:
    """One line: what is wrong and the numbers of those it concerns; their rows where there is no market."""
    places = []
    if problem.physician >= 0:
        number = market.physician_number[problem.physician] if market else problem.physician
        places.append(f"physician {number}")
    if problem.opening >= 0:
        number = market.opening_number[problem.opening] if market else problem.opening
        places.append(f"opening {number}")
    return ": ".join([", ".join(places), problem.what]) if places else problem.what


def refuse(problems: Iterable[Problem], market: Market | None = None) -> None:
    """Raise Unsound unless there are none."""
    found = list(problems)
    if found:
        raise Unsound(found, market)


def pairs(market: Market, i: AnyArray, j: AnyArray) -> Iterator[Problem]:
    """Pairs that may not even be listed."""
    for at in verify.ineligible(market, i, j).tolist():
        yield Problem("the pair breaks a hard condition", int(i[at]), int(j[at]))


def proposed(market: Market, graph: Graph, edge: AnyArray) -> Iterator[Problem]:
    """Edges that may be listed, but not proposed, or not twice."""
    for e in edge[~market.physicians.licence_verified[graph.physician[edge]]].tolist():
        yield Problem("the licence is not verified", int(graph.physician[e]), int(graph.opening[e]))
    once, count = np.unique(edge, return_counts=True)
    for e in once[count > 1].tolist():
        yield Problem("the pair is proposed twice", int(graph.physician[e]), int(graph.opening[e]))


def assignments(graph: Graph, chosen: Proposals, per_physician: int) -> Iterator[Problem]:
    """Rounds of assignment: each with its certificate, and all of them together within both sides' limits."""
    for one in chosen.rounds:
        yield from certified(one.graph, one.found, one.weight, one.region, one.floor)
    i, j = graph.physician[chosen.edge], graph.opening[chosen.edge]
    many = np.bincount(i, minlength=graph.n_physicians)
    yield from (Problem("more proposals than allowed", int(x)) for x in np.flatnonzero(many > per_physician))
    held = np.bincount(j, minlength=graph.n_openings)
    yield from (Problem("more proposals than seats", -1, int(x)) for x in np.flatnonzero(held > graph.capacity))


def certified(
    graph: Graph,
    found: object,
    weight: AnyArray | None = None,
    region: AnyArray | None = None,
    floor: AnyArray | None = None,
) -> Iterator[Problem]:
    """As `verify.certificate`."""
    report = verify.certificate(graph, found, weight, region, floor)
    yield from (Problem(f"certificate: {said}") for said in report.problems)


def of_round(market: Market, made: Round, rules: Rules) -> Iterator[Problem]:
    """A round under its rule."""
    graph = made.within
    if made.method == Method.REGIONAL_CAPS:
        yield from regional(graph, made.solved, rules.region_of, made.target, rules.cap)
        return
    yield from stable(graph, made.solved, posts=made.posts, slot=made.slot, size=made.size)
    if made.method != Method.WEEKLY:
        return
    minutes, left = market.posts.weekly_min, market.physicians.hours_left_min
    week = verify.hours(graph, made.solved, made.slot, minutes, left, made.posts)
    yield from (Problem("two posts in one half-day", int(i)) for i, _ in week.double_booked)
    yield from (Problem("more hours than are left", int(i)) for i in week.too_long)
    yield from (Problem("more posts than wished for", int(i)) for i in week.over_quota)
    edges = made.solved.edges
    for i in verify.crowded_weeks(market, graph.physician[edges], graph.opening[edges]).tolist():
        yield Problem("the posts do not fit into one week", i)


def stable(
    graph: Graph,
    solved: object,
    posts: AnyArray | None = None,
    slot: AnyArray | None = None,
    size: AnyArray | None = None,
) -> Iterator[Problem]:
    """As `verify.stability`."""
    report = verify.stability(graph, solved, posts, slot, size)
    yield from _edges(graph, report.blocking, "both would rather have each other")
    yield from (Problem("holds more than its capacity", -1, int(j)) for j in report.overfull)
    yield from (Problem("is placed where no edge leads", int(i)) for i in report.foreign)
    yield from (Problem("holds more than the quota, or two posts in one half-day", int(i)) for i in report.overbooked)


def regional(
    graph: Graph, solved: object, region_of: AnyArray, target: AnyArray | None, cap: AnyArray
) -> Iterator[Problem]:
    """As `verify.regional`."""
    report = verify.regional(graph, solved, region_of, np.zeros(0) if target is None else target, cap)
    yield from _edges(graph, report.blocking, "both would rather have each other, and no cap stands against it")
    yield from _edges(graph, report.moving, "the move would bring two openings closer to their targets")
    yield from (Problem("holds more than its capacity", -1, int(j)) for j in report.overfull)
    yield from (Problem("is placed where no edge leads", int(i)) for i in report.foreign)
    yield from (Problem(f"region {int(r)} holds more than its cap") for r in report.over_cap)


def _edges(graph: Graph, edges: AnyArray, what: str) -> Iterator[Problem]:
    return (Problem(what, int(graph.physician[e]), int(graph.opening[e])) for e in edges)
