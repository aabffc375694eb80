"""The sparse two-sided candidate graph: each physician's best k openings together with each opening's best m
physicians."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from enishi.engine.edges import frozen, group, pointer_of, stands_sorted
from enishi.engine.errors import MarketError
from enishi.engine.ranked_lists import StrictLists, edges_of
from enishi.engine.schema import F32, I32, I64, AnyArray, Column
from enishi.engine.scores import mutual
from enishi.engine.validation import checked

LARGEST = float(np.finfo(np.float32).max)
MOST_EDGES = 2**31 - 1  # edges are numbered by int32


@dataclass(frozen=True)
class Graph:
    """Edges sorted by (physician, opening), each pair once. `u`: wish, `v`: need, float32. `capacity`:
    int32[n_openings]."""

    n_physicians: int
    n_openings: int
    physician: I32
    opening: I32
    u: F32
    v: F32
    capacity: I32

    @classmethod
    def from_edges(
        cls,
        n_physicians: int,
        n_openings: int,
        physician: AnyArray,
        opening: AnyArray,
        u: AnyArray,
        v: AnyArray,
        capacity: AnyArray,
    ) -> Self:
        """Validate, sort and freeze; edges that come sorted by (physician, opening) are not sorted again.

        `physician`, `opening`: whole numbers[n_edges]; `u`, `v`: finite[n_edges], kept as float32; `capacity`: whole
        numbers[n_openings]. Raises MarketError for NaN, an infinite number, an index out of range, a duplicate pair or
        a negative capacity.
        """
        _check_counts(n_physicians, n_openings)
        first = checked("graph", Column("physician", np.int32, 0, n_physicians - 1), physician, None)
        n_edges = len(first)
        if n_edges > MOST_EDGES:
            raise MarketError("graph.physician", None, f"must have at most {MOST_EDGES} rows")
        second = checked("graph", Column("opening", np.int32, 0, n_openings - 1), opening, n_edges)
        wish = checked("graph", Column("u", np.float32, -LARGEST, LARGEST), u, n_edges)
        need = checked("graph", Column("v", np.float32, -LARGEST, LARGEST), v, n_edges)
        heads = _checked_capacity(capacity, n_openings)
        first, second = frozen(first), frozen(second)
        if not stands_sorted(first, second):
            order = _sorted_order(n_physicians, n_openings, first, second)
            first, second, wish, need = first[order], second[order], wish[order], need[order]
        return cls(n_physicians, n_openings, frozen(first), frozen(second), frozen(wish), frozen(need), heads)

    @classmethod
    def from_lists(cls, physician_lists: StrictLists, opening_lists: StrictLists, capacity: AnyArray) -> Self:
        """The graph of two sides' strict orders, best first; a pair that is not on both lists is dropped.

        `physician_lists`: one list of opening indices for each physician; `opening_lists`: one list of physician
        indices for each opening. Each side is a sequence of lists or arrays, a two-dimensional array (lists of one
        length), or, for large input, a tuple of two arrays (indptr, indices). `capacity`: whole numbers[n_openings].

        The first place on a list becomes the value 1, and each further place the same step less, down to above 0;
        lists of up to 2^24 names keep their order exactly. Raises MarketError with the row of the list for an index
        out of range, a name that stands twice, or a list longer than that.
        """
        n_physicians, n_openings, first, second, wish, need = edges_of(physician_lists, opening_lists)
        heads = _checked_capacity(capacity, n_openings)
        return cls(n_physicians, n_openings, frozen(first), frozen(second), frozen(wish), frozen(need), heads)

    @cached_property
    def indptr(self) -> I64:
        """int64[n_physicians + 1]: the edges of physician i are indptr[i] … indptr[i + 1] - 1."""
        return frozen(pointer_of(self.physician, self.n_physicians))

    @cached_property
    def _by_opening(self) -> tuple[I64, I32]:
        pointer, member = group(self.opening, self.n_openings)
        return frozen(pointer), frozen(member)

    @property
    def opening_indptr(self) -> I64:
        """int64[n_openings + 1]: opening j's part of `opening_edge` is opening_indptr[j] … opening_indptr[j + 1] - 1."""
        return self._by_opening[0]

    @property
    def opening_edge(self) -> I32:
        """int32[n_edges]: edges grouped by opening, ascending by physician inside each."""
        return self._by_opening[1]

    @property
    def n_edges(self) -> int:
        return len(self.physician)

    def rank_for_physician(self) -> I32:
        """int32[n_edges]: place of the edge in its physician's list by wish × need, 1 = best, ties by the smaller
        opening."""
        return self.rank_for_physician_by(mutual(self.u, self.v))

    def rank_for_opening(self) -> I32:
        """int32[n_edges]: place of the edge in its opening's list by wish × need, 1 = best, ties by the smaller
        physician."""
        return self.rank_for_opening_by(mutual(self.u, self.v))

    def rank_for_physician_by(self, value: AnyArray) -> I32:
        """As `rank_for_physician`, by any value per edge, larger first."""
        return _ranks(self.physician, self.opening, value)

    def rank_for_opening_by(self, value: AnyArray) -> I32:
        """As `rank_for_opening`, by any value per edge, larger first."""
        return _ranks(self.opening, self.physician, value)


def _check_counts(n_physicians: int, n_openings: int) -> None:
    for name, count in (("n_physicians", n_physicians), ("n_openings", n_openings)):
        if not 0 <= count < 2**31:
            raise MarketError(f"graph.{name}", None, f"must be from 0 to {2**31 - 1}")


def _checked_capacity(capacity: AnyArray, n_openings: int) -> I32:
    return frozen(checked("graph", Column("capacity", np.int32, 0, 2**31 - 1), capacity, n_openings))


def _sorted_order(n_physicians: int, n_openings: int, physician: I32, opening: I32) -> I32:
    """int32[n_edges]: the edges by (physician, opening), from two counting sorts. MarketError for the first edge of the
    caller's that repeats an earlier one."""
    by_opening = group(opening, n_openings)[1]
    order: I32 = by_opening[group(frozen(physician[by_opening]), n_physicians)[1]]
    i, j = physician[order], opening[order]
    same = (i[1:] == i[:-1]) & (j[1:] == j[:-1])
    if same.any():
        row = int(order[1:][same].min())
        raise MarketError("graph.opening", row, "is joined to this physician twice")
    return order


def _ranks(owner: I32, other: I32, value: AnyArray) -> I32:
    order = np.lexsort((other, -value, owner))
    ranks = np.empty(len(owner), np.int32)
    ranks[order] = place_in_group(owner[order]) + 1
    return ranks


def place_in_group(sorted_owner: AnyArray) -> I64:
    """0-based position of each element inside its run of equal values."""
    position = np.arange(len(sorted_owner), dtype=np.int64)
    if not len(position):
        return position
    starts = np.r_[True, sorted_owner[1:] != sorted_owner[:-1]]
    return position - np.maximum.accumulate(np.where(starts, position, 0))
