"""Flexible deferred acceptance: stable rounds under regional caps, without wasting seats.

Kamada & Kojima (2015), "Efficient Matching under Distributional Constraints: Theory and Applications", American
Economic Review 105(1), section III. Every opening first holds its best applicants up to its target; the places of its
region that are left go round, one to each opening in turn, until the region's cap or the openings' capacity is reached.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.edges import frozen
from enishi.engine.graph import Graph
from enishi.engine.schema import F32, I32, I64, AnyArray, Column
from enishi.engine.solvers.lottery import Seed, lottery_of, order_for_physicians
from enishi.engine.solvers.matching import Matching
from enishi.engine.solvers.seats import closed_bars, drop_worst, key_of, push, seat_pointer, settle
from enishi.engine.validation import checked, refuse_where


def flexible_da(
    graph: Graph, region_of: AnyArray, target: AnyArray, regional_cap: AnyArray, seed: Seed = 0
) -> Matching:
    """A matching in which region r holds at most `regional_cap[r]`, stable in Kamada & Kojima's sense (see
    `verify.regional`), hence efficient within the caps; no physician gains by reporting other wishes.

    `region_of`: whole numbers[n_openings], rows of `regional_cap`; `target`: whole numbers[n_openings], 0 … capacity;
    `regional_cap`: whole numbers[n_regions]. Openings of a region take their turns in the order of their lottery
    numbers, so that no opening comes first by the accident of its row.

    Raises MarketError for a target above the opening's capacity, and for a region whose targets sum to more than its
    cap: a target is a promise that the opening may fill it whatever others do, and such promises could not all be kept.
    The caller must say which to lower.
    """
    caps = frozen(checked("flexible", Column("regional_cap", np.int32, 0, 2**31 - 1), regional_cap, None))
    region = frozen(checked("flexible", Column("region_of", np.int32, 0, len(caps) - 1), region_of, graph.n_openings))
    goal = frozen(checked("flexible", Column("target", np.int32, 0, 2**31 - 1), target, graph.n_openings))
    refuse_where("flexible.target", goal > graph.capacity, "must be at most the opening's capacity")
    promised = np.bincount(region, weights=goal, minlength=len(caps))
    refuse_where("flexible.regional_cap", promised > caps, "is less than the sum of the region's targets")
    lottery = lottery_of(graph, seed)
    seat = seat_pointer(graph, graph.capacity)
    extra = np.bincount(region, weights=np.maximum(np.diff(seat) - goal, 0), minlength=len(caps))
    edge_of, proposals = _propose(
        graph.indptr, order_for_physicians(graph, lottery), graph.physician, graph.opening, graph.v, lottery.physician,
        seat, closed_bars(seat), lottery.opening, region, goal, caps, np.concatenate((np.zeros(1, np.int64), np.cumsum(extra, dtype=np.int64))),
    )  # fmt: skip
    return Matching(graph, lottery, edge_of, proposals)


@kernel
def _propose(
    indptr: I64,
    order: I32,
    physician: I32,
    opening: I32,
    v: F32,
    number: I32,
    seat: I64,
    bar: I64,
    turn: I32,
    region_of: I32,
    target: I32,
    regional_cap: I32,
    extra: I64,
) -> tuple[I32, int]:
    """As `deferred._physicians_propose`; besides, each region keeps a heap of its holders beyond target, the last in
    the round-robin on top: seat k beyond target of an opening whose turn is t has the place (k, t). `extra`:
    int64[n_regions + 1], where the regions' heaps start."""
    n_physicians = len(indptr) - 1
    key, edge = np.empty(seat[-1], np.int64), np.empty(seat[-1], np.int32)
    taken = np.zeros(len(seat) - 1, np.int64)
    extra_key, extra_opening = np.empty(extra[-1], np.int64), np.empty(extra[-1], np.int32)
    extras = np.zeros(len(regional_cap), np.int64)
    in_region = np.zeros(len(regional_cap), np.int32)
    ahead = indptr[:n_physicians].copy()
    edge_of = np.full(n_physicians, -1, np.int32)
    proposals = 0
    for first in range(n_physicians):
        i = first
        while ahead[i] < indptr[i + 1]:
            e = order[ahead[i]]
            ahead[i] += 1
            proposals += 1
            j = opening[e]
            new_key = key_of(v[e], number[i])
            if new_key <= bar[j]:
                continue
            base, n, r = seat[j], taken[j], region_of[j]
            edge_of[i] = e
            if n == seat[j + 1] - base:
                loser = physician[edge[base]]
                settle(key, edge, base, n, new_key, e)
                bar[j] = key[base]
                edge_of[loser] = -1
                i = loser
                continue
            push(key, edge, base, n, new_key, e)
            taken[j] = n + 1
            if n + 1 == seat[j + 1] - base:
                bar[j] = key[base]
            in_region[r] += 1
            beyond = n + 1 - target[j]
            if beyond > 0:
                push(extra_key, extra_opening, extra[r], extras[r], -((np.int64(beyond) << 31) + turn[j]), j)
                extras[r] += 1
            if in_region[r] <= regional_cap[r]:
                break
            # Targets of a region fit into its cap, so somebody beyond target is there to go.
            last = drop_worst(extra_key, extra_opening, extra[r], extras[r])
            extras[r] -= 1
            in_region[r] -= 1
            # Whoever goes sets the bar: the region never has fewer holders again, so the place does not come back.
            bar[last] = key[seat[last]]
            i = physician[drop_worst(key, edge, seat[last], taken[last])]
            taken[last] -= 1
            edge_of[i] = -1
    return edge_of, proposals
