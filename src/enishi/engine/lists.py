"""Both sides' lists of a whole market, and the candidate graph that is their union."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import reduce
from typing import Self

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.kernels.both_sides import merge, share
from enishi.engine.kernels.union import count_edges, place_edges
from enishi.engine.market import Market
from enishi.engine.schema import F32, I32, AnyArray
from enishi.engine.threads import cores, spread

Heap = tuple[AnyArray, AnyArray, AnyArray, AnyArray]  # value, index, wish, need, as the kernels take them


def empty_heap(*shape: int) -> Heap:
    """Room for one list, or for many."""
    return (
        np.empty(shape, np.float32), np.empty(shape, np.int32), np.empty(shape, np.float32), np.empty(shape, np.float32)
    )  # fmt: skip


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

    def arrays(self) -> Heap:
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
    """What some physicians contribute: their own lists, and for every opening the best among them.

    `parts`: (low, high, lists) of runs of physicians, in any order; together with others they cover everyone once.
    `count`: int32[n_openings], filled places of `opening`.
    """

    parts: tuple[tuple[int, int, Side], ...]
    opening: Side
    count: I32


def best_lists(market: Market, k: int = 20, m: int = 20) -> Lists:
    """Both sides' lists, all cores; for a batch process only. MarketError for a negative k or m."""
    return merged([block_lists(market, 0, market.n_physicians, k, m)])


def block_lists(market: Market, low: int, high: int, k: int, m: int) -> Block:
    """The share of the physicians low … high of the lists. Blocks may be computed anywhere and merged in any order.

    MarketError for a negative k or m, or a range outside the market.
    """
    for name, limit in (("k", k), ("m", m)):
        if limit < 0:
            raise MarketError(name, None, "must be at least 0")
    if not 0 <= low <= high <= market.n_physicians:
        raise MarketError("block", None, f"must lie within 0 and {market.n_physicians}")
    workers = max(1, min(cores(), (high - low) // 512))
    tables, ours = market.tables, Side.empty(high - low, k)
    shape = (workers, market.n_openings, m)
    theirs = empty_heap(*shape)
    counts = np.zeros(shape[:2], np.int32)

    floors = np.full(market.n_openings, -np.inf if m else np.inf, np.float32)

    def work(worker: int) -> None:
        mine = tuple(array[worker] for array in theirs)
        scanned, weights, room = tables.scanned(), tables.both_weights, tables.room()
        share(worker, workers, low, high, scanned, weights, room, ours.arrays(), mine, counts[worker], floors)

    spread(work, workers)
    _merge(theirs, counts)
    return Block(((low, high, ours),), Side(*(array[0] for array in theirs)), counts[0])


def _merge(theirs: Heap, counts: I32) -> None:
    """Into the first of the stack; openings are shared out over the cores."""
    n = counts.shape[1]
    shares = max(1, min(cores(), n // 4096))
    spread(lambda part: merge(n * part // shares, n * (part + 1) // shares, theirs, counts), shares)


def joined(one: Block, other: Block) -> Block:
    """Two blocks as one. Associative and commutative, to the last bit."""
    a, b = one.opening.arrays(), other.opening.arrays()
    theirs = np.stack((a[0], b[0])), np.stack((a[1], b[1])), np.stack((a[2], b[2])), np.stack((a[3], b[3]))
    count = np.stack((one.count, other.count))
    _merge(theirs, count)
    return Block(one.parts + other.parts, Side(*(array[0] for array in theirs)), count[0])


def merged(blocks: list[Block]) -> Lists:
    """The lists of the whole market from blocks that cover all physicians once; the same however it was cut."""
    whole = reduce(joined, blocks)
    parts = [lists for _, _, lists in sorted(whole.parts, key=lambda part: part[:2])]
    return Lists(
        Side(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Side))), whole.opening
    )


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
