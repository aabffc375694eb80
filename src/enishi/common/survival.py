"""How long things last and how often they happen, with what the numbers leave open: SciPy's estimators, for small samples. Pure."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Step:
    """From `time` on the share `stays` still lasts; low, high: its interval, equal to it where the variance says nothing."""

    time: float
    stays: float
    low: float
    high: float


def kaplan_meier(spells: Iterable[tuple[float, bool]]) -> list[Step]:
    """The curve of spells (how long, whether it ended; else it was still going on), a step for each time that was seen.

    Kaplan and Meier's product limit; Greenwood's variance on the log(-log) scale (scipy.stats.ecdf).
    """
    import numpy as np
    from scipy import stats  # slow to load, and only a few pages reckon

    rows = list(spells)
    if not rows:
        return []
    times = np.array([float(time) for time, _ in rows])
    ended = np.array([over for _, over in rows], dtype=bool)
    curve = stats.ecdf(stats.CensoredData(uncensored=times[ended], right=times[~ended])).sf
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)  # where all or none are left; it is said by `Step`
        band = curve.confidence_interval(CONFIDENCE, method="log-log")
    shares = curve.probabilities
    low, high = (np.where(np.isnan(side.probabilities), shares, side.probabilities) for side in (band.low, band.high))
    columns = (curve.quantiles, shares, low, high)
    return [Step(*map(float, row)) for row in zip(*columns, strict=True)]


def wilson(kept: int, n: int) -> tuple[float, float]:
    """The interval of a share (scipy.stats.binomtest). Raises ValueError for n = 0 or kept beyond n."""
    from scipy import stats

    band = stats.binomtest(kept, n).proportion_ci(CONFIDENCE, method="wilson")
    return float(band.low), float(band.high)
