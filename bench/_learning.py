"""What the benchmarks that learn a decision of two answers have in common: the fit, and the file of weights. `scope.py` has four."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from enishi.openings.reading.learnt import Weights


def logistic(
    rows: NDArray[np.float64], right: NDArray[np.float64], counts: NDArray[np.float64], strict: float
) -> NDArray[np.float64]:
    """float64[signs]: the weights of a logistic regression with a Gaussian prior, without a constant.

    rows: float64[n, signs]; right: float64[n], 1.0 for yes; counts: float64[n], how much each row weighs; strict: 1 / variance of a weight.
    """

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = rows @ weights
        lost = (counts * (np.logaddexp(0, sums) - right * sums)).sum() + 0.5 * strict * (weights**2).sum()
        return float(lost), rows.T @ (counts * (1 / (1 + np.exp(-sums)) - right)) + strict * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    weights: NDArray[np.float64] = found.x
    return weights


def write(path: Path, weights: Weights, texts: int, command: str) -> None:
    """The weights as `learnt.weights` reads them, and from how many texts they are."""
    head = f"# Learnt from {texts} texts by `./dev bench {command} --write`. Sign, tab, weight.\n"
    lines = (f"{sign}\t{weight:g}\n" for sign, (weight,) in sorted(weights.items()))
    path.write_text(head + "".join(lines), encoding="utf-8")
