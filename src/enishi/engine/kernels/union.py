"""The union of both sides' lists as edges, sorted by (physician, opening), each pair once."""

from __future__ import annotations

from enishi.engine.compiled import kernel


@kernel
def _stands_in(row, other):
    for at in range(len(row)):
        if row[at] == other:
            return True
    return False


@kernel
def count_edges(our_index, their_index, pointer):
    """pointer[i + 1] = number of edges of physician i. `our_index`: int32[n_physicians, k], `their_index`:
    int32[n_openings, m], -1 behind the end."""
    for i in range(our_index.shape[0]):
        for at in range(our_index.shape[1]):
            pointer[i + 1] += our_index[i, at] >= 0
    for j in range(their_index.shape[0]):
        for at in range(their_index.shape[1]):
            i = their_index[j, at]
            if i >= 0 and not _stands_in(our_index[i], j):
                pointer[i + 1] += 1


@kernel
def _insert(physician, opening, wish, need, first, last, i, j, new_wish, new_need):
    """Put (i, j) in its place among the edges first … last of physician i; edges mostly come in ascending order."""
    at = last
    while at > first and opening[at - 1] > j:
        opening[at], wish[at], need[at] = opening[at - 1], wish[at - 1], need[at - 1]
        at -= 1
    opening[at], wish[at], need[at] = j, new_wish, new_need
    physician[last] = i


@kernel
def place_edges(ours, theirs, pointer, physician, opening, wish, need):
    """Fill the edge columns. `ours`, `theirs`: (value, index, wish, need) of each side."""
    used = pointer[:-1].copy()
    for i in range(ours[1].shape[0]):
        for at in range(ours[1].shape[1]):
            if ours[1][i, at] >= 0:
                j = ours[1][i, at]
                _insert(physician, opening, wish, need, pointer[i], used[i], i, j, ours[2][i, at], ours[3][i, at])
                used[i] += 1
    for j in range(theirs[1].shape[0]):
        for at in range(theirs[1].shape[1]):
            i = theirs[1][j, at]
            if i >= 0 and not _stands_in(ours[1][i], j):
                _insert(physician, opening, wish, need, pointer[i], used[i], i, j, theirs[2][j, at], theirs[3][j, at])
                used[i] += 1
