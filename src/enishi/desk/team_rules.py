"""Medians and shares of the team's figures, with how far they can be trusted. Pure.

What has no answer yet counts with the days it has waited so far (Kaplan–Meier), so that a figure does not look better the
fewer are answered. Nothing is told of fewer than FEWEST rows: so few say more about a person than about the team.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5
Z = 1.96


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
    stays, variance = 1.0, 0.0
    middle = low = high = None
    for day in sorted({days for days, ended in rows if ended}):
        at_risk = sum(days >= day for days, _ in rows)
        ended = sum(days == day and over for days, over in rows)
        stays *= 1 - ended / at_risk
        variance += ended / (at_risk * (at_risk - ended)) if at_risk > ended else math.inf
        bottom, top = _band(stays, variance)
        if low is None and bottom <= 0.5:
            low = day
        if middle is None and stays <= 0.5:
            middle = day
        if high is None and top <= 0.5:
            high = day
    return Median(n, waiting, middle, low, high)


def _band(stays: float, variance: float) -> tuple[float, float]:
    """Greenwood's interval on the log(-log) scale."""
    if stays <= 0 or math.isinf(variance):
        return 0.0, 0.0 if stays <= 0 else 1.0
    if stays >= 1:
        return 1.0, 1.0
    width = Z * math.sqrt(variance) / abs(math.log(stays))
    return stays ** math.exp(width), stays ** math.exp(-width)


def share_of(kept: Sequence[bool]) -> Share:
    """How many of these were kept, with Wilson's interval."""
    n, good = len(kept), sum(kept)
    if n < FEWEST:
        return Share(n, good)
    share, z2 = good / n, Z * Z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    width = Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low, high = max(0.0, centre - width), min(1.0, centre + width)
    return Share(n, good, round(100 * share), math.floor(100 * low + 1e-9), math.ceil(100 * high - 1e-9))
