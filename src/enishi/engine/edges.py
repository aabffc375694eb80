"""Compiled loops over edges: grouping by owner, the check of their order, and the meeting of two sides' lists.

Arrays that come in are read-only and contiguous (`frozen`), so that each loop is compiled once.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.schema import F32, I32, I64, AnyArray


def frozen(array: AnyArray) -> AnyArray:
    """The same array, contiguous and no longer writable."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


@kernel
def pointer_of(owner: I32, n_owners: int) -> I64:
    """int64[n_owners + 1]: how many entries belong to owners before each. `owner`: int32[n], each from 0 to
    n_owners - 1."""
    pointer = np.zeros(n_owners + 1, np.int64)
    for at in range(len(owner)):
        pointer[owner[at] + 1] += 1
    for k in range(n_owners):
        pointer[k + 1] += pointer[k]
    return pointer


@kernel
def group(owner: I32, n_owners: int) -> tuple[I64, I32]:
    """Counting sort of entries by their owner, stable. Returns `pointer_of` and `member` int32[n]: owner k's entries are
    member[pointer[k] : pointer[k + 1]], ascending."""
    pointer = pointer_of(owner, n_owners)
    free = pointer.copy()
    member = np.empty(len(owner), np.int32)
    for at in range(len(owner)):
        member[free[owner[at]]] = at
        free[owner[at]] += 1
    return pointer, member


@kernel
def stands_sorted(physician: I32, opening: I32) -> bool:
    """Whether every edge comes after the one before it by (physician, opening): sorted, and no pair twice."""
    for at in range(1, len(physician)):
        if physician[at] < physician[at - 1] or (physician[at] == physician[at - 1] and opening[at] <= opening[at - 1]):
            return False
    return True


@kernel
def meet(
    wish_pointer: I64,
    wish: I32,
    need_pointer: I64,
    need_owner: I32,
    heard_pointer: I64,
    heard: I32,
    wish_step: float,
    need_step: float,
    physician: I32,
    opening: I32,
    u: F32,
    v: F32,
) -> tuple[int, int, int]:
    """Fill the edge columns with the pairs on both sides' lists, sorted by (physician, opening).

    `wish` lists openings of physician i at wish_pointer[i] …; `need_owner` is the opening of each entry of the
    openings' lists, which start at `need_pointer`; `heard` groups those entries by the physician they name. The place
    p on a list becomes 1 - p × step. Returns (number of edges, -1, -1), or (side, owner, other) for a name that stands
    twice on a list: side -1 a physician's, -2 an opening's.
    """
    n_edges = 0
    seen = np.full(len(need_pointer), -1, np.int32)
    place = np.empty(len(need_pointer), np.int32)
    for i in range(len(wish_pointer) - 1):
        for at in range(wish_pointer[i], wish_pointer[i + 1]):
            j = wish[at]
            if seen[j] == i:
                return -1, i, j
            seen[j] = i
            place[j] = at - wish_pointer[i]
        last = -1
        for at in range(heard_pointer[i], heard_pointer[i + 1]):
            entry = heard[at]
            j = need_owner[entry]
            if j == last:
                return -2, j, i
            last = j
            if seen[j] == i:
                physician[n_edges] = i
                opening[n_edges] = j
                u[n_edges] = 1.0 - place[j] * wish_step
                v[n_edges] = 1.0 - (entry - need_pointer[j]) * need_step
                n_edges += 1
    return n_edges, -1, -1
