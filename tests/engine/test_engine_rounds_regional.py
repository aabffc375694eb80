"""Rounds under regional caps."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.rounds_reference import (
    Ranked,
    flexible_choice,
    graphs,
    other_wishes,
    physicians_propose,
    place,
    ranked,
)
from enishi.engine import verify
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.solvers.deferred import deferred_acceptance
from enishi.engine.solvers.flexible import flexible_da
from enishi.engine.solvers.lottery import Lottery

seeds = st.integers(0, 5)
Caps = dict[str, list[int]]


@st.composite
def capped(draw: st.DrawFn, **sizes: Any) -> tuple[Graph, Caps]:
    """A graph with regions, targets within capacity, and caps that can keep the targets."""
    graph = draw(graphs(**sizes))
    n_regions = draw(st.integers(1, 2))
    region_of = [draw(st.integers(0, n_regions - 1)) for _ in range(graph.n_openings)]
    target = [draw(st.integers(0, int(capacity))) for capacity in graph.capacity]
    promised = [sum(t for t, r in zip(target, region_of, strict=True) if r == region) for region in range(n_regions)]
    cap = [least + draw(st.integers(0, 3)) for least in promised]
    return graph, {"region_of": region_of, "target": target, "regional_cap": cap}


def textbook(lists: Ranked, caps: Caps, seed: int) -> set[int]:
    turn = Lottery.draw(lists.graph.n_physicians, lists.graph.n_openings, seed).opening.tolist()
    return physicians_propose(lists, flexible_choice(lists, turn, **caps))


def test_ten_physicians_and_two_hospitals_keep_their_three_and_seven() -> None:
    """Kamada & Kojima 2015, section II: fixed targets of five would leave two physicians without a place."""
    wishes = [[0, 1]] * 3 + [[1, 0]] * 7
    graph = Graph.from_lists(wishes, [list(range(10))] * 2, np.array([10, 10]))
    caps = {"region_of": [0, 0], "target": [5, 5], "regional_cap": [10]}
    for seed in range(5):
        matching = flexible_da(graph, **caps, seed=seed)
        assert [len(matching.holders(j)) for j in (0, 1)] == [3, 7]
        assert verify.regional(graph, matching, **caps).ok


def test_extra_places_go_round_and_not_to_the_favourite_alone() -> None:
    graph = Graph.from_lists([[0]] * 5 + [[1]] * 5, [list(range(5)), list(range(5, 10))], np.array([5, 5]))
    matching = flexible_da(graph, [0, 0], [0, 0], [6])
    assert [matching.holders(j).tolist() for j in (0, 1)] == [[0, 1, 2], [5, 6, 7]]


@given(capped(), seeds)
@settings(max_examples=150, deadline=None)
def test_the_capped_round_is_the_textbooks_to_the_last_tie(market: tuple[Graph, Caps], seed: int) -> None:
    graph, caps = market
    expected = textbook(ranked(graph, seed), caps, seed)
    matching = flexible_da(graph, **caps, seed=seed)
    assert matching.edges.tolist() == sorted(expected)
    report = verify.regional(graph, matching, **caps)
    assert report.ok
    assert report.weakly_stable
    for region, cap in enumerate(caps["regional_cap"]):
        held = [j for j in matching.opening_of.tolist() if j >= 0 and caps["region_of"][j] == region]
        assert len(held) <= cap


@given(capped(most_physicians=12, most_openings=6, most_seats=4, strict=True), seeds)
@settings(max_examples=60, deadline=None)
def test_larger_capped_rounds_too(market: tuple[Graph, Caps], seed: int) -> None:
    graph, caps = market
    assert flexible_da(graph, **caps, seed=seed).edges.tolist() == sorted(textbook(ranked(graph, seed), caps, seed))


@given(graphs(), seeds)
@settings(max_examples=50, deadline=None)
def test_a_cap_that_never_binds_changes_nothing(graph: Graph, seed: int) -> None:
    region_of = [0] * graph.n_openings
    capped_round = flexible_da(graph, region_of, graph.capacity // 2, [int(graph.capacity.sum())], seed)
    plain = deferred_acceptance(graph, seed=seed)
    assert capped_round.opening_of.tolist() == plain.opening_of.tolist()
    assert capped_round.proposals == plain.proposals


@given(capped(most_physicians=4, most_openings=3, most_seats=2), seeds, st.data())
@settings(max_examples=40, deadline=None)
def test_a_physician_never_gains_by_telling_other_wishes_under_caps(
    market: tuple[Graph, Caps], seed: int, data: st.DataObject
) -> None:
    graph, caps = market
    assume(graph.n_edges)
    lists = ranked(graph, seed)
    i = data.draw(st.sampled_from(sorted(set(lists.physician))))
    listed = [lists.opening[e] for e in lists.of_physician[i]]
    honest = place(lists, set(flexible_da(graph, **caps, seed=seed).edges.tolist()), i)
    for length in range(len(listed) + 1):
        for told in permutations(listed, length):
            got = int(flexible_da(other_wishes(graph, i, told), **caps, seed=seed).opening_of[i])
            assert got == -1 or listed.index(got) >= honest


@given(capped(), seeds, st.data())
@settings(max_examples=50, deadline=None)
def test_rows_may_be_permuted_with_their_lottery_numbers_under_caps(
    market: tuple[Graph, Caps], seed: int, data: st.DataObject
) -> None:
    graph, caps = market
    lottery = Lottery.draw(graph.n_physicians, graph.n_openings, seed)
    new_j = np.array(data.draw(st.permutations(range(graph.n_openings))), np.int64)
    old_j = np.argsort(new_j)
    moved = Graph.from_edges(
        graph.n_physicians, graph.n_openings, graph.physician, new_j[graph.opening], graph.u, graph.v,
        graph.capacity[old_j],
    )  # fmt: skip
    here = flexible_da(graph, **caps, seed=lottery).opening_of
    there = flexible_da(
        moved,
        np.array(caps["region_of"], int)[old_j],
        np.array(caps["target"], int)[old_j],
        caps["regional_cap"],
        Lottery.from_numbers(lottery.physician, lottery.opening[old_j]),
    ).opening_of
    assert [int(new_j[j]) if j >= 0 else -1 for j in here] == there.tolist()


GOOD: dict[str, Any] = {"region_of": [0, 1], "target": [1, 0], "regional_cap": [1, 2]}


@pytest.mark.parametrize(
    ("change", "column", "row"),
    [
        ({"region_of": [0, 2]}, "flexible.region_of", 1),
        ({"region_of": [-1, 0]}, "flexible.region_of", 0),
        ({"region_of": [0]}, "flexible.region_of", None),
        ({"target": [1, 3]}, "flexible.target", 1),
        ({"target": [-1, 0]}, "flexible.target", 0),
        ({"target": [0.5, 0]}, "flexible.target", 0),
        ({"regional_cap": [0, 2]}, "flexible.regional_cap", 0),
        ({"regional_cap": [1, -1]}, "flexible.regional_cap", 1),
        ({"regional_cap": []}, "flexible.region_of", 0),
        ({"region_of": [0, 0], "target": [1, 1]}, "flexible.regional_cap", 0),
    ],
)
def test_malformed_caps_are_refused_by_column_and_row(change: Caps, column: str, row: int | None) -> None:
    graph = Graph.from_lists([[0, 1], [1, 0]], [[0, 1], [1, 0]], np.array([1, 2]))
    assert verify.regional(graph, flexible_da(graph, **GOOD), **GOOD).ok
    with pytest.raises(MarketError) as caught:
        flexible_da(graph, **(GOOD | change))
    assert (caught.value.column, caught.value.row) == (column, row)


def test_a_region_without_places_or_a_market_without_regions_holds_nobody() -> None:
    graph = Graph.from_lists([[0, 1]], [[0], [0]], np.array([1, 1]))
    assert flexible_da(graph, [0, 1], [0, 0], [0, 1]).opening_of.tolist() == [1]
    assert flexible_da(graph, [0, 0], [0, 0], [0]).opening_of.tolist() == [-1]
    empty = Graph.from_lists([[], []], [], np.zeros(0))
    assert flexible_da(empty, [], [], []).opening_of.tolist() == [-1, -1]
