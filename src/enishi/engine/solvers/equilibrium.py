"""In what order each side should see its list: the equilibrium of a matching market with transferable utility.

Choo & Siow (2006): physicians of mass 1 and openings of mass capacity match in the amounts
μ_ij = exp((u_ij + v_ij) / 2β) · √(μ_i0 · μ_0j), where μ_i0 and μ_0j are what stays unmatched. A pair in demand on both sides
leaves little unmatched and so ranks lower for everybody else: lists ordered by μ avoid congestion (Tomita, Togashi,
Hashizume & Ohsaka, RecSys 2023). Solved by iterated proportional fitting (Galichon & Salanié 2022), over-relaxed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import F64, I32, I64, AnyArray
from enishi.engine.solvers.regions import checked_regions
from enishi.engine.solvers.scaling import fit, fit_logs
from enishi.engine.threads import cores, spread

ITERATIONS = 1000
LARGEST_EXPONENT = 60.0  # e^60 squared stays far inside float32 and float64; beyond it everything is done in logarithms
FINE = 1e-6  # float32 K is good to 6e-8; a finer tolerance than this is sought in float64
HIGHEST_LOG_MULTIPLIER = 60.0
LARGE_EXPONENT, ROUGH, RUNG_ITERATIONS = 8.0, 1e-3, 100  # where a ladder of βs begins, and how well each rung is solved
WINDOW = 6  # iterations over which the rate of convergence is observed
SHARE_EDGES = 200_000  # edges from which a second core pays

HalfStep = Callable[[float], float]


@dataclass(frozen=True)
class Prices:
    """The equilibrium.

    `mu`: float64[n_edges], mass of each pair (float64, as its logarithm ranks lists in which neighbours differ by less
    than float32 tells). `mu_i0`: float64[n_physicians] and `mu_0j`: float64[n_openings], unmatched mass. `log_mu`:
    float64[n_edges], finite where `mu` is too small for a number. `residual`: largest relative violation of a margin,
    measured from `mu`, not taken from the iteration. `region_multiplier`: float64[n_regions] ≥ 1, by which pairs of the
    region are raised to reach its floor; `unmet`: float64[n_regions], mass short of the floor.
    """

    mu: F64
    log_mu: F64
    mu_i0: F64
    mu_0j: F64
    residual: float
    iterations: int
    region_multiplier: F64
    unmet: F64

    def rank_for_physician(self, graph: Graph) -> I32:
        """int32[n_edges]: place of the edge in its physician's list, 1 = best, by log μ."""
        return graph.rank_for_physician_by(self.log_mu)

    def rank_for_opening(self, graph: Graph) -> I32:
        """int32[n_edges]: place of the edge in its opening's list, 1 = best, by log μ."""
        return graph.rank_for_opening_by(self.log_mu)


def rank_tu(
    graph: Graph,
    beta: float = 1.0,
    region: AnyArray | None = None,
    tol: float = 1e-6,
    floor: AnyArray | None = None,
) -> Prices:
    """The transferable-utility equilibrium of the graph.

    `beta` > 0: how much of a choice is chance, in units of u and v; small values come close to the assignment of largest
    total u + v and take more iterations. `tol` > 0: largest relative violation of a margin, and of a floor. `region`:
    whole number[n_openings] from 0; `floor`: whole number[n_regions], mass wanted in each region. At most ITERATIONS at
    this β; `residual` says what was reached.

    Raises MarketError for beta or tol not finite or ≤ 0, scores that beta makes infinite, a region out of range, a
    negative floor, or floors without regions.
    """
    for name, number in (("beta", beta), ("tol", tol)):
        if not (math.isfinite(number) and number > 0):
            raise MarketError(f"rank_tu.{name}", None, "must be a finite number above 0")
    places, floors = checked_regions("rank_tu", graph.n_openings, region, floor)
    with np.errstate(over="ignore"):
        exponent = (graph.u.astype(np.float64) + graph.v) / (2.0 * beta)
    if not np.isfinite(exponent).all():
        raise MarketError("rank_tu.beta", None, "is too small for these scores")
    return _Fitting(graph, exponent, places, floors, tol).solve()


