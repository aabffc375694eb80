"""Compiled loops of the assignment auction (Bertsekas 1988; multi-unit objects: Bertsekas & Castañon 1992).

Two auctions share one state. In one, openings bid for physicians and the physicians' profits rise; in the other,
physicians bid for seats and the seats' prices rise. Each keeps ε-complementary slackness: every holder is within `step`
of the best he could have, and what nobody holds costs nothing. So one may continue where the other stopped.

State, changed in place:
  holder   int32[n]    opening that physician i holds, -1 none
  edge     int32[n]    the graph's edge of that pair, -1 none
  profit   float64[n]  what physician i earns at least; 0 for those who hold nothing
  taken    int32[m]    seats held at opening j
Weights are float64, -inf where a pair may not be used. `step` > 0 is the least raise of a bid. `budget` bounds the
number of bids, so that each loop ends whatever the weights are.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.schema import F64, I32, I64, Bool


@kernel
def gather(low: int, high: int, edge: I32, physician: I32, weight: F64, out_physician: I32, out_weight: F64) -> None:
    """Places low … high - 1 of the openings' order: physician and weight of each edge, side by side for the bids."""
    for place in range(low, high):
        out_physician[place] = physician[edge[place]]
        out_weight[place] = weight[edge[place]]


@kernel
def rise(key: F64, item: I32, base: int, at: int, value: float, what: int) -> None:
    """Put (value, what) at place `at` of the min-heap that starts at `base`, and let it rise."""
    while at > 0:
        parent = (at - 1) >> 1
        if key[base + parent] <= value:
            break
        key[base + at] = key[base + parent]
        item[base + at] = item[base + parent]
        at = parent
    key[base + at] = value
    item[base + at] = what


