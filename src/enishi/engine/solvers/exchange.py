"""The cheapest exchange that fills one more seat of a region: shortest paths over the pairs at the auction's prices."""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.schema import F64, I32, I64
from enishi.engine.solvers.auction import rise, sink


@kernel
def cheapest_exchange(
    asking: int,
    pointer: I64,
    physician: I32,
    weight: F64,
    seats: I32,
    subsidy: F64,
    holder: I32,
    profit: F64,
    taken: I32,
    region: I32,
    region_pointer: I64,
    region_opening: I32,
    spare: I64,
    reached: F64,
) -> float:
    """How much more a filled seat of region `asking` must be worth until somebody can be had for it.

    A seat takes a physician, whose opening takes another, and so on, until one comes from outside: he held nothing, or
    his opening belongs to a region with filled seats to spare and lets him go for its price. A region without takes part
    like `asking` itself, with all its free seats, since it would have to fill what it loses. Dijkstra's method; a step
    from opening j to physician i costs what the pair lacks, price_j + profit_i - weight_ij - subsidy_j, and one from an
    opening to its region the price of the seat.

    `pointer`, `physician`, `weight`: the edges grouped by opening; `region_pointer`, `region_opening`: openings grouped by
    region; `spare`: int64[n_regions], filled seats above the floor. Into `reached`, float64[n_regions], go the costs at
    which each region takes part, +inf for the others. Returns the cost c of the exchange, and raises `profit` so that with
    c - reached more in each region (where that is above 0) the prices stay as justified as they were and the exchange
    costs nothing. +inf if there is none: then the regions reached share a closed set of physicians, and none of them can
    gain but from another of them.
    """
    m = len(seats)
    reached[:] = np.inf
    reached[asking] = 0.0
    cost, of_physician = np.full(m, np.inf), np.full(len(holder), np.inf)
    done = np.zeros(m, np.bool_)
    key, item = np.empty(1024), np.empty(1024, np.int32)
    key[0], item[0], size, end = 0.0, m + asking, 1, np.inf
    while size > 0 and key[0] < end:
        now, node = key[0], item[0]
        size -= 1
        sink(key, item, 0, size, key[size], item[size])
        if node >= m:
            r = node - m
            if now > reached[r]:
                continue
            first, last = region_pointer[r], region_pointer[r + 1]
        else:
            if done[node]:
                continue
            done[node] = True
            first, last = pointer[node], pointer[node + 1]
        while size + last - first + 2 > len(key):
            key, item = np.concatenate((key, np.empty_like(key))), np.concatenate((item, np.empty_like(item)))
        if node >= m:
            for at in range(first, last):
                j = region_opening[at]
                if taken[j] < seats[j] and now < cost[j]:
                    cost[j] = now
                    rise(key, item, 0, size, now, j)
                    size += 1
            continue
        price = 0.0
        for place in range(first, last):
            price = max(price, weight[place] + subsidy[node] - profit[physician[place]])
        r = region[node]
        if spare[r] > 0 and r != asking:
            end = min(end, now + price)
        elif now + price < reached[r]:
            reached[r] = now + price
            rise(key, item, 0, size, now + price, m + r)
            size += 1
        for place in range(first, last):
            i = physician[place]
            then = now + price + profit[i] - weight[place] - subsidy[node]
            if then >= of_physician[i] or then >= end:
                continue
            of_physician[i] = then
            k = holder[i]
            if k < 0:
                end = then
            elif then < cost[k]:
                cost[k] = then
                rise(key, item, 0, size, then, k)
                size += 1
    if end < np.inf:
        for i in range(len(profit)):
            profit[i] += max(0.0, end - of_physician[i])
    return end
