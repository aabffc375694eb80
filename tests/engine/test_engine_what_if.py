"""What single changes would bring: true in the large, silent about any one physician."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import naive
from engine.random_markets import friendly_sides, sides
from engine.world import TODAY, Row, market, opening, physician, slots, wishes
from enishi.engine import MarketError
from enishi.engine.bands import FEWEST, PHYSICIANS, band, counted, secret
from enishi.engine.crowds import Crowd
from enishi.engine.single_changes import DECIDES, SINGLE_CHANGES, TERMS, changed, chosen, plain_terms
from enishi.engine.specialties import INDEX, NEAR
from enishi.engine.what_if import Bands, crowd_of, may_ask, shown, what_if, what_if_region

KEY = b"a secret of the installation"
KEYS = [f"secret {n}".encode() for n in range(400)]


def crowd(size: int, **more: Any) -> list[Row]:
    return [physician(f"D-{n:03}", **more) for n in range(size)]


def band_of(bands: Bands, key: str) -> str:
    return next(effect.band.key for effect in bands.effects if effect.key == key)


def exact(world: Any, j: int) -> Crowd:
    return crowd_of(world, j, chosen(None))


def gained(found: Crowd, key: str) -> int:
    return next(len(gain.rows) for gain in found.gains if gain.change.key == key)


# What each change brings


@pytest.mark.parametrize(
    ("who", "what", "key"),
    [
        ({"night_duty": 0}, {"night_duty": 2}, "night_duty"),
        ({"on_call": 0}, {"on_call": 2, "on_call_per_month": 4}, "on_call"),
        ({"max_on_call_per_month": 2}, {"on_call": 2, "on_call_per_month": 4}, "on_call_half"),
        ({"days_max": 2}, {"days": 3, "weekly_min": 1440}, "day_fewer"),
        ({"days_min": 4}, {"days": 3, "weekly_min": 1440}, "day_more"),
        ({"days_max": 1}, {"days": 5, "weekly_min": 2400, "employment": 1}, "one_day"),
        (
            {"slots": slots("tue_am", "tue_pm", "mon_am", "mon_pm")},
            {"slots": slots("tue_am", "tue_pm", "fri_am"), "days": 2},
            "without_fri",
        ),
        ({"slots": slots("mon_am", "wed_am")}, {"slots": slots("tue_am", "fri_am"), "days": 2}, "any_weekday"),
        ({"min_daily_pay_yen": 110_000}, {}, "pay_10"),
        ({"min_annual_pay_yen": 14_400_000}, {"annual_pay_min_yen": 12_000_000}, "pay_20"),
        ({"must": wishes("housing")}, {}, "offer_housing"),
        ({"must": wishes("travel_paid")}, {}, "offer_travel_paid"),
        ({"must": wishes("extension_after_retirement")}, {}, "offer_extension_after_retirement"),
        ({"must": wishes("housing", "family_support")}, {}, "relocation_help"),
        ({}, {"skills_required": 1}, "skills"),
        ({"employment": 1}, {}, "also_full_time"),
        ({"employment": 2}, {"employment": 1}, "also_part_time"),
        ({"employment": 4}, {}, "also_spot"),
    ],
)
def test_each_change_brings_those_whom_only_it_kept_away(who: Row, what: Row, key: str) -> None:
    world = market(crowd(40, **who), [opening("K-1", **what)])
    found = exact(world, 0)
    assert (len(found.already), gained(found, key)) == (0, 40)
    told = what_if(world, 0, key=KEY)
    assert told.already.key == "few"
    assert band_of(told, key) == "20-49"


def test_retraining_brings_the_neighbouring_specialty_that_wants_it() -> None:
    eager = crowd(40, want=wishes("retraining"))
    neighbour = opening("K-1", next(key for key in INDEX if NEAR[INDEX["internal_medicine"]] >> INDEX[key] & 1))
    assert gained(exact(market(eager, [neighbour]), 0), "offer_retraining") == 40
    assert gained(exact(market(crowd(40), [neighbour]), 0), "offer_retraining") == 0


def test_a_change_that_means_nothing_is_left_out_and_the_order_is_the_tables() -> None:
    told = what_if(market(crowd(3), [opening("K-1", daily_pay_yen=0)]), 0, key=KEY)
    keys = [effect.key for effect in told.effects]
    assert not {"night_duty", "on_call", "pay_10", "any_weekday", "skills", "also_part_time"} & set(keys)
    assert keys == [key for key in SINGLE_CHANGES if key in keys]


def test_only_registered_changes_can_be_asked_for() -> None:
    world = market(crowd(3), [opening("K-1", night_duty=2)])
    told = what_if(world, 0, ["pay_10", "night_duty", "pay_10"], key=KEY)
    assert [effect.key for effect in told.effects] == ["night_duty", "pay_10"]
    with pytest.raises(MarketError, match="not a registered change"):
        what_if(world, 0, ["pay_11"], key=KEY)
    with pytest.raises(MarketError, match="must be from 0 to 0"):
        what_if(world, 1, key=KEY)


def test_every_change_has_a_phrase_and_says_which_conditions_it_decides() -> None:
    for key, change in SINGLE_CHANGES.items():
        assert change.key == key
        assert change.phrase
        assert not change.phrase.endswith("。")
    assert set(DECIDES) <= set(TERMS)


_REASONS_APART = {"closed", "stale", "shield"}


def _naive_row(o: Row, terms: Any) -> Row:
    """The opening under these terms, for the reference."""
    return o | {name: getattr(terms, name) for name in TERMS} | {"annual_pay_min_yen": 0}


def _countable(p: Row, o: Row, openings: list[Row]) -> bool:
    sisters = {o["institution"], o["corporation"]} | {
        row["institution"] for row in openings if row["corporation"] == o["corporation"] != 0
    }
    locked = bool(p["no_solicitation_until"]) and p["no_solicitation_until"] >= TODAY
    return p["licence_verified"] and not locked and not (sisters - {0}) & set(p["hides_from"])


@settings(max_examples=60, deadline=None)
@given(st.one_of(sides(most=4), friendly_sides(most=4)))
def test_the_crowds_are_those_of_the_plain_reference(rows: tuple[list[Row], list[Row]]) -> None:
    physicians, openings = rows
    world = market(physicians, openings)
    for j in range(world.n_openings):
        o = openings[int(world.opening_row[j])]
        found, terms = exact(world, j), plain_terms(world.posts, j)

        def suits(at: int, under: Any, o: Row = o, in_market: Any = world, people: list[Row] = physicians) -> bool:
            p = people[int(in_market.physician_row[at])]
            broken = naive.reasons(p, _naive_row(o, under), TODAY) - _REASONS_APART
            return not broken and _countable(p, o, openings)

        everyone = range(world.n_physicians)
        assert found.already.tolist() == [i for i in everyone if suits(i, terms)]
        expected = {key: change.set(terms) for key, change in SINGLE_CHANGES.items()}
        assert [gain.change.key for gain in found.gains] == [key for key, columns in expected.items() if columns]
        for gain in found.gains:
            columns = expected[gain.change.key]
            assert columns is not None
            after = changed(terms, columns)
            assert gain.rows.tolist() == [i for i in everyone if suits(i, after) and not suits(i, terms)]


# Who is never counted


@pytest.mark.parametrize(
    "hidden",
    [
        {"hides_from": (1,)},  # the institution
        {"hides_from": (90,)},  # its corporation
        {"hides_from": (2,)},  # another institution of the corporation
        {"no_solicitation_until": TODAY},
        {"licence_verified": False},
    ],
)
def test_who_hides_or_is_locked_leaves_no_trace_in_any_answer(hidden: Row) -> None:
    posts = [
        opening("K-1", institution=1, corporation=90, night_duty=2),
        opening("K-2", institution=2, corporation=90, night_duty=2),
        opening("K-3", institution=3),
    ]
    others = crowd(12) + [physician(f"E-{n}", night_duty=0) for n in range(9)]
    for night in (0, 2):
        without = market(others, posts)
        beside = market([*others, physician("X", night_duty=night, **hidden)], posts)
        for key in KEYS[:10]:
            assert what_if(beside, 0, key=key) == what_if(without, 0, key=key)
            assert what_if(beside, 1, key=key) == what_if(without, 1, key=key)
    assert what_if_region(beside, "岩手県", key=KEY) == what_if_region(without, "岩手県", key=KEY)


def test_who_hides_from_one_is_counted_for_others() -> None:
    posts = [opening("K-1", institution=1), opening("K-2", institution=2)]
    world = market(crowd(6, hides_from=(1,)), posts)
    assert (len(exact(world, 0).already), len(exact(world, 1).already)) == (0, 6)


# Bands


def test_no_band_above_the_lowest_stands_for_fewer_than_five() -> None:
    for size in range(FEWEST):
        world = market(crowd(size), [opening("K-1")])
        found = exact(world, 0)
        assert {shown(world, 0, found, key).already.key for key in KEYS} == {"few"}


def test_nobody_and_one_are_the_same_to_the_reader() -> None:
    none, one = (what_if(market(crowd(size), [opening("K-1")]), 0, key=KEY) for size in (0, 1))
    assert none == one
    assert none.already.text == "少数（お一人もいらっしゃらない場合を含みます）"


@pytest.mark.parametrize(
    ("size", "usual"), [(14, "10-19"), (30, "20-49"), (75, "50-99"), (150, "100-199"), (350, "200-499")]
)
def test_bands_are_true_in_the_large(size: int, usual: str) -> None:
    world = market(crowd(size), [opening("K-1")])
    found = exact(world, 0)
    told = [shown(world, 0, found, key).already.key for key in KEYS[:60]]
    assert told.count(usual) >= 45


def test_the_edges_lie_so_far_apart_that_one_physician_moves_one_draw_in_three() -> None:
    drawn = [secret(key) for key in KEYS]
    for count in range(200):
        moved = sum(band(key, b"q", count) != band(key, b"q", count + 1) for key in drawn)
        assert moved <= len(drawn) * (1 / 3 + 0.07)
    draws = {band(key, b"q", 7).key for key in drawn}
    assert draws == {"5-9"}
    assert [one.key for one in PHYSICIANS[:3]] == ["few", "5-9", "10-19"]


def test_a_quarter_is_never_counted_and_it_is_the_same_quarter_for_everybody() -> None:
    numbers = np.array([f"D-{n}" for n in range(8000)])
    kept = counted(secret(KEY), numbers)
    assert 0.73 < kept.mean() < 0.77
    assert (counted(secret(KEY), numbers[::-1])[::-1] == kept).all()
    assert 0.5 < (counted(secret(b"another"), numbers) == kept).mean() < 0.75


# Equal questions


def test_a_question_asked_again_or_in_other_words_has_the_same_answer() -> None:
    base: Row = {"night_duty": 2, "annual_pay_min_yen": 12_000_000, "employment": 1}
    world = market(crowd(30, night_duty=0), [opening("K-1", **base)])
    first = what_if(world, 0, key=KEY)
    for edit in (
        {"annual_pay_min_yen": 12_000_001},
        {"annual_pay_max_yen": 12_050_000, "annual_pay_min_yen": 11_000_000},
        {"daily_pay_yen": 100_999},
        {"weekly_min": 961},
        {"weekly_min": 959},
        {"lat": 39.7 + 1e-7},
        {"lat": 39.7 - 1e-7, "lon": 141.1534},
        {"starts_on": TODAY + 7},
        {"confirmed_on": TODAY - 60},
        {"capacity": 5},
        {"open": False},
        {"designation": 7},
        {"on_call": 1, "on_call_per_month": 9},
    ):
        again = what_if(market(crowd(30, night_duty=0), [opening("K-1", **(base | edit))]), 0, key=KEY)
        assert again == first
    assert what_if(world, 0, key=b"another secret").question == first.question


def test_the_place_is_counted_as_plainly_as_it_is_asked() -> None:
    """Some way off, at a limit of minutes: one edit of metres brings or loses nobody."""
    people = [physician(f"D-{limit}", relocation=0, max_commute_min=limit) for limit in range(20, 60)]
    seen = {
        len(exact(market(people, [opening("K-1", lat=39.9 + step / 10_000)]), 0).already) for step in range(-40, 41, 8)
    }
    assert len(seen) == 1
    unlocated = [market(people, [opening("K-1", located=False, lat=lat)]) for lat in (0.0, 35.0)]
    assert what_if(unlocated[0], 0, key=KEY) == what_if(unlocated[1], 0, key=KEY)


def test_two_changes_that_end_in_the_same_terms_have_one_answer() -> None:
    """Dropping the only Friday, or one day a week less, may be one and the same."""
    world = market(crowd(30, must=wishes("housing")), [opening("K-1", offers=wishes("travel_paid", "family_support"))])
    for key in KEYS[:40]:
        told = what_if(world, 0, key=key)
        assert band_of(told, "offer_housing") == band_of(told, "relocation_help")


def test_without_a_key_a_snapshot_still_answers_alike() -> None:
    world = market(crowd(30), [opening("K-1")])
    assert what_if(world, 0) == what_if(world, 0)
    assert what_if(world, 0).to_dict()["already"]["band"] in {one.key for one in PHYSICIANS}


def test_three_questions_a_day_and_repeats_are_free() -> None:
    assert may_ask("a", [])
    assert may_ask("c", ["a", "b"])
    assert not may_ask("d", ["a", "b", "c"])
    assert may_ask("b", ["a", "b", "c"])
    assert may_ask("d", ["a", "a", "a"])


# Regions


def test_a_region_counts_physicians_and_openings_before_and_after() -> None:
    posts = [opening(f"K-{n}", institution=n + 1, night_duty=2) for n in range(20)] + [
        opening("K-90", institution=90, prefecture=4)
    ]
    world = market(crowd(40, night_duty=0), posts)
    told = what_if_region(world, "岩手県", ["night_duty", "pay_10"], key=KEY)
    assert (told.area, told.n_openings) == ("岩手県", 20)
    assert (told.physicians.key, told.openings.key) == ("few", "few")
    nights, pay = told.effects
    assert [b.key for b in (nights.newly, nights.physicians)] == ["20-49", "20-49"]
    assert [b.key for b in (nights.reaching, nights.openings)] == ["10-19", "10-19"]
    assert {b.key for b in (pay.newly, pay.physicians, pay.reaching, pay.openings)} == {"few"}
    assert told == what_if_region(world, 2, ["night_duty", "pay_10"], key=KEY)
    assert set(told.to_dict()["effects"][0]) == {"key", "phrase", "newly", "physicians", "reaching", "openings"}


def test_whoever_has_an_opening_in_the_region_already_is_not_newly_won_by_a_change_of_another() -> None:
    world = market(crowd(40, night_duty=0), [opening("K-1"), opening("K-2", institution=2, night_duty=2)])
    (nights,) = what_if_region(world, "岩手県", ["night_duty"], key=KEY).effects
    assert (nights.newly.key, nights.physicians.key) == ("few", "20-49")


def test_what_has_candidates_enough_already_is_not_told_as_a_change_whatever_the_draws() -> None:
    posts = [opening(f"K-{n}", institution=n + 1) for n in range(6)]  # bands of six change with the draw
    world = market(crowd(40), posts)
    told = [what_if_region(world, "岩手県", ["night_duty", "pay_10", "skills"], key=key) for key in KEYS[:20]]
    assert len({one.openings.key for one in told}) == 2
    assert {effect.reaching.key for one in told for effect in one.effects} == {"few"}


def test_a_region_may_be_a_designation_and_looks_at_open_openings_only() -> None:
    posts = [opening("K-1", designation=1), opening("K-2", designation=1, open=False), opening("K-3", designation=2)]
    world = market(crowd(40), posts)
    assert what_if_region(world, "shortage", [], key=KEY).n_openings == 1
    assert what_if_region(world, "priority", [], key=KEY).physicians.key == "20-49"
    assert what_if_region(world, "spot", [], key=KEY).physicians.key == "few"
    for wrong in ("東京", 47, -1, "none"):
        with pytest.raises(MarketError, match="area"):
            what_if_region(world, wrong, key=KEY)


def test_a_physician_who_suits_many_openings_of_a_region_is_one_physician() -> None:
    posts = [opening(f"K-{n}", institution=n + 1) for n in range(30)]
    world = market(crowd(14), posts)
    told = what_if_region(world, "岩手県", [], key=KEY)
    assert told.physicians.key in ("5-9", "10-19")
    assert told.openings.key in ("20-49", "few")


def test_an_empty_market_answers_quietly() -> None:
    world = market([], [opening("K-1", night_duty=2)])
    told = what_if(world, 0)
    assert {told.already.key, *(effect.band.key for effect in told.effects)} == {"few"}
    assert what_if_region(world, "岩手県").physicians.key == "few"
    assert what_if_region(market(crowd(3), []), "岩手県").n_openings == 0
