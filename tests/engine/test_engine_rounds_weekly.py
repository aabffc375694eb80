"""Weekly rounds of half-day posts, and contracts of several half-days."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rounds_reference import (
    Held,
    Ranked,
    by_capacity,
    chosen_posts,
    graphs,
    physicians_propose,
    place,
    ranked,
    unsplittable_choice,
    weekly,
)
from enishi.engine import verify
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.solvers.bundles import unsplittable_da
from enishi.engine.solvers.deferred import deferred_acceptance
from enishi.engine.solvers.weekly import many_to_many_da

seeds = st.integers(0, 5)
Week = tuple[Graph, list[int], list[int]]


@st.composite
def weeks(draw: st.DrawFn, **sizes: Any) -> Week:
    """(graph, quota, slot): few half-days, so that they collide."""
    graph = draw(graphs(**sizes))
    quota = [draw(st.integers(0, 3)) for _ in range(graph.n_physicians)]
    return graph, quota, [draw(st.sampled_from([-1, 0, 1, 20])) for _ in range(graph.n_openings)]


def would_have(lists: Ranked, held: Held, e: int, quota: list[int], slot: list[int]) -> bool:
    """Whether physician and opening of the edge would both choose it beside what they hold."""
    i, j = lists.physician[e], lists.opening[e]
    mine = [h for h in lists.of_physician[i] if h in held or h == e]
    theirs = [h for h in lists.of_opening[j] if h in held or h == e]
    return e in chosen_posts(lists, mine, quota[i], slot) and e in theirs[: lists.graph.capacity[j]]


@given(weeks(), seeds)
@settings(max_examples=150, deadline=None)
def test_the_weekly_round_is_the_textbooks_to_the_last_tie(week: Week, seed: int) -> None:
    graph, quota, slot = week
    lists = ranked(graph, seed)
    expected = weekly(lists, quota, slot)
    matching = many_to_many_da(graph, quota, slot, seed)
    assert matching.edges.tolist() == sorted(expected)
    for i, listed in enumerate(lists.of_physician):
        assert matching.openings_of(i).tolist() == [lists.opening[e] for e in listed if e in expected]
    for j, listed in enumerate(lists.of_opening):
        assert matching.holders(j).tolist() == [lists.physician[e] for e in listed if e in expected]


@given(weeks(most_physicians=12, most_openings=8, most_seats=4, strict=True))
@settings(max_examples=60, deadline=None)
def test_larger_weekly_rounds_too(week: Week) -> None:
    graph, quota, slot = week
    assert many_to_many_da(graph, quota, slot).edges.tolist() == sorted(weekly(ranked(graph), quota, slot))


@given(weeks(), seeds)
@settings(max_examples=80, deadline=None)
def test_no_half_day_is_double_booked_and_no_pair_would_rather_have_each_other(week: Week, seed: int) -> None:
    graph, quota, slot = week
    lists = ranked(graph, seed)
    matching = many_to_many_da(graph, quota, slot, seed)
    held = set(matching.edges.tolist())
    assert not [e for e in range(graph.n_edges) if e not in held and would_have(lists, held, e, quota, slot)]
    for i in range(graph.n_physicians):
        taken = [slot[j] for j in matching.openings_of(i) if slot[j] >= 0]
        assert len(taken) == len(set(taken))
        assert len(matching.openings_of(i)) <= quota[i]
    assert verify.stability(graph, matching, quota, slot).ok
    assert verify.hours(graph, matching, slot, quota=quota).ok


@given(graphs(), seeds)
@settings(max_examples=50, deadline=None)
def test_one_post_each_is_plain_deferred_acceptance(graph: Graph, seed: int) -> None:
    matching = many_to_many_da(graph, 1, seed=seed)
    plain = deferred_acceptance(graph, seed=seed)
    assert matching.edges.tolist() == plain.edges.tolist()
    assert matching.proposals == plain.proposals


def test_a_week_names_several_openings_for_a_physician_and_is_judged_with_its_quota() -> None:
    graph = Graph.from_lists([[0, 1], [1, 0]], [[0, 1], [1, 0]], np.ones(2) * 2)
    week = many_to_many_da(graph, 2)
    assert not hasattr(week, "opening_of")
    assert [week.openings_of(i).tolist() for i in range(2)] == [[0, 1], [1, 0]]
    assert [week.holders(j).tolist() for j in range(2)] == [[0, 1], [1, 0]]
    assert verify.stability(graph, week, quota=2).ok
    with pytest.raises(MarketError, match="may hold several openings") as caught:
        verify.stability(graph, week)
    assert caught.value.column == "outcome.opening_of"


def test_a_physician_fills_the_week_with_the_best_post_of_each_half_day() -> None:
    graph = Graph.from_lists([[0, 1, 2, 3]], [[0]] * 4, np.ones(4))
    assert many_to_many_da(graph, 5, [2, 2, -1, -1]).openings_of(0).tolist() == [0, 2, 3]
    assert many_to_many_da(graph, 2, [2, 2, -1, -1]).openings_of(0).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("arguments", "column", "row"),
    [
        ({"quota": [1, -1]}, "weekly.quota", 1),
        ({"quota": [1]}, "weekly.quota", None),
        ({"quota": -1}, "weekly.quota", 0),
        ({"quota": 1, "slot": [0, 21]}, "weekly.slot", 1),
        ({"quota": 1, "slot": [-2, 0]}, "weekly.slot", 0),
        ({"quota": 1, "slot": [0.5, 0]}, "weekly.slot", 0),
    ],
)
def test_a_malformed_week_is_refused(arguments: dict[str, Any], column: str, row: int | None) -> None:
    graph = Graph.from_lists([[0, 1], [1, 0]], [[0, 1], [1, 0]], np.ones(2))
    with pytest.raises(MarketError) as caught:
        many_to_many_da(graph, **arguments)
    assert (caught.value.column, caught.value.row) == (column, row)


def test_a_week_of_nobody_is_empty_and_who_is_not_there_is_refused() -> None:
    matching = many_to_many_da(Graph.from_lists([], [[]], np.ones(1)), 2, [3])
    assert (matching.edges.tolist(), matching.holders(0).tolist()) == ([], [])
    with pytest.raises(MarketError, match="physician"):
        matching.openings_of(0)
    with pytest.raises(MarketError, match="opening"):
        matching.holders(1)


Contracts = tuple[Graph, list[int], list[int]]


@st.composite
def contracts(draw: st.DrawFn, **sizes: Any) -> Contracts:
    """(graph with half-days as capacity, size, slack)."""
    graph = draw(graphs(most_seats=6, **sizes))
    size = [draw(st.integers(1, 4)) for _ in range(graph.n_edges)]
    return graph, size, [draw(st.integers(0, 3)) for _ in range(graph.n_openings)]


@given(contracts(), seeds)
@settings(max_examples=150, deadline=None)
def test_the_round_of_contracts_is_the_textbooks_to_the_last_tie(market: Contracts, seed: int) -> None:
    graph, size, slack = market
    lists = ranked(graph, seed)
    expected = physicians_propose(lists, unsplittable_choice(lists, size, slack))
    matching = unsplittable_da(graph, size, slack, seed)
    assert matching.edges.tolist() == sorted(expected)
    for j in range(graph.n_openings):
        used = sum(size[e] for e in expected if lists.opening[e] == j)
        assert matching.used[j] == used
        assert (j in matching.ask) == (used > graph.capacity[j])


@given(contracts(most_physicians=12, most_openings=5, strict=True))
@settings(max_examples=60, deadline=None)
def test_larger_rounds_of_contracts_too(market: Contracts) -> None:
    graph, size, slack = market
    lists = ranked(graph)
    expected = physicians_propose(lists, unsplittable_choice(lists, size, slack))
    assert unsplittable_da(graph, size, slack).edges.tolist() == sorted(expected)


@given(contracts(), seeds)
@settings(max_examples=80, deadline=None)
def test_contracts_are_stable_and_exceed_the_plan_by_less_than_one(market: Contracts, seed: int) -> None:
    graph, size, slack = market
    lists = ranked(graph, seed)
    largest = max(size, default=1)
    matching = unsplittable_da(graph, size, slack, seed)
    held = set(matching.edges.tolist())
    for e in range(graph.n_edges):
        j = lists.opening[e]
        better = sum(size[h] for h in held if lists.opening[h] == j and lists.place_opening[h] < lists.place_opening[e])
        takes = better < graph.capacity[j] - slack[j]
        assert takes or e not in held
        wants = lists.place_physician[e] < place(lists, held, lists.physician[e])
        assert not (takes and wants)
    assert (matching.used < np.maximum(graph.capacity - np.array(slack, int), 0) + largest).all()
    assert unsplittable_da(graph, size, largest - 1, seed).ask.tolist() == []


@given(graphs(), seeds)
@settings(max_examples=50, deadline=None)
def test_contracts_of_one_half_day_are_plain_deferred_acceptance(graph: Graph, seed: int) -> None:
    matching = unsplittable_da(graph, 1, seed=seed)
    lists = ranked(graph, seed)
    assert set(matching.edges.tolist()) == physicians_propose(lists, by_capacity(lists))
    assert matching.used.tolist() == [len(matching.holders(j)) for j in range(graph.n_openings)]
    assert matching.ask.tolist() == []


def test_an_institution_is_asked_for_one_contract_more_than_planned() -> None:
    graph = Graph.from_lists([[0], [0], [0]], [[2, 0, 1]], np.array([4]))
    matching = unsplittable_da(graph, 3)
    assert (matching.holders(0).tolist(), matching.used.tolist(), matching.ask.tolist()) == ([2, 0], [6], [0])
    assert unsplittable_da(graph, 3, slack=2).holders(0).tolist() == [2]
    assert unsplittable_da(graph, 3, slack=4).holders(0).tolist() == []


@pytest.mark.parametrize(
    ("arguments", "column", "row"),
    [
        ({"size": [1, 0, 1, 1]}, "bundles.size", 1),
        ({"size": [1, 1]}, "bundles.size", None),
        ({"size": [1, 1.5, 1, 1]}, "bundles.size", 1),
        ({"size": 1, "slack": [0, -1]}, "bundles.slack", 1),
        ({"size": 1, "slack": [0]}, "bundles.slack", None),
    ],
)
def test_malformed_contracts_are_refused(arguments: dict[str, Any], column: str, row: int | None) -> None:
    graph = Graph.from_lists([[0, 1], [1, 0]], [[0, 1], [1, 0]], np.ones(2))
    with pytest.raises(MarketError) as caught:
        unsplittable_da(graph, **arguments)
    assert (caught.value.column, caught.value.row) == (column, row)
