"""Deferred acceptance: the textbook's outcome, the theorems, and the same answer as another library's."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matching.games import HospitalResident

import enishi
from engine.rounds_reference import (
    Ranked,
    blocking,
    by_capacity,
    every_matching,
    graphs,
    openings_propose,
    other_wishes,
    physicians_propose,
    place,
    ranked,
)
from enishi.engine import verify
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.solvers.deferred import deferred_acceptance
from enishi.engine.solvers.lottery import Lottery, order_for_openings, order_for_physicians

seeds = st.integers(0, 5)


@given(graphs(), seeds)
@settings(max_examples=120, deadline=None)
def test_the_round_is_the_textbooks_to_the_last_tie(graph: Graph, seed: int) -> None:
    lists = ranked(graph, seed)
    by_physicians = physicians_propose(lists, by_capacity(lists))
    by_openings = openings_propose(lists)
    for side, expected in (("physician", by_physicians), ("opening", by_openings)):
        matching = deferred_acceptance(graph, side, seed)
        assert matching.edges.tolist() == sorted(expected)
        assert matching.opening_of.tolist() == lists.opening_of(expected)
        assert matching.opening_of.dtype == np.int32
        for j in range(graph.n_openings):
            holders = [lists.physician[e] for e in lists.of_opening[j] if e in expected]
            assert matching.holders(j).tolist() == holders


@given(graphs(4, 3, 2))
@settings(max_examples=60, deadline=None)
def test_of_all_stable_matchings_it_is_the_best_for_those_who_propose(graph: Graph) -> None:
    lists = ranked(graph)
    stable = [held for held in every_matching(lists) if not blocking(lists, held)]
    first = set(deferred_acceptance(graph).edges.tolist())
    last = set(deferred_acceptance(graph, "opening").edges.tolist())
    assert first in stable
    assert last in stable
    for held in stable:
        for i in range(graph.n_physicians):
            assert place(lists, first, i) <= place(lists, held, i) <= place(lists, last, i)


@given(graphs(4, 3, 2))
@settings(max_examples=60, deadline=None)
def test_every_stable_matching_places_the_same_physicians_and_fills_rural_hospitals_alike(graph: Graph) -> None:
    """Roth 1986: an opening with a seat free in one stable matching holds the same physicians in all of them."""
    lists = ranked(graph)
    stable = [held for held in every_matching(lists) if not blocking(lists, held)]
    found = deferred_acceptance(graph)
    placed = {lists.physician[e] for e in found.edges.tolist()}
    for held in stable:
        assert {lists.physician[e] for e in held} == placed
        for j in range(graph.n_openings):
            holders = {lists.physician[e] for e in held if lists.opening[e] == j}
            assert len(holders) == len(found.holders(j))
            if len(holders) < graph.capacity[j]:
                assert holders == set(found.holders(j).tolist())


@given(graphs(), seeds, st.data())
@settings(max_examples=80, deadline=None)
def test_one_more_seat_never_hurts_a_physician(graph: Graph, seed: int, data: st.DataObject) -> None:
    assume(graph.n_openings)
    more = graph.capacity.copy()
    more[data.draw(st.integers(0, graph.n_openings - 1))] += 1
    larger = Graph.from_edges(
        graph.n_physicians, graph.n_openings, graph.physician, graph.opening, graph.u, graph.v, more
    )
    lists = ranked(graph, seed)
    for side in ("physician", "opening"):
        before = set(deferred_acceptance(graph, side, seed).edges.tolist())
        after = set(deferred_acceptance(larger, side, seed).edges.tolist())
        for i in range(graph.n_physicians):
            assert place(lists, after, i) <= place(lists, before, i)


@given(graphs(4, 3, 2), seeds, st.data())
@settings(max_examples=40, deadline=None)
def test_a_physician_never_gains_by_telling_other_wishes(graph: Graph, seed: int, data: st.DataObject) -> None:
    assume(graph.n_edges)
    lists = ranked(graph, seed)
    i = data.draw(st.sampled_from(sorted(set(lists.physician))))
    listed = [lists.opening[e] for e in lists.of_physician[i]]
    honest = place(lists, set(deferred_acceptance(graph, seed=seed).edges.tolist()), i)
    for length in range(len(listed) + 1):
        for told in permutations(listed, length):
            got = int(deferred_acceptance(other_wishes(graph, i, told), seed=seed).opening_of[i])
            assert got == -1 or listed.index(got) >= honest


@given(graphs(), seeds, st.data())
@settings(max_examples=60, deadline=None)
def test_rows_may_be_permuted_with_their_lottery_numbers(graph: Graph, seed: int, data: st.DataObject) -> None:
    lottery = Lottery.draw(graph.n_physicians, graph.n_openings, seed)
    new_i = np.array(data.draw(st.permutations(range(graph.n_physicians))), np.int64)
    new_j = np.array(data.draw(st.permutations(range(graph.n_openings))), np.int64)
    old_j = np.argsort(new_j)
    moved = Graph.from_edges(
        graph.n_physicians, graph.n_openings, new_i[graph.physician], new_j[graph.opening], graph.u, graph.v,
        graph.capacity[old_j],
    )  # fmt: skip
    numbers = Lottery.from_numbers(lottery.physician[np.argsort(new_i)], lottery.opening[old_j])
    for side in ("physician", "opening"):
        here = deferred_acceptance(graph, side, lottery).opening_of
        there = deferred_acceptance(moved, side, numbers).opening_of
        assert [int(new_j[j]) if j >= 0 else -1 for j in here] == there[new_i].tolist()


@pytest.mark.parametrize("seed", range(12))
def test_pypi_matching_finds_the_same_residents_for_every_hospital(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, m = 70, 9
    wishes = [random.permutation(m)[: random.integers(1, m + 1)].tolist() for _ in range(n)]
    needs = [[i for i in random.permutation(n).tolist() if j in wishes[i]] for j in range(m)]
    capacity = random.integers(1, 9, m)
    graph = Graph.from_lists(wishes, needs, capacity)
    named = [j for j in range(m) if needs[j]]
    for side, optimal in (("physician", "resident"), ("opening", "hospital")):
        peer = HospitalResident.create_from_dictionaries(
            {f"d{i}": [f"h{j}" for j in wishes[i]] for i in range(n)},
            {f"h{j}": [f"d{i}" for i in needs[j]] for j in named},
            {f"h{j}": int(capacity[j]) for j in named},
        ).solve(optimal=optimal)
        matching = deferred_acceptance(graph, side)
        for hospital, residents in peer.items():
            assert [f"d{i}" for i in matching.holders(int(hospital.name[1:]))] == [r.name for r in residents]


@given(graphs(strict=True), seeds, seeds)
@settings(max_examples=40, deadline=None)
def test_without_ties_the_seed_means_nothing(graph: Graph, one: int, another: int) -> None:
    first, second = deferred_acceptance(graph, seed=one), deferred_acceptance(graph, seed=another)
    assert first.opening_of.tolist() == second.opening_of.tolist()
    assert first.proposals == second.proposals


def test_a_seed_repeats_its_outcome_and_every_tied_physician_can_win() -> None:
    graph = Graph.from_edges(6, 1, np.arange(6), np.zeros(6), np.ones(6), np.ones(6), np.ones(1))
    winners = [deferred_acceptance(graph, seed=seed).holders(0).tolist() for seed in range(40)]
    assert winners == [deferred_acceptance(graph, seed=seed).holders(0).tolist() for seed in range(40)]
    assert {winner for (winner,) in winners} == set(range(6))


@given(graphs(3, 3), seeds)
@settings(max_examples=40, deadline=None)
def test_both_sides_orders_are_strict(graph: Graph, seed: int) -> None:
    lottery = Lottery.draw(graph.n_physicians, graph.n_openings, seed)
    lists = Ranked(graph, lottery)
    assert order_for_physicians(graph, lottery).tolist() == [e for listed in lists.of_physician for e in listed]
    assert order_for_openings(graph, lottery).tolist() == [e for listed in lists.of_opening for e in listed]


@pytest.mark.parametrize("n", [159, 160, 161, 400])
def test_long_lists_are_ordered_like_short_ones(n: int) -> None:
    random = np.random.default_rng(n)
    u = random.choice([-2.0, -0.5, -0.0, 0.0, 0.5, 1e30, 1e-30], n).astype(np.float32)
    graph = Graph.from_edges(1, n, np.zeros(n), np.arange(n), u, u, np.ones(n))
    lottery = Lottery.draw(1, n, n)
    assert order_for_physicians(graph, lottery).tolist() == np.lexsort((lottery.opening, -graph.u)).tolist()


def test_a_market_with_nobody_on_a_side_has_an_empty_round() -> None:
    nothing = np.zeros(0)
    for n, m in ((0, 0), (3, 0), (0, 3), (3, 3)):
        graph = Graph.from_edges(n, m, nothing, nothing, nothing, nothing, np.ones(m))
        for side in ("physician", "opening"):
            matching = deferred_acceptance(graph, side)
            assert matching.opening_of.tolist() == [-1] * n
            assert (matching.proposals, matching.edges.tolist()) == (0, [])
            assert [matching.holders(j).tolist() for j in range(m)] == [[]] * m
            assert verify.stability(graph, matching).ok


def test_no_seats_hold_nobody_and_many_seats_hold_all() -> None:
    ones = np.ones(4)
    graph = Graph.from_edges(2, 2, np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), ones, ones, np.array([0, 2**31 - 1]))
    for side in ("physician", "opening"):
        assert deferred_acceptance(graph, side).opening_of.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("arguments", "column"),
    [
        ({"side": "hospital"}, "side"),
        ({"side": None}, "side"),
        ({"seed": -1}, "seed"),
        ({"seed": 0.5}, "seed"),
        ({"seed": Lottery.draw(3, 2)}, "lottery.physician"),
        ({"seed": Lottery.draw(2, 3)}, "lottery.opening"),
    ],
)
def test_an_unknown_side_or_a_malformed_seed_is_refused(arguments: dict[str, Any], column: str) -> None:
    graph = Graph.from_lists([[0], [1]], [[0], [1]], np.ones(2))
    with pytest.raises(MarketError) as caught:
        deferred_acceptance(graph, **arguments)
    assert caught.value.column == column


@pytest.mark.parametrize(("numbers", "row"), [([0, 0], 1), ([-1, 0], 0), ([0, 2**31], 1)])
def test_a_lottery_number_drawn_twice_or_out_of_range_is_refused(numbers: list[int], row: int) -> None:
    with pytest.raises(MarketError) as caught:
        Lottery.from_numbers(np.array(numbers), np.array([0]))
    assert (caught.value.column, caught.value.row) == ("lottery.physician", row)


@pytest.mark.parametrize("j", [-1, 2])
def test_holders_of_an_opening_that_is_not_there_are_refused(j: int) -> None:
    graph = Graph.from_lists([[0], [1]], [[0], [1]], np.ones(2))
    with pytest.raises(MarketError, match="opening"):
        deferred_acceptance(graph).holders(j)


FORKED = """
import os
from enishi.engine.graph import Graph
from enishi.engine.solvers.deferred import deferred_acceptance
graph = Graph.from_lists([[0, 1], [0, 1]], [[1, 0], [0, 1]], [1, 1])
expected = deferred_acceptance(graph).opening_of.tolist()
child = os.fork()
if child == 0:
    os._exit(7 if deferred_acceptance(graph).opening_of.tolist() == expected == [1, 0] else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_forked_child_of_a_process_that_ran_a_round_can_run_one() -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(enishi.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", FORKED], capture_output=True, text=True, timeout=600, check=False, env=environment
    )
    assert (done.stdout.strip(), done.stderr) == ("7", "")
