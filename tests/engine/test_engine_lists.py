"""The lists of a whole market: compiled, cut into blocks and spread over threads, they are the plain NumPy ones."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.random_markets import friendly_sides, sides
from engine.reference_lists import reference
from engine.world import Row, market, opening, physician, slots
from enishi.engine.conditions import reasons
from enishi.engine.errors import MarketError
from enishi.engine.kernels.bounds import N_NUMBERS, N_WORDS, REFUSED, STEP, prepare, upper_bounds
from enishi.engine.lists import Lists, best_lists, block_lists, merged
from enishi.engine.market import Market
from enishi.engine.ranking import query_opening, query_physician
from enishi.engine.scores import mutual, score
from enishi.engine.simulate.population import national

EDGES = ("physician", "opening", "u", "v")


@pytest.fixture(scope="module")
def town() -> Market:
    """Large enough for several threads, several blocks and full lists."""
    return Market.from_columns(*national(2600, 700))


def same(a: Lists, b: Lists) -> bool:
    pairs = ((a.physician, b.physician), (a.opening, b.opening))
    return all((x == y).all() for one, other in pairs for x, y in zip(one.arrays(), other.arrays(), strict=True))


@settings(max_examples=60, deadline=None)
@given(sides(), st.integers(0, 4), st.integers(0, 4))
def test_the_lists_agree_to_the_last_bit_with_plain_numpy(rows: tuple[list[Row], list[Row]], k: int, m: int) -> None:
    world = market(*rows)
    assert same(best_lists(world, k, m), reference(world, k, m))


def test_a_made_up_country_is_listed_as_numpy_lists_it(town: Market) -> None:
    assert same(best_lists(town, 20, 20), reference(town, 20, 20))


@pytest.mark.parametrize("cuts", [(0, 2600), (0, 1, 2600), (0, 513, 700, 2000, 2600), (0, 1300, 1300, 2600)])
def test_however_the_physicians_are_cut_into_blocks_the_lists_are_the_same(town: Market, cuts: tuple[int, ...]) -> None:
    blocks = [block_lists(town, low, high, 20, 20) for low, high in pairwise(cuts)]
    assert same(merged(town, blocks[::-1]), best_lists(town, 20, 20))


@pytest.mark.parametrize("threads", ["1", "2", "5"])
def test_the_number_of_threads_changes_nothing(town: Market, threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = best_lists(town, 20, 20)
    monkeypatch.setattr("enishi.engine.lists.cores", lambda: int(threads))
    assert same(best_lists(town, 20, 20), whole)


def test_the_graph_is_the_union_of_both_lists_each_pair_once(town: Market) -> None:
    lists = best_lists(town, 5, 5)
    graph = lists.graph(town)
    expected = {(i, j) for i, row in enumerate(lists.physician.index) for j in row.tolist() if j >= 0}
    expected |= {(i, j) for j, row in enumerate(lists.opening.index) for i in row.tolist() if i >= 0}
    assert list(zip(graph.physician.tolist(), graph.opening.tolist(), strict=True)) == sorted(expected)
    wish, need = score(town, graph.physician, graph.opening)
    assert (graph.u == wish).all() and (graph.v == need).all()


@settings(max_examples=60, deadline=None)
@given(sides())
def test_a_bound_is_never_below_the_worth_of_an_eligible_pair(rows: tuple[list[Row], list[Row]]) -> None:
    world = market(*rows)
    tables = world.tables
    index, weights = tables.by_post, tables.both_weights[1]
    n = int(index.pointer[-1])
    word, number, bound = np.empty(N_WORDS, np.uint32), np.empty(N_NUMBERS, np.float32), np.empty(n + STEP, np.float32)
    for i in range(world.n_physicians):
        prepare(tables.seekers[i], weights, word, number)
        grade = np.float32(1.0)  # of any bucket, at most
        upper_bounds(word, number, grade, index.words, index.numbers, 0, n, weights, bound)
        found = bound[:n]
        posts = index.post[:n]
        eligible = reasons(world, np.full(n, i), posts) == 0
        worth = mutual(*score(world, np.full(n, i), posts))
        assert (found[eligible] >= worth[eligible]).all()
        assert (found[eligible] > REFUSED).all()


@settings(max_examples=30, deadline=None)
@given(friendly_sides(), st.data())
def test_prices_are_taken_off_and_may_turn_the_order(rows: tuple[list[Row], list[Row]], data: st.DataObject) -> None:
    world = market(*rows)
    prices = [data.draw(st.floats(-1, 1, width=32)) for _ in range(world.n_openings)]
    for i in range(world.n_physicians):
        plain = query_physician(world, i, k=9)
        worth = (plain.score - np.array(prices)[plain.index]).astype(np.float32)
        order = np.lexsort((plain.index, -worth))
        found = query_physician(world, i, k=9, prices=np.array(prices))
        assert found.index.tolist() == plain.index[order].tolist()
        assert found.score.tolist() == worth[order].tolist()


def test_a_market_with_nobody_on_one_side_has_empty_lists() -> None:
    for world in (market([], []), market([physician()], []), market([], [opening()])):
        lists = best_lists(world)
        assert lists.physician.index.shape == (world.n_physicians, 20)
        assert (lists.physician.index == -1).all() and (lists.opening.index == -1).all()
        assert lists.graph(world).n_edges == 0


def test_where_every_condition_fails_nobody_is_listed() -> None:
    world = market(
        [physician(f"D-{n}", night_duty=0, slots=slots("mon_am")) for n in range(30)],
        [opening(f"K-{n}", night_duty=2, days=3) for n in range(30)],
    )
    assert (best_lists(world).physician.index == -1).all()
    assert query_physician(world, 0).index.tolist() == [] and query_opening(world, 0).index.tolist() == []


def test_a_physician_who_hides_from_a_million_places_is_listed_for_the_rest() -> None:
    world = market(
        [physician("D-1", hides_from=tuple(range(2, 1_000_002))), physician("D-2")],
        [opening("K-1", institution=1), opening("K-2", institution=500), opening("K-3", institution=1, corporation=9)],
    )
    assert query_physician(world, 0).index.tolist() == [0]
    assert sorted(query_physician(world, 1).index.tolist()) == [0, 1, 2]


def test_dates_beyond_the_calendar_are_refused_and_the_last_ones_are_listed_right() -> None:
    last = 2_932_896  # 9999-12-31
    posts = [opening(f"K-{n}", starts_on=last - n % 2) for n in range(10)]
    world = market([physician(available_from=last)], posts)
    assert same(best_lists(world, 5, 5), reference(world, 5, 5))
    with pytest.raises(MarketError, match=r"physicians\.available_from"):
        market([physician(available_from=last + 1)], posts)


def test_limits_and_ranges_out_of_bounds_are_refused_by_name(town: Market) -> None:
    for call, column in (
        (lambda: best_lists(town, -1, 1), "k"),
        (lambda: best_lists(town, 1, -1), "m"),
        (lambda: block_lists(town, 5, 4, 1, 1), "block"),
        (lambda: block_lists(town, 0, 2601, 1, 1), "block"),
        (lambda: best_lists(town, 10**12, 1), "k"),
        (lambda: best_lists(town, 2.5, 1), "k"),
        (lambda: query_physician(town, 0.5), "physician"),
        (lambda: query_physician(town, 2600), "physician"),
        (lambda: query_physician(town, 0, k=-1), "k"),
        (lambda: query_opening(town, -1), "opening"),
        (lambda: query_physician(town, 0, prices=np.full(700, np.nan)), "query.prices"),
        (lambda: query_physician(town, 0, prices=np.zeros(3)), "query.prices"),
    ):
        with pytest.raises(MarketError) as caught:
            call()
        assert caught.value.column == column
