"""Weekly rounds: a physician may hold several posts, at most one in each half-day of the week.

Choosing the best posts under a quota and one for each slot is choosing greedily in a truncated partition matroid, so a
physician's choice is substitutable and proposals lead to a pairwise stable round (Roth 1984, "Stability and
polarization of interests in job matching"; Fleiner 2003 for matroids).

Hours are not looked at here: a budget of minutes with posts of unlike length is a knapsack, its choice is not
substitutable, and a stable round need not exist. Where every post has the same length, `quota = hours_left // minutes`
says it exactly; otherwise `verify.hours` tells who would work too long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.edges import frozen
from enishi.engine.graph import Graph
from enishi.engine.schema import F32, I32, I64, SLOTS, AnyArray, Bool, Column
from enishi.engine.solvers.lottery import (
    Lottery,
    Seed,
    held_by_opening,
    held_by_physician,
    lottery_of,
    order_for_physicians,
)
from enishi.engine.solvers.matching import check_row, one_or_each
from enishi.engine.solvers.seats import NEVER, closed_bars, key_of, push, seat_pointer, settle
from enishi.engine.validation import checked


@dataclass(frozen=True)
class WeeklyMatching:
    """`edges`: int32, the edges held, ascending. `proposals`: how many were made on the way. `graph` and `lottery` are
    those it was solved with.

    It has what a `Matching` has, but for `opening_of` and `edge_of`: a physician may hold several posts, and one number
    for each would hide the others, also where every quota happens to be 1. `openings_of(i)` names them all. Judged by
    `verify.stability` with the same quota and slots.
    """

    graph: Graph = field(repr=False)
    lottery: Lottery = field(repr=False)
    edges: I32
    proposals: int

    @cached_property
    def _by_opening(self) -> tuple[I64, I32]:
        return held_by_opening(self.graph, self.lottery, self.edges)

    @cached_property
    def _by_physician(self) -> tuple[I64, I32]:
        return held_by_physician(self.graph, self.lottery, self.edges)

    def openings_of(self, i: int) -> I32:
        """int32: the openings physician `i` holds, best first. MarketError for a physician who is not there."""
        check_row("physician", i, self.graph.n_physicians)
        pointer, edge = self._by_physician
        return self.graph.opening[edge[pointer[i] : pointer[i + 1]]]

    def holders(self, j: int) -> I32:
        """int32: the physicians opening `j` holds, best first. MarketError for an opening that is not there."""
        check_row("opening", j, self.graph.n_openings)
        pointer, edge = self._by_opening
        return self.graph.physician[edge[pointer[j] : pointer[j + 1]]]


def many_to_many_da(
    graph: Graph, quota: AnyArray | int, slot: AnyArray | None = None, seed: Seed = 0
) -> WeeklyMatching:
    """The physicians' best pairwise stable round: no physician and opening without each other would both rather have
    it, giving up what they must. Gives back a `WeeklyMatching`, which names several openings for a physician.

    `quota`: whole numbers[n_physicians], the most posts of each, or one number for all. `slot`: whole
    numbers[n_openings], the half-day of the week as in `schema.SLOTS`, -1 = no fixed half-day; None = none has one.
    Raises MarketError for a negative quota or a slot that is not there.
    """
    many = one_or_each(quota, graph.n_physicians)
    most = frozen(checked("weekly", Column("quota", np.int32, 0, 2**31 - 1), many, graph.n_physicians))
    kind = np.zeros(graph.n_openings, np.int32)
    if slot is not None:
        kind += checked("weekly", Column("slot", np.int32, -1, len(SLOTS) - 1), slot, graph.n_openings) + 1
    kind = frozen(kind)
    lottery = lottery_of(graph, seed)
    kinds = int(kind.max(initial=0)) + 1
    order = order_for_physicians(graph, lottery)
    seat = seat_pointer(graph, graph.capacity)
    held, proposals = _propose(
        *_by_slot(graph.indptr, order, graph.opening, kind, kinds), graph.physician, graph.opening, graph.v,
        lottery.physician, seat, closed_bars(seat), most, kinds,
    )  # fmt: skip
    return WeeklyMatching(graph, lottery, np.flatnonzero(held).astype(np.int32), proposals)


@kernel
def _by_slot(indptr: I64, order: I32, opening: I32, kind: I32, kinds: int) -> tuple[I64, I32, I32]:
    """Each physician's list cut by kind of slot: (pointer int64[n_physicians × kinds + 1], edge int32, place int32);
    inside a part best first, `place` counts from the head of the whole list."""
    n_physicians = len(indptr) - 1
    pointer = np.zeros(n_physicians * kinds + 1, np.int64)
    edge, place = np.empty(len(order), np.int32), np.empty(len(order), np.int32)
    after = np.empty(kinds, np.int64)
    for i in range(n_physicians):
        after[:] = 0
        for at in range(indptr[i], indptr[i + 1]):
            after[kind[opening[order[at]]]] += 1
        start = indptr[i]
        for k in range(kinds):
            pointer[i * kinds + k] = start
            start, after[k] = start + after[k], start
        for at in range(indptr[i], indptr[i + 1]):
            k = kind[opening[order[at]]]
            edge[after[k]] = order[at]
            place[after[k]] = at - indptr[i]
            after[k] += 1
    pointer[-1] = len(order)
    return pointer, edge, place


@kernel
def _next_up(pointer: I64, place: I32, ahead: I64, part: int, k: int) -> int:
    """place × 32 + kind `k` of the next post in a part of a physician's list, NEVER at its end."""
    if ahead[part] == pointer[part + 1]:
        return NEVER
    return int((np.int64(place[ahead[part]]) << 5) + k)


