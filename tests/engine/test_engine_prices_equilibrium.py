"""The equilibrium that orders lists: its margins, closed forms, and figures published by others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import root

from engine.prices_reference import dense_equilibrium, graph_of, random_graph, small_graphs
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.solvers.equilibrium import Prices, rank_tu


def dense(graph: Graph, values: np.ndarray, empty: float) -> np.ndarray:
    table = np.full((graph.n_physicians, graph.n_openings), empty)
    table[graph.physician, graph.opening] = values
    return table


def assert_agrees(found: Prices, graph: Graph, beta: float, within: float) -> None:
    phi = dense(graph, (graph.u.astype(float) + graph.v) / (2 * beta), -np.inf)
    mu, mu_i0, mu_0j = dense_equilibrium(phi, np.ones(graph.n_physicians), graph.capacity.astype(float))
    assert np.allclose(dense(graph, found.mu, 0.0), mu, rtol=0, atol=within)
    assert np.allclose(found.mu_i0, mu_i0, rtol=0, atol=within)
    assert np.allclose(found.mu_0j, mu_0j, rtol=0, atol=within)


@settings(max_examples=60, deadline=None)
@given(small_graphs(most=5), st.sampled_from([0.2, 1.0, 3.0]), st.sampled_from([1e-6, 1e-9]))
def test_the_fitting_agrees_with_a_dense_one_and_keeps_the_margins(graph: Graph, beta: float, tol: float) -> None:
    found = rank_tu(graph, beta=beta, tol=tol)
    assert found.residual <= tol
    assert_agrees(found, graph, beta, within=20 * tol)
    ours = np.bincount(graph.physician, found.mu, graph.n_physicians) + found.mu_i0
    theirs = np.bincount(graph.opening, found.mu, graph.n_openings) + found.mu_0j
    assert np.allclose(ours, 1.0, rtol=tol, atol=0)
    assert np.allclose(theirs, graph.capacity, rtol=tol, atol=0)
    assert np.allclose(np.exp(found.log_mu), found.mu, rtol=1e-12, atol=0)


def test_one_physician_and_one_seat_have_a_closed_form() -> None:
    for score in (-1.0, 0.0, 0.5, 2.0):
        found = rank_tu(graph_of([(0, 0, score, 0.0)], 1, 1, [1]), beta=0.5, tol=1e-12)
        # 1 - μ = μ_i0 = μ_0j and μ = K (1 - μ).
        k = np.exp(score)
        assert found.mu[0] == pytest.approx(k / (1 + k), rel=1e-9)


def test_equal_people_share_equally() -> None:
    n, beta = 7, 0.3
    found = rank_tu(graph_of([(i, j, 0.4, 0.7) for i in range(n) for j in range(n)], n, n, [1] * n), beta, tol=1e-12)
    k = np.exp((np.float32(0.4) + np.float32(0.7)).astype(float) / (2 * beta))
    assert found.mu == pytest.approx(np.full(n * n, k / (1 + n * k)), rel=1e-6)


def test_a_general_root_finder_finds_the_same_equilibrium() -> None:
    graph = random_graph(8, 6, 5, degree=4, most=3)
    kernel = np.exp(dense(graph, (graph.u.astype(float) + graph.v) / 2, -np.inf))
    mass = graph.capacity.astype(float)

    def margins(x: np.ndarray) -> np.ndarray:
        a, b = x[:6], x[6:]
        return np.r_[a * a + a * (kernel @ b) - 1, b * b + b * (kernel.T @ a) - mass]

    solved = root(margins, np.r_[np.full(6, 0.7), np.sqrt(mass) * 0.7], tol=1e-13)
    assert solved.success
    found = rank_tu(graph, tol=1e-10)
    assert found.mu_i0 == pytest.approx(solved.x[:6] ** 2, abs=1e-8)
    assert found.mu_0j == pytest.approx(solved.x[6:] ** 2, abs=1e-8)


@pytest.mark.parametrize("beta", [1e-2, 1e-3, 1e-5])
def test_a_small_beta_overflows_nothing_and_comes_close_to_the_best_assignment(beta: float) -> None:
    graph = graph_of([(0, 0, 1.0, 1.0), (0, 1, 0.9, 0.9), (1, 0, 0.8, 0.9), (1, 1, 0.1, 0.1)], 2, 2, [1, 1])
    found = rank_tu(graph, beta=beta, tol=1e-7)
    assert np.isfinite(found.mu).all()
    assert found.residual <= 1e-2
    assert np.argsort(-found.mu)[:2].tolist() in ([1, 2], [2, 1])  # 1.8 + 1.7 beats 2 + 0.2


def test_scores_far_beyond_reason_still_order_the_lists() -> None:
    graph = graph_of([(0, 0, 900.0, 900.0), (0, 1, 800.0, 900.0), (1, 1, -900.0, 0.0)], 2, 2, [1, 1])
    found = rank_tu(graph, beta=1.0)
    assert found.residual <= 1e-6
    assert found.rank_for_physician(graph).tolist() == [1, 2, 1]
    assert found.mu[0] == pytest.approx(1.0)


def examined(rank: np.ndarray) -> np.ndarray:
    return 1 / np.log2(rank + 1)


def expected_matches(graph: Graph, ours: np.ndarray, theirs: np.ndarray, p: np.ndarray, q: np.ndarray) -> float:
    """Each side looks at place k of its list with probability 1 / log2(k + 1) and says yes with p and q."""
    return float((np.clip(p * examined(ours), 0, 1) * np.clip(q * examined(theirs), 0, 1)).sum())


@pytest.mark.parametrize(
    ("seed", "naive", "by_product", "by_equilibrium"),
    [
        (0, 17.60842105984251, 18.688271746801888, 18.878958793092856),
        (1, 17.336265054555607, 18.461396791303038, 18.202807700960946),
        (2, 17.363624909885505, 18.168309198809787, 17.55196318346743),
    ],
)
def test_published_figures_are_reproduced(seed: int, naive: float, by_product: float, by_equilibrium: float) -> None:
    """CyberAgentAILab/FairReciprocalRecommendation, experiments.ipynb, experiment 1: 20 × 20, a preference is 0.2 chance
    and 0.8 general popularity, which falls evenly from 1 to 0."""
    n = 20
    random = np.random.RandomState(seed)
    popular = np.linspace(1, 0, n)
    p = 0.2 * random.random_sample((n, n)) + 0.8 * popular
    q = (0.2 * random.random_sample((n, n)) + 0.8 * popular).T
    i, j = np.divmod(np.arange(n * n), n)
    graph = Graph.from_edges(n, n, i, j, p.ravel(), q.ravel(), np.ones(n, int))
    flat_p, flat_q = p.ravel(), q.ravel()

    def matches(ours: np.ndarray, theirs: np.ndarray) -> float:
        return expected_matches(
            graph, graph.rank_for_physician_by(ours), graph.rank_for_opening_by(theirs), flat_p, flat_q
        )

    found = rank_tu(graph, beta=1.0, tol=1e-9)
    assert matches(flat_p, flat_q) == pytest.approx(naive, rel=1e-12)
    assert matches(flat_p * flat_q, flat_p * flat_q) == pytest.approx(by_product, rel=1e-12)
    ranked = expected_matches(graph, found.rank_for_physician(graph), found.rank_for_opening(graph), flat_p, flat_q)
    assert ranked == pytest.approx(by_equilibrium, rel=1e-12)


def test_a_floor_raises_the_region_and_is_reported_where_it_cannot_be_met() -> None:
    graph = random_graph(6, 30, 20, degree=6, most=4)
    region = np.arange(20) % 2
    free = rank_tu(graph, tol=1e-8)
    mass = np.bincount(region[graph.opening], free.mu, 2)
    assert free.region_multiplier.tolist() == [1.0]
    floor = np.array([int(np.ceil(mass[0])) + 1, 1])
    found = rank_tu(graph, tol=1e-5, region=region, floor=floor)
    assert np.bincount(region[graph.opening], found.mu, 2)[0] == pytest.approx(floor[0], rel=1e-4)
    assert found.residual <= 1e-5
    assert found.region_multiplier[0] > 1
    assert found.region_multiplier[1] == 1.0
    assert found.unmet.tolist() == [0.0, 0.0]
    short = rank_tu(graph, region=region, floor=np.array([1000, 0]))
    assert short.unmet[0] > 900
    assert np.isfinite(short.mu).all()


@pytest.mark.parametrize(("n", "m"), [(0, 0), (4, 0), (0, 4), (2, 3)])
def test_without_pairs_everybody_stays_unmatched(n: int, m: int) -> None:
    found = rank_tu(graph_of([], n, m, [2] * m))
    assert found.mu.tolist() == []
    assert found.mu_i0.tolist() == [1.0] * n
    assert found.mu_0j == pytest.approx([2.0] * m)
    assert found.residual == pytest.approx(0.0, abs=1e-12)


def test_an_opening_without_seats_has_no_mass() -> None:
    found = rank_tu(graph_of([(0, 0, 1.0, 1.0), (0, 1, 1.0, 1.0)], 1, 2, [0, 1]))
    assert (found.mu[0], found.mu_0j[0]) == (0.0, 0.0)
    assert found.mu[1] > 0.5


def test_numbering_people_otherwise_changes_no_mass() -> None:
    graph = random_graph(12, 25, 15, degree=5)
    other = Graph.from_edges(
        25, 15, 24 - graph.physician, 14 - graph.opening, graph.u, graph.v, graph.capacity[::-1].copy()
    )
    assert np.allclose(rank_tu(graph).mu, rank_tu(other).mu[::-1], rtol=1e-5)


@pytest.mark.parametrize(
    ("arguments", "column", "row"),
    [
        ({"beta": 0.0}, "rank_tu.beta", None),
        ({"beta": -1.0}, "rank_tu.beta", None),
        ({"beta": float("nan")}, "rank_tu.beta", None),
        ({"beta": 5e-324}, "rank_tu.beta", None),
        ({"tol": 0.0}, "rank_tu.tol", None),
        ({"tol": float("inf")}, "rank_tu.tol", None),
        ({"region": [0, 3], "floor": [1]}, "rank_tu.region", 1),
        ({"region": [0], "floor": [1]}, "rank_tu.region", None),
        ({"region": [0, 0], "floor": [-1]}, "rank_tu.floor", 0),
        ({"floor": [1]}, "rank_tu.floor", None),
    ],
)
def test_malformed_input_is_refused_by_column_and_row(arguments: dict[str, Any], column: str, row: int | None) -> None:
    with pytest.raises(MarketError) as caught:
        rank_tu(graph_of([(0, 0, 1.0, 1.0), (0, 1, 1.0, 1.0)], 1, 2, [1, 1]), **arguments)
    assert (caught.value.column, caught.value.row) == (column, row)
