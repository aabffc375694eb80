"""Deferred acceptance (Gale & Shapley 1962; many to one: Roth 1984): the stable round that is best for one side."""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import F32, I32, I64
from enishi.engine.solvers.lottery import Seed, lottery_of, order_for_openings, order_for_physicians
from enishi.engine.solvers.matching import Matching
from enishi.engine.solvers.seats import closed_bars, key_of, push, seat_pointer, settle


def deferred_acceptance(graph: Graph, side: str = "physician", seed: Seed = 0) -> Matching:
    """Physicians rank by wish `u`, openings by need `v`, larger first, ties by lottery; every edge is acceptable to
    both.

    `side`: who proposes, "physician" or "opening"; the outcome is the stable matching this side likes best, whatever
    the order of proposals. With "physician" no physician gains by reporting other wishes (Dubins & Freedman 1981).
    `seed`: a whole number ≥ 0, or a `Lottery`. An opening holds at most `capacity`. Runs in one thread.

    Raises MarketError for another side or a malformed seed.
    """
    if side not in ("physician", "opening"):
        raise MarketError("side", None, f"must be physician or opening, got {side!r}")
    lottery = lottery_of(graph, seed)
    if side == "physician":
        seat = seat_pointer(graph, graph.capacity)
        edge_of, proposals = _physicians_propose(
            graph.indptr, order_for_physicians(graph, lottery), graph.physician, graph.opening, graph.v,
            lottery.physician, seat, closed_bars(seat),
        )  # fmt: skip
    else:
        edge_of, proposals = _openings_propose(
            graph.opening_indptr, order_for_openings(graph, lottery), graph.physician, graph.opening, graph.u,
            lottery.opening, graph.capacity, graph.n_physicians,
        )  # fmt: skip
    return Matching(graph, lottery, edge_of, proposals)


@kernel
def _propose(
    i: int,
    indptr: I64,
    order: I32,
    ahead: I64,
    physician: I32,
    opening: I32,
    v: F32,
    number: I32,
    seat: I64,
    bar: I64,
    key: I64,
    edge: I32,
    taken: I64,
    edge_of: I32,
) -> int:
    """Let physician `i` go down the list to the first opening that takes them; returns who had to go for it, or -1."""
    while ahead[i] < indptr[i + 1]:
        e = order[ahead[i]]
        ahead[i] += 1
        j = opening[e]
        new_key = key_of(v[e], number[i])
        if new_key <= bar[j]:
            continue
        base, n = seat[j], taken[j]
        room = seat[j + 1] - base
        edge_of[i] = e
        if n == room:
            loser = physician[edge[base]]
            settle(key, edge, base, n, new_key, e)
            bar[j] = key[base]
            edge_of[loser] = -1
            return int(loser)
        push(key, edge, base, n, new_key, e)
        taken[j] = n + 1
        if n + 1 == room:
            bar[j] = key[base]
        return -1
    return -1


@kernel
def _physicians_propose(
    indptr: I64, order: I32, physician: I32, opening: I32, v: F32, number: I32, seat: I64, bar: I64
) -> tuple[I32, int]:
    """(edge_of int32[n_physicians], proposals). `order`: each physician's edges best first; `number`: the physicians'
    lottery; `seat`: int64[n_openings + 1], where each opening's seats start;
    `bar`: int64[n_openings] of `closed_bars`, raised here.

    Who proposes when changes neither outcome nor number of proposals. While many wait, they go in the order of rows,
    which reads memory straight ahead; the last few go as soon as they lose their place.
    """
    n_physicians = len(indptr) - 1
    key, edge = np.empty(seat[-1], np.int64), np.empty(seat[-1], np.int32)
    taken = np.zeros(len(seat) - 1, np.int64)
    ahead = indptr[:n_physicians].copy()
    edge_of = np.full(n_physicians, -1, np.int32)
    lost = n_physicians
    while lost > n_physicians // 16:
        lost = 0
        for i in range(n_physicians):
            if edge_of[i] < 0:
                loser = _propose(
                    i, indptr, order, ahead, physician, opening, v, number, seat, bar, key, edge, taken, edge_of
                )
                lost += loser >= 0
    for first in range(n_physicians):
        i = first if edge_of[first] < 0 else -1
        while i >= 0:
            i = _propose(i, indptr, order, ahead, physician, opening, v, number, seat, bar, key, edge, taken, edge_of)
    proposals = 0
    for i in range(n_physicians):
        proposals += ahead[i] - indptr[i]
    return edge_of, proposals


@kernel
def _openings_propose(
    pointer: I64, order: I32, physician: I32, opening: I32, u: F32, number: I32, capacity: I32, n_physicians: int
) -> tuple[I32, int]:
    """(edge_of int32[n_physicians], proposals). `order`: each opening's edges best first; `number`: the openings'
    lottery."""
    n_openings = len(pointer) - 1
    ahead = pointer[:n_openings].copy()
    left = capacity.copy()
    held_key = np.empty(n_physicians, np.int64)
    edge_of = np.full(n_physicians, -1, np.int32)
    proposals = 0
    for first in range(n_openings):
        j = first
        # Whoever is refused proposes on at once; then back to the opening of this turn until it is content.
        while True:
            if left[j] == 0 or ahead[j] == pointer[j + 1]:
                if j == first:
                    break
                j = first
                continue
            e = order[ahead[j]]
            ahead[j] += 1
            proposals += 1
            i = physician[e]
            new_key = key_of(u[e], number[j])
            loser = -1
            if edge_of[i] >= 0:
                if new_key < held_key[i]:
                    continue
                loser = opening[edge_of[i]]
            edge_of[i] = e
            held_key[i] = new_key
            left[j] -= 1
            if loser >= 0:
                left[loser] += 1
                j = loser
    return edge_of, proposals