@kernel
def sink(key: F64, item: I32, base: int, size: int, value: float, what: int) -> None:
    """Replace the smallest entry of the min-heap of `size` entries that starts at `base`."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and key[base + child + 1] < key[base + child]:
            child += 1
        if key[base + child] >= value:
            break
        key[base + at] = key[base + child]
        item[base + at] = item[base + child]
        at = child
    key[base + at] = value
    item[base + at] = what


@kernel
def openings_bid(
    pointer: I64,
    physician: I32,
    weight: F64,
    edge_at: I32,
    quota: I32,
    subsidy: F64,
    step: float,
    budget: int,
    queue: I32,
    waiting: int,
    queued: Bool,
    holder: I32,
    edge: I32,
    profit: F64,
    taken: I32,
) -> int:
    """Openings with free seats, first come first served, take the physicians who are worth most to them after paying
    their profit.

    `pointer`, `physician`, `weight`, `edge_at`: the edges grouped by opening. `quota`: int32[m], seats an opening may
    fill, at most one more than its edges. `subsidy`: float64[m], added to every weight of the opening. `queue`: int32[m], a
    ring that begins with the `waiting` openings to serve; `queued`: bool[m], who waits. All free seats of an opening bid
    at once: each pays the level at which the best physician left out would do as well. Returns the number of bids.
    """
    m = len(quota)
    most = 0
    for j in range(m):
        most = max(most, quota[j])
    key, item, own = np.empty(most + 1), np.empty(most + 1, np.int32), np.empty(most + 1, np.int32)
    head, tail, bids = 0, waiting % max(m, 1), 0
    while waiting > 0 and bids < budget:
        j = queue[head]
        head = head + 1 if head + 1 < m else 0
        waiting -= 1
        queued[j] = False
        free = quota[j] - taken[j]
        if free <= 0:
            continue
        bids += 1
        size, wanted, n_own, low = 0, free + 1, 0, 0.0
        for place in range(pointer[j], pointer[j + 1]):
            i = physician[place]
            value = weight[place] + subsidy[j] - profit[i]
            if value > low or taken[j] > n_own:
                if holder[i] == j:
                    own[n_own] = place - pointer[j]
                    n_own += 1
                elif value > low:
                    if size < wanted:
                        rise(key, item, 0, size, value, place - pointer[j])
                        size += 1
                    else:
                        sink(key, item, 0, size, value, place - pointer[j])
                    if size == wanted:
                        low = key[0]
        # The heap's root is the first physician left out, if there is one.
        level, first = (key[0], 1) if size == wanted else (0.0, 0)
        for at in range(n_own):
            place = pointer[j] + own[at]
            profit[physician[place]] = weight[place] + subsidy[j] - level + step
        for at in range(first, size):
            place = pointer[j] + item[at]
            i = physician[place]
            loser = holder[i]
            if loser >= 0:
                taken[loser] -= 1
                if not queued[loser]:
                    queued[loser] = True
                    queue[tail] = loser
                    tail = tail + 1 if tail + 1 < m else 0
                    waiting += 1
            holder[i] = j
            edge[i] = edge_at[place]
            profit[i] = weight[place] + subsidy[j] - level + step
            taken[j] += 1
    return bids


@kernel
def physicians_bid(
    indptr: I64,
    opening: I32,
    weight: F64,
    seats: I32,
    price: F64,
    step: float,
    budget: int,
    queue: I32,
    waiting: int,
    holder: I32,
    edge: I32,
    profit: F64,
    taken: I32,
) -> int:
    """Physicians without a seat, first come first served, bid for the opening that leaves them most.

    `indptr`, `opening`, `weight`: the edges grouped by physician. `seats`: int32[m], at most one more than the edges.
    `price`: float64[m], changed in place, +inf where there is no seat; it rises only while the opening is full, to the
    lowest bid that it holds. `queue`: int32[n], a ring that begins with the `waiting` physicians. Those who hold a seat
    already have bid what is left of the pair's weight after their profit. Returns the number of bids.
    """
    n, m = len(holder), len(seats)
    start = np.zeros(m + 1, np.int64)
    for j in range(m):
        start[j + 1] = start[j] + seats[j]
    key, item = np.empty(start[m]), np.empty(start[m], np.int32)
    taken[:] = 0
    for i in range(n):
        j = holder[i]
        if j >= 0:
            rise(key, item, start[j], taken[j], weight[edge[i]] - profit[i], i)
            taken[j] += 1
    for j in range(m):
        if seats[j] > 0 and taken[j] == seats[j]:
            price[j] = max(price[j], key[start[j]])
    head, tail, bids = 0, waiting % max(n, 1), 0
    while waiting > 0 and bids < budget:
        i = queue[head]
        head = head + 1 if head + 1 < n else 0
        waiting -= 1
        best, second, chosen = 0.0, 0.0, -1
        for e in range(indptr[i], indptr[i + 1]):
            value = weight[e] - price[opening[e]]
            if value > second:
                if value > best:
                    second = best
                    best = value
                    chosen = e
                else:
                    second = value
        if chosen < 0:
            continue
        bids += 1
        j = opening[chosen]
        bid = price[j] + (best - second) + step
        if taken[j] < seats[j]:
            rise(key, item, start[j], taken[j], bid, i)
            taken[j] += 1
        else:
            loser = item[start[j]]
            sink(key, item, start[j], seats[j], bid, i)
            holder[loser] = -1
            edge[loser] = -1
            queue[tail] = loser
            tail = tail + 1 if tail + 1 < n else 0
            waiting += 1
        holder[i] = j
        edge[i] = chosen
        if taken[j] == seats[j]:
            price[j] = max(price[j], key[start[j]])
    return bids


@kernel
def best_for_physicians(indptr: I64, opening: I32, weight: F64, offset: F64, out: F64) -> None:
    """out[i] = the most that physician i can have, max(0, weight + offset[opening]) over the edges of i."""
    for i in range(len(indptr) - 1):
        best = 0.0
        for e in range(indptr[i], indptr[i + 1]):
            best = max(best, weight[e] + offset[opening[e]])
        out[i] = best


@kernel
def best_for_openings(pointer: I64, physician: I32, weight: F64, subsidy: F64, profit: F64, out: F64) -> None:
    """out[j] = the most that a seat of opening j can have, max(0, weight + subsidy - profit) over the edges of j."""
    for j in range(len(pointer) - 1):
        best = 0.0
        for place in range(pointer[j], pointer[j + 1]):
            best = max(best, weight[place] + subsidy[j] - profit[physician[place]])
        out[j] = best


@kernel
def calls(
    pointer: I64,
    physician: I32,
    weight: F64,
    holder: I32,
    profit: F64,
    subsidy: F64,
    idle: I32,
    opening: I32,
    start: I64,
    out: F64,
) -> None:
    """What the next seats of some openings would bring: the largest weight + subsidy - profit into
    out[start[t] : start[t + 1]] for opening[t] (smallest first; -inf where there are too few).

    `idle`: int32[m], the region of each opening with free seats, -1 - opening of the others. Whoever the same region
    already seats at an opening with free seats is passed over: his profit rises with the region's price.
    """
    item = np.empty(len(out), np.int32)
    for t in range(len(opening)):
        j, base, room, size = opening[t], start[t], start[t + 1] - start[t], 0
        for at in range(base, base + room):
            out[at] = -np.inf
        for place in range(pointer[j], pointer[j + 1]):
            i = physician[place]
            value = weight[place] + subsidy[j] - profit[i]
            if value > -np.inf and (holder[i] < 0 or idle[holder[i]] != idle[j]):
                if size < room:
                    rise(out, item, base, size, value, i)
                    size += 1
                elif room > 0 and value > out[base]:
                    sink(out, item, base, room, value, i)
