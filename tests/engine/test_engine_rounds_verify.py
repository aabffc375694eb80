"""The judges: they find exactly what the plain definitions find, in good outcomes and in bad ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise, permutations, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import enishi.engine.verify
from engine.rounds_reference import Held, graph_of, graphs
from enishi.engine import verify
from enishi.engine.errors import MarketError
from enishi.engine.graph import Graph
from enishi.engine.solvers.bundles import unsplittable_da


def better(graph: Graph, held: Held, e: int, quota: int, slots: list[int]) -> bool:
    """The physician would take the edge among what is held; equal wishes leave things as they are."""
    mine = sorted(
        [e, *(h for h in held if graph.physician[h] == graph.physician[e])],
        key=lambda h: (-float(graph.u[h]), h == e),
    )
    chosen: list[int] = []
    for h in mine:
        half_day = slots[graph.opening[h]]
        busy = half_day >= 0 and half_day in [slots[graph.opening[c]] for c in chosen]
        if len(chosen) < quota and not busy:
            chosen.append(h)
    return e in chosen


def welcome(graph: Graph, held: Held, e: int) -> bool:
    """The opening would take the edge among what it holds; equal needs leave things as they are."""
    theirs = sorted(
        [e, *(h for h in held if graph.opening[h] == graph.opening[e])],
        key=lambda h: (-float(graph.v[h]), h == e),
    )
    return e in theirs[: graph.capacity[graph.opening[e]]]


def outcomes(graph: Graph) -> list[list[int]]:
    """Every way to give each physician any opening or none, listed or not."""
    return [list(picked) for picked in product(range(-1, graph.n_openings), repeat=graph.n_physicians)]


def edges_of(graph: Graph, opening_of: list[int]) -> Held:
    return {e for e in range(graph.n_edges) if opening_of[graph.physician[e]] == graph.opening[e]}


@given(graphs(3, 3, 2))
@settings(max_examples=60, deadline=None)
def test_every_outcome_of_a_small_market_is_judged_by_the_definition(graph: Graph) -> None:
    pairs = set(zip(graph.physician.tolist(), graph.opening.tolist(), strict=True))
    none = [-1] * graph.n_openings
    for opening_of in outcomes(graph):
        held = edges_of(graph, opening_of)
        report = verify.stability(graph, np.array(opening_of, int))
        count = [sum(graph.opening[e] == j for e in held) for j in range(graph.n_openings)]
        overfull = [j for j, n in enumerate(count) if n > graph.capacity[j]]
        assert report.foreign.tolist() == [i for i, j in enumerate(opening_of) if j >= 0 and (i, j) not in pairs]
        assert report.overfull.tolist() == overfull
        assert report.overbooked.tolist() == []
        if not overfull:
            blocking = [
                e
                for e in range(graph.n_edges)
                if e not in held and better(graph, held, e, 1, none) and welcome(graph, held, e)
            ]
            assert report.blocking.tolist() == blocking
            assert report.ok == (not blocking and not len(report.foreign))


@given(graphs(3, 3, 2), st.data())
@settings(max_examples=120, deadline=None)
def test_every_week_is_judged_by_the_definition(graph: Graph, data: st.DataObject) -> None:
    held = {e for e in range(graph.n_edges) if data.draw(st.booleans())}
    quota = [data.draw(st.integers(0, 3)) for _ in range(graph.n_physicians)]
    slots = [data.draw(st.sampled_from([-1, 0, 20])) for _ in range(graph.n_openings)]
    report = verify.stability(graph, np.array(sorted(held), int), np.array(quota, int), np.array(slots, int))
    hours = verify.hours(graph, np.array(sorted(held), int), slots, quota=quota)
    posts = [[slots[graph.opening[e]] for e in held if graph.physician[e] == i] for i in range(graph.n_physicians)]
    twice = [[i, s] for i, mine in enumerate(posts) for s in (0, 20) if mine.count(s) > 1]
    over_quota = [i for i, mine in enumerate(posts) if len(mine) > quota[i]]
    assert hours.double_booked.tolist() == twice
    assert hours.over_quota.tolist() == over_quota
    assert hours.ok == (not twice and not over_quota)
    assert report.overbooked.tolist() == sorted({i for i, _ in twice} | set(over_quota))
    count = np.bincount(graph.opening[sorted(held)], minlength=graph.n_openings)
    assert report.overfull.tolist() == np.flatnonzero(count > graph.capacity).tolist()
    if not len(report.overbooked) and not len(report.overfull):
        assert report.blocking.tolist() == [
            e
            for e in range(graph.n_edges)
            if e not in held and better(graph, held, e, quota[graph.physician[e]], slots) and welcome(graph, held, e)
        ]


@given(graphs(3, 3, 2), st.data())
@settings(max_examples=60, deadline=None)
def test_every_outcome_under_caps_is_judged_by_the_definition(graph: Graph, data: st.DataObject) -> None:
    """Kamada & Kojima 2015, section III, word for word."""
    region_of = [data.draw(st.integers(0, 1)) for _ in range(graph.n_openings)]
    target = [data.draw(st.integers(0, 2)) for _ in range(graph.n_openings)]
    cap = [data.draw(st.integers(0, 3)) for _ in range(2)]
    none = [-1] * graph.n_openings
    for opening_of in outcomes(graph):
        held = edges_of(graph, opening_of)
        count = [sum(graph.opening[e] == j for e in held) for j in range(graph.n_openings)]
        placed = [sum(n for n, r in zip(count, region_of, strict=True) if r == region) for region in range(2)]
        report = verify.regional(graph, np.array(opening_of, int), region_of, target, cap)
        assert report.over_cap.tolist() == [r for r in range(2) if placed[r] > cap[r]]
        overfull = [j for j, n in enumerate(count) if n > graph.capacity[j]]
        assert report.overfull.tolist() == overfull
        if overfull or len(report.over_cap) or len(report.foreign):
            assert not report.ok
            assert not report.weakly_stable
            continue
        blocking, moving = [], []
        for e in range(graph.n_edges):
            i, j = int(graph.physician[e]), int(graph.opening[e])
            if e in held or not better(graph, held, e, 1, none) or not welcome(graph, held, e):
                continue
            full = placed[region_of[j]] == cap[region_of[j]]
            holders = [h for h in held if graph.opening[h] == j]
            if not full or any(graph.v[h] < graph.v[e] for h in holders):
                blocking.append(e)
            elif opening_of[i] >= 0 and region_of[opening_of[i]] == region_of[j]:
                now = opening_of[i]
                if not (count[j] + 1) - target[j] > (count[now] - 1) - target[now]:
                    moving.append(e)
        assert report.blocking.tolist() == blocking
        assert report.moving.tolist() == moving
        assert report.weakly_stable == (not blocking)
        assert report.ok == (not blocking and not moving)


def rankings(graph: Graph, edges: Held) -> Iterator[tuple[int, ...]]:
    """Every order of the edges that puts larger needs first."""
    for order in permutations(sorted(edges)):
        if all(graph.v[a] >= graph.v[b] for a, b in pairwise(order)):
            yield order


def held_by_rule(order: tuple[int, ...], size: list[int], limit: int) -> bool:
    return all(sum(size[h] for h in order[:at]) < limit for at in range(len(order)))


@given(graphs(3, 2, 5), st.data())
@settings(max_examples=80, deadline=None)
def test_every_outcome_of_contracts_is_judged_by_the_definition(graph: Graph, data: st.DataObject) -> None:
    """Held against the rule, or refused against it, under whatever order of equal needs."""
    size = [data.draw(st.integers(1, 4)) for _ in range(graph.n_edges)]
    slack = [data.draw(st.integers(0, 3)) for _ in range(graph.n_openings)]
    none = [-1] * graph.n_openings
    for opening_of in outcomes(graph):
        held = edges_of(graph, opening_of)
        theirs = [{e for e in held if graph.opening[e] == j} for j in range(graph.n_openings)]
        limit = [int(graph.capacity[j]) - slack[j] for j in range(graph.n_openings)]
        blocking = []
        for e in range(graph.n_edges):
            j = int(graph.opening[e])
            before = [sum(size[h] for h in order[: order.index(e)]) for order in rankings(graph, theirs[j] | {e})]
            if e not in held and better(graph, held, e, 1, none) and all(used < limit[j] for used in before):
                blocking.append(e)
        report = verify.stability(graph, np.array(opening_of, int), size=size, slack=slack)
        assert report.blocking.tolist() == blocking
        assert report.overfull.tolist() == [
            j
            for j in range(graph.n_openings)
            if not any(held_by_rule(order, size, limit[j]) for order in rankings(graph, theirs[j]))
        ]
        if not len(report.overfull):
            largest = max(size, default=1)
            assert all(sum(size[e] for e in mine) < max(limit[j], 0) + largest for j, mine in enumerate(theirs))


def test_a_round_of_contracts_is_judged_in_half_days_and_not_in_heads() -> None:
    graph = Graph.from_lists([[0], [0], [0]], [[2, 0, 1]], np.array([4]))
    right = unsplittable_da(graph, 3)
    assert right.holders(0).tolist() == [2, 0]
    assert not verify.stability(graph, right).ok
    assert verify.stability(graph, right, size=3).ok
    for opening_of, slack, blocking, overfull in (
        ([-1, -1, 0], 0, [0, 1], []),  # one more was to be taken
        ([0, 0, 0], 0, [], [0]),  # the third came when it was full
        ([-1, 0, 0], 0, [0], []),  # the last is not the next best
        ([0, -1, 0], 2, [], [0]),  # with a slack it was full after the first
        ([-1, -1, 0], 2, [], []),
        ([-1, -1, -1], 4, [], []),
        ([-1, -1, 0], 4, [], [0]),  # it takes nobody
    ):
        report = verify.stability(graph, np.array(opening_of), size=3, slack=slack)
        assert (report.blocking.tolist(), report.overfull.tolist()) == (blocking, overfull)
        assert report.ok == (not blocking and not overfull)


@given(graphs(6, 4, 6), st.data())
@settings(max_examples=100, deadline=None)
def test_the_round_of_contracts_is_found_right_and_a_tampered_one_is_not(graph: Graph, data: st.DataObject) -> None:
    size = [data.draw(st.integers(1, 4)) for _ in range(graph.n_edges)]
    slack = [data.draw(st.integers(0, 3)) for _ in range(graph.n_openings)]
    matching = unsplittable_da(graph, size, slack, data.draw(st.integers(0, 3)))
    assert verify.stability(graph, matching, size=size, slack=slack).ok
    assert verify.stability(graph, matching, 1, size=size, slack=slack).ok
    for i in np.flatnonzero(matching.edge_of >= 0):
        dropped = matching.opening_of.copy()
        dropped[i] = -1
        mine = int(matching.edge_of[i])
        theirs = matching.edge_of[matching.opening_of == graph.opening[mine]]
        equal = (graph.v[theirs] == graph.v[mine]).sum() > 1
        report = verify.stability(graph, dropped, size=size, slack=slack)
        assert mine in report.blocking or equal  # another of equal need may seem to fill the opening before them


def small() -> Graph:
    return graph_of(2, 2, [(0, 0), (0, 1), (1, 0)], [2, 1, 1], [1, 1, 1], [1, 1])


def test_equal_needs_never_block_and_a_strict_one_does() -> None:
    assert verify.stability(small(), np.array([1, 0])).ok
    stricter = graph_of(2, 2, [(0, 0), (0, 1), (1, 0)], [2, 1, 1], [2, 1, 1], [1, 1])
    report = verify.stability(stricter, np.array([1, 0]))
    assert (report.blocking.tolist(), report.ok) == ([0], False)


def test_a_post_of_the_same_half_day_goes_only_for_one_liked_strictly_more() -> None:
    for wish, blocking in ((1.0, []), (2.0, [1])):
        graph = graph_of(1, 2, [(0, 0), (0, 1)], [1.0, wish], [1, 1], [1, 1])
        assert verify.stability(graph, [0], 2, [3, 3]).blocking.tolist() == blocking
        assert verify.stability(graph, [0], 1, [3, -1]).blocking.tolist() == blocking
        assert verify.stability(graph, [0], 2, [3, -1]).blocking.tolist() == [1]


def test_hours_promised_beyond_what_is_left_are_named() -> None:
    report = verify.hours(small(), np.array([0, 1, 2]), minutes=[240, 480], hours_left=[719, 240])
    assert (report.too_long.tolist(), report.ok) == ([0], False)
    assert verify.hours(small(), np.array([0, 1, 2]), minutes=[240, 480], hours_left=[720, 240]).ok


def test_an_edge_that_is_not_there_or_held_twice_is_named() -> None:
    for judge in (verify.stability(small(), np.array([2, 3, -1, 2]), quota=1), verify.hours(small(), [2, 3, -1, 2])):
        assert (judge.foreign.tolist(), judge.ok) == ([1, 2, 3], False)
    report = verify.stability(small(), np.array([7, 1]))
    assert (report.foreign.tolist(), report.ok) == ([0, 1], False)


def test_a_number_far_below_none_places_nobody() -> None:
    report = verify.stability(small(), np.array([-(2**32) + 1, -(2**32)]))  # their low halves are openings 1 and 0
    assert (report.blocking.tolist(), report.ok) == ([0, 1, 2], False)


def test_a_market_with_nobody_is_judged_too() -> None:
    nothing = np.zeros(0, int)
    for n, m in ((0, 0), (2, 0), (0, 2)):
        graph = graph_of(n, m, [], [], [], [1] * m)
        assert verify.stability(graph, np.full(n, -1)).ok
        assert verify.stability(graph, nothing, 2, np.zeros(m, int)).ok
        assert verify.stability(graph, np.full(n, -1), size=2, slack=np.zeros(m, int)).ok
        assert verify.hours(graph, nothing, np.zeros(m, int), np.zeros(m, int), np.zeros(n, int), 0).ok
        assert verify.regional(graph, np.full(n, -1), np.zeros(m, int), np.zeros(m, int), [0]).ok


@pytest.mark.parametrize(
    ("judge", "arguments", "column"),
    [
        ("stability", {"matching": [0]}, "outcome.opening_of"),
        ("stability", {"matching": [0.5, 0]}, "outcome.opening_of"),
        ("stability", {"matching": [[0, 0]]}, "outcome.opening_of"),
        ("stability", {"matching": [float("nan"), 0]}, "outcome.opening_of"),
        ("stability", {"matching": [2**63, 0]}, "outcome.opening_of"),
        ("stability", {"matching": [2.0**63, 0]}, "outcome.opening_of"),
        ("stability", {"matching": [2**65, 0]}, "outcome.opening_of"),
        ("stability", {"matching": [0], "quota": [1]}, "outcome.quota"),
        ("stability", {"matching": [0], "slot": [0]}, "outcome.slot"),
        ("stability", {"matching": [0], "slot": [0, 21]}, "outcome.slot"),
        ("stability", {"matching": [0, -1], "slack": 1}, "outcome.slack"),
        ("stability", {"matching": [0, -1], "size": 1, "slack": [0, -1]}, "outcome.slack"),
        ("stability", {"matching": [0, -1], "size": 0}, "outcome.size"),
        ("stability", {"matching": [0, -1], "size": [1, 1]}, "outcome.size"),
        ("stability", {"matching": [0, -1], "size": [1, 1, 1.5]}, "outcome.size"),
        ("hours", {"matching": [0], "slot": [-2, 0]}, "outcome.slot"),
        ("hours", {"matching": [0], "minutes": [1, 1]}, "outcome.minutes"),
        ("hours", {"matching": [0], "minutes": [1], "hours_left": [1, 1]}, "outcome.minutes"),
        ("hours", {"matching": [0], "minutes": [1, 1], "hours_left": [1]}, "outcome.hours_left"),
        ("regional", {"region_of": [0, 2]}, "outcome.region_of"),
        ("regional", {"target": [0]}, "outcome.target"),
        ("regional", {"regional_cap": [0.5]}, "outcome.regional_cap"),
    ],
)
def test_what_cannot_be_judged_is_refused(judge: str, arguments: dict[str, Any], column: str) -> None:
    caps = {"matching": [0, -1], "region_of": [0, 0], "target": [0, 0], "regional_cap": [1]}
    with pytest.raises(MarketError) as caught:
        getattr(verify, judge)(small(), **((caps if judge == "regional" else {}) | arguments))
    assert caught.value.column == column


def test_the_judges_share_no_code_with_the_solvers() -> None:
    room = Path(enishi.engine.verify.__file__).parent
    for name in ("outcome", "stability", "regional", "hours", "certificate", "contracts"):
        source = (room / f"{name}.py").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            modules = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not [m for m in modules if m.startswith(("enishi.engine.solvers", "enishi.engine.edges", "numba"))]
