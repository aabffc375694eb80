"""The sparse two-sided candidate graph: each physician's best k openings together with each opening's best m
physicians."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from enishi.engine.schema import F32, I32, I64, AnyArray, Column
from enishi.engine.scores import mutual
from enishi.engine.validation import checked, refuse_where


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
        """Validate, sort and freeze. Raises MarketError for NaN, an index out of range, a duplicate pair or a
        negative capacity."""
        first = checked("graph", Column("physician", np.int32, 0, n_physicians - 1), physician, None)
        n_edges = len(first)
        second = checked("graph", Column("opening", np.int32, 0, n_openings - 1), opening, n_edges)
        wish = checked("graph", Column("u", np.float32, -np.inf, np.inf), u, n_edges)
        need = checked("graph", Column("v", np.float32, -np.inf, np.inf), v, n_edges)
        heads = checked("graph", Column("capacity", np.int32, 0, 2**31 - 1), capacity, n_openings)
        codes = first.astype(np.int64) * n_openings + second
        order = np.argsort(codes, kind="stable")
        again = np.zeros(n_edges, np.bool_)
        again[order[1:]] = codes[order[1:]] == codes[order[:-1]]
        refuse_where("graph.opening", again, "is joined to this physician twice")
        arrays = [first[order], second[order], wish[order], need[order], heads]
        for array in arrays:
            array.setflags(write=False)
        return cls(n_physicians, n_openings, *arrays)

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
