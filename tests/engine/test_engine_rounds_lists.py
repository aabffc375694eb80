"""Graphs from lists and edges: order kept exactly, refusals by column and row."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rounds_reference import graphs
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.solvers.deferred import deferred_acceptance


def some_lists(n: int, m: int) -> st.SearchStrategy[list[list[int]]]:
    one = st.just([]) if m == 0 else st.lists(st.integers(0, m - 1), unique=True)
    return st.lists(one, min_size=n, max_size=n)


two_sides = st.tuples(st.integers(0, 5), st.integers(0, 5)).flatmap(
    lambda size: st.tuples(some_lists(*size), some_lists(size[1], size[0]))
)


def as_pair(lists: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    lengths = [len(listed) for listed in lists]
    return np.r_[0, np.cumsum(lengths, dtype=np.int64)], np.array(
        [name for listed in lists for name in listed], np.int64
    )


@given(two_sides)
@settings(max_examples=80, deadline=None)
def test_a_graph_from_lists_holds_the_pairs_on_both_lists_in_their_order(
    sides: tuple[list[list[int]], list[list[int]]],
) -> None:
    wishes, needs = sides
    graph = Graph.from_lists(wishes, needs, np.ones(len(needs)))
    pairs = [(i, j) for i, listed in enumerate(wishes) for j in sorted(listed) if i in needs[j]]
    assert list(zip(graph.physician.tolist(), graph.opening.tolist(), strict=True)) == pairs
    for i, listed in enumerate(wishes):
        mine = np.flatnonzero(graph.physician == i)
        best_first = graph.opening[mine[np.argsort(-graph.u[mine])]].tolist()
        assert best_first == [j for j in listed if i in needs[j]]
        assert len(set(graph.u[mine].tolist())) == len(mine)
    for j, listed in enumerate(needs):
        mine = np.flatnonzero(graph.opening == j)
        assert graph.physician[mine[np.argsort(-graph.v[mine])]].tolist() == [i for i in listed if j in wishes[i]]
    for values in (graph.u, graph.v):
        assert ((values > 0) & (values <= 1)).all()
    same = Graph.from_lists(as_pair(wishes), [np.array(listed, np.int16) for listed in needs], np.ones(len(needs)))
    for column in ("physician", "opening", "u", "v", "capacity"):
        assert getattr(same, column).tolist() == getattr(graph, column).tolist()


def test_lists_of_one_length_may_come_as_a_table() -> None:
    graph = Graph.from_lists(np.array([[1, 0], [0, 1]]), np.array([[0, 1], [1, 0]]), np.array([1, 1]))
    assert graph.opening.tolist() == [0, 1, 0, 1]
    assert graph.u.tolist() == [0.5, 1.0, 1.0, 0.5]
    assert graph.v.tolist() == [1.0, 0.5, 0.5, 1.0]


def test_a_million_wishes_of_one_physician_keep_their_order() -> None:
    n = 1_000_000
    wishes = np.random.default_rng(1).permutation(n)
    needs = (np.arange(n + 1), np.zeros(n, np.int64))
    graph = Graph.from_lists(wishes[None, :], needs, np.ones(n))
    assert graph.n_edges == n
    assert (np.diff(graph.u[wishes]) < 0).all()
    closed = np.where(np.isin(np.arange(n), wishes[:999_999]), 0, 1)
    last = Graph.from_lists(wishes[None, :], needs, closed)
    assert deferred_acceptance(graph).opening_of.tolist() == [wishes[0]]
    matching = deferred_acceptance(last)
    assert (matching.opening_of.tolist(), matching.proposals) == ([wishes[-1]], n)
    assert deferred_acceptance(last, "opening").opening_of.tolist() == [wishes[-1]]


def test_a_million_physicians_may_wish_for_one_opening() -> None:
    n = 1_000_000
    graph = Graph.from_lists(np.zeros((n, 1), np.int64), np.arange(n)[None, ::-1], np.array([3]))
    assert deferred_acceptance(graph).holders(0).tolist() == [n - 1, n - 2, n - 3]
    assert deferred_acceptance(graph, "opening").holders(0).tolist() == [n - 1, n - 2, n - 3]


GOOD: dict[str, Any] = {"physician_lists": [[0, 1], [1]], "opening_lists": [[0], [1, 0]], "capacity": np.ones(2)}


@pytest.mark.parametrize(
    ("change", "column", "row"),
    [
        ({"physician_lists": [[0, 1], [1, 0, 1]]}, "graph.physician_lists", 1),
        ({"opening_lists": [[0], [1, 0, 1]]}, "graph.opening_lists", 1),
        ({"physician_lists": [[0], [2]]}, "graph.physician_lists", 1),
        ({"opening_lists": [[-1], [1]]}, "graph.opening_lists", 0),
        ({"physician_lists": [[0.5], [1]]}, "graph.physician_lists", 0),
        ({"physician_lists": [[0], [float("nan")]]}, "graph.physician_lists", 1),
        ({"physician_lists": [["a"], ["b"]]}, "graph.physician_lists", None),
        ({"physician_lists": [[0], [None]]}, "graph.physician_lists", None),
        ({"physician_lists": [[0], [[1], 0]]}, "graph.physician_lists", None),
        ({"physician_lists": [[0], {1}]}, "graph.physician_lists", 1),
        ({"physician_lists": [[0], "1"]}, "graph.physician_lists", 1),
        ({"physician_lists": [[0], np.ones((1, 1))]}, "graph.physician_lists", 1),
        ({"physician_lists": None}, "graph.physician_lists", None),
        ({"physician_lists": "01"}, "graph.physician_lists", None),
        ({"opening_lists": (np.array([0, 1, 3]), np.array([0, 1]))}, "graph.opening_lists.indptr", 2),
        ({"opening_lists": (np.array([1, 1, 2]), np.array([0, 1]))}, "graph.opening_lists.indptr", 0),
        ({"opening_lists": (np.array([0, 2, 1]), np.array([0]))}, "graph.opening_lists.indptr", 2),
        ({"opening_lists": (np.zeros(0, int), np.array([0]))}, "graph.opening_lists.indptr", 0),
        ({"opening_lists": (np.array([0, 1, 2]), np.array([0, 7]))}, "graph.opening_lists", 1),
        ({"opening_lists": (np.array([0, 2**24 + 1]), np.zeros(2**24 + 1, np.int8))}, "graph.opening_lists", 0),
        ({"opening_lists": [[0], [1], []]}, "graph.capacity", None),
        ({"capacity": np.array([1, -1])}, "graph.capacity", 1),
    ],
)
def test_malformed_lists_are_refused_by_column_and_row(change: dict[str, Any], column: str, row: int | None) -> None:
    assert Graph.from_lists(**GOOD).n_edges == 3
    with pytest.raises(MarketError) as caught:
        Graph.from_lists(**(GOOD | change))
    assert (caught.value.column, caught.value.row) == (column, row)


@given(graphs(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_edges_in_any_order_make_the_same_graph(graph: Graph, random: Any) -> None:
    order = list(range(graph.n_edges))
    random.shuffle(order)
    again = Graph.from_edges(
        graph.n_physicians,
        graph.n_openings,
        graph.physician[order],
        graph.opening[order],
        graph.u[order],
        graph.v[order],
        graph.capacity,
    )
    for column in ("physician", "opening", "u", "v", "capacity"):
        assert getattr(again, column).tolist() == getattr(graph, column).tolist()


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_each_sides_pointers_lead_to_its_edges(graph: Graph) -> None:
    assert len(graph.indptr) == graph.n_physicians + 1
    assert len(graph.opening_indptr) == graph.n_openings + 1
    assert (graph.indptr.dtype, graph.opening_indptr.dtype, graph.opening_edge.dtype) == (np.int64, np.int64, np.int32)
    for i in range(graph.n_physicians):
        mine = list(range(graph.indptr[i], graph.indptr[i + 1]))
        assert mine == np.flatnonzero(graph.physician == i).tolist()
    for j in range(graph.n_openings):
        mine = graph.opening_edge[graph.opening_indptr[j] : graph.opening_indptr[j + 1]].tolist()
        assert mine == np.flatnonzero(graph.opening == j).tolist()


def test_a_pair_joined_twice_is_named_by_its_second_row_sorted_or_not() -> None:
    for physician, row in (([0, 0, 1], 1), ([1, 0, 1], 2), ([1, 1, 0, 0], 1)):
        ones = np.ones(len(physician))
        with pytest.raises(MarketError) as caught:
            Graph.from_edges(2, 1, np.array(physician), np.zeros(len(physician)), ones, ones, np.ones(1))
        assert (caught.value.column, caught.value.row) == ("graph.opening", row)


def test_a_value_beyond_float32_and_a_negative_count_are_refused() -> None:
    one = np.ones(1)
    with pytest.raises(MarketError, match=r"graph\.u\[0\]"):
        Graph.from_edges(1, 1, np.zeros(1), np.zeros(1), np.array([1e39]), one, one)
    with pytest.raises(MarketError, match="n_openings"):
        Graph.from_edges(1, -1, np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0))


def test_the_callers_arrays_stay_theirs_and_the_graph_stays_as_it_is() -> None:
    u = np.array([0.5], np.float32)
    graph = Graph.from_edges(1, 1, np.zeros(1, np.int32), np.zeros(1, np.int32), u, u, np.ones(1, np.int32))
    u[0] = 9
    assert graph.u.tolist() == [0.5]
    with pytest.raises(ValueError, match="read-only"):
        graph.u[0] = 1
