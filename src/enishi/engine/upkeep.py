"""Which finished lists a changed row touches, and making them right again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.kernels.amend import amend
from enishi.engine.kernels.heaps import sort_best
from enishi.engine.kernels.scan import openings_for, physicians_for
from enishi.engine.lists import Keys, Lists, Side
from enishi.engine.market import Market
from enishi.engine.ranking import NO_OFFERS
from enishi.engine.schema import F32, I32, Bool
from enishi.engine.scores import mutual, score


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
            keys = np.zeros((1, self.lists.opening.index.shape[1]), np.uint64)
            sort_best(keys, 0, self._scan_opening(j, keys))
            _replace(self.lists.opening, j, self._told(keys, j, of_openings=True), self.opening_floor)
        return touched

    def opening_changed(self, j: int, before: I32) -> I32:
        """The row of opening `j` is new; it stood in the lists of `before`. Returns the physicians touched."""
        theirs, offers = self._offers_of_opening(j)
        _replace(self.lists.opening, j, theirs, self.opening_floor)
        touched, again = _amend(self.lists.physician, j, before, offers, self.physician_floor)
        for i in touched[again].tolist():
            keys = np.zeros((1, self.lists.physician.index.shape[1]), np.uint64)
            sort_best(keys, 0, self._scan_physician(i, keys, *NO_OFFERS, self.market.tables.closed_floors))
            _replace(self.lists.physician, i, self._told(keys, i, of_openings=False), self.physician_floor)
        return touched

    def _told(self, keys: Keys, owner: int, *, of_openings: bool) -> Side:
        return Side.of(self.market, keys, of_openings=of_openings, first=owner)

    def _scan_physician(self, i: int, mine: Keys, theirs: Keys, count: I32, floors: F32) -> int:
        tables, no_prices = self.market.tables, np.empty(0)
        given = (tables.scanned(), *tables.both_weights, no_prices, tables.room())
        found: int = openings_for(i, *given, mine, 0, theirs, count, floors)
        return found

    def _scan_opening(self, j: int, mine: Keys) -> int:
        tables = self.market.tables
        found: int = physicians_for(j, tables.scanned(), tables.by_seeker.scanned(), tables.weights, np.empty(0), mine)
        return found

    def _offers_of_physician(self, i: int) -> tuple[Side, _Offers]:
        """(his list, every opening whose list he may enter)."""
        n = self.market.n_openings
        mine = np.zeros((1, self.lists.physician.index.shape[1]), np.uint64)
        count, one_each = np.zeros(n, np.int32), np.zeros((n, 1), np.uint64)  # each opening keeps the one offer it gets
        sort_best(mine, 0, self._scan_physician(i, mine, one_each, count, self.opening_floor.copy()))
        other = np.flatnonzero(count).astype(np.int32)
        wish, need = score(self.market, np.full(len(other), i), other)
        return self._told(mine, i, of_openings=False), _Offers(other, mutual(wish, need), wish, need)

    def _offers_of_opening(self, j: int) -> tuple[Side, _Offers]:
        """(its list, every physician whose list it may enter)."""
        everyone = np.zeros((1, self.market.n_physicians), np.uint64)
        n = self._scan_opening(j, everyone)
        sort_best(everyone, 0, n)
        k = self.lists.opening.index.shape[1]
        best = np.zeros((1, k), np.uint64)
        best[0, : min(n, k)] = everyone[0, : min(n, k)]
        found = self._told(everyone[:, :n], j, of_openings=True)
        may = found.value[0] >= self.physician_floor[found.index[0]]
        offers = _Offers(found.index[0][may], found.value[0][may], found.wish[0][may], found.need[0][may])
        return self._told(best, j, of_openings=True), offers


def _members(rows: I32, side: Side, key: int) -> I32:
    """Those of `rows` in whose lists `key` stands."""
    found: I32 = rows[(side.index[rows] == key).any(axis=1)]
    return found


def _replace(side: Side, row: int, new: Side, floors: F32) -> None:
    for array, column in zip(side.arrays(), new.arrays(), strict=True):
        array[row] = column[0]
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
