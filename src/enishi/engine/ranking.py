"""One person's list, and the candidate graph of a whole market."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.kernels.heaps import sort_best
from enishi.engine.kernels.scan import openings_for, physicians_for
from enishi.engine.lists import Keys, Side, best_lists, check_limit
from enishi.engine.market import Market
from enishi.engine.schema import F32, F64, I32, AnyArray, Column
from enishi.engine.validation import checked


@dataclass(frozen=True)
class Ranking:
    """One side's list, best first. `index`: the other side's indices; `score` = wish × need − price; all of one
    length ≤ k."""

    index: I32
    score: F32
    wish: F32
    need: F32


NO_OFFERS = (np.zeros((0, 0), np.uint64), np.zeros(0, np.int32))  # the openings' heaps, when nothing is offered to them


def candidates(market: Market, k: int = 20, m: int = 20) -> Graph:
    """Union of each physician's best `k` and each opening's best `m` eligible counterparts, in the order of wish ×
    need. Uses all cores: for a batch, not for a request. MarketError for a negative k or m."""
    return best_lists(market, k, m).graph(market)


def query_physician(market: Market, i: int, k: int = 20, prices: AnyArray | None = None) -> Ranking:
    """The best `k` openings of physician `i`, ties by the smaller index. `prices`: float[n_openings], taken off wish ×
    need.

    One thread, no state: may run in many requests at once. Raises MarketError for an index out of range, a negative k,
    or malformed prices.
    """
    _check("k", k, "physician", i, market.n_physicians)
    tables, mine = market.tables, np.zeros((1, min(k, market.n_openings)), np.uint64)
    taken, given = _priced(prices, market.n_openings), (tables.scanned(), *tables.both_weights)
    n = openings_for(i, *given, taken, tables.room(), mine, 0, *NO_OFFERS, tables.closed_floors)
    return _ranking(market, mine, n, i, of_openings=False)


def query_opening(market: Market, j: int, k: int = 20, prices: AnyArray | None = None) -> Ranking:
    """The best `k` physicians for opening `j`. `prices`: float[n_physicians]. Otherwise as `query_physician`."""
    _check("k", k, "opening", j, market.n_openings)
    tables, mine = market.tables, np.zeros((1, min(k, market.n_physicians)), np.uint64)
    taken = _priced(prices, market.n_physicians)
    n = physicians_for(j, tables.scanned(), tables.by_seeker.scanned(), tables.weights, taken, mine)
    return _ranking(market, mine, n, j, of_openings=True)


def _check(limit_name: str, limit: int, name: str, index: int, n: int) -> None:
    check_limit(limit_name, limit)
    if not isinstance(index, (int, np.integer)) or not 0 <= index < n:
        raise MarketError(name, None, f"must be a whole number from 0 to {n - 1}, not {index}")


def _ranking(market: Market, keys: Keys, n: int, owner: int, *, of_openings: bool) -> Ranking:
    sort_best(keys, 0, n)
    found = Side.of(market, keys[:, :n], of_openings=of_openings, first=owner)
    return Ranking(found.index[0], found.value[0], found.wish[0], found.need[0])


def _priced(prices: AnyArray | None, n: int) -> F64:
    if prices is None:
        return np.empty(0)
    return checked("query", Column("prices", np.float64, -np.inf, np.inf), prices, n)
