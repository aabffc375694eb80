"""Is an assignment what it claims to be, and how far from the best can it be? Judged from the graph, the pairs and the
prices alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.schema import F64, I64, AnyArray
from enishi.engine.verify.outcome import whole

TOLERANCE = 1e-9  # relative: sums of millions of float64 in another order
MOST_REGIONS = 1_000_000  # a region's code sizes arrays


@dataclass(frozen=True)
class CertificateReport:
    """`value`: Σ weight of the pairs, `bound`: the dual value of the prices, both computed anew; no assignment that fills
    floor − unmet seats in each region is worth more than `bound`. `problems`: sentences, empty when all is well."""

    value: float
    bound: float
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def gap(self) -> float:
        return 0.0 if self.bound <= 0 else (self.bound - self.value) / self.bound


def certificate(
    graph: Graph,
    assignment: Any,
    weight: AnyArray | None = None,
    region: AnyArray | None = None,
    floor: AnyArray | None = None,
) -> CertificateReport:
    """Check feasibility, value, prices and bound of `assignment` (an `assign` result, or anything with its fields).

    `weight`, `region`, `floor` as given to `assign`. By weak duality every seat price and region price ≥ 0 proves
    Σ_i max(0, max_j (w_ij + λ_r(j) − p_j)) + Σ_j capacity_j p_j − Σ_r λ_r (floor_r − unmet_r). Raises MarketError when
    weight, region or floor is not of the graph's size, not finite or not whole, or for more than MOST_REGIONS regions; a
    wrong assignment raises nothing and is reported.
    """
    worth = np.multiply(graph.u, graph.v).astype(np.float64) if weight is None else np.asarray(weight, np.float64)
    places = np.zeros(graph.n_openings, np.int64) if region is None else whole("certificate.region", region)
    if places.max(initial=0) >= MOST_REGIONS:
        raise MarketError("certificate.region", int(np.argmax(places)), f"must be below {MOST_REGIONS}")
    least = np.zeros(int(places.max(initial=0)) + 1, np.int64) if floor is None else whole("certificate.floor", floor)
    _check_input(graph, worth, places, least)
    edges, problems = _pairs(graph, assignment)
    problems += _limits(graph, worth, edges)
    seat_price, region_price, unmet = _numbers(graph, assignment, len(least), problems)
    filled = np.bincount(places[graph.opening[edges]], minlength=len(least))
    if not np.array_equal(unmet, np.maximum(least - filled, 0)):
        problems.append("unmet is not what the regions are short of their floors")
    value = float(worth[edges].sum())
    bound = _dual(graph, worth, seat_price, region_price[places]) - float(region_price @ (least - unmet))
    allowance = TOLERANCE * max(1.0, abs(value), abs(bound))
    if not abs(float(assignment.value) - value) <= allowance:  # NaN is within nothing
        problems.append(f"value is {value}, not {assignment.value}")
    if not float(assignment.bound) >= bound - allowance:
        problems.append(f"the prices prove {bound}, not the smaller bound {assignment.bound}")
    if bound < value - allowance:
        problems.append(f"the prices' bound {bound} is below the value {value}")
    return CertificateReport(value, bound, problems)


def _check_input(graph: Graph, worth: F64, places: I64, least: I64) -> None:
    if worth.shape != (graph.n_edges,) or not np.isfinite(worth).all():
        raise MarketError("certificate.weight", None, f"must be {graph.n_edges} finite numbers")
    if places.shape != (graph.n_openings,):
        raise MarketError("certificate.region", None, f"must have {graph.n_openings} rows")
    outside = (places < 0) | (places >= len(least))
    if outside.any():
        raise MarketError("certificate.region", int(np.argmax(outside)), f"must be from 0 to {len(least) - 1}")
    if (least < 0).any():
        raise MarketError("certificate.floor", int(np.argmax(least < 0)), "must be at least 0")


def _pairs(graph: Graph, assignment: Any) -> tuple[I64, list[str]]:
    """(edges in use, problems with how they are named)."""
    opening_of, edge_of = np.asarray(assignment.opening_of), np.asarray(assignment.edge_of)
    nothing = np.zeros(0, np.int64)
    if opening_of.shape != (graph.n_physicians,) or edge_of.shape != (graph.n_physicians,):
        return nothing, ["opening_of and edge_of must have one row a physician"]
    if len(edge_of) and edge_of.dtype.kind not in "iu":
        return nothing, ["edge_of must be whole numbers"]
    if ((edge_of < -1) | (edge_of >= graph.n_edges)).any():
        return nothing, [f"edge_of[{int(np.argmax((edge_of < -1) | (edge_of >= graph.n_edges)))}] is no edge"]
    matched = np.flatnonzero(edge_of >= 0)
    edges = edge_of[matched].astype(np.int64)
    problems = []
    if (graph.physician[edges] != matched).any():
        problems.append("an edge is used by a physician who is not its own")
    implied = np.full(graph.n_physicians, -1, np.int64)
    implied[matched] = graph.opening[edges]
    if not np.array_equal(implied, opening_of):
        problems.append(f"opening_of[{int(np.argmax(implied != opening_of))}] is not the opening of its edge")
    return edges, problems


def _limits(graph: Graph, worth: F64, edges: I64) -> list[str]:
    problems = []
    over = np.bincount(graph.opening[edges], minlength=graph.n_openings) > graph.capacity
    if over.any():
        problems.append(f"opening {int(np.argmax(over))} holds more than its capacity")
    if (worth[edges] < 0).any():
        problems.append("an edge of negative weight is used")
    return problems


def _numbers(graph: Graph, assignment: Any, n_regions: int, problems: list[str]) -> tuple[F64, F64, I64]:
    """(seat prices, region prices, unmet), zeros in place of what is malformed; says so in `problems`."""
    read: list[AnyArray] = []
    for name, length in (("seat_price", graph.n_openings), ("region_price", n_regions), ("unmet", n_regions)):
        array = np.asarray(getattr(assignment, name), np.float64)
        if array.shape != (length,) or not np.isfinite(array).all() or (array < 0).any():
            problems.append(f"{name} must be {length} finite numbers of at least 0")
            array = np.zeros(length)
        elif name == "unmet" and (array != np.floor(array)).any():
            problems.append("unmet must be whole numbers")
        read.append(array)
    return read[0], read[1], read[2].astype(np.int64)


def _dual(graph: Graph, worth: F64, seat_price: F64, subsidy: F64) -> float:
    """Σ_i max(0, max_j (w_ij + subsidy_j − price_j)) + Σ_j capacity_j price_j over the edges of weight ≥ 0."""
    usable = np.flatnonzero(worth >= 0)
    surplus = worth[usable] + (subsidy - seat_price)[graph.opening[usable]]
    owner = graph.physician[usable]
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]) if len(owner) else np.zeros(0, np.int64)
    best = np.maximum.reduceat(surplus, starts) if len(starts) else np.zeros(0)
    return float(np.maximum(best, 0.0).sum() + (graph.capacity * seat_price).sum())
