"""One changed counterpart in many finished lists: take it out, put it where it now belongs, or say that the list must be
looked for anew."""

from __future__ import annotations

from enishi.engine.compiled import kernel, small


@small
def is_worse(value, key, other_value, other_key):
    """Whether (value, key) comes after the other: the larger value first, then the smaller key."""
    return value < other_value or (value == other_value and key > other_key)


@small
def _remove(value, index, wish, need, key):
    """Close the gap that `key` leaves. Returns whether it was there."""
    k = len(index)
    at = 0
    while at < k and index[at] != key:
        at += 1
    if at == k or key < 0:
        return False
    for place in range(at, k - 1):
        value[place], index[place] = value[place + 1], index[place + 1]
        wish[place], need[place] = wish[place + 1], need[place + 1]
    value[k - 1], index[k - 1], wish[k - 1], need[k - 1] = 0.0, -1, 0.0, 0.0
    return True


@small
def _insert(value, index, wish, need, key, new_value, new_wish, new_need):
    """Put the newcomer in its place, unless every place is taken by better ones."""
    at = len(index) - 1
    if index[at] >= 0 and not is_worse(value[at], index[at], new_value, key):
        return
    while at > 0 and (index[at - 1] < 0 or is_worse(value[at - 1], index[at - 1], new_value, key)):
        value[at], index[at] = value[at - 1], index[at - 1]
        wish[at], need[at] = wish[at - 1], need[at - 1]
        at -= 1
    value[at], index[at], wish[at], need[at] = new_value, key, new_wish, new_need


@kernel
def amend(lists, rows, key, new_value, new_wish, new_need, eligible, again, floors):
    """Bring the lists of `rows` up to date with counterpart `key`, of which new_…[at] and eligible[at] are the scores
    with rows[at] now.

    again[at] = 1 where somebody outside the list may now belong in it: what stood last was better than `key` is now.
    `lists`: (value, index, wish, need)[n, k]. `floors`: float32[n], the value of the last of a full list, else -inf.
    """
    values, indices, wishes, needs = lists
    last = values.shape[1] - 1
    for at in range(len(rows)):
        row = rows[at]
        value, index, wish, need = values[row], indices[row], wishes[row], needs[row]
        was_full, last_value, last_index = index[last] >= 0, value[last], index[last]
        there = _remove(value, index, wish, need, key)
        better = eligible[at] != 0 and not is_worse(new_value[at], key, last_value, last_index)
        again[at] = there and was_full and not better
        if eligible[at] != 0 and again[at] == 0:
            _insert(value, index, wish, need, key, new_value[at], new_wish[at], new_need[at])
        if index[last] >= 0:
            floors[row] = value[last]
        else:
            floors[row] = -float("inf")
