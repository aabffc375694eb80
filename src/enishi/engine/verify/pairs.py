"""May these pairs be shown and proposed at all? Judged from the columns alone, by the rules in NumPy, not by the kernels."""

from __future__ import annotations

import numpy as np

from enishi.engine.conditions import reasons
from enishi.engine.market import Market
from enishi.engine.schema import I64, SLOTS, AnyArray, Bool

AT_A_TIME = 250_000  # pairs: their columns are gathered
HALF_DAYS_A_DAY = 2


def ineligible(market: Market, i: AnyArray, j: AnyArray) -> I64:
    """Positions of the pairs (physician `i`, opening `j`) that break a hard condition, ascending."""
    found = [np.zeros(0, np.int64)]
    for start in range(0, len(i), AT_A_TIME):
        part = slice(start, start + AT_A_TIME)
        found.append(start + np.flatnonzero(reasons(market, i[part], j[part])))
    return np.concatenate(found)


def crowded_weeks(market: Market, i: AnyArray, j: AnyArray) -> I64:
    """Physicians whose posts, two or more of them, do not fit into one week, ascending: a listed half-day asked for
    twice, more minutes than they have left, or more half-days than their days.

    Every listed half-day of an opening counts as taken, also where the opening leaves the choice.
    """
    posts, people = market.posts, market.physicians
    several = np.bincount(i, minlength=market.n_physicians) > 1
    minutes, half_days = np.zeros((2, market.n_physicians), np.int64)
    np.add.at(minutes, i, posts.weekly_min[j].astype(np.int64))
    np.add.at(half_days, i, posts.days[j].astype(np.int64) * HALF_DAYS_A_DAY)
    full: Bool = minutes > people.hours_left_min
    full |= half_days > people.days_max.astype(np.int64) * HALF_DAYS_A_DAY
    for slot in range(len(SLOTS)):
        asked = (posts.slots[j] >> np.uint32(slot)) & np.uint32(1) != 0
        full |= np.bincount(i[asked], minlength=market.n_physicians) > 1
    return np.flatnonzero(several & full)
