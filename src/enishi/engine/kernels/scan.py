"""Everyone for one physician, everyone for one opening: the scans behind every list.

A scan of a physician looks first at whole buckets (`bounds`), and exactly only at pairs that could still enter his
list or the opening's. `openings_for` and `physicians_for` offer what they find to heaps of any length, so that the best
twenty and all of them are one kernel.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel, small
from enishi.engine.kernels.bounds import N_NUMBERS, N_WORDS, REFUSED, REFUSED_TERMS, prepare, upper_bounds
from enishi.engine.kernels.buckets import ANY_SPECIALTY, BLOCK, CHANGED, N_BUCKETS, PER_PREFECTURE, within_reach
from enishi.engine.kernels.heaps import index_of, key_of, push, worth_of
from enishi.engine.kernels.lending import lent, lent_tables
from enishi.engine.kernels.pairs import accepts_prefecture, can_serve, fits, hides_from, minutes_between, weigh

_ONE = np.uint64(1)
_BINS = 512
_EVERYTHING, _NOTHING = np.float32(-np.inf), np.float32(np.inf)


@small
def _grade(s, bit):
    """Specialty value of a post that asks for this bit alone; as `scores.specialty`."""
    if bit == ANY_SPECIALTY:
        return np.float32(0.6)
    one = _ONE << np.uint64(bit)
    if s.main & one != 0:
        return np.float32(1.0)
    if s.own & one != 0:
        return np.float32(0.9)
    return np.float32(0.8 if s.serves & one != 0 else 0.4)


@small
def _journey(s, i, o, shields):
    """Minutes of an otherwise eligible pair, or -2 where the journey is too long or the physician hides."""
    minutes = minutes_between(s, o)
    if minutes > s.max_minutes or hides_from(shields[0], shields[1], shields[2], i, o):
        return -2
    return minutes


@small
def _floor(heap, row, n):
    """Below this value nothing enters the row any more."""
    k = heap.shape[1]
    if n < k:
        return _EVERYTHING
    return worth_of(heap[row, 0]) if k > 0 else _NOTHING


@small
def _worth(wish, need, prices, other):
    worth = wish * need
    return np.float32(worth - prices[other]) if len(prices) > 0 else worth


@small
def _next_run(low, last, block, common, refused):
    """(low, high, block behind it): the next entries of blocks that are not refused as a whole; none when low = high."""
    if block < 0:
        return low, last, block
    while low < last and common[block] & refused != 0:
        low, block = low + BLOCK, block + 1
    low = min(low, last)
    high = low
    while high < last and common[block] & refused == 0:
        high, block = high + BLOCK, block + 1
    return low, min(high, last), block


@small
def _candidates(s, tables, weights32, room):
    """Fill `room` with the entries that may be eligible and their bounds; returns how many."""
    index, circles = tables[2], tables[3]
    pointer, words, numbers, first, common = index[0], index[2], index[3], index[5], index[6]
    bound, entries, bounds = room
    word, number = np.empty(N_WORDS, np.uint32), np.empty(N_NUMBERS, np.float32)
    prepare(s, weights32, word, number)
    accepted = s.serves | s.near
    n = 0
    for prefecture in range(48):  # the last stands for what changed and is behind the buckets
        changed = prefecture == 47
        if not changed:
            if (s.prefectures >> np.uint64(prefecture)) & _ONE == 0 or not within_reach(s, prefecture, circles):
                continue
        base = prefecture * PER_PREFECTURE
        for bit in range(1 if changed else PER_PREFECTURE):
            low, last = pointer[base + bit], pointer[base + bit + 1]
            if low == last:
                continue
            if not changed and bit != ANY_SPECIALTY and (accepted >> np.uint64(bit)) & _ONE == 0:
                continue
            grade = np.float32(1.0) if changed else _grade(s, bit)
            block = -1 if changed else first[base + bit]
            while low < last:
                low, high, block = _next_run(low, last, block, common, word[REFUSED_TERMS])
                if low == high:
                    break
                upper_bounds(word, number, grade, words, numbers, low, high, weights32, bound)
                for x in range(high - low):  # written always, counted sometimes: a branch would often be guessed wrong
                    entries[n], bounds[n] = low + x, bound[x]
                    n += bound[x] >= 0
                low = high
    return n


@small
def _stands_here(s, o, bit, has_moved):
    """A post of several specialties is met once, in the first bucket that this physician looks at; a changed one only
    behind the buckets."""
    if bit == CHANGED:
        return o.live != 0 and accepts_prefecture(s, o)
    if has_moved != 0 or bit == ANY_SPECIALTY:
        return has_moved == 0
    return o.specialties & (s.serves | s.near) & ((_ONE << np.uint64(bit)) - _ONE) == 0


@small
def _meet(s, i, o, j, tables, weights, prices, mine, row, n, theirs, count, floors):
    """Judge a pair, weigh it when it is eligible and offer it to both lists; returns how many the physician's holds."""
    if not can_serve(s, o) or not fits(s, o):
        return n
    minutes = _journey(s, i, o, tables[5])
    if minutes == -2:
        return n
    wish, need = weigh(s, o, minutes, weights)
    worth = _worth(wish, need, prices, j)
    n = push(mine, row, n, key_of(worth, j))
    if worth >= floors[j]:
        count[j] = push(theirs, j, count[j], key_of(worth, i))
        floors[j] = max(floors[j], _floor(theirs, j, count[j]))
    return n


