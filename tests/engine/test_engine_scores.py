"""Scores, lists and the candidate graph."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import naive
from engine.random_markets import friendly_sides, sides
from engine.world import TODAY, Row, market, opening, physician, wishes
from enishi.engine import Graph, MarketError, candidates, query_opening, query_physician, reasons
from enishi.engine.market import Market
from enishi.engine.scores import FEATURES, feature_values, score
from enishi.engine.words.sentences import FEATURES as SPOKEN


def test_weights_of_each_side_sum_to_one_and_every_feature_can_be_spoken() -> None:
    assert sum(feature.wish_weight for feature in FEATURES) == pytest.approx(1)
    assert sum(feature.need_weight for feature in FEATURES) == pytest.approx(1)
    for feature in FEATURES:
        for_physician, for_institution = SPOKEN[feature.name]
        assert (for_physician is not None) or feature.wish_weight == 0
        assert (for_institution is not None) or feature.need_weight == 0
    assert {feature.name: (feature.wish_weight, feature.need_weight) for feature in FEATURES} == naive.WEIGHTS


@settings(max_examples=100, deadline=None)
@given(sides())
def test_features_and_scores_agree_exactly_with_the_plain_reference(rows: tuple[list[Row], list[Row]]) -> None:
    doctors, openings = rows
    world = market(doctors, openings)
    i, j = (index.ravel() for index in np.indices((world.n_physicians, world.n_openings)))
    values, (wish, need) = feature_values(world, i, j), score(world, i, j)
    assert ((values >= 0) & (values <= 1)).all()
    for at, (row, post) in enumerate(zip(world.physician_row[i], world.opening_row[j], strict=True)):
        if naive.served(doctors[row], openings[post]) == "no":
            continue  # the specialty grade has a meaning for eligible pairs only
        expected = naive.features(doctors[row], openings[post], TODAY)
        assert dict(zip(expected, values[:, at].tolist(), strict=True)) == expected
        assert (wish[at], need[at]) == naive.scores(doctors[row], openings[post], TODAY)


def _reference_lists(world: Market, doctors: list[Row], openings: list[Row]) -> dict[tuple[int, int], np.float32]:
    """wish × need of every eligible pair of indices."""
    pairs = {}
    for i, row in enumerate(world.physician_row):
        for j, post in enumerate(world.opening_row):
            if not naive.reasons(doctors[row], openings[post], TODAY):
                wish, need = naive.scores(doctors[row], openings[post], TODAY)
                pairs[i, j] = wish * need
    return pairs


@settings(max_examples=60, deadline=None)
@given(friendly_sides(), st.integers(0, 4), st.integers(0, 4))
def test_the_graph_is_the_union_of_both_sides_best(rows: tuple[list[Row], list[Row]], k: int, m: int) -> None:
    doctors, openings = rows
    world = market(doctors, openings)
    value = _reference_lists(world, doctors, openings)
    expected = set()
    for i in range(len(doctors)):
        expected |= {(i, j) for j in naive.best([(value[a, b], b) for a, b in value if a == i], k)}
    for j in range(len(openings)):
        expected |= {(i, j) for i in naive.best([(value[a, b], a) for a, b in value if b == j], m)}
    graph = candidates(world, k=k, m=m)
    assert list(zip(graph.physician.tolist(), graph.opening.tolist(), strict=True)) == sorted(expected)


@settings(max_examples=40, deadline=None)
@given(friendly_sides())
def test_both_queries_give_the_reference_order(rows: tuple[list[Row], list[Row]]) -> None:
    doctors, openings = rows
    world = market(doctors, openings)
    value = _reference_lists(world, doctors, openings)
    for i in range(len(doctors)):
        assert query_physician(world, i, k=3).index.tolist() == naive.best(
            [(value[a, b], b) for a, b in value if a == i], 3
        )
    for j in range(len(openings)):
        assert query_opening(world, j, k=3).index.tolist() == naive.best(
            [(value[a, b], a) for a, b in value if b == j], 3
        )


def test_more_wishes_met_come_first_and_ties_go_to_the_smaller_index() -> None:
    world = market(
        [physician(want=wishes("housing", "research_day"))],
        [
            opening("K-1"),
            opening("K-2", offers=wishes("housing")),
            opening("K-3", offers=wishes("housing", "research_day")),
            opening("K-4"),
        ],
    )
    ranked = query_physician(world, 0)
    assert world.opening_number[ranked.index].tolist() == ["K-3", "K-2", "K-1", "K-4"]
    assert (np.diff(ranked.score) <= 0).all()


def test_a_price_moves_an_opening_down_the_list() -> None:
    world = market([physician(want=wishes("housing"))], [opening("K-1"), opening("K-2", offers=wishes("housing"))])
    dear = np.zeros(2)
    dear[world.opening_index("K-2")] = 1.0
    assert world.opening_number[query_physician(world, 0, prices=dear).index].tolist() == ["K-1", "K-2"]
    with pytest.raises(MarketError, match=r"query\.prices"):
        query_physician(world, 0, prices=np.zeros(3))
    with pytest.raises(MarketError, match=r"query\.prices\[1\]"):
        query_physician(world, 0, prices=np.array([0.0, np.nan]))


def test_a_query_for_somebody_who_is_not_there_is_refused() -> None:
    world = market([physician()], [opening()])
    for ask in (
        lambda: query_physician(world, 1),
        lambda: query_opening(world, -1),
        lambda: query_physician(world, 0, k=-1),
        lambda: candidates(world, k=-1),
    ):
        with pytest.raises(MarketError):
            ask()


@settings(max_examples=40, deadline=None)
@given(sides(), st.randoms(use_true_random=False))
def test_permuting_the_rows_changes_nothing(rows: tuple[list[Row], list[Row]], random: object) -> None:
    doctors, openings = rows
    shuffled = [*doctors], [*openings]
    for side in shuffled:
        random.shuffle(side)  # type: ignore[attr-defined]
    assert _edges(market(doctors, openings)) == _edges(market(*shuffled))


def _edges(world: Market) -> list[tuple[str, str, float, float]]:
    graph = candidates(world, k=2, m=2)
    return list(
        zip(
            world.physician_number[graph.physician].tolist(),
            world.opening_number[graph.opening].tolist(),
            graph.u.tolist(),
            graph.v.tolist(),
            strict=True,
        )
    )


@settings(max_examples=40, deadline=None)
@given(sides())
def test_adding_an_opening_removes_no_eligible_pair(rows: tuple[list[Row], list[Row]]) -> None:
    doctors, openings = rows
    before = _eligible(market(doctors, openings[:-1])) if len(openings) > 1 else set()
    assert before <= _eligible(market(doctors, openings))


def _eligible(world: Market) -> set[tuple[str, str]]:
    free = reasons(world, np.arange(world.n_physicians)[:, None], np.arange(world.n_openings)[None, :]) == 0
    return {(str(world.physician_number[i]), str(world.opening_number[j])) for i, j in np.argwhere(free)}


def test_a_market_without_anybody_has_an_empty_graph() -> None:
    assert candidates(market([], [])).n_edges == 0
    assert candidates(market([physician()], [])).n_edges == 0
    assert query_opening(market([], [opening()]), 0).index.tolist() == []


def test_ranks_count_from_one_within_each_list() -> None:
    graph = Graph.from_edges(
        2, 2, np.array([1, 0, 0]), np.array([0, 0, 1]), np.array([0.5, 0.2, 0.9]), np.ones(3), np.array([1, 1])
    )
    assert list(zip(graph.physician.tolist(), graph.opening.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0)]
    assert graph.rank_for_physician().tolist() == [2, 1, 1]
    assert graph.rank_for_opening().tolist() == [2, 1, 1]


@pytest.mark.parametrize(
    ("change", "column", "row"),
    [
        ({"physician": np.array([0, 2])}, "graph.physician", 1),
        ({"opening": np.array([-1, 0])}, "graph.opening", 0),
        ({"u": np.array([0.1, np.nan])}, "graph.u", 1),
        ({"v": np.array([np.inf, 0.1])}, "graph.v", 0),
        ({"capacity": np.array([1, -1])}, "graph.capacity", 1),
        ({"opening": np.array([0, 0]), "physician": np.array([1, 1])}, "graph.opening", 1),
        ({"u": np.array([0.1])}, "graph.u", None),
    ],
)
def test_a_malformed_edge_list_is_refused_by_column_and_row(
    change: dict[str, np.ndarray], column: str, row: int | None
) -> None:
    good = {
        "physician": np.array([0, 1]),
        "opening": np.array([0, 1]),
        "u": np.ones(2),
        "v": np.ones(2),
        "capacity": np.ones(2),
    }
    assert Graph.from_edges(2, 2, **good).n_edges == 2
    with pytest.raises(MarketError) as caught:
        Graph.from_edges(2, 2, **(good | change))
    assert (caught.value.column, caught.value.row) == (column, row)
