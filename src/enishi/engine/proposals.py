"""What coordinators could propose now: a plain, fair first answer over the candidate graph.

In each of `per_physician` rounds every physician gets at most one more opening, so nobody gets a second before
everyone who can has a first. Inside a round, edges go by wish × need, ties by the smaller physician, then the smaller
opening. The exact optimum is the work of a solver that takes the same graph; here the certificate only bounds how
much better any answer could be.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.market import Market
from enishi.engine.schema import F64, I32, Bool
from enishi.engine.scores import mutual


@dataclass(frozen=True)
class Proposals:
    """`edge`: int32 edge indices of the graph, in the order chosen. `round_of`: 1-based round of each.

    `value`: Σ wish × need. `bound`: no choice within the same limits is worth more. `gap` = (bound − value) / bound,
    0 for nothing.
    """

    edge: I32
    round_of: I32
    value: float
    bound: float

    @property
    def gap(self) -> float:
        return 0.0 if self.bound <= 0 else (self.bound - self.value) / self.bound


def choose(market: Market, graph: Graph, per_physician: int = 1) -> Proposals:
    """At most `per_physician` openings a physician, at most `capacity` proposals an opening, verified licences only.

    Raises MarketError for a negative `per_physician`.
    """
    if per_physician < 0:
        raise MarketError("per_physician", None, "must be at least 0")
    value = mutual(graph.u, graph.v).astype(np.float64)
    allowed: Bool = market.physicians.licence_verified[graph.physician]
    order = np.lexsort((graph.opening, graph.physician, -value))
    order = order[allowed[order]]
    left = graph.capacity.astype(np.int64)
    taken: list[int] = []
    rounds: list[int] = []
    waiting = order.tolist()
    for number in range(1, per_physician + 1):
        chosen, waiting = _one_round(graph, waiting, left)
        taken.extend(chosen)
        rounds.extend([number] * len(chosen))
    edge = np.array(taken, np.int32)
    return Proposals(
        edge, np.array(rounds, np.int32), float(value[edge].sum()), _bound(graph, value * allowed, per_physician)
    )


def _one_round(
    graph: Graph, waiting: list[int], left: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> tuple[list[int], list[int]]:
    """(edges taken, edges still waiting); lowers `left`, the heads each opening still wants."""
    served: set[int] = set()
    taken: list[int] = []
    still: list[int] = []
    for edge in waiting:
        i, j = int(graph.physician[edge]), int(graph.opening[edge])
        if left[j] <= 0:
            continue
        if i in served:
            still.append(edge)
            continue
        served.add(i)
        left[j] -= 1
        taken.append(edge)
    return taken, still


def _bound(graph: Graph, value: F64, per_physician: int) -> float:
    """The smaller of two relaxations: physicians choose without heads, openings choose without the physicians'
    limit."""
    by_physician = value[graph.rank_for_physician_by(value) <= per_physician].sum()
    by_opening = value[graph.rank_for_opening_by(value) <= graph.capacity[graph.opening]].sum()
    return float(min(by_physician, by_opening))
