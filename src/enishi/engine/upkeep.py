"""Which finished lists a changed row touches, and making them right again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.kernels.amend import amend
from enishi.engine.kernels.heaps import sort_best
from enishi.engine.kernels.scan import openings_for, physicians_for
from enishi.engine.lists import Heap, Lists, Side, empty_heap
from enishi.engine.market import Market
from enishi.engine.schema import F32, I32, Bool


@dataclass(frozen=True)
class _Offers:
    """Pairs of a changed row with others whose lists it may enter, aligned."""

    other: I32
    value: F32
    wish: F32
    need: F32


@dataclass(frozen=True)
class Upkeep:
    """One change at a time. `physician_floor`, `opening_floor`: float32, the value of the last of each full list, else
    -inf; kept up to date together with the lists."""

    market: Market
    lists: Lists
    physician_floor: F32
    opening_floor: F32

    def listed_by_openings(self, i: int) -> I32:
        """The openings in whose lists physician `i` stands, as long as his row is unchanged."""
        return _members(self._offers_of_physician(i)[1].other, self.lists.opening, i)

    def listed_by_physicians(self, j: int) -> I32:
        """The physicians in whose lists opening `j` stands, as long as its row is unchanged."""
        return _members(self._offers_of_opening(j)[1].other, self.lists.physician, j)

    def physician_changed(self, i: int, before: I32) -> I32:
        """The row of physician `i` is new; he stood in the lists of `before`. Returns the openings touched."""
        mine, offers = self._offers_of_physician(i)
        _replace(self.lists.physician, i, mine, self.physician_floor)
        touched, again = _amend(self.lists.opening, i, before, offers, self.opening_floor)
        for j in touched[again].tolist():
            heap = empty_heap(self.lists.opening.index.shape[1])
            n = self._scan_opening(j, heap)
            sort_best(*heap, n)
            _replace(self.lists.opening, j, heap, self.opening_floor)
        return touched

    def opening_changed(self, j: int, before: I32) -> I32:
        """The row of opening `j` is new; it stood in the lists of `before`. Returns the physicians touched."""
        theirs, offers = self._offers_of_opening(j)
        _replace(self.lists.opening, j, theirs, self.opening_floor)
        touched, again = _amend(self.lists.physician, j, before, offers, self.physician_floor)
        closed, nobody = self.market.tables.closed_floors, (Side.empty(0, 0).arrays(), np.zeros(0, np.int32))
        for i in touched[again].tolist():
            heap = empty_heap(self.lists.physician.index.shape[1])
            n = self._scan_physician(i, heap, *nobody, closed)
            sort_best(*heap, n)
            _replace(self.lists.physician, i, heap, self.physician_floor)
        return touched

    def _scan_physician(self, i: int, mine: Heap, theirs: Heap, count: I32, floors: F32) -> int:
        tables, no_prices = self.market.tables, np.empty(0)
        found: int = openings_for(
            i, tables.scanned(), *tables.both_weights, no_prices, tables.room(), mine, theirs, count, floors
        )
        return found

    def _scan_opening(self, j: int, mine: Heap) -> int:
        tables = self.market.tables
        found: int = physicians_for(j, tables.scanned(), tables.by_seeker.scanned(), tables.weights, np.empty(0), mine)
        return found

    def _offers_of_physician(self, i: int) -> tuple[Heap, _Offers]:
        """(his sorted list, every opening whose list he may enter): each opening keeps the one offer it gets."""
        n = self.market.n_openings
        mine, one_each, count = (
            empty_heap(self.lists.physician.index.shape[1]),
            Side.empty(n, 1).arrays(),
            np.zeros(n, np.int32),
        )
        kept = self._scan_physician(i, mine, one_each, count, self.opening_floor.copy())
        sort_best(*mine, kept)
        other = np.flatnonzero(count).astype(np.int32)
        value, _, wish, need = (array[other, 0] for array in one_each)
        return mine, _Offers(other, value, wish, need)

    def _offers_of_opening(self, j: int) -> tuple[Heap, _Offers]:
        """(its sorted list, every physician whose list it may enter)."""
        everyone = empty_heap(self.market.n_physicians)
        n = self._scan_opening(j, everyone)
        value, other, wish, need = (array[:n] for array in everyone)
        may = value >= self.physician_floor[other]
        k = self.lists.opening.index.shape[1]
        best = np.lexsort((other, -value))[:k]
        list_of = empty_heap(k)
        for place, array in zip(list_of, (value, other, wish, need), strict=True):
            place[: len(best)] = array[best]
        _blank_tail(list_of, len(best))
        return list_of, _Offers(other[may], value[may], wish[may], need[may])


def _blank_tail(heap: Heap, n: int) -> None:
    """Blank what lies behind the `n` in use of a list that is sorted already."""
    for array in heap:
        array[n:] = 0
    heap[1][n:] = -1


def _members(rows: I32, side: Side, key: int) -> I32:
    """Those of `rows` in whose lists `key` stands."""
    found: I32 = rows[(side.index[rows] == key).any(axis=1)]
    return found


def _replace(side: Side, row: int, heap: Heap, floors: F32) -> None:
    for array, new in zip(side.arrays(), heap, strict=True):
        array[row] = new
    if side.index.shape[1]:
        floors[row] = side.value[row, -1] if side.index[row, -1] >= 0 else -np.inf


def _amend(side: Side, key: int, before: I32, offers: _Offers, floors: F32) -> tuple[I32, Bool]:
    """Bring the lists of `before` and of the offers up to date. Returns (rows touched, which must be looked for anew)."""
    if not side.index.shape[1]:
        return np.zeros(0, np.int32), np.zeros(0, np.bool_)
    gone = np.setdiff1d(before, offers.other).astype(np.int32)
    rows = np.concatenate((offers.other, gone)).astype(np.int32)
    zeros = np.zeros(len(gone), np.float32)
    value, wish, need = (np.concatenate((column, zeros)) for column in (offers.value, offers.wish, offers.need))
    eligible = np.zeros(len(rows), np.uint8)
    eligible[: len(offers.other)] = 1
    again = np.zeros(len(rows), np.uint8)
    amend(side.arrays(), rows, np.int32(key), value, wish, need, eligible, again, floors)
    return rows, again != 0
