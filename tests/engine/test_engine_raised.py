"""Better offers, played: the same people answer the same, what differs comes of the offers, and nothing comes of nothing."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from engine.random_markets import friendly_sides
from engine.world import market, opening, physician
from enishi.engine import Market
from enishi.engine.schema import WISH_BITS
from enishi.engine.simulate.made_seekers import with_made
from enishi.engine.simulate.population import national
from enishi.engine.simulate.raised import keys_of_numbers, pair_draws, play_both, raised, spread_of
from enishi.engine.single_changes import SINGLE_CHANGES, chosen


@pytest.fixture(scope="module")
def made():
    return Market.from_columns(*national(300, 150, seed=3))


def of(*keys):
    return chosen(keys)


@pytest.mark.parametrize("key", SINGLE_CHANGES)
def test_a_change_touches_only_the_openings_asked_and_the_columns_it_names(made, key):
    asked = np.arange(0, made.n_openings, 3)
    after, touched = raised(made, asked, of(key))
    assert set(touched.tolist()) <= set(asked.tolist())
    others = np.setdiff1d(np.arange(made.n_openings), touched)
    for field in fields(made.posts):
        before, now = getattr(made.posts, field.name), getattr(after.posts, field.name)
        assert before.dtype == now.dtype
        assert np.array_equal(before[others], now[others])
    assert after.physicians is made.physicians


def test_pay_goes_up_by_a_fifth_and_housing_is_added_together():
    world = market([physician("D-1")], [opening("O-1", annual_pay_max_yen=12_000_000), opening("O-2")])
    j = world.opening_index("O-1")
    after, _ = raised(world, [j], of("pay_20", "offer_housing"))
    assert after.posts.annual_pay_max_yen[j] == 14_400_000
    assert after.posts.offers[j] & WISH_BITS["housing"]
    assert not after.posts.offers[world.opening_index("O-2")] & WISH_BITS["housing"]


@settings(max_examples=20)
@given(friendly_sides(), st.integers(1, 3))
def test_where_nothing_changes_nothing_comes_of_it(both, seeds):
    world = market(*both)
    played = play_both(world, np.arange(world.n_openings), (), seeds)
    assert np.array_equal(played.inside[:, 0], played.inside[:, 1])
    assert not played.elsewhere.any()


def test_the_same_question_has_the_same_answer_and_the_order_of_rows_plays_no_part(made):
    physicians, posts, schema = national(300, 150, seed=3)
    there = made.posts.prefecture < 20
    first = play_both(made, np.flatnonzero(there), of("pay_20"), 3)
    turned = {name: values[::-1] for name, values in posts.items()}
    other = Market.from_columns(physicians, turned, schema)
    again = play_both(other, np.flatnonzero(other.posts.prefecture < 20), of("pay_20"), 3)
    assert np.array_equal(first.inside, again.inside) and np.array_equal(first.elsewhere, again.elsewhere)


def test_offers_nobody_refuses_bring_more_placements_where_they_are_made(made):
    played = play_both(
        made, np.arange(made.n_openings), of("pay_20", "night_duty", "on_call", "any_weekday", "relocation_help"), 10
    )
    gain = played.inside[:, 1] - played.inside[:, 0]
    assert spread_of(gain).median > 0 and (played.elsewhere == 0).all()


def test_nobody_takes_part_who_is_not_asked_to_or_whose_licence_is_not_verified(made):
    everywhere = np.arange(made.n_openings)
    assert not play_both(made, everywhere, of("pay_20"), 2, who=[]).inside.any()
    unverified = np.flatnonzero(~made.physicians.licence_verified)
    assert len(unverified) and not play_both(made, everywhere, of("pay_20"), 2, who=unverified).inside.any()
    with pytest.raises(ValueError, match="seed"):
        play_both(made, everywhere, (), 0)


def test_whoever_is_told_the_share_may_stop_it(made):
    heard = []

    def tell(share):
        heard.append(share)
        if share >= 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        play_both(made, [0], of("pay_20"), 2, tell=tell)
    assert heard == [0.0, 0.0, 0.25, 0.5]


def test_made_up_physicians_come_to_the_openings_that_are_there(made):
    _, posts, schema = national(300, 150, seed=3)
    skilled = replace(schema, skills=(*schema.skills, "離島の経験"))
    first, again, other = (with_made(posts, skilled, 500, seed) for seed in (0, 0, 1))
    assert np.array_equal(first.opening_number, made.opening_number)
    assert np.array_equal(first.physicians.skills, again.physicians.skills)
    assert not np.array_equal(first.physicians.slots, other.physicians.slots)
    island = (first.physicians.skills >> np.uint64(len(schema.skills))) & np.uint64(1)
    assert 60 < island.sum() < 140
    there = np.flatnonzero(made.posts.open)
    played = play_both(
        made,
        there,
        of("night_duty", "on_call", "any_weekday"),
        4,
        drawn=lambda seed: with_made(posts, schema, 500, seed),
    )
    assert (played.inside[:, 1] > played.inside[:, 0]).mean() > 0.5
    assert len({tuple(row) for row in played.inside.tolist()}) > 1


def test_draws_are_even_and_say_nothing_of_each_other():
    people, posts = keys_of_numbers(np.array([f"D-{n}" for n in range(200)])), keys_of_numbers(np.array(["O-1"]))
    rows = np.concatenate([pair_draws(people, np.repeat(posts, 200), seed) for seed in range(10)], axis=1)
    for row in rows:
        assert stats.kstest(row, "uniform").pvalue > 1e-4
    assert np.abs(np.corrcoef(rows) - np.eye(4)).max() < 0.1


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_a_spread_is_made_of_numbers_that_came_out(values):
    found = spread_of(values)
    assert found.low <= found.median <= found.high and {found.low, found.median, found.high} <= set(values)
    assert sum(found.low <= v <= found.high for v in values) >= 0.9 * len(values)
