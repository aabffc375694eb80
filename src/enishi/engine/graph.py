"""The sparse two-sided candidate graph: each physician's best k openings together with each opening's best m
physicians."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from enishi.engine.conditions import reasons
from enishi.engine.errors import MarketError
from enishi.engine.market import Market
from enishi.engine.schema import F32, F64, I32, I64, AnyArray, Column
from enishi.engine.scores import mutual, score
from enishi.engine.validation import checked, refuse_where

BLOCK_PAIRS = 1 << 19  # pairs looked at together: keeps a block's temporaries in tens of megabytes


@dataclass(frozen=True)
class Ranking:
    """One side's list, best first. `index`: the other side's indices; `score` = wish × need − price; all of one
    length ≤ k."""

    index: I32
    score: F32
    wish: F32
    need: F32


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
    ranks[order] = _place_in_group(owner[order]) + 1
    return ranks


def _place_in_group(sorted_owner: AnyArray) -> I64:
    """0-based position of each element inside its run of equal values."""
    position = np.arange(len(sorted_owner), dtype=np.int64)
    if not len(position):
        return position
    starts = np.r_[True, sorted_owner[1:] != sorted_owner[:-1]]
    return position - np.maximum.accumulate(np.where(starts, position, 0))


@dataclass(frozen=True)
class _Pairs:
    """Aligned eligible pairs with both scores."""

    i: I64
    j: I64
    u: F32
    v: F32

    def pick(self, index: AnyArray) -> _Pairs:
        return _Pairs(self.i[index], self.j[index], self.u[index], self.v[index])

    def and_also(self, other: _Pairs) -> _Pairs:
        return _Pairs(
            np.concatenate((self.i, other.i)),
            np.concatenate((self.j, other.j)),
            np.concatenate((self.u, other.u)),
            np.concatenate((self.v, other.v)),
        )

    def best(self, owner: I64, other: I64, limit: int) -> _Pairs:
        """The best `limit` pairs of each owner, ties by the smaller other."""
        order = np.lexsort((other, -mutual(self.u, self.v), owner))
        return self.pick(order[_place_in_group(owner[order]) < limit])


def _nothing() -> _Pairs:
    return _Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.float32))


def _eligible(market: Market, i: AnyArray, j: AnyArray) -> _Pairs:
    """Every eligible pair of the block i × j."""
    row, column = np.nonzero(reasons(market, i[:, None], j[None, :]) == 0)
    first, second = i[row].astype(np.int64), j[column].astype(np.int64)
    return _Pairs(first, second, *score(market, first, second))


def _check_limit(name: str, limit: int) -> None:
    if limit < 0:
        raise MarketError(name, None, "must be at least 0")


def candidates(market: Market, k: int = 20, m: int = 20) -> Graph:
    """Union of each physician's best `k` and each opening's best `m` eligible counterparts, in the order of wish ×
    need."""
    _check_limit("k", k)
    _check_limit("m", m)
    openings = np.arange(market.n_openings)
    step = max(1, BLOCK_PAIRS // max(1, market.n_openings))
    for_physicians, for_openings = _nothing(), _nothing()
    for low in range(0, market.n_physicians, step):
        block = _eligible(market, np.arange(low, min(low + step, market.n_physicians)), openings)
        for_physicians = for_physicians.and_also(block.best(block.i, block.j, k))
        merged = for_openings.and_also(block)
        for_openings = merged.best(merged.j, merged.i, m)
    both = for_physicians.and_also(for_openings)
    _, first = np.unique(both.i * max(1, market.n_openings) + both.j, return_index=True)
    edges = both.pick(first)
    return Graph.from_edges(
        market.n_physicians, market.n_openings, edges.i, edges.j, edges.u, edges.v, market.posts.capacity
    )


def _priced(prices: AnyArray | None, n: int) -> F64:
    column = Column("prices", np.float64, -np.inf, np.inf)
    return np.zeros(n) if prices is None else checked("query", column, prices, n)


def _ranking(other: I64, pairs: _Pairs, prices: F64, k: int) -> Ranking:
    value = (mutual(pairs.u, pairs.v) - prices[other]).astype(np.float32)
    order = np.lexsort((other, -value))[:k]
    return Ranking(other[order].astype(np.int32), value[order], pairs.u[order], pairs.v[order])


def query_physician(market: Market, i: int, k: int = 20, prices: AnyArray | None = None) -> Ranking:
    """The best `k` openings of physician `i`. `prices`: float[n_openings], taken off wish × need. Thread-safe.

    Raises MarketError for an index out of range, a negative k, or malformed prices.
    """
    _check_limit("k", k)
    _check_index("physician", i, market.n_physicians)
    pairs = _eligible(market, np.array([i]), np.arange(market.n_openings))
    return _ranking(pairs.j, pairs, _priced(prices, market.n_openings), k)


def query_opening(market: Market, j: int, k: int = 20, prices: AnyArray | None = None) -> Ranking:
    """The best `k` physicians for opening `j`. `prices`: float[n_physicians]. Otherwise as `query_physician`."""
    _check_limit("k", k)
    _check_index("opening", j, market.n_openings)
    pairs = _eligible(market, np.arange(market.n_physicians), np.array([j]))
    return _ranking(pairs.i, pairs, _priced(prices, market.n_physicians), k)


def _check_index(name: str, index: int, n: int) -> None:
    if not 0 <= index < n:
        raise MarketError(name, index, f"must be from 0 to {n - 1}")
