"""Shares and means of a sample with their intervals, and weights that bring a sample to known margins. Pure.

weights: float64[n], positive; n answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]
CONFIDENCE = 0.95
ROUNDS, CLOSE_ENOUGH = 500, 1e-9
WIDEST = 8.0
"""The largest weight over the smallest; beyond, a few people would speak for too many and the weights are cut there."""


@dataclass(frozen=True, slots=True)
class Share:
    """point, low, high: from 0 to 1."""

    point: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mean:
    """median: unweighted; low, high: the interval of the mean."""

    n: int
    point: float
    low: float
    high: float
    median: float


class CannotRake(ValueError):
    """A class with a known share has nobody in the sample, so no weight can bring it there; `empty` names trait and class."""

    def __init__(self, empty: Sequence[tuple[str, str]]) -> None:
        super().__init__(f"nobody in {list(empty)}")
        self.empty = tuple(empty)


def effective(weights: Weights) -> float:
    """Kish's effective sample size (Σw)² / Σw² (L. Kish, Survey Sampling, Wiley 1965, section 11.7)."""
    return float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0


def share(yes: Sequence[bool] | NDArray[np.bool_], weights: Weights) -> Share:
    """The weighted share with Wilson's interval (E. B. Wilson, JASA 22, 1927) at the effective sample size.

    With equal weights it is Wilson's own interval of k of n. Raises ValueError without anybody.
    """
    if not len(weights):
        raise ValueError("nobody answered")
    p, n = float(np.average(np.asarray(yes, dtype=float), weights=weights)), effective(weights)
    z = _z()
    centre, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Share(p, max((centre - spread) / scale, 0.0), min((centre + spread) / scale, 1.0))


def _z() -> float:
    from scipy import stats  # slow to load, and only results reckon

    return float(stats.norm.ppf((1 + CONFIDENCE) / 2))


def mean(values: Sequence[float], weights: Weights) -> Mean:
    """The weighted mean with Student's interval at the effective sample size. Raises ValueError below two values."""
    from scipy import stats

    if len(values) < 2:
        raise ValueError("an interval needs two values")
    numbers, n = np.asarray(values, dtype=float), effective(weights)
    middle = float(np.average(numbers, weights=weights))
    variance = float(np.average((numbers - middle) ** 2, weights=weights)) * n / (n - 1)
    reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, n - 1)) * sqrt(variance / n)
    return Mean(len(numbers), middle, middle - reach, middle + reach, float(np.median(numbers)))


def rake(traits: Mapping[str, Sequence[str]], margins: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights of mean 1 under which each trait has its known shares: iterative proportional fitting.

    W. E. Deming and F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the expected marginal totals
    are known", Annals of Mathematical Statistics 11 (1940): one trait after the other, every weight of a class is multiplied by
    wanted ÷ reached, until nothing moves. Weights are cut at `WIDEST` times the smallest afterwards (the margins then no longer hold
    exactly, and the caller shows what is reached).

    traits: trait → class of each of n answers; margins: trait → class → share in any unit. Classes without a known share keep
    the share they have. Raises CannotRake where a class with a share above nothing has nobody.
    """
    columns = {trait: np.asarray(traits[trait]) for trait in margins}
    n = len(next(iter(columns.values()))) if columns else max((len(c) for c in traits.values()), default=0)
    empty = [
        (trait, code)
        for trait, shares in margins.items()
        for code, wanted in shares.items()
        if wanted > 0 and not (columns[trait] == code).any()
    ]
    if empty:
        raise CannotRake(empty)
    weights = np.ones(n)
    targets = [
        (columns[trait] == code, wanted / sum(shares.values()), np.isin(columns[trait], list(shares)))
        for trait, shares in margins.items()
        for code, wanted in shares.items()
        if wanted > 0
    ]
    for _ in range(ROUNDS):
        before = weights.copy()
        for inside, wanted, known in targets:
            weights[inside] *= wanted * weights[known].sum() / weights[inside].sum()
        if n and np.abs(weights - before).max() < CLOSE_ENOUGH:
            break
    if n:
        weights = np.minimum(weights, weights.min() * WIDEST)
        weights *= n / weights.sum()
    return weights


def reached(column: Sequence[str], weights: Weights) -> dict[str, float]:
    """Share of each class under these weights, in percent."""
    classes = np.asarray(column)
    return {str(code): float(weights[classes == code].sum() / weights.sum() * 100) for code in np.unique(classes)}
