"""What coordinators should propose now: in each round the assignment of the largest total value.

In each of `per_physician` rounds every physician gets at most one more opening, so nobody gets a second before
everyone who can has a first. The certificate bounds how much better any answer within the same limits could be.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.schema import F64, I32, I64, AnyArray, Column
from enishi.engine.scores import mutual
from enishi.engine.solvers.assignment import Assignment, assign
from enishi.engine.validation import checked

EPS = 0.0005  # of wish × need: no pair's value is told apart more finely


@dataclass(frozen=True)
class Assigned:
    """One round: the graph of those still waiting, what was asked, and the answer with its certificate."""

    graph: Graph
    weight: F64
    region: AnyArray | None
    floor: AnyArray | None
    found: Assignment


@dataclass(frozen=True)
class Proposals:
    """`edge`: int32 edge indices of the graph, round by round, inside a round the best first. `round_of`: 1-based round
    of each.

    `value`: Σ wish × need. `bound`: no choice within the same limits is worth more. `gap` = (bound − value) / bound,
    0 for nothing. `rounds`: what `judge.assignments` reads. `unmet`: int64[n_regions], proposals short of the floor after
    all rounds; `region_price`: float64[n_regions] of the first round, 0 without a binding floor.
    """

    edge: I32
    round_of: I32
    value: float
    bound: float
    rounds: tuple[Assigned, ...] = field(default=(), repr=False)
    unmet: I64 = field(default_factory=lambda: np.zeros(1, np.int64))
    region_price: F64 = field(default_factory=lambda: np.zeros(1))

    @property
    def gap(self) -> float:
        return 0.0 if self.bound <= 0 else max(0.0, (self.bound - self.value) / self.bound)


def choose(
    market: Market,
    graph: Graph,
    per_physician: int = 1,
    region: AnyArray | None = None,
    floor: AnyArray | None = None,
    *,
    favour: AnyArray | None = None,
    allowance: AnyArray | None = None,
) -> Proposals:
    """At most `per_physician` openings a physician, at most `capacity` proposals an opening, verified licences only.

    `region`: whole numbers[n_openings]; `floor`: whole numbers[n_regions], proposals wanted in each region, reached by
    prices as far as they can be. `favour`: finite, at least 0 [n_openings], by which wish × need is multiplied, so that some
    openings weigh more; `value` and `bound` count it. `allowance`: whole numbers[n_physicians], the most a physician may
    have of the `per_physician`. Raises MarketError for a negative `per_physician`, for a `favour` or `allowance` of another
    length or below 0, and as `assign`.
    """
    if per_physician < 0:
        raise MarketError("per_physician", None, "must be at least 0")
    most = _checked("allowance", allowance, graph.n_physicians, per_physician).astype(np.int64)
    value = mutual(graph.u, graph.v).astype(np.float64)
    value *= _checked("favour", favour, graph.n_openings, 1.0)[graph.opening]
    allowed = market.physicians.licence_verified[graph.physician] & (most[graph.physician] > 0)
    waiting, left = np.flatnonzero(allowed), graph.capacity.astype(np.int64)
    short = np.zeros(1, np.int64) if floor is None else np.asarray(floor, np.int64)
    taken: list[I64] = [np.zeros(0, np.int64)]
    rounds: list[Assigned] = []
    bound = _bound(graph, value * allowed, np.minimum(most, per_physician))
    for number in range(per_physician):
        waiting = waiting[most[graph.physician[waiting]] > number]
        chosen, done = _one_round(graph, value, waiting, left, region, None if floor is None else short)
        rounds.append(done)
        if number == 0 and per_physician == 1:  # the certificate's graph is that of those who are allowed one
            bound = min(bound, done.found.bound)
        if not len(chosen):
            break
        taken.append(chosen)
        left -= np.bincount(graph.opening[chosen], minlength=graph.n_openings)
        if region is not None and floor is not None:
            filled = np.bincount(np.asarray(region)[graph.opening[chosen]], minlength=len(short))
            short = np.maximum(short - filled, 0)
        waiting = np.setdiff1d(waiting, chosen, assume_unique=True)
    edge = np.concatenate(taken)
    number_of = np.repeat(np.arange(len(taken)), [len(one) for one in taken]).astype(np.int32)
    price = rounds[0].found.region_price if rounds else np.zeros(len(short))
    return Proposals(edge.astype(np.int32), number_of, float(value[edge].sum()), bound, tuple(rounds), short, price)


def _one_round(
    graph: Graph, value: F64, waiting: I64, left: I64, region: AnyArray | None, floor: AnyArray | None
) -> tuple[I64, Assigned]:
    """(edges chosen among those waiting, best first; how)."""
    physician, opening = graph.physician[waiting], graph.opening[waiting]
    u, v = graph.u[waiting], graph.v[waiting]
    rest = Graph.from_edges(graph.n_physicians, graph.n_openings, physician, opening, u, v, left)
    found = assign(rest, value[waiting], region, EPS, floor)
    chosen = waiting[found.edge_of[found.edge_of >= 0]]
    order = np.lexsort((graph.opening[chosen], graph.physician[chosen], -value[chosen]))
    return chosen[order], Assigned(rest, value[waiting], region, floor, found)


def _checked(name: str, given: AnyArray | None, n: int, otherwise: float) -> F64:
    if given is None:
        return np.full(n, otherwise, np.float64)
    column = Column(name, np.float64, 0.0, float(np.finfo(np.float32).max))
    return checked("choose", column, given, n).astype(np.float64)


def _bound(graph: Graph, value: F64, most: I64) -> float:
    """The smaller of two relaxations: physicians choose without heads, openings choose without the physicians'
    limit."""
    by_physician = value[graph.rank_for_physician_by(value) <= most[graph.physician]].sum()
    by_opening = value[graph.rank_for_opening_by(value) <= graph.capacity[graph.opening]].sum()
    return float(min(by_physician, by_opening))
