"""What a few people tell of a share, and what they leave open: intervals, and shares that lean on each other. Pure.

Everything here reckons from numbers that are shown already, a hidden one as the range a reader knows of it, so that no
estimate tells more than the tables do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from enishi.common.survival import CONFIDENCE, wilson

Range = tuple[int, int]
"""At least and at most; twice the same where the number is shown."""


@dataclass(frozen=True, slots=True)
class Band:
    """An interval of 95 %. point: the share or rate itself, None where its number is hidden."""

    low: float
    high: float
    point: float | None


def share_band(kept: Range, n: int) -> Band:
    """Wilson's interval of a share (E. B. Wilson, JASA 22, 1927), the widest that the range allows. n > 0."""
    low, high = wilson(kept[0], n)[0], wilson(min(kept[1], n), n)[1]
    return Band(low, high, kept[0] / n if kept[0] == kept[1] else None)


def rate_band(count: int, exposure: float) -> Band:
    """The exact interval of a Poisson rate per one of exposure (F. Garwood, Biometrika 28, 1936). exposure > 0.

    Visits are no trials, as one person may open a page ten times; so the people of a thousand visits are a rate.
    """
    from scipy import stats  # slow to load, and only a few pages reckon

    tail = (1 - CONFIDENCE) / 2
    low = float(stats.chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    high = float(stats.chi2.ppf(1 - tail, 2 * count + 2)) / 2
    return Band(low / exposure, high / exposure, count / exposure)


@dataclass(frozen=True, slots=True)
class Group:
    """So many of n came as far as asked."""

    key: str
    n: int
    kept: Range


MEANS, SIZES, POINTS = 40, 24, 401
NEARLY_ALL = 0.9995
"""Of the weight; the rest lies in very many places and moves no interval by what is shown of it."""


def leaning(groups: Sequence[Group]) -> dict[str, Band]:
    """The share of each group, drawn towards all of them the more the fewer people it has; point: the median.

    Beta-binomial with the prior p(α, β) ∝ (α + β)^(−5/2) (Gelman and others, Bayesian Data Analysis, 3rd ed., section 5.3,
    eq. 5.8 and 5.9), integrated over a grid of logit(α/(α+β)) and log(α+β). A hidden number is taken as any of its range.
    """
    return dict(_leaning(tuple(groups)))


@lru_cache(maxsize=64)
def _leaning(groups: tuple[Group, ...]) -> tuple[tuple[str, Band], ...]:
    import numpy as np
    from scipy import special

    if not groups:
        return ()
    mean, size = np.meshgrid(special.expit(np.linspace(-6, 6, MEANS)), np.exp(np.linspace(0, 7, SIZES)))
    alpha, beta = (mean * size).ravel(), ((1 - mean) * size).ravel()
    weight = np.log(alpha) + np.log(beta) - 2.5 * np.log(alpha + beta)  # eq. 5.9, with the Jacobian of both scales

    def likely(n: int, kept: int) -> Any:  # of exactly so many
        choose = -np.log(n + 1) - special.betaln(n - kept + 1, kept + 1)
        return choose + special.betaln(alpha + kept, beta + n - kept) - special.betaln(alpha, beta)

    of = {g: np.array([likely(g.n, kept) for kept in range(g.kept[0], min(g.kept[1], g.n) + 1)]) for g in groups}
    for each in of.values():
        weight = weight + special.logsumexp(each, axis=0)
    weight = np.exp(weight - special.logsumexp(weight))
    at = np.linspace(0, 1, POINTS)
    middles = (at[1:] + at[:-1]) / 2
    logs = np.log(middles), np.log1p(-middles)
    made = []
    for g, each in of.items():
        within = np.exp(each - special.logsumexp(each, axis=0)) * weight  # kept × grid
        falling = np.sort(within, axis=None)[::-1]
        enough = falling[min(int(np.searchsorted(np.cumsum(falling), NEARLY_ALL)), len(falling) - 1)]
        below = np.zeros(POINTS)
        for kept, row in zip(range(g.kept[0], g.kept[0] + len(within)), within, strict=True):
            heavy = row >= enough
            a, b = alpha[heavy] + kept, beta[heavy] + g.n - kept
            if 0 < kept < g.n:  # no density without an end: summed up, many times quicker than the exact integral
                density = np.exp(np.outer(a - 1, logs[0]) + np.outer(b - 1, logs[1]) - special.betaln(a, b)[:, None])
                below[1:] += np.cumsum(row[heavy] @ density) * (at[1] - at[0])
            else:
                below += row[heavy] @ special.betainc(a[:, None], b[:, None], at)
        below /= below[-1]
        low, middle, high = (float(np.interp(q, below, at)) for q in ((1 - CONFIDENCE) / 2, 0.5, (1 + CONFIDENCE) / 2))
        made.append((g.key, Band(low, high, middle)))
    return tuple(made)


def apart(bands: dict[str, Band]) -> list[tuple[str, str]]:
    """Pairs of which the first is above the second with no part of their intervals in common."""
    return [(one, other) for one, a in bands.items() for other, b in bands.items() if a.low > b.high]
