"""The assignment and what proves it, against exact optima."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.prices_reference import graph_of, optimum_by_seats, random_graph, small_graphs, worth_of
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.solvers.assignment import assign
from enishi.engine.verify.certificate import certificate

SMALL = 1e-9


def brute_force(graph: Graph, weight: np.ndarray) -> float:
    """The best of every choice of one edge or none a physician."""
    choices = [[-1, *np.flatnonzero(graph.physician == i)] for i in range(graph.n_physicians)]
    best = 0.0
    for chosen in product(*choices):
        edges = np.array([e for e in chosen if e >= 0], int)
        held = np.bincount(graph.opening[edges], minlength=graph.n_openings)
        if (held <= graph.capacity).all():
            best = max(best, float(weight[edges].sum()))
    return best


@settings(max_examples=150, deadline=None)
@given(small_graphs(most=4), st.sampled_from([0.2, 0.01, 1e-5]))
def test_no_choice_is_worth_more_than_the_bound_and_the_answer_is_within_eps_a_pair(graph: Graph, eps: float) -> None:
    weight = worth_of(graph)
    found, best = assign(graph, eps=eps), brute_force(graph, weight)
    assert found.value <= best + SMALL
    assert best <= found.bound + SMALL
    assert found.value >= best - eps * graph.n_physicians - SMALL
    assert found.bound <= found.value + eps * graph.n_physicians + 1e-6
    assert certificate(graph, found).ok
    assert not (weight[found.edge_of[found.edge_of >= 0]] < 0).any()


@pytest.mark.parametrize(("n", "m"), [(60, 25), (25, 60), (80, 40), (1, 30), (30, 1)])
@pytest.mark.parametrize("grid", [0, 4])
def test_the_answer_meets_the_exact_optimum_whichever_side_is_short(n: int, m: int, grid: int) -> None:
    for seed in range(4):
        graph = random_graph(seed, n, m, degree=6, grid=grid)
        weight = worth_of(graph)
        found, best = assign(graph, eps=1e-3), optimum_by_seats(graph, weight)
        assert best - 1e-3 * n <= found.value <= best + SMALL
        assert best <= found.bound + SMALL
        assert found.bound - found.value <= 1e-3 * n
        assert found.complete
        assert certificate(graph, found).ok


def test_a_pair_is_left_out_because_elsewhere_the_physician_has_more_than_his_weight_less_the_price() -> None:
    graph = random_graph(3, 40, 20, degree=5)
    found = assign(graph, eps=1e-4)
    net = worth_of(graph) - found.seat_price[graph.opening]
    mine = np.where(found.edge_of >= 0, net[found.edge_of], 0.0)
    assert (net <= mine[graph.physician] + 1e-4 + SMALL).all()
    held = np.bincount(found.opening_of[found.opening_of >= 0], minlength=20)
    assert (found.seat_price[held < graph.capacity] <= SMALL).all()  # a seat nobody takes costs nothing


def test_many_equal_pairs_do_not_outbid_each_other_for_ever() -> None:
    n, m = 60, 61
    edges = [(i, j, 1.0, 1.0) for i in range(n) for j in range(m)]
    for sides in (edges, [(j, i, u, v) for i, j, u, v in edges]):
        first, second = (n, m) if sides is edges else (m, n)
        graph = graph_of(sides, first, second, [1] * second)
        found = assign(graph, weight=np.full(graph.n_edges, 100.0), eps=1e-6)
        assert found.complete
        assert found.value == 100.0 * n
        assert found.bound <= 100.0 * n + 1e-3
        assert found.bids < 200_000


def test_numbering_people_otherwise_changes_the_value_by_no_more_than_the_proof_allows() -> None:
    graph = random_graph(11, 50, 30, degree=5)
    rng = np.random.default_rng(0)
    p, o = rng.permutation(50), rng.permutation(30)
    capacity = np.empty(30, int)
    capacity[o] = graph.capacity
    other = Graph.from_edges(50, 30, p[graph.physician], o[graph.opening], graph.u, graph.v, capacity)
    one, two = assign(graph, eps=1e-5), assign(other, eps=1e-5)
    assert abs(one.value - two.value) <= 50 * 1e-5
    assert one.value <= two.bound + SMALL
    assert two.value <= one.bound + SMALL
    assert np.array_equal(assign(graph).edge_of, assign(graph).edge_of)


def test_weights_may_be_given_in_any_unit() -> None:
    graph = random_graph(5, 30, 20, degree=5)
    weight = worth_of(graph)
    found, best = assign(graph, weight=weight * 1e6, eps=10.0), optimum_by_seats(graph, weight) * 1e6
    assert best - 300.0 <= found.value <= best + 1e-3
    tiny = assign(graph, weight=weight * 1e-9, eps=1e-300)
    assert tiny.value >= optimum_by_seats(graph, weight) * 1e-9 * (1 - 1e-9)


@pytest.mark.parametrize(("n", "m", "edges"), [(0, 0, []), (3, 0, []), (0, 3, []), (2, 2, [])])
def test_a_market_without_pairs_has_an_empty_answer(n: int, m: int, edges: list[Any]) -> None:
    found = assign(graph_of(edges, n, m, [1] * m))
    assert (found.value, found.bound, found.gap, found.n_matched) == (0.0, 0.0, 0.0, 0)
    assert found.opening_of.tolist() == [-1] * n
    assert found.seat_price.tolist() == [0.0] * m
    assert certificate(graph_of(edges, n, m, [1] * m), found).ok


def test_seats_beyond_all_candidates_cost_nothing_and_no_seats_admit_nobody() -> None:
    graph = graph_of([(0, 0, 1.0, 1.0), (1, 0, 1.0, 0.5), (1, 1, 1.0, 1.0)], 2, 2, [2**31 - 1, 0])
    found = assign(graph)
    assert found.opening_of.tolist() == [0, 0]
    assert found.seat_price[0] == 0.0
    assert found.bound <= found.value + 1e-6


@pytest.mark.parametrize(
    ("arguments", "column", "row"),
    [
        ({"eps": 0.0}, "assign.eps", None),
        ({"eps": -1.0}, "assign.eps", None),
        ({"eps": float("nan")}, "assign.eps", None),
        ({"eps": float("inf")}, "assign.eps", None),
        ({"weight": [0.5, float("nan"), 1.0]}, "assign.weight", 1),
        ({"weight": [0.5, 1.0, float("inf")]}, "assign.weight", 2),
        ({"weight": [0.5]}, "assign.weight", None),
        ({"weight": [["a"]]}, "assign.weight", None),
        ({"region": [0, 2], "floor": [1, 1]}, "assign.region", 1),
        ({"region": [-1, 0]}, "assign.region", 0),
        ({"region": [0, 1_000_000]}, "assign.region", 1),
        ({"region": [0, 1], "floor": np.zeros(1_000_001, int)}, "assign.floor", None),
        ({"region": [0]}, "assign.region", None),
        ({"region": [0, 0.5]}, "assign.region", 1),
        ({"region": [0, 1], "floor": [0, -1]}, "assign.floor", 1),
        ({"region": [0, 1], "floor": [0, float("nan")]}, "assign.floor", 1),
        ({"floor": [1]}, "assign.floor", None),
    ],
)
def test_malformed_input_is_refused_by_column_and_row(arguments: dict[str, Any], column: str, row: int | None) -> None:
    graph = graph_of([(0, 0, 1.0, 1.0), (0, 1, 1.0, 1.0), (1, 1, 1.0, 1.0)], 2, 2, [1, 1])
    with pytest.raises(MarketError) as caught:
        assign(graph, **arguments)
    assert (caught.value.column, caught.value.row) == (column, row)


def changed(array: np.ndarray, at: int, value: float) -> np.ndarray:
    copy = array.copy()
    copy[at] = value
    return copy


def test_the_judge_refuses_a_tampered_assignment() -> None:
    graph = random_graph(2, 20, 8, degree=4, most=2)
    found = assign(graph)
    assert certificate(graph, found).ok
    held = int(np.flatnonzero(found.edge_of >= 0)[0])
    priced = int(np.argmax(found.seat_price))
    crowded = int(np.argmax(np.bincount(graph.opening)))
    all_in = np.full(20, -1, np.int32)
    edges = np.flatnonzero(graph.opening == crowded)
    all_in[graph.physician[edges]] = edges
    forged = [
        (replace(found, value=found.value + 0.1), "value is"),
        (replace(found, value=float("nan")), "value is"),
        (replace(found, value=float("inf")), "value is"),
        (replace(found, bound=found.value), "the prices prove"),
        (replace(found, bound=float("nan")), "the prices prove"),
        (replace(found, opening_of=changed(found.opening_of, held, -1)), "is not the opening of its edge"),
        (replace(found, edge_of=changed(found.edge_of, held, graph.n_edges)), "is no edge"),
        (replace(found, edge_of=changed(found.edge_of, held, int(graph.indptr[held + 1]))), "not its own"),
        (replace(found, edge_of=all_in), "more than its capacity"),
        (replace(found, seat_price=changed(found.seat_price, priced, -1.0)), "seat_price must be"),
        (replace(found, seat_price=changed(found.seat_price, priced, np.nan)), "seat_price must be"),
        (replace(found, seat_price=changed(found.seat_price, priced, 0.0)), "the prices prove"),
        (replace(found, unmet=np.array([1])), "unmet is not"),
        (replace(found, unmet=np.array([0.7])), "unmet must be whole"),
        (replace(found, edge_of=np.where(found.edge_of < 0, -1, found.edge_of + 0.7)), "edge_of must be whole"),
        (replace(found, region_price=np.array([-1.0])), "region_price must be"),
        (replace(found, edge_of=found.edge_of[:-1]), "one row a physician"),
    ]
    for assignment, problem in forged:
        report = certificate(graph, assignment)
        assert not report.ok
        assert any(problem in line for line in report.problems), (problem, report.problems)


def test_the_judge_finds_an_edge_of_negative_weight() -> None:
    graph = graph_of([(0, 0, 1.0, 1.0)], 1, 1, [1])
    found = assign(graph)
    assert any("negative" in line for line in certificate(graph, found, weight=np.array([-1.0])).problems)


@pytest.mark.parametrize(
    ("arguments", "column"),
    [
        ({"weight": np.array([np.nan])}, "certificate.weight"),
        ({"region": np.array([0, 0])}, "certificate.region"),
        ({"region": np.array([3]), "floor": np.array([1])}, "certificate.region"),
        ({"region": np.array([0]), "floor": np.array([-1])}, "certificate.floor"),
        ({"region": np.array([0.7])}, "certificate.region"),
        ({"region": np.array([np.nan])}, "certificate.region"),
        ({"region": np.array([2**63], np.uint64)}, "certificate.region"),
        ({"region": np.array([2**31 - 2])}, "certificate.region"),
        ({"region": np.array([0]), "floor": np.array([0.7])}, "certificate.floor"),
        ({"region": np.array([0]), "floor": np.array([2.0**63])}, "certificate.floor"),
    ],
)
def test_the_judge_refuses_malformed_input(arguments: dict[str, Any], column: str) -> None:
    graph = graph_of([(0, 0, 1.0, 1.0)], 1, 1, [1])
    with pytest.raises(MarketError) as caught:
        certificate(graph, assign(graph), **arguments)
    assert caught.value.column == column


def test_the_judge_takes_regions_and_floors_in_every_form_the_solver_takes() -> None:
    graph = random_graph(2, 20, 8, degree=4, most=2)
    for kind in (np.int8, np.uint64, np.float64):
        region, floor = (np.arange(8) % 2).astype(kind), np.array([2, 1], kind)
        found = assign(graph, region=region, floor=floor)
        assert certificate(graph, found, region=region, floor=floor).ok
