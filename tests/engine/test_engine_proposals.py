"""The plain first answer: fair, within the limits, and honestly bounded."""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.random_markets import friendly_sides
from engine.world import Row, market, opening, physician, wishes
from enishi.engine import Graph, MarketError, candidates
from enishi.engine.market import Market
from enishi.engine.proposals import Proposals, choose
from enishi.engine.scores import mutual


def proposed(world: Market, per_physician: int = 1) -> list[tuple[str, str]]:
    graph = candidates(world)
    edges = choose(world, graph, per_physician).edge
    return [
        (str(world.physician_number[graph.physician[edge]]), str(world.opening_number[graph.opening[edge]]))
        for edge in edges
    ]


def test_the_one_seat_goes_to_the_pair_that_fits_best() -> None:
    world = market(
        [physician("D-1"), physician("D-2", want=wishes("housing"))], [opening("K-1", offers=wishes("housing"))]
    )
    assert proposed(world) == [("D-2", "K-1")]


def test_nobody_gets_a_second_proposal_before_everybody_has_a_first() -> None:
    world = market(
        [physician("D-1", want=wishes("housing")), physician("D-2")],
        [opening("K-1", offers=wishes("housing")), opening("K-2", offers=wishes("housing"))],
    )
    assert sorted(proposed(world, per_physician=2)) == [("D-1", "K-1"), ("D-2", "K-2")]


def test_an_unverified_physician_is_suggested_but_never_proposed() -> None:
    world = market([physician("D-1", licence_verified=False)], [opening()])
    assert candidates(world).n_edges == 1
    assert proposed(world) == []


def test_no_proposals_wanted_means_none_and_a_negative_number_is_refused() -> None:
    world = market([physician()], [opening()])
    assert proposed(world, 0) == []
    with pytest.raises(MarketError, match="per_physician"):
        proposed(world, -1)


def _best_value(world: Market, graph: Graph, per_physician: int) -> float:
    """The optimum, by trying every subset of the edges."""
    value = mutual(graph.u, graph.v)
    best = 0.0
    for kept in product((False, True), repeat=graph.n_edges):
        edges = [edge for edge in range(graph.n_edges) if kept[edge]]
        seats = Counter(graph.opening[edges].tolist())
        calls = Counter(graph.physician[edges].tolist())
        verified = all(world.physicians.licence_verified[i] for i in calls)
        if (
            verified
            and all(n <= graph.capacity[j] for j, n in seats.items())
            and all(n <= per_physician for n in calls.values())
        ):
            best = max(best, float(value[edges].astype(np.float64).sum()))
    return best


@settings(max_examples=40, deadline=None)
@given(friendly_sides(most=3), st.integers(0, 2))
def test_limits_hold_and_the_optimum_lies_between_value_and_bound(
    rows: tuple[list[Row], list[Row]], per_physician: int
) -> None:
    world = market(*rows)
    graph = candidates(world)
    chosen: Proposals = choose(world, graph, per_physician)
    assert len(set(chosen.edge.tolist())) == len(chosen.edge)
    assert all(n <= per_physician for n in Counter(graph.physician[chosen.edge].tolist()).values())
    assert all(n <= graph.capacity[j] for j, n in Counter(graph.opening[chosen.edge].tolist()).items())
    assert world.physicians.licence_verified[graph.physician[chosen.edge]].all()
    best = _best_value(world, graph, per_physician)
    assert chosen.value <= best + 1e-9
    assert best <= chosen.bound + 1e-9
    assert best <= 2 * chosen.value + 1e-9  # greedy is never worse than half
    assert 0 <= chosen.gap <= 1
