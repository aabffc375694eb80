"""Matches in the simulated market: what the orders of lists and the ways of proposing bring, seed by seed."""

from __future__ import annotations

import statistics
import time

from enishi.engine.simulate.by_rounds import METHODS
from enishi.engine.simulate.command import play
from rows.measure import Row, rounded

PAIRS = (
    ("tu_vs_onesided", "lists", "tu", "one_sided"),
    ("assign_vs_da", "proposals", "assignment", "deferred_acceptance"),
)


def quality(quick: bool) -> list[Row]:
    """3,000 physicians and 1,200 openings; 20 seeds (1 when quick)."""
    start = time.perf_counter()
    compared = {name: METHODS[name] for name in ("one_sided", "deferred_acceptance", "assignment")}
    plays = [play(3_000, 1_200, seed, 3, compared) for seed in range(1 if quick else 20)]
    taken = time.perf_counter() - start
    return [
        {
            "key": key,
            "ours": statistics.mean(one[mode][ours].matches for one in plays),
            "peer": against,
            "peer_value": statistics.mean(one[mode][against].matches for one in plays),
            "ratio": rounded(statistics.median(one[mode][ours].matches / one[mode][against].matches for one in plays)),
            "unit": "matches",
            "seeds": len(plays),
            "seconds_all_methods": rounded(taken),
        }
        for key, mode, ours, against in PAIRS
    ]
