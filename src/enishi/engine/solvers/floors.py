"""Floors of filled seats in regions, met by prices: a subsidy λ_r ≥ 0 on every edge into the region.

A region below its floor raises its price to the point where exactly the missing seats would find somebody, and only
those seats bid. Others lose physicians and bid again, the missing seats find that somebody costs more, and the region
raises its price again. Prices only rise, as in the auction itself, and never past what the seats need, so that a price
stays 0 where the floor is slack. Where some rounds fill nothing, the cheapest exchange that would
(`solvers.exchange`) says how far to go. A region is given up when there is none.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.edges import group
from enishi.engine.schema import F64, I32, I64, Bool
from enishi.engine.solvers import auction
from enishi.engine.solvers.bidding import Bidding
from enishi.engine.solvers.exchange import cheapest_exchange

ROUNDS = 500  # of raising prices; a national market with binding floors everywhere takes some dozens
PATIENCE = 4  # rounds without a gain before the cheapest exchange is looked for
STRIDE = 1 / 16  # of the largest weight: how much further than for its nearest seat a price goes in one round


def raise_region_prices(bidding: Bidding, region: I32, floor: I64) -> F64:
    """float64[n_regions]: the region prices. `bidding` has been run; afterwards it holds the assignment at these
    prices, and as `subsidy` and `profit` the dual that proves it."""
    work = _Floors(bidding, region, floor)
    for _ in range(ROUNDS):
        missing = work.missing()
        if not missing.any() or not work.raise_prices(missing):
            break
    else:
        bidding.complete = False
    return work.price


class _Floors:
    def __init__(self, bidding: Bidding, region: I32, floor: I64) -> None:
        self.bidding = bidding
        self.region = region
        self.floor = floor
        self.price = np.zeros(len(floor))
        self.quota = bidding.seats.copy()
        self.given_up = np.zeros(len(floor), np.bool_)
        self.least = np.full(len(floor), np.iinfo(np.int64).max)  # fewest missing seats so far
        self.idle = np.zeros(len(floor), np.int64)  # rounds since then
        self.by_region = group(region, len(floor))

    def filled(self) -> I64:
        holder = self.bidding.holder
        return np.bincount(self.region[holder[holder >= 0]], minlength=len(self.floor))

    def missing(self) -> I64:
        """int64[n_regions]: seats below the floor, 0 where a region is given up."""
        return np.where(self.given_up, 0, np.maximum(self.floor - self.filled(), 0))

    def raise_prices(self, missing: I64) -> bool:
        """One round; whether to go on."""
        bidding = self.bidding
        self.idle = np.where(missing < self.least, 0, self.idle + 1)
        self.least = np.minimum(self.least, missing)
        stuck = (missing > 0) & (self.idle >= PATIENCE)
        raised = self._exchanges(np.flatnonzero(stuck))
        asking, lacking = self._seats_that_ask(np.where(self.given_up, 0, missing))
        # A region that gained nothing goes at least a bid's step further: less would be fought back at once.
        lacking = np.maximum(lacking, np.where((missing > 0) & (self.idle > 0), bidding.step, 0.0))
        rise = np.where(self.given_up, 0.0, lacking)
        self._raise_by(rise)
        # Seats that were not chosen stay out: at the new price they would fill the region past its floor.
        held_back = (raised | (rise > 0))[self.region]
        self.quota[held_back] = bidding.taken[held_back]
        np.add.at(self.quota, asking, 1)
        finished = bidding.openings_bid(np.unique(asking), self.quota, bidding.step)
        bidding.complete &= finished
        return finished

    def _raise_by(self, rise: F64) -> None:
        """A seat that somebody holds beside a free one costs nothing: who holds it has what the region pays more."""
        bidding = self.bidding
        self.price += rise
        bidding.subsidy += rise[self.region]
        held = np.flatnonzero(bidding.holder >= 0)
        j = bidding.holder[held]
        free = (bidding.taken[j] < bidding.seats[j]) & (rise > 0)[self.region[j]]
        held, j = held[free], j[free]
        worth = bidding.weight[bidding.edge[held]] + bidding.subsidy[j]
        bidding.profit[held] = np.maximum(bidding.profit[held], worth)

    def _exchanges(self, stuck: I64) -> Bool:
        """Raise the price of regions that gained nothing for a while, and of those with which they compete, so far that
        one more seat can be filled from outside all of them; give up those for which nothing would do. bool[n_regions]:
        whose price was raised."""
        bidding, raised = self.bidding, np.zeros(len(self.floor), np.bool_)
        spare, reached = self.filled() - self.floor, np.empty(len(self.floor))
        for r in stuck:
            if raised[r] or self.given_up[r]:
                continue
            cost = cheapest_exchange(
                r, bidding.graph.opening_indptr, bidding.physician, bidding.opening_weight, bidding.seats,
                bidding.subsidy, bidding.holder, bidding.profit, bidding.taken, self.region, self.by_region[0],
                self.by_region[1], spare, reached,
            )  # fmt: skip
            if cost == np.inf:
                self.given_up |= (reached < np.inf) & (spare < 0)
            else:
                self._raise_by(np.maximum(cost - reached, 0.0))
                raised |= reached < cost
        return raised

    def _seats_that_ask(self, missing: I64) -> tuple[I32, F64]:
        """(opening of each chosen seat, float64[n_regions] by which the chosen seats lack what they would pay): as many
        seats as the region misses, those that lack least."""
        asking, value = self._calls(missing)
        place = self.region[asking]
        order = np.lexsort((-value, place))
        place, asking, value = place[order], asking[order], value[order]
        first = np.searchsorted(place, np.arange(len(self.floor)))
        nearest = np.append(value, 0.0)[np.minimum(first, len(value))]
        chosen = (np.arange(len(place)) - first[place] < missing[place]) & (
            value >= nearest[place] - self.bidding.scale * STRIDE
        )
        place, asking, value = place[chosen], asking[chosen], value[chosen]
        lacking = np.zeros(len(self.floor))
        np.maximum.at(lacking, place, self.bidding.step / 64 - value)
        return asking, lacking

    def _calls(self, missing: I64) -> tuple[I32, F64]:
        """(opening, value) of the free seats of the regions with missing seats: what each would bring next, best first
        inside an opening, at most as many an opening as its region misses."""
        bidding = self.bidding
        free = bidding.seats - bidding.taken
        asks: Bool = (missing[self.region] > 0) & (free > 0)
        opening = np.flatnonzero(asks).astype(np.int32)
        room = np.minimum(free[opening], missing[self.region[opening]])
        start = np.concatenate((np.zeros(1, np.int64), np.cumsum(room, dtype=np.int64)))
        value = np.empty(int(start[-1]))
        numbers = np.arange(len(free), dtype=np.int32)
        idle = np.where(free > 0, self.region, -1 - numbers).astype(np.int32)
        auction.calls(
            bidding.graph.opening_indptr, bidding.physician, bidding.opening_weight, bidding.holder, bidding.profit,
            bidding.subsidy, idle, opening, start, value,
        )  # fmt: skip
        seat = np.repeat(opening, room)
        usable = value > -np.inf
        return seat[usable], value[usable]
