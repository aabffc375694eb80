"""The made-up national market: well-formed, repeatable, and like the published figures it is drawn from."""

from __future__ import annotations

import numpy as np
import pytest

from enishi.engine.conditions import reasons
from enishi.engine.errors import MarketError
from enishi.engine.market import Market
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS, PREFECTURES
from enishi.engine.simulate.figures import PHYSICIANS_BY_SPECIALTY, PREFECTURE_FIGURES
from enishi.engine.simulate.population import national, scarce
from enishi.engine.specialties import INDEX


def test_a_made_up_market_is_accepted_as_it_is():
    market = Market.from_columns(*national(3_000, 1_200, seed=5))
    assert (market.n_physicians, market.n_openings) == (3_000, 1_200)


def test_the_columns_are_exactly_those_of_a_market():
    people, posts, schema = national(50, 20)
    assert set(people) == {column.name for column in PHYSICIAN_COLUMNS} | {"number", "shield_row", "shield_key"}
    assert set(posts) == {column.name for column in POST_COLUMNS} | {"number"}
    assert len(schema.skills) == 10


def test_the_same_seed_makes_the_same_market_and_another_seed_another():
    first, again, other = (national(500, 200, seed) for seed in (3, 3, 4))
    for one, same in zip(first[:2], again[:2], strict=True):
        assert all((one[name] == same[name]).all() for name in one)
    assert (first[0]["lat"] != other[0]["lat"]).any()


@pytest.mark.parametrize(("n_physicians", "n_openings"), [(0, 0), (0, 5), (5, 0), (1, 1)])
def test_tiny_and_empty_markets_are_well_formed_too(n_physicians, n_openings):
    market = Market.from_columns(*national(n_physicians, n_openings))
    assert (market.n_physicians, market.n_openings) == (n_physicians, n_openings)


@pytest.mark.parametrize("wrong", [{"n_physicians": -1}, {"n_openings": -1}, {"seed": -1}])
def test_a_negative_size_or_seed_is_refused_by_name(wrong):
    with pytest.raises(MarketError, match=next(iter(wrong))):
        national(**{"n_physicians": 5, "n_openings": 5, "seed": 1} | wrong)


def test_the_tables_hold_the_published_totals():
    assert len(PREFECTURE_FIGURES) == len(PREFECTURES) == 47
    assert sum(place.physicians for place in PREFECTURE_FIGURES) == 347_772
    assert sum(place.areas for place in PREFECTURE_FIGURES) == 330
    assert PHYSICIANS_BY_SPECIALTY["internal_medicine"] == 62_161


def test_physicians_live_and_specialise_in_the_published_proportions():
    people, _, _ = national(40_000, 100)
    homes = np.bincount(people["home_prefecture"], minlength=47) / 40_000
    published = np.array([place.physicians for place in PREFECTURE_FIGURES]) / 347_772
    assert np.abs(homes - published).max() < 0.006
    internal = (people["main_specialty"] == INDEX["internal_medicine"]).mean()
    assert abs(internal - 62_161 / sum(PHYSICIANS_BY_SPECIALTY.values())) < 0.01
    assert abs(people["is_60_or_over"].mean() - 0.315) < 0.01
    assert abs(people["licence_verified"].mean() - 0.97) < 0.005


def test_openings_are_more_where_physicians_are_few():
    people, posts, _ = national(40_000, 40_000)
    each = np.bincount(posts["prefecture"], minlength=47) / np.maximum(
        np.bincount(people["home_prefecture"], minlength=47), 1
    )
    tokyo, iwate = PREFECTURES.index("東京都"), PREFECTURES.index("岩手県")
    assert each[iwate] > 2 * each[tokyo]
    assert 0.2 < (posts["designation"] & 1).mean() < 0.5


def test_four_in_five_hide_from_the_place_they_work_at():
    people, posts, _ = national(5_000, 5_000)
    hidden = np.unique(people["shield_row"])
    assert 0.75 < len(hidden) / 5_000 < 0.82
    assert np.bincount(people["shield_row"]).max() <= 3
    keys = set(posts["institution"].tolist()) | set(posts["corporation"].tolist())
    assert np.isin(people["shield_key"], list(keys)).mean() > 0.9


def test_a_typical_physician_of_the_nation_has_dozens_of_eligible_openings_but_not_thousands():
    market = Market.from_columns(*national(2_000, 100_000))
    sample = np.arange(0, 2_000, 80)
    eligible = [(reasons(market, np.array([[i]]), np.arange(100_000)[None, :]) == 0).sum() for i in sample]
    assert 30 <= np.median(eligible) <= 150


def test_the_scarce_market_has_more_seats_than_physicians_and_floors_that_could_be_met():
    market = scarce(4_000, 5_000)
    assert market.posts["capacity"].sum() > 1.2 * 4_000
    assert len(market.region) == 5_000
    assert 0.75 * 4_000 < market.floor.sum() <= 0.8 * 4_000
    assert (market.floor <= np.bincount(market.region, weights=market.posts["capacity"], minlength=47)).all()