@kernel
def _propose(
    pointer: I64,
    by_slot: I32,
    place: I32,
    physician: I32,
    opening: I32,
    v: F32,
    number: I32,
    seat: I64,
    bar: I64,
    quota: I32,
    kinds: int,
) -> tuple[Bool, int]:
    """(held bool[n_edges], proposals). Whoever loses a post takes up the best one still open to them, which by the
    matroid's exchange property is all that changes in their choice.

    `next_up` holds, for each physician and kind of slot, the next post of that kind unless the slot is taken (kind 0 is
    no slot and never is): its smallest entry is the next proposal. Found by a plain minimum over up to 22 neighbours.
    """
    n_physicians = len(quota)
    key, edge = np.empty(seat[-1], np.int64), np.empty(seat[-1], np.int32)
    taken = np.zeros(len(seat) - 1, np.int64)
    ahead = pointer[:-1].copy()
    next_up = np.empty(len(ahead), np.int64)
    for part in range(len(ahead)):
        next_up[part] = _next_up(pointer, place, ahead, part, part % kinds)
    held = np.zeros(len(by_slot), np.bool_)
    count = np.zeros(n_physicians, np.int32)
    waiting, waits = np.empty(n_physicians, np.int32), np.zeros(n_physicians, np.bool_)
    proposals = 0
    for first in range(n_physicians):
        waiting[0], n_waiting = first, 1
        while n_waiting > 0:
            n_waiting -= 1
            i = waiting[n_waiting]
            waits[i] = False
            while count[i] < quota[i]:
                best = next_up[i * kinds]
                for other in range(1, kinds):
                    best = min(best, next_up[i * kinds + other])
                if best == NEVER:
                    break
                k = best & 31
                part = i * kinds + k
                e = by_slot[ahead[part]]
                ahead[part] += 1
                next_up[part] = _next_up(pointer, place, ahead, part, k)
                proposals += 1
                j = opening[e]
                new_key = key_of(v[e], number[i])
                if new_key <= bar[j]:
                    continue
                base, n = seat[j], taken[j]
                room = seat[j + 1] - base
                if n < room:
                    push(key, edge, base, n, new_key, e)
                    taken[j] = n + 1
                    if n + 1 == room:
                        bar[j] = key[base]
                else:
                    lost = edge[base]
                    loser = physician[lost]
                    settle(key, edge, base, n, new_key, e)
                    bar[j] = key[base]
                    held[lost] = False
                    count[loser] -= 1
                    if k > 0:  # both stood at the same opening, so in the same slot
                        freed = loser * kinds + k
                        next_up[freed] = _next_up(pointer, place, ahead, freed, k)
                    if not waits[loser]:
                        waits[loser] = True
                        waiting[n_waiting] = loser
                        n_waiting += 1
                held[e] = True
                count[i] += 1
                if k > 0:
                    next_up[part] = NEVER
    return held, proposals
