"""Compiled half-steps of iterated proportional fitting, over shares of the physicians or of the openings.

Unknowns are a_i = √μ_i0 and b_j = √μ_0j. With s_i = Σ_j K_ij b_j the margin a_i² + a_i s_i = 1 has the one root
a_i = 2 / (s_i + √(s_i² + 4)), which loses nothing to cancellation; likewise b_j with capacity_j for 1. Each half-step
may go further than that, by the power `omega` of the factor (over-relaxation), and returns the largest relative violation
of the margins that it found.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.compiled import kernel
from enishi.engine.schema import F32, F64, I32, I64


@kernel
def fit(
    low: int,
    high: int,
    pointer: I64,
    other: I32,
    kernel: F32,
    theirs: F64,
    mass: F64,
    factor: F64,
    omega: float,
    ours: F64,
) -> float:
    """Fit the margins of owners low … high - 1.

    `pointer`, `other`, `kernel`: the edges grouped by owner, with the other side's index and K (float32). `theirs`:
    float64, the other side's unknowns; `mass`: float64, the margins; `factor`: float64, by which all K of an owner are
    multiplied; `ours`: float64, changed in place, 0 without mass.
    """
    worst = 0.0
    for k in range(low, high):
        if mass[k] <= 0.0:
            ours[k] = 0.0
            continue
        total = 0.0
        for at in range(pointer[k], pointer[k + 1]):
            total += kernel[at] * theirs[other[at]]
        total *= factor[k]
        worst = max(worst, abs(ours[k] * (ours[k] + total) - mass[k]) / mass[k])
        fitted = 2.0 * mass[k] / (total + np.sqrt(total * total + 4.0 * mass[k]))
        ours[k] = fitted if omega == 1.0 else ours[k] * (fitted / ours[k]) ** omega
    return worst


@kernel
def fit_logs(
    low: int,
    high: int,
    pointer: I64,
    other: I32,
    kernel: F64,
    theirs: F64,
    mass: F64,
    factor: F64,
    omega: float,
    ours: F64,
) -> float:
    """As `fit`, with logarithms of K, of the unknowns (-inf without mass) and of the factors throughout, in float64: for
    scores so large beside β that their exponentials leave the range of numbers, and for fine tolerances."""
    worst = 0.0
    for k in range(low, high):
        if mass[k] <= 0.0:
            ours[k] = -np.inf
            continue
        top = -np.inf
        for at in range(pointer[k], pointer[k + 1]):
            top = max(top, kernel[at] + theirs[other[at]])
        fitted, log_total = 0.5 * np.log(mass[k]), -np.inf
        if top > -np.inf:
            total = 0.0
            for at in range(pointer[k], pointer[k + 1]):
                total += np.exp(kernel[at] + theirs[other[at]] - top)
            log_total = np.log(total) + top + factor[k]
            # b = √mass · e^(-asinh t) with t = s / (2 √mass); for large t, asinh t = log 2t.
            log_t = log_total - np.log(2.0) - fitted
            fitted -= np.arcsinh(np.exp(log_t)) if log_t < 20.0 else log_t + np.log(2.0)
        before = np.exp(min(2.0 * ours[k], 600.0)) + np.exp(min(ours[k] + log_total, 600.0))
        worst = max(worst, abs(before - mass[k]) / mass[k])
        ours[k] += omega * (fitted - ours[k])
    return worst
