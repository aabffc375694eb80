"""Medians and shares of the team's figures, with how far they can be trusted. Pure.

What has no answer yet counts with the days it has waited so far (Kaplan–Meier), so that a figure does not look better the
fewer are answered. Nothing is told of fewer than FEWEST rows: so few say more about a person than about the team.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enishi.common.survival import kaplan_meier, wilson

FEWEST = 5
HALF = 0.5 + 1e-9
"""One half, however the product of shares was rounded."""


@dataclass(frozen=True, slots=True)
class Median:
    """Working days; low and high: the 95 % interval. None where it is not reached, or too few are known."""

    n: int
    waiting: int
    middle: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def is_told(self) -> bool:
        return self.n >= FEWEST


@dataclass(frozen=True, slots=True)
class Share:
    """kept of n; percent with its 95 % interval (Wilson), None where too few are known."""

    n: int
    kept: int
    percent: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def is_told(self) -> bool:
        return self.n >= FEWEST


def median_of(spells: Iterable[tuple[int, bool]]) -> Median:
    """spells: (working days, whether it ended). The interval is where the log(-log) band of the curve crosses one half."""
    rows = sorted(spells)
    n, waiting = len(rows), sum(not ended for _, ended in rows)
    if n < FEWEST:
        return Median(n, waiting)
    curve = kaplan_meier(rows)
    middle, low, high = (
        next((round(step.time) for step in curve if getattr(step, side) <= HALF), None)
        for side in ("stays", "low", "high")
    )
    return Median(n, waiting, middle, low, high)


def share_of(kept: Sequence[bool]) -> Share:
    """How many of these were kept, with Wilson's interval."""
    n, good = len(kept), sum(kept)
    if n < FEWEST:
        return Share(n, good)
    low, high = wilson(good, n)
    return Share(n, good, round(100 * good / n), math.floor(100 * low + 1e-9), math.ceil(100 * high - 1e-9))