@small
def _likely(bounds, n, k):
    """A bound that about `k` of the candidates reach, and at least `k` where there are so many."""
    if n <= k:
        return _EVERYTHING
    bins = np.zeros(_BINS, np.int32)
    for at in range(n):
        bins[min(int(bounds[at] * _BINS), _BINS - 1)] += 1
    reached, edge = 0, _BINS
    while reached < k:
        edge -= 1
        reached += bins[edge]
    return np.float32(edge / _BINS)


@kernel
def openings_for(i, tables, weights, weights32, prices, room, mine, row, theirs, count, floors):
    """Offer the eligible posts of physician `i`; returns how many his row holds, a heap of keys (`heaps`).

    `tables`: Tables.scanned(). `prices`: float64[n_openings], or [0] for none. `room`: Tables.room(), float32[longest
    bucket + STEP], int32 and float32[n_entries + 1]. `mine`: uint64[n_rows, k]. `theirs`: uint64[n_openings, m], `count` int32
    and `floors` float32[n_openings], -inf while a heap has room; floors of +inf keep them untouched. The floors may be
    shared by threads: a floor that is too low costs time, not truth.
    """
    tables, weights, weights32, prices = lent_tables(tables), lent(weights), lent(weights32), lent(prices)
    mine, theirs, count, floors = lent(mine), lent(theirs), lent(count), lent(floors)
    room = (lent(room[0]), lent(room[1]), lent(room[2]))
    s = tables[0][i]
    posts, moved = tables[1], tables[4]
    entry_post, entry_bit = tables[2][1], tables[2][4]
    n, kept = _candidates(s, tables, weights32, room), 0
    entries, bounds = room[1], room[2]
    # First whoever may enter the opening's list and the likely best of this one, then whoever is still in doubt.
    sure = _EVERYTHING if len(prices) > 0 else _likely(bounds, n, mine.shape[1])
    for look in range(2):
        floor = _floor(mine, row, kept) if look else sure
        for at in range(n):
            j = entry_post[entries[at]]
            if bounds[at] < floor and (look or bounds[at] < floors[j]):
                continue
            o = posts[j]
            if bounds[at] >= 0 and _stands_here(s, o, entry_bit[entries[at]], moved[j]):
                kept = _meet(s, i, o, j, tables, weights, prices, mine, row, kept, theirs, count, floors)
                if look:
                    floor = _floor(mine, row, kept)
            bounds[at] = REFUSED
    return kept


@kernel
def physicians_for(j, tables, by_seeker, weights, prices, mine):
    """Offer the eligible physicians of post `j`; returns how many the one row of `mine` holds, a heap as above.

    `by_seeker`: SeekerBuckets.scanned(). `prices`: float64[n_physicians] or [0]. `mine`: uint64[1, k].
    """
    tables, weights, prices, mine = lent_tables(tables), lent(weights), lent(prices), lent(mine)
    seekers, posts, shields = tables[0], tables[1], tables[5]
    pointer, entry_seeker, moved = lent(by_seeker[0]), lent(by_seeker[1]), lent(by_seeker[2])
    o = posts[j]
    n = 0
    if o.live == 0:
        return n
    base = o.prefecture * PER_PREFECTURE
    for bit in range(PER_PREFECTURE + 1):  # one more: those that changed
        changed = bit > ANY_SPECIALTY
        bucket = N_BUCKETS if changed else base + bit
        asked = o.specialties == 0 if bit == ANY_SPECIALTY else (o.specialties >> np.uint64(bit)) & _ONE != 0
        if not changed and not asked:
            continue
        earlier = o.specialties & ((_ONE << np.uint64(bit)) - _ONE) if bit < ANY_SPECIALTY else np.uint64(0)
        for x in range(pointer[bucket], pointer[bucket + 1]):
            i = entry_seeker[x]
            s = seekers[i]
            if not changed and (moved[i] != 0 or ((s.serves | s.near) & earlier) != 0):
                continue
            if not accepts_prefecture(s, o) or not can_serve(s, o) or not fits(s, o):
                continue
            minutes = _journey(s, i, o, shields)
            if minutes != -2:
                wish, need = weigh(s, o, minutes, weights)
                n = push(mine, 0, n, key_of(_worth(wish, need, prices, i), i))
    return n


@kernel
def tell(low, high, first, of_openings, lists, tables, weights, value, index, wish, need):
    """The columns of the finished lists low … high: what their keys stand for, and both scores.

    `lists`: uint64[n_rows, k], best first; row r belongs to physician or opening first + r. `index` is -1 behind the end.
    """
    tables, weights, lists = lent_tables(tables), lent(weights), lent(lists)
    value, index, wish, need = lent(value), lent(index), lent(wish), lent(need)
    for row in range(low, high):
        for at in range(lists.shape[1]):
            key = lists[row, at]
            if key == 0:
                value[row, at], index[row, at], wish[row, at], need[row, at] = 0.0, -1, 0.0, 0.0
                continue
            owner, other = np.int64(first + row), np.int64(index_of(key))
            s, o = tables[0][other if of_openings else owner], tables[1][owner if of_openings else other]
            value[row, at], index[row, at] = worth_of(key), other
            wish[row, at], need[row, at] = weigh(s, o, minutes_between(s, o), weights)
