"""Contracts of several half-days: the unsplittable rule.

A contract of three half-days is held whole or not at all, and with such sizes a stable round need not exist. Dean,
Goemans & Immorlica (2006), "The unsplittable stable marriage problem", IFIP TCS: let an opening take a physician
exactly when those it ranks better do not fill it yet. Then a stable round exists and proposals find it, at the price
that an opening may be filled beyond its capacity by less than one contract. So the institution is asked: one contract
more than planned?
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.edges import frozen
from enishi.engine.graph import Graph
from enishi.engine.schema import F32, I32, I64, AnyArray, Column
from enishi.engine.solvers.lottery import Seed, lottery_of, order_for_physicians
from enishi.engine.solvers.matching import Matching, one_or_each
from enishi.engine.solvers.seats import drop_worst, key_of, push, seat_pointer
from enishi.engine.validation import checked


@dataclass(frozen=True)
class BundleMatching(Matching):
    """Besides what a matching says, `used`: int64[n_openings], half-days of the contracts held."""

    used: I64

    @cached_property
    def ask(self) -> I32:
        """int32: openings filled beyond their capacity, whose institution must be asked for one contract more than
        planned; ascending."""
        return np.flatnonzero(self.used > self.graph.capacity).astype(np.int32)


def unsplittable_da(
    graph: Graph, size: AnyArray | int, slack: AnyArray | int | None = None, seed: Seed = 0
) -> BundleMatching:
    """The physicians' best stable round in which opening j takes a physician exactly when the contracts of the holders
    it ranks better sum to less than capacity[j] - slack[j].

    `graph.capacity` counts half-days here. `size`: whole numbers[n_edges] ≥ 1, half-days of the contract each edge
    stands for, or one number for all. `slack`: whole numbers[n_openings] ≥ 0, or one number; None = 0. Half-days used
    exceed the capacity by less than (largest contract - slack); a slack of largest contract - 1 never exceeds it.
    An opening whose slack reaches its capacity takes nobody. Raises MarketError for a size below 1 or a negative slack.
    """
    sizes = one_or_each(size, graph.n_edges)
    half_days = frozen(checked("bundles", Column("size", np.int32, 1, 2**31 - 1), sizes, graph.n_edges))
    spare = one_or_each(0 if slack is None else slack, graph.n_openings)
    kept_free = checked("bundles", Column("slack", np.int32, 0, 2**31 - 1), spare, graph.n_openings)
    limit = np.maximum(graph.capacity.astype(np.int64) - kept_free, 0)
    lottery = lottery_of(graph, seed)
    edge_of, used, proposals = _propose(
        graph.indptr, order_for_physicians(graph, lottery), graph.physician, graph.opening, graph.v, lottery.physician,
        seat_pointer(graph, limit + (limit > 0)), limit, half_days,
    )  # fmt: skip
    return BundleMatching(graph, lottery, edge_of, proposals, used)


@kernel
def _propose(
    indptr: I64,
    order: I32,
    physician: I32,
    opening: I32,
    v: F32,
    number: I32,
    seat: I64,
    limit: I64,
    size: I32,
) -> tuple[I32, I64, int]:
    """(edge_of int32[n_physicians], used int64[n_openings], proposals). One who comes may push out several, who wait
    for their turn; a heap has room for `limit` holders and the one who comes, as every contract has a half-day."""
    n_physicians = len(indptr) - 1
    key, edge = np.empty(seat[-1], np.int64), np.empty(seat[-1], np.int32)
    taken = np.zeros(len(limit), np.int64)
    used = np.zeros(len(limit), np.int64)
    ahead = indptr[:n_physicians].copy()
    edge_of = np.full(n_physicians, -1, np.int32)
    waiting = np.empty(n_physicians, np.int32)
    proposals = 0
    for first in range(n_physicians):
        waiting[0], n_waiting = first, 1
        while n_waiting > 0:
            n_waiting -= 1
            i = waiting[n_waiting]
            while edge_of[i] < 0 and ahead[i] < indptr[i + 1]:
                e = order[ahead[i]]
                ahead[i] += 1
                proposals += 1
                j = opening[e]
                base = seat[j]
                new_key = key_of(v[e], number[i])
                if limit[j] == 0 or (used[j] >= limit[j] and new_key < key[base]):
                    continue
                push(key, edge, base, taken[j], new_key, e)
                taken[j] += 1
                used[j] += size[e]
                edge_of[i] = e
                while used[j] - size[edge[base]] >= limit[j]:
                    lost = drop_worst(key, edge, base, taken[j])
                    taken[j] -= 1
                    used[j] -= size[lost]
                    edge_of[physician[lost]] = -1
                    waiting[n_waiting] = physician[lost]
                    n_waiting += 1
    return edge_of, used, proposals
