"""One changed physician or opening: the time until all lists are right again, against making all lists anew."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import numpy as np

from enishi.engine.lists import best_lists
from enishi.engine.live import Live
from enishi.engine.market import Market
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS, Column
from rows.measure import Row, rounded, seconds

K = M = 20


def incremental(market: Market, quick: bool) -> Row:
    """Changes that matter (pay, duties, wishes, prefectures; opened and closed openings) on random rows, both sides in
    turn; afterwards the lists are compared with a full run."""
    rng = np.random.default_rng(15)
    fresh = {}

    def full() -> None:
        fresh["lists"] = best_lists(market, K, M)

    full()
    live = Live.of(market, fresh["lists"])
    for change in _changes(live, rng, 8):  # compiles what is not compiled yet
        change()
    times: list[float] = []
    touched = 0
    rounds = 1 if quick else 3
    whole = []
    for _ in range(rounds):
        whole.append(seconds(full))
        for change in _changes(live, rng, 40):
            took, affected = _timed(change)
            times.append(took)
            touched += len(affected.physicians) + len(affected.openings)
    ours, peer = statistics.median(times), statistics.median(whole)
    return {
        "key": "incremental",
        "ours_s": rounded(ours),
        "peer": "all lists anew",
        "peer_s": rounded(peer),
        "ratio": rounded(peer / ours),
        "mean_s": rounded(statistics.mean(times)),
        "worst_s": rounded(max(times)),
        "changes": len(times),
        "lists_touched_each": rounded(touched / len(times)),
        "identical": _same(live),
        "note": f"{touched / len(times):.0f} lists touched by a change, {max(times):.3g} s at worst",
    }


def _timed(change: Callable[[], Any]) -> tuple[float, Any]:
    kept = {}

    def run() -> None:
        kept["affected"] = change()

    return seconds(run), kept["affected"]


def _row(rows: Any, index: int, columns: tuple[Column, ...]) -> dict[str, Any]:
    one = rows.row(index)
    return {column.name: getattr(one, column.name) for column in columns}


def _changes(live: Live, rng: np.random.Generator, count: int) -> list[Callable[[], Any]]:
    """So many changes, physicians and openings in turn."""
    changes: list[Callable[[], Any]] = []
    market = live.market
    for at in range(count):
        if at % 2:
            j = int(rng.integers(market.n_openings))
            row = _row(market.posts, j, POST_COLUMNS)
            row |= {"daily_pay_yen": 120_000, "night_duty": int(rng.integers(3)), "open": bool(rng.random() < 0.8)}
            changes.append(lambda row=row, number=str(market.opening_number[j]): live.put_opening(number, row))
        else:
            i = int(rng.integers(market.n_physicians))
            row = _row(market.physicians, i, PHYSICIAN_COLUMNS)
            row |= {"night_duty": int(rng.integers(3)), "min_daily_pay_yen": 0}
            row["prefectures"] |= 1 << int(rng.integers(47))
            start, length = int(market.shields.start[i]), int(market.shields.count[i])
            keys = market.shields.keys[start : start + length].tolist()
            number = str(market.physician_number[i])
            changes.append(lambda row=row, number=number, keys=keys: live.put_physician(number, row, keys))
    return changes


def _same(live: Live) -> bool:
    """Whether the kept lists are those of a full run over the changed market."""
    kept, anew = live.lists, best_lists(live.market, K, M)
    sides = ((kept.physician, anew.physician), (kept.opening, anew.opening)) if kept else ()
    return bool(sides) and all(
        np.array_equal(one, other)
        for ours, theirs in sides
        for one, other in zip(ours.arrays(), theirs.arrays(), strict=True)
    )
