"""Seeded lotteries for ties: each side's values become strict orders.

Single tie-breaking: every physician draws one number, which settles the ties of every opening, and every opening draws
one, which settles the ties of every physician; the smaller number goes first. One number for everybody is fairer to
nobody in particular, yet yields better outcomes for physicians than a lottery at each opening (Abdulkadiroğlu, Pathak &
Roth 2009, "Strategy-proofness versus efficiency in matching with indifferences").
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import Self, SupportsIndex

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.edges import frozen, group
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import F32, I32, I64, AnyArray, Column
from enishi.engine.solvers.seats import drop_worst, key_of, push
from enishi.engine.validation import checked, refuse_where

_SHORT = 160  # up to this length, comparing all with all (four at once, no branch) beats a heap


@dataclass(frozen=True)
class Lottery:
    """`physician`: int32[n_physicians], `opening`: int32[n_openings]; each number once on its side, smaller first.

    Whoever moves rows and takes their numbers along gets the same outcome.
    """

    physician: I32
    opening: I32

    @classmethod
    def draw(cls, n_physicians: int, n_openings: int, seed: SupportsIndex = 0) -> Self:
        """The numbers of this seed, physicians first. Raises MarketError for a seed that is no whole number or
        negative."""
        try:
            number = operator.index(seed)
        except TypeError:
            raise MarketError("seed", None, "must be a whole number") from None
        if number < 0:
            raise MarketError("seed", None, "must be at least 0")
        generator = np.random.Generator(np.random.PCG64(number))
        physician = generator.permutation(n_physicians).astype(np.int32)
        return cls(frozen(physician), frozen(generator.permutation(n_openings).astype(np.int32)))

    @classmethod
    def from_numbers(cls, physician: AnyArray, opening: AnyArray) -> Self:
        """Numbers drawn elsewhere, from 0 to 2^31 - 1. Raises MarketError for a number drawn twice on one side."""
        return cls(_distinct("physician", physician), _distinct("opening", opening))


Seed = SupportsIndex | Lottery


def _distinct(side: str, numbers: AnyArray) -> I32:
    array = checked("lottery", Column(side, np.int32, 0, 2**31 - 1), numbers, None)
    order = np.argsort(array, kind="stable")
    again = np.zeros(len(array), np.bool_)
    again[order[1:]] = array[order[1:]] == array[order[:-1]]
    refuse_where(f"lottery.{side}", again, "is drawn twice")
    return frozen(array)


def lottery_of(graph: Graph, seed: Seed) -> Lottery:
    """The lottery of a seed, or the lottery given, which must be of the graph's size (MarketError)."""
    if not isinstance(seed, Lottery):
        return Lottery.draw(graph.n_physicians, graph.n_openings, seed)
    for side, numbers, n in (
        ("physician", seed.physician, graph.n_physicians),
        ("opening", seed.opening, graph.n_openings),
    ):
        if len(numbers) != n:
            raise MarketError(f"lottery.{side}", None, f"must have {n} rows, got {len(numbers)}")
    return seed


@kernel
def _best_first(pointer: I64, member: I32, value: F32, other: I32, number: I32) -> I32:
    """`member` with each owner's part sorted by value, larger first, ties by the other side's number, smaller first."""
    longest = 0
    for k in range(len(pointer) - 1):
        longest = max(longest, pointer[k + 1] - pointer[k])
    key, edge = np.empty(longest, np.int64), np.empty(longest, np.int32)
    order = np.empty(len(member), np.int32)
    base = int(np.int64(0))  # a plain 0 would have the heap compiled once more, for a literal
    for k in range(len(pointer) - 1):
        first = pointer[k]
        n = pointer[k + 1] - first
        if n <= _SHORT:
            for at in range(n):
                e = member[first + at]
                key[at] = key_of(value[e], number[other[e]])
            for at in range(n):
                better = 0
                for against in range(n):
                    better += key[against] > key[at]
                order[first + better] = member[first + at]
        else:
            for new in range(n):
                e = member[first + new]
                push(key, edge, base, new, key_of(value[e], number[other[e]]), e)
            for left in range(n, 0, -1):
                order[first + left - 1] = drop_worst(key, edge, base, left)
    return order


def order_for_physicians(graph: Graph, lottery: Lottery) -> I32:
    """int32[n_edges]: each physician's edges best first by wish `u`, in the rows of `graph.indptr`."""
    every = frozen(np.arange(graph.n_edges, dtype=np.int32))
    return _best_first(graph.indptr, every, graph.u, graph.opening, lottery.opening)


def order_for_openings(graph: Graph, lottery: Lottery) -> I32:
    """int32[n_edges]: each opening's edges best first by need `v`, in the rows of `graph.opening_indptr`."""
    return _best_first(graph.opening_indptr, graph.opening_edge, graph.v, graph.physician, lottery.physician)


def held_by_opening(graph: Graph, lottery: Lottery, edges: AnyArray) -> tuple[I64, I32]:
    """(pointer int64[n_openings + 1], edge int32): the given edges grouped by opening, best first by need `v`."""
    pointer, member = group(frozen(graph.opening[edges]), graph.n_openings)
    mine = frozen(edges[member].astype(np.int32))
    return pointer, _best_first(frozen(pointer), mine, graph.v, graph.physician, lottery.physician)


def held_by_physician(graph: Graph, lottery: Lottery, edges: AnyArray) -> tuple[I64, I32]:
    """(pointer int64[n_physicians + 1], edge int32): the given edges grouped by physician, best first by wish `u`."""
    pointer, member = group(frozen(graph.physician[edges]), graph.n_physicians)
    mine = frozen(edges[member].astype(np.int32))
    return pointer, _best_first(frozen(pointer), mine, graph.u, graph.opening, lottery.opening)
