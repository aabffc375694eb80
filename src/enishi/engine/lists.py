"""Both sides' lists of a whole market, and the candidate graph that is their union."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Self

import numpy as np
from numpy.typing import NDArray

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.kernels.both_sides import merge, share
from enishi.engine.kernels.scan import tell
from enishi.engine.kernels.union import count_edges, place_edges
from enishi.engine.market import Market
from enishi.engine.schema import F32, I32
from enishi.engine.threads import cores, spread

Keys = NDArray[np.uint64]  # of `kernels.heaps`, [n_rows, k]
LONGEST = 10_000  # places on a list
Four = tuple[F32, I32, F32, F32]


@dataclass(frozen=True)
class Side:
    """One list a row, best first. `value`: wish × need; `index`: the other side's, -1 behind the end; all [n, k]."""

    value: F32
    index: I32
    wish: F32
    need: F32

    @classmethod
    def empty(cls, n: int, k: int) -> Self:
        floats = (np.zeros((n, k), np.float32) for _ in range(3))
        value, wish, need = floats
        return cls(value, np.full((n, k), -1, np.int32), wish, need)

    @classmethod
    def of(cls, market: Market, keys: Keys, *, of_openings: bool, first: int = 0) -> Self:
        """What the keys of finished lists stand for. Row r belongs to physician, or opening, first + r."""
        side, tables = cls.empty(*keys.shape), market.tables
        n = len(keys)
        shares = max(1, min(cores(), n // 4096))

        def work(part: int) -> None:
            low, high = n * part // shares, n * (part + 1) // shares
            scanned = tables.scanned()
            tell(low, high, first, of_openings, keys, scanned, tables.weights, *side.arrays())

        spread(work, shares)
        return side

    def arrays(self) -> Four:
        """In the order of the kernels."""
        return self.value, self.index, self.wish, self.need


@dataclass(frozen=True)
class Lists:
    """`physician`: each physician's best k openings; `opening`: each opening's best m physicians."""

    physician: Side
    opening: Side

    def graph(self, market: Market) -> Graph:
        """The union of both sides' lists, each pair once."""
        return _union(self, market.posts.capacity)


@dataclass(frozen=True)
class Block:
    """What some physicians contribute: their own lists, and for every opening the best among them, as keys.

    `parts`: (low, high, uint64[high - low, k]) of runs of physicians, in any order; together with others they cover
    everyone once. `opening`: uint64[n_openings, m]; `count`: int32[n_openings], its filled places.
    """

    parts: tuple[tuple[int, int, Keys], ...]
    opening: Keys
    count: I32


def check_limit(name: str, limit: int) -> None:
    """MarketError for the length of a list that is none."""
    if not isinstance(limit, (int, np.integer)) or not 0 <= limit <= LONGEST:
        raise MarketError(name, None, f"must be a whole number from 0 to {LONGEST}")


def best_lists(market: Market, k: int = 20, m: int = 20) -> Lists:
    """Both sides' lists, all cores; for a batch process only. MarketError for a negative k or m."""
    return merged(market, [block_lists(market, 0, market.n_physicians, k, m)])


def block_lists(market: Market, low: int, high: int, k: int, m: int) -> Block:
    """The share of the physicians low … high of the lists. Blocks may be computed anywhere and merged in any order.

    MarketError for a negative k or m, or a range outside the market.
    """
    check_limit("k", k)
    check_limit("m", m)
    if not 0 <= low <= high <= market.n_physicians:
        raise MarketError("block", None, f"must lie within 0 and {market.n_physicians}")
    workers = max(1, min(cores(), (high - low) // 512))
    tables, ours = market.tables, np.zeros((high - low, k), np.uint64)
    theirs = np.zeros((workers, market.n_openings, m), np.uint64)
    counts = np.zeros((workers, market.n_openings), np.int32)
    floors = np.full(market.n_openings, -np.inf if m else np.inf, np.float32)

    def work(worker: int) -> None:
        scanned, weights, room = tables.scanned(), tables.both_weights, tables.room()
        share(worker, workers, low, high, scanned, weights, room, ours, theirs[worker], counts[worker], floors)

    spread(work, workers)
    _merge(theirs, counts)
    return Block(((low, high, ours),), theirs[0], counts[0])


def _merge(theirs: Keys, counts: I32) -> None:
    """Into the first of the stack; openings are shared out over the cores."""
    n = counts.shape[1]
    shares = max(1, min(cores(), n // 4096))
    spread(lambda part: merge(n * part // shares, n * (part + 1) // shares, theirs, counts), shares)


def joined(one: Block, other: Block) -> Block:
    """Two blocks as one. Associative and commutative, to the last bit."""
    theirs, count = np.stack((one.opening, other.opening)), np.stack((one.count, other.count))
    _merge(theirs, count)
    return Block(one.parts + other.parts, theirs[0], count[0])


def merged(market: Market, blocks: list[Block]) -> Lists:
    """The lists of the whole market from blocks that cover all physicians once; the same however it was cut."""
    whole = reduce(joined, blocks)
    ours = np.concatenate([keys for _, _, keys in sorted(whole.parts, key=lambda part: part[:2])])
    return Lists(Side.of(market, ours, of_openings=False), Side.of(market, whole.opening, of_openings=True))


def _union(lists: Lists, capacity: I32) -> Graph:
    ours, theirs = lists.physician, lists.opening
    n_physicians, n_openings = len(ours.index), len(theirs.index)
    pointer = np.zeros(n_physicians + 1, np.int64)
    count_edges(ours.index, theirs.index, pointer)
    pointer = np.cumsum(pointer)
    physician, opening = np.empty(pointer[-1], np.int32), np.empty(pointer[-1], np.int32)
    wish, need = np.empty(pointer[-1], np.float32), np.empty(pointer[-1], np.float32)
    place_edges(ours.arrays(), theirs.arrays(), pointer, physician, opening, wish, need)
    return Graph.from_edges(n_physicians, n_openings, physician, opening, wish, need, capacity)
