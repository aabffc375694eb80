"""Both sides' lists in plain NumPy: every pair at once, judged by the reference conditions and scores."""

from __future__ import annotations

import numpy as np

from enishi.engine.conditions import reasons
from enishi.engine.lists import Lists, Side
from enishi.engine.market import Market
from enishi.engine.schema import AnyArray
from enishi.engine.scores import mutual, score


def reference(market: Market, k: int, m: int) -> Lists:
    """As `lists.best_lists`."""
    every = np.arange(market.n_physicians)[:, None], np.arange(market.n_openings)[None, :]
    i, j = np.nonzero(reasons(market, *every) == 0)
    wish, need = score(market, i, j)
    value = mutual(wish, need)
    return Lists(
        _side(market.n_physicians, k, i, j, value, wish, need), _side(market.n_openings, m, j, i, value, wish, need)
    )


def _side(n: int, k: int, owner: AnyArray, other: AnyArray, value: AnyArray, wish: AnyArray, need: AnyArray) -> Side:
    side = Side.empty(n, k)
    for at in np.lexsort((other, -value, owner)):
        place = int((side.index[owner[at]] >= 0).sum())
        if place < k:
            side.value[owner[at], place], side.index[owner[at], place] = value[at], other[at]
            side.wish[owner[at], place], side.need[owner[at], place] = wish[at], need[at]
    return side
