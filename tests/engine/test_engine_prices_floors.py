"""Floors of filled seats in regions, met by prices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.prices_reference import graph_of, optimum_with_floors, random_graph, small_graphs, worth_of
from enishi.engine.graph import Graph
from enishi.engine.solvers.assignment import Assignment, assign
from enishi.engine.verify.certificate import certificate

SMALL = 1e-9


def filled(found: Assignment, region: np.ndarray, n_regions: int) -> np.ndarray:
    return np.bincount(region[found.opening_of[found.opening_of >= 0]], minlength=n_regions)


@settings(max_examples=100, deadline=None)
@given(small_graphs(most=6), st.data())
def test_floors_are_met_wherever_any_assignment_meets_them(graph: Graph, data: st.DataObject) -> None:
    n_regions = data.draw(st.integers(1, 3))
    region = np.array([data.draw(st.integers(0, n_regions - 1)) for _ in range(graph.n_openings)], int)
    floor = np.array([data.draw(st.integers(0, 3)) for _ in range(n_regions)], int)
    found = assign(graph, region=region, floor=floor, eps=0.01)
    weight = worth_of(graph)
    best = optimum_with_floors(graph, weight, region, floor)
    assert (found.unmet.sum() == 0) == (best is not None)
    assert np.array_equal(found.unmet, np.maximum(floor - filled(found, region, n_regions), 0))
    met = optimum_with_floors(graph, weight, region, floor - found.unmet)
    assert met is not None
    assert found.value <= met + SMALL
    assert met <= found.bound + SMALL
    assert found.bound - found.value <= 0.01 * graph.n_physicians + 1e-6
    assert certificate(graph, found, region=region, floor=floor).ok


@pytest.mark.parametrize("seed", range(6))
def test_meeting_a_floor_costs_no_more_than_it_must(seed: int) -> None:
    graph = random_graph(seed, 40, 50, degree=6, most=5)
    region = np.arange(50) % 4
    free = assign(graph, region=region, eps=1e-4)
    assert free.region_price.tolist() == [0.0] * 4
    floor = filled(free, region, 4) + np.array([3, 0, 0, 0]) - np.array([0, 3, 3, 3])
    found = assign(graph, region=region, floor=floor, eps=1e-4)
    best = optimum_with_floors(graph, worth_of(graph), region, floor)
    assert best is not None
    assert best - 40 * 1e-4 <= found.value <= best + SMALL
    assert found.unmet.tolist() == [0, 0, 0, 0]
    assert found.region_price[0] > 0
    assert found.region_price[1:].tolist() == [0.0, 0.0, 0.0]  # slack floors have no price
    assert free.value - found.value <= 3 * found.region_price[0] + 40 * 1e-4


def test_a_floor_that_is_met_anyway_changes_nothing() -> None:
    graph = random_graph(1, 30, 20, degree=5)
    region = np.arange(20) % 2
    free = assign(graph)
    found = assign(graph, region=region, floor=filled(free, region, 2))
    assert np.array_equal(found.edge_of, free.edge_of)
    assert (found.value, found.bound) == (free.value, free.bound)


def test_what_no_exchange_can_fill_is_reported_and_the_rest_is_met() -> None:
    graph = random_graph(4, 30, 20, degree=4, most=1)
    region = (np.arange(20) < 3).astype(int)
    seats = int(graph.capacity[:3].sum())
    found = assign(graph, region=region, floor=np.array([0, seats + 5]))
    assert found.unmet.tolist() == [0, 5]
    assert certificate(graph, found, region=region, floor=np.array([0, seats + 5])).ok


def test_two_regions_that_want_the_same_physicians_share_what_there_is() -> None:
    graph = graph_of([(i, j, 0.5, 1.0) for i in range(3) for j in range(2)], 3, 3, [3, 3, 3])
    found = assign(graph, region=np.array([0, 1, 2]), floor=np.array([2, 2, 1]))
    assert found.unmet[:2].sum() == 1
    assert found.unmet[2] == 1
    assert found.n_matched == 3
    assert found.complete


def test_a_physician_is_never_sent_where_his_weight_is_negative_for_the_sake_of_a_floor() -> None:
    graph = graph_of([(0, 0, -0.1, 1.0), (1, 0, 0.0, 1.0)], 2, 1, [2])
    found = assign(graph, region=np.array([0]), floor=np.array([2]))
    assert found.opening_of.tolist() == [-1, 0]
    assert found.unmet.tolist() == [1]


def test_in_a_scarce_market_of_a_thousand_shortage_areas_fill_at_a_small_loss() -> None:
    graph = random_graph(9, 1000, 900, degree=15, most=5)
    region = np.arange(900) % 20
    free = assign(graph)
    rate = filled(free, region, 20)
    floor = np.where(np.arange(20) < 6, np.ceil(rate * 1.15), 0).astype(int)
    found = assign(graph, region=region, floor=floor)
    assert found.unmet.sum() == 0
    assert found.value >= free.value * 0.985
    assert found.gap <= 0.001
    assert certificate(graph, found, region=region, floor=floor).ok
