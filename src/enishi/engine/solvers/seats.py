"""Seats held for now: of each opening a heap with the worst holder on top, all heaps behind each other in two arrays.

A key is an int64, larger = better, and never the same twice within an opening: the value of the edge in the high bits,
the lottery number of its owner in the low ones. So one comparison settles value and tie together.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.edges import pointer_of
from enishi.engine.graph import Graph
from enishi.engine.schema import I32, I64, AnyArray

_LAST_NUMBER = 2**31 - 1
NEVER, ALWAYS = 2**63 - 1, -(2**63)  # no key is as large, none as small


@kernel
def key_of(value: float, number: int) -> int:
    """Strict key of a float32 value whose ties go to the smaller lottery number (0 … 2^31 - 1).

    The bits of a float read as an integer ascend with it when it is positive and descend when it is negative; both zeros
    become 0.
    """
    bits = np.int64(np.float32(value).view(np.int32))
    if bits < 0:
        bits = -(bits & 0x7FFFFFFF)
    return int((bits << 31) + (_LAST_NUMBER - number))


@kernel
def push(key: I64, edge: I32, base: int, n: int, new_key: int, new_edge: int) -> None:
    """Add one to the heap of `n` that starts at `base`."""
    at = n
    while at > 0:
        above = (at - 1) >> 1
        if key[base + above] <= new_key:
            break
        key[base + at], edge[base + at] = key[base + above], edge[base + above]
        at = above
    key[base + at], edge[base + at] = new_key, new_edge


@kernel
def settle(key: I64, edge: I32, base: int, n: int, new_key: int, new_edge: int) -> None:
    """Put one in place of the worst in the heap of `n` ≥ 1 that starts at `base`."""
    at = 0
    while True:
        below = 2 * at + 1
        if below >= n:
            break
        if below + 1 < n and key[base + below + 1] < key[base + below]:
            below += 1
        if new_key <= key[base + below]:
            break
        key[base + at], edge[base + at] = key[base + below], edge[base + below]
        at = below
    key[base + at], edge[base + at] = new_key, new_edge


@kernel
def drop_worst(key: I64, edge: I32, base: int, n: int) -> int:
    """Take the worst out of the heap of `n` ≥ 1 that starts at `base`; returns its edge."""
    worst = edge[base]
    if n > 1:
        settle(key, edge, base, n - 1, key[base + n - 1], edge[base + n - 1])
    return int(worst)


def seat_pointer(graph: Graph, most: AnyArray) -> I64:
    """int64[n_openings + 1]: where each opening's heap starts. An opening never needs more room than `most` holders, nor
    more than it has edges."""
    edges = np.diff(pointer_of(graph.opening, graph.n_openings))
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(np.minimum(most, edges), dtype=np.int64)))


def closed_bars(seat: I64) -> I64:
    """int64[n_openings]: the key an applicant must exceed: none while a seat is free, out of reach without any seat.

    Most applicants of a scarce market are refused; one look at this short array settles it, where the heaps do not fit
    into a processor's cache.
    """
    return np.where(np.diff(seat) == 0, np.int64(NEVER), np.int64(ALWAYS))
