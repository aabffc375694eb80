"""Lists of the best counterparts: the candidate graph of a whole market, and one person's ranking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.conditions import reasons
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph, place_in_group
from enishi.engine.market import Market
from enishi.engine.schema import F32, F64, I32, I64, AnyArray, Column
from enishi.engine.scores import mutual, score
from enishi.engine.validation import checked

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
        return self.pick(order[place_in_group(owner[order]) < limit])


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
