"""The best k of a stream, kept in four aligned rows of fixed length.

The order is total: the larger value first, then the smaller key. So the k kept do not depend on the order in which they
came, nor on how the stream was cut and merged. Inside, the worst of the kept stands first (a heap), until `sort_best`.
"""

from __future__ import annotations

from enishi.engine.compiled import kernel, small


@small
def is_worse(value, key, other_value, other_key):
    """Whether (value, key) comes after the other."""
    return value < other_value or (value == other_value and key > other_key)


@small
def _swap(value, key, wish, need, a, b):
    value[a], value[b] = value[b], value[a]
    key[a], key[b] = key[b], key[a]
    wish[a], wish[b] = wish[b], wish[a]
    need[a], need[b] = need[b], need[a]


@small
def _sink(value, key, wish, need, n):
    """Let the first of `n` go down to its place."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= n:
            return
        right = child + 1
        if right < n and is_worse(value[right], key[right], value[child], key[child]):
            child = right
        if not is_worse(value[child], key[child], value[at], key[at]):
            return
        _swap(value, key, wish, need, at, child)
        at = child


@small
def push(value, key, wish, need, n, new_value, new_key, new_wish, new_need):
    """Offer one; returns how many are kept now. `value` float32[k], `key` int32[k], `wish`, `need` float32[k], of which
    `n` are in use."""
    k = len(value)
    if n < k:
        value[n], key[n], wish[n], need[n] = new_value, new_key, new_wish, new_need
        at = n
        while at > 0:
            above = (at - 1) >> 1
            if not is_worse(value[at], key[at], value[above], key[above]):
                break
            _swap(value, key, wish, need, at, above)
            at = above
        return n + 1
    if k > 0 and is_worse(value[0], key[0], new_value, new_key):
        value[0], key[0], wish[0], need[0] = new_value, new_key, new_wish, new_need
        _sink(value, key, wish, need, n)
    return n


@kernel
def sort_best(value, key, wish, need, n):
    """Best first, and -1 in `key` behind the `n` in use."""
    for left in range(n - 1, 0, -1):
        _swap(value, key, wish, need, 0, left)
        _sink(value, key, wish, need, left)
    for at in range(n, len(value)):
        key[at] = -1
        value[at] = wish[at] = need[at] = 0.0
