"""Who should be proposed where, all together: the assignment of largest total weight, with its certificate.

Maximise Σ weight of the chosen edges; each physician has at most one opening, opening j at most capacity[j] physicians,
and staying out is worth 0. The dual gives every seat a price p ≥ 0: Σ_i max(0, max_j (w_ij − p_j)) + Σ_j capacity_j p_j
is never below the optimum, so that the prices prove how good the answer is. Method: auction from the short side of the
market (`solvers.auction`); floors of filled seats in regions become region prices (`solvers.floors`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import F64, I32, I64, AnyArray, Column
from enishi.engine.scores import mutual
from enishi.engine.solvers.bidding import Bidding
from enishi.engine.solvers.floors import raise_region_prices
from enishi.engine.solvers.regions import check_rows, checked_regions
from enishi.engine.validation import checked

LARGEST_WEIGHT = 1e100


@dataclass(frozen=True)
class Assignment:
    """An assignment and what proves it.

    `opening_of`: int32[n_physicians], -1 = none; `edge_of`: int32[n_physicians], the graph's edge of the pair, -1 = none.
    `value`: Σ weight; `bound` ≥ the optimum. `seat_price`: float64[n_openings], what a seat costs in units of weight: a
    pair is not chosen because its weight (and region price) less the seat's price is below what the physician has
    elsewhere. `region_price`: float64[n_regions], what a filled seat of the region is worth beyond its weight, 0 without
    a binding floor. `unmet`: int64[n_regions], seats short of the floor. `complete`: False if the bound on the number of
    bids ended the auction; the certificate holds all the same. With floors, `bound` is for the problem whose floors
    are floor − unmet.
    """

    opening_of: I32
    edge_of: I32
    value: float
    bound: float
    seat_price: F64
    region_price: F64
    unmet: I64
    bids: int
    complete: bool

    @property
    def gap(self) -> float:
        """(bound − value) / bound; 0 when nothing can be had."""
        return 0.0 if self.bound <= 0 else max(0.0, (self.bound - self.value) / self.bound)

    @property
    def n_matched(self) -> int:
        return int(np.count_nonzero(self.edge_of >= 0))


def assign(
    graph: Graph,
    weight: AnyArray | None = None,
    region: AnyArray | None = None,
    eps: float = 0.001,
    floor: AnyArray | None = None,
) -> Assignment:
    """The assignment of (nearly) largest total weight.

    `weight`: float[n_edges], default wish × need; an edge of negative weight is never used. `eps`: in units of weight;
    each pair is within eps of the physician's best at the final prices, so that `value` is within eps × matched pairs
    of the optimum. Less than 2⁻³⁸ of the largest weight is taken as that much. `region`: whole number[n_openings] from
    0; `floor`: whole number[n_regions], filled seats wanted in each region. Deterministic; at most
    `bidding.BIDS` bids a person or opening and `floors.ROUNDS` rounds of region prices.

    Raises MarketError for eps not finite or ≤ 0, a weight that is not finite or of another length, a region out of
    range, a negative floor, or floors without regions.
    """
    worth = _checked_weight(graph, weight)
    places, floors = checked_regions("assign", graph.n_openings, region, floor)
    if not (math.isfinite(eps) and eps > 0):
        raise MarketError("assign.eps", None, "must be a finite number above 0")
    bidding = Bidding(graph, worth, eps)
    bidding.run()
    price = np.zeros(len(floors))
    if floors.any():
        price = raise_region_prices(bidding, places, floors)
    filled = np.bincount(places[bidding.holder[bidding.holder >= 0]], minlength=len(floors))
    unmet = np.maximum(floors - filled, 0)
    # The seats of a region have one price more: the auction's subsidy was the region's.
    seat_price = bidding.seat_price()
    value = math.fsum(worth[bidding.edge[bidding.edge >= 0]])
    bound = _bound(bidding, seat_price, price[places], float(price @ (floors - unmet)))
    return Assignment(
        bidding.holder, bidding.edge, value, max(value, bound), seat_price, price, unmet, bidding.bids, bidding.complete
    )


def _bound(bidding: Bidding, seat_price: F64, subsidy: F64, owed: float) -> float:
    """The dual value, rounded up by more than what float64 can have lost.

    Each term has at most three roundings of numbers up to `largest`, and the sums are correctly rounded.
    """
    best = bidding.best_for_physicians(subsidy - seat_price)
    for_seats = bidding.graph.capacity * seat_price
    largest = bidding.scale + float(subsidy.max(initial=0.0)) + float(seat_price.max(initial=0.0))
    slack = 2.0**-51 * (math.fsum(best) + math.fsum(for_seats) + owed + largest * np.count_nonzero(best))
    return math.fsum((math.fsum(best), math.fsum(for_seats), -owed, slack))


def _checked_weight(graph: Graph, weight: AnyArray | None) -> F64:
    if weight is None:
        return mutual(graph.u, graph.v).astype(np.float64)
    column = Column("weight", np.float64, -LARGEST_WEIGHT, LARGEST_WEIGHT)
    check_rows("assign.weight", weight, graph.n_edges, "the edges")
    return checked("assign", column, weight, graph.n_edges)