class _Fitting:
    def __init__(self, graph: Graph, exponent: F64, region: I32, floor: I64, tol: float) -> None:
        self.graph, self.exponent, self.region, self.floor, self.tol = graph, exponent, region, floor, tol
        self.logs = tol < FINE or bool(exponent.max(initial=0.0) > LARGEST_EXPONENT)
        self.mass = np.ones(graph.n_physicians), graph.capacity.astype(np.float64)
        with np.errstate(divide="ignore"):
            self._log_root = 0.5 * np.log(self.mass[0]), 0.5 * np.log(self.mass[1])
        self.a, self.b = (root if self.logs else np.exp(root) for root in map(np.copy, self._log_root))
        self.log_multiplier = np.zeros(len(floor))
        self.factor = np.zeros(graph.n_openings) if self.logs else np.ones(graph.n_openings)
        self.plain = np.zeros(graph.n_physicians) if self.logs else np.ones(graph.n_physicians)
        self.iterations = 0

    def solve(self) -> Prices:
        if self.graph.n_edges:
            self._come_closer()
            self._iterate(self.exponent, self.tol, ITERATIONS)
        log_a, log_b = self._log(self.a), self._log(self.b)
        log_mu = self.exponent
        log_mu += (log_b + self.log_multiplier[self.region])[self.graph.opening]
        log_mu += log_a[self.graph.physician]
        mu, mu_i0, mu_0j = np.exp(log_mu), np.exp(2.0 * log_a), np.exp(2.0 * log_b)
        residual, unmet = self._measured(mu, mu_i0, mu_0j)
        return Prices(mu, log_mu, mu_i0, mu_0j, residual, self.iterations, np.exp(self.log_multiplier), unmet)

    def _log(self, unknown: F64) -> F64:
        with np.errstate(divide="ignore"):
            return unknown if self.logs else np.log(unknown)

    def _measured(self, mu: F64, mu_i0: F64, mu_0j: F64) -> tuple[float, F64]:
        """(largest relative violation of a margin, mass short of each floor)."""
        graph, (ones, capacity) = self.graph, self.mass
        there = capacity > 0
        by_opening = np.bincount(graph.opening, mu, graph.n_openings)
        first = np.abs(np.bincount(graph.physician, mu, graph.n_physicians) + mu_i0 - ones)
        second = np.abs(by_opening + mu_0j - capacity)[there] / capacity[there]
        filled = np.bincount(self.region, by_opening, len(self.floor))
        unmet = np.maximum(self.floor - filled, 0.0)
        return float(max(first.max(initial=0.0), second.max(initial=0.0))), np.where(
            unmet > self.tol * self.floor, unmet, 0.0
        )

    def _come_closer(self) -> None:
        """A small β is reached through larger ones, halved each time: what a mass is worth, 2β log a, changes little from
        one to the next, and is found in far fewer steps where β is large."""
        rungs = math.ceil(math.log2(max(1.0, float(self.exponent.max()) / LARGE_EXPONENT))) if self.logs else 0
        for rung in range(rungs, 0, -1):
            self._iterate(self.exponent / 2.0**rung, ROUGH, RUNG_ITERATIONS)
            with np.errstate(invalid="ignore"):  # -inf - -inf where there is no mass
                self.a, self.b = (
                    np.where(np.isfinite(root), root + 2.0 * (x - root), root)
                    for x, root in zip((self.a, self.b), self._log_root, strict=True)
                )

    def _iterate(self, exponent: F64, tol: float, most: int) -> None:
        """Both half-steps in turn, until neither finds a margin violated by more than `tol` and no floor moves."""
        physicians, openings = self._half_steps(exponent)
        pace = _Pace()
        for _ in range(most):
            self.iterations += 1
            violation = physicians(pace.omega)
            violation = max(violation, openings(pace.omega))
            moved = self._raise_multipliers() if self.floor.any() else 0.0
            if max(violation, moved) <= tol * (0.5 if pace.omega > 1.0 else 1.0):
                break
            if not self.floor.any():
                pace.observe(violation)
        physicians(1.0)

    def _half_steps(self, exponent: F64) -> tuple[HalfStep, HalfStep]:
        graph, step = self.graph, fit_logs if self.logs else fit
        kernel: AnyArray = exponent.copy() if self.logs else np.exp(exponent.astype(np.float32))
        by_opening, physician = kernel[graph.opening_edge], graph.physician[graph.opening_edge]
        shares = cores() if graph.n_edges >= SHARE_EDGES else 1

        def half(pointer: I64, run: Callable[[int, int], float]) -> float:
            # Shares of equal numbers of edges.
            cut = np.searchsorted(pointer, np.linspace(0, graph.n_edges, shares + 1)[1:-1])
            cut = np.concatenate(([0], cut, [len(pointer) - 1]))
            worst = np.zeros(shares)

            def work(share: int) -> None:
                worst[share] = run(cut[share], cut[share + 1])

            spread(work, shares)
            return float(worst.max())

        def physicians(omega: float) -> float:
            theirs = self.b + self.factor if self.logs else self.b * self.factor
            return half(graph.indptr, lambda low, high: step(
                low, high, graph.indptr, graph.opening, kernel, theirs, self.mass[0], self.plain, omega, self.a
            ))  # fmt: skip

        def openings(omega: float) -> float:
            pointer = graph.opening_indptr
            return half(pointer, lambda low, high: step(
                low, high, pointer, physician, by_opening, self.a, self.mass[1], self.factor, omega, self.b
            ))  # fmt: skip

        return physicians, openings

    def _raise_multipliers(self) -> float:
        """Move each multiplier by the ratio of floor to filled mass, never below 1; the largest relative move."""
        unmatched = np.exp(2.0 * self.b) if self.logs else self.b * self.b
        filled = np.bincount(self.region, self.mass[1] - unmatched, len(self.floor))
        ratio = self.floor / np.maximum(filled, 1e-300)
        new = self.log_multiplier + np.log(np.maximum(ratio, 1e-300))
        new = np.where(self.floor > 0, np.clip(new, 0.0, HIGHEST_LOG_MULTIPLIER), 0.0)
        moved = float(np.abs(new - self.log_multiplier).max())
        self.log_multiplier = new
        self.factor = new[self.region] if self.logs else np.exp(new)[self.region]
        return moved


class _Pace:
    """Over-relaxation chosen from the rate seen. Fitting is block Gauss–Seidel on a concave dual: with θ its rate, ω =
    2 / (1 + √(1 - θ)) is best, and with ω the rate λ satisfies (λ + ω - 1)² = λ ω² θ (Young 1954)."""

    def __init__(self) -> None:
        self.omega = 1.0
        self._seen: list[float] = []

    def observe(self, violation: float) -> None:
        self._seen.append(violation)
        if len(self._seen) < WINDOW:
            return
        rate = (self._seen[-1] / self._seen[-4]) ** (1.0 / 3.0) if self._seen[-4] > 0 else 0.0
        if rate >= 1.0:
            # Too far from the solution for the local rule: go back half the way.
            self.omega = 1.0 + (self.omega - 1.0) / 2.0
        elif rate > self.omega - 1.0:
            theta = min((rate + self.omega - 1.0) ** 2 / (rate * self.omega**2), 1.0 - 1e-6)
            self.omega = max(self.omega, 2.0 / (1.0 + math.sqrt(1.0 - theta)))
        self._seen.clear()
