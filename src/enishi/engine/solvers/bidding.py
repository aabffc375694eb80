"""One assignment market while it is being auctioned: its arrays, and which side bids when."""

from __future__ import annotations

import numpy as np

from enishi.engine.graph import Graph
from enishi.engine.schema import F64, I32, AnyArray, Bool
from enishi.engine.solvers import auction
from enishi.engine.threads import cores, spread

BIDS = 40  # bids a bidder before a price war is suspected; a national market takes 4
FINER = 0.15  # each phase of a price war's scaling bids in steps this much smaller
COARSEST = 0.125  # of the largest weight: step of the first phase
STEP = 0.25  # of eps: step of a bid. A quarter costs a tenth more bids and tightens the certificate fourfold.
RESOLVED = 2.0**-40  # of the largest weight: the least step that float64 prices can still tell apart


class Bidding:
    """State of the auction (see `solvers.auction`) and the graph in both orders."""

    def __init__(self, graph: Graph, weight: F64, eps: float) -> None:
        self.graph = graph
        self.weight = np.where(weight < 0, -np.inf, weight)
        self.scale = float(weight.max(initial=0.0))
        self.step = max(eps * STEP, self.scale * RESOLVED)
        # One seat more than anybody could fill stands for all further ones: an opening with it is never full.
        self.seats: I32 = np.minimum(graph.capacity, np.diff(graph.opening_indptr) + 1).astype(np.int32)
        self.physician = np.empty(graph.n_edges, np.int32)
        self.opening_weight = np.empty(graph.n_edges)
        self._gather()
        self.holder = np.full(graph.n_physicians, -1, np.int32)
        self.edge = np.full(graph.n_physicians, -1, np.int32)
        self.profit = np.zeros(graph.n_physicians)
        self.taken = np.zeros(graph.n_openings, np.int32)
        self.price = np.where(self.seats > 0, 0.0, np.inf)
        self.subsidy = np.zeros(graph.n_openings)
        self.bids = 0
        self.complete = True

    def _gather(self) -> None:
        graph, shares = self.graph, cores()
        cut = np.linspace(0, graph.n_edges, shares + 1).astype(np.int64)

        def work(share: int) -> None:
            auction.gather(
                cut[share], cut[share + 1], graph.opening_edge, graph.physician, self.weight,
                self.physician, self.opening_weight,
            )  # fmt: skip

        spread(work, shares)

    @property
    def physicians_are_short(self) -> bool:
        """The short side bids: it has somewhere else to go, so that prices seldom have to be fought over."""
        return bool(np.count_nonzero(np.diff(self.graph.indptr)) < self.seats.sum(dtype=np.int64))

    def run(self) -> None:
        """To the end at once; through ever smaller steps if that meets a price war (equal pairs outbidding each other)."""
        if self._phase(self.step):
            return
        step = max(self.step, self.scale * COARSEST)
        while True:
            self._start_again(step)
            finished = self._phase(step)
            if step <= self.step:
                self.complete = finished
                return
            step = max(self.step, step * FINER)

    def _start_again(self, step: float) -> None:
        """Keep the prices, a step lower; nobody holds anything."""
        self.price = np.where(self.seats > 0, np.maximum(self.seat_price() - step, 0.0), np.inf)
        self.profit = np.maximum(self.profit - step, 0.0)
        self.holder[:] = -1
        self.edge[:] = -1
        self.taken[:] = 0

    def _phase(self, step: float) -> bool:
        """Both sides in turn until every holder and every price is justified. Whether it came to its end."""
        if not self.physicians_are_short:
            # A physician whom nobody holds any more asks for the profit that he had in an earlier phase.
            return self.openings_bid(np.flatnonzero(self.taken < self.seats), self.seats, step) and self._physicians(
                (self.holder < 0) & (self.profit > 0), self.seat_price(), step
            )
        if not self._physicians(self.holder < 0, self.price, step):
            return False
        # A seat that stands empty at a price keeps the price that it had in an earlier phase.
        return self.openings_bid(np.flatnonzero((self.taken < self.seats) & (self.price > 0)), self.seats, step)

    def openings_bid(self, asking: AnyArray, quota: I32, step: float) -> bool:
        """The openings `asking` fill free seats up to `quota`, and so do those who lose by it."""
        m = self.graph.n_openings
        queue, queued = np.zeros(m, np.int32), np.zeros(m, np.bool_)
        queue[: len(asking)] = asking
        queued[asking] = True
        budget = BIDS * m + 1000
        bids = auction.openings_bid(
            self.graph.opening_indptr, self.physician, self.opening_weight, self.graph.opening_edge, quota, self.subsidy,
            step, budget, queue, len(asking), queued, self.holder, self.edge, self.profit, self.taken,
        )  # fmt: skip
        self.bids += bids
        return bool(bids < budget)

    def _physicians(self, asking: Bool, price: F64, step: float) -> bool:
        """The physicians `asking` bid from `price` on, and so do those who lose by it."""
        n = self.graph.n_physicians
        waiting = np.flatnonzero(asking)
        if not len(waiting):
            return True
        queue = np.zeros(n, np.int32)
        queue[: len(waiting)] = waiting
        price = np.where(self.seats > 0, price, np.inf)
        budget = BIDS * n + 1000
        bids = auction.physicians_bid(
            self.graph.indptr, self.graph.opening, self.weight, self.seats, price, step, budget, queue, len(waiting),
            self.holder, self.edge, self.profit, self.taken,
        )  # fmt: skip
        self.bids += bids
        self.price = price
        self.profit = self.best_for_physicians(-price)
        return bool(bids < budget)

    def seat_price(self) -> F64:
        """float64[n_openings]: the least prices at which no opening would rather have another physician."""
        price = np.zeros(self.graph.n_openings)
        auction.best_for_openings(
            self.graph.opening_indptr, self.physician, self.opening_weight, self.subsidy, self.profit, price
        )
        return price

    def best_for_physicians(self, offset: F64) -> F64:
        best = np.zeros(self.graph.n_physicians)
        auction.best_for_physicians(self.graph.indptr, self.graph.opening, self.weight, offset, best)
        return best
