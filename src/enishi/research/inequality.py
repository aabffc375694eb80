"""How unevenly physicians are spread over people: the Lorenz curve and the Gini coefficient. Pure.

Places are put in the order of physicians a head; the curve gives the share of physicians of the people who have the fewest.
M. O. Lorenz (1905), Methods of measuring the concentration of wealth, Publ. Am. Stat. Assoc. 9 (70), 209–219;
C. Gini (1912), Variabilità e mutabilità. For places of different size, as a sum of trapezoids under the curve:
M. C. Brown (1994), Using Gini-style indices to evaluate the spatial patterns of health practitioners,
Soc. Sci. Med. 38 (9), 1243–1256:

    G = 1 − Σ (X_k − X_{k−1}) (Y_k + Y_{k−1}),   X: cumulative share of people, Y: of physicians
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Curve:
    """people, physicians: float64[n + 1], cumulative shares from 0 to 1, fewest physicians a head first;
    order: int64[n], the places in that order. gini: 0 where everybody has as many, near 1 where one place has all."""

    people: NDArray[np.float64]
    physicians: NDArray[np.float64]
    order: NDArray[np.int64]
    gini: float

    def share_of_the_lowest(self, people: float) -> float:
        """Share of physicians of this share of people who have the fewest, 0 to 1, read off the straight pieces."""
        return float(np.interp(people, self.people, self.physicians))


def lorenz(physicians: ArrayLike, people: ArrayLike) -> Curve:
    """physicians, people: [n] by place, in heads or full-time equivalents; people above 0 everywhere.

    Raises ValueError for no place, unequal lengths, negative or missing figures, a place without people, or no physician.
    """
    held = np.asarray(physicians, dtype=np.float64)
    heads = np.asarray(people, dtype=np.float64)
    if held.ndim != 1 or held.shape != heads.shape or not len(held):
        raise ValueError(f"shapes {held.shape} and {heads.shape}; expected [n] and [n] with n of 1 or more")
    if not (np.isfinite(held).all() and np.isfinite(heads).all()):
        raise ValueError("a figure is missing")
    if (held < 0).any() or (heads <= 0).any() or held.sum() <= 0:
        raise ValueError("physicians must be 0 or more and not all 0, people above 0")
    order = np.argsort(held / heads, kind="stable")
    x = np.concatenate(([0.0], np.cumsum(heads[order]) / heads.sum()))
    y = np.concatenate(([0.0], np.cumsum(held[order]) / held.sum()))
    gini = 1.0 - float(np.sum(np.diff(x) * (y[1:] + y[:-1])))
    return Curve(x, y, order, min(1.0, max(0.0, gini)))


def thinned(curve: Curve, most: int) -> Sequence[tuple[float, float]]:
    """At most about `most` points of the curve for a drawing, both ends among them."""
    step = max(1, (len(curve.people) - 1) // most)
    kept = sorted({*range(0, len(curve.people), step), len(curve.people) - 1})
    return [(float(curve.people[n]), float(curve.physicians[n])) for n in kept]
