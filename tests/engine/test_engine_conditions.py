"""Hard conditions: each with its story, then all of them against the plain reference on random markets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from engine import naive
from engine.random_markets import sides
from engine.world import TODAY, Row, market, one_pair, opening, physician, slots, specialty_bits, wishes
from enishi.engine import Condition, reasons
from enishi.engine.conditions import conditions_in
from enishi.engine.words.refusals import key

SENDAI: dict[str, Any] = {"lat": 38.27, "lon": 140.87, "prefecture": 3}
FULL_TIME: dict[str, Any] = {"employment": 1, "days": 5, "weekly_min": 2400, "daily_pay_yen": 0}


def broken(p: Row, o: Row) -> set[str]:
    bits = int(reasons(one_pair(p, o), np.array([0]), np.array([0]))[0])
    return {key(condition) for condition in conditions_in(bits)}


def test_a_willing_internist_and_an_internal_medicine_opening_of_his_town_fit() -> None:
    assert broken(physician(), opening()) == set()


STORIES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    # condition, the physician, the opening that is out, and the nearest opening that is in
    ("closed", {}, {"open": False}, {"open": True}),
    ("closed", {}, {"capacity": 0}, {"capacity": 1}),
    ("stale", {}, {"confirmed_on": TODAY - 46}, {"confirmed_on": TODAY - 45}),
    ("stale", {}, {"confirmed_on": 0}, {"confirmed_on": TODAY}),
    ("skills", {"skills": 1}, {"skills_required": 3}, {"skills_required": 1}),
    ("employment", {"employment": 6}, {"employment": 1}, {"employment": 3}),
    ("prefecture", {"prefectures": 1 << 2}, {"prefecture": 3}, {"prefecture": 2}),
    ("commute", {"max_commute_min": 60}, SENDAI, {}),
    ("days", {"days_max": 3}, {"days": 4}, {"days": 3}),
    ("days", {"days_min": 2}, {"days": 1}, {"days": 2}),
    (
        "slots",
        {"slots": slots("tue_am", "tue_pm")},
        {"slots": slots("tue_am", "thu_am")},
        {"slots": slots("tue_am"), "days": 1},
    ),
    ("night_duty", {"night_duty": 0}, {"night_duty": 2}, {"night_duty": 1}),
    ("on_call", {"on_call": 0}, {"on_call": 2}, {"on_call": 1}),
    ("pay", {"min_daily_pay_yen": 90_000}, {"daily_pay_yen": 89_999}, {"daily_pay_yen": 90_000}),
    (
        "pay",
        {"min_annual_pay_yen": 12_000_001},
        {**FULL_TIME, "annual_pay_max_yen": 12_000_000},
        {**FULL_TIME, "annual_pay_max_yen": 12_000_001},
    ),
    (
        "must_wish",
        {"must": wishes("housing", "no_weekend")},
        {"offers": wishes("housing")},
        {"offers": wishes("housing", "no_weekend")},
    ),
    ("never_wish", {"never": wishes("wards")}, {"offers": wishes("wards")}, {"offers": wishes("outpatient")}),
    ("hours", {"hours_left_min": 960}, {"weekly_min": 961}, {"weekly_min": 960}),
    ("age_exception", {"is_60_or_over": False}, {"age_exception": 1}, {"age_exception": 2}),
    ("shield", {"hides_from": (7,)}, {"institution": 7}, {"institution": 8}),
    ("shield", {"hides_from": (7,)}, {"institution": 8, "corporation": 7}, {"institution": 8, "corporation": 9}),
]


@pytest.mark.parametrize(("name", "who", "out", "fits"), STORIES)
def test_a_condition_stops_the_pair_beyond_its_line_and_not_at_it(
    name: str, who: dict[str, Any], out: dict[str, Any], fits: dict[str, Any]
) -> None:
    assert broken(physician(**who), opening(**out)) == {name}
    assert broken(physician(**who), opening(**fits)) == set()


def test_the_last_day_of_a_no_solicitation_promise_is_kept() -> None:
    assert broken(physician(no_solicitation_until=TODAY), opening()) == {"no_solicitation"}
    assert broken(physician(no_solicitation_until=TODAY - 1), opening()) == set()


def test_a_cardiologist_serves_internal_medicine_but_an_internist_does_not_serve_cardiology() -> None:
    assert broken(physician("D-1", "cardiology"), opening("K-1", "internal_medicine")) == set()
    assert broken(physician("D-1", "internal_medicine"), opening("K-1", "cardiology")) == {"specialty"}


def test_an_opening_for_any_specialty_takes_an_ophthalmologist() -> None:
    assert broken(physician("D-1", "ophthalmology"), opening(specialties=0)) == set()
    assert broken(physician("D-1", "ophthalmology"), opening()) == {"specialty"}


def test_a_surgeon_turns_to_general_practice_only_when_retraining_is_both_offered_and_wanted() -> None:
    retraining = wishes("retraining")
    surgeon = physician("D-1", "gastrointestinal_surgery", want=retraining)
    assert broken(surgeon, opening("K-1", "general_practice", offers=retraining)) == set()
    assert broken(surgeon, opening("K-1", "general_practice")) == {"specialty"}
    assert broken(surgeon | {"want": 0}, opening("K-1", "general_practice", offers=retraining)) == {"specialty"}
    assert broken(surgeon, opening("K-1", "ophthalmology", offers=retraining)) == {"specialty"}


def test_whoever_stays_over_weekly_or_moves_is_not_held_to_the_commute() -> None:
    for relocation, expected in ((0, {"commute"}), (1, set()), (2, set())):
        assert broken(physician(max_commute_min=60, relocation=relocation), opening(**SENDAI)) == expected


def test_an_unknown_distance_is_a_question_and_no_refusal() -> None:
    assert broken(physician(max_commute_min=0, located=False, lat=0, lon=0), opening(**SENDAI)) == set()


def test_a_choice_of_weekdays_needs_only_as_many_as_the_opening_has_days() -> None:
    tuesday = physician(slots=slots("tue_am", "tue_pm"))
    week = slots("mon_am", "tue_am", "wed_am", "thu_am", "fri_am")
    assert broken(tuesday, opening(days=1, slots=week)) == set()
    assert broken(tuesday, opening(days=2, slots=week)) == {"slots"}
    assert broken(tuesday, opening(days=2, slots=0)) == {"slots"}  # no half-days named: still two weekdays


def test_pay_that_is_not_stated_is_no_refusal() -> None:
    assert broken(physician(min_daily_pay_yen=90_000), opening(daily_pay_yen=0)) == set()
    assert broken(physician(min_annual_pay_yen=20_000_000), opening(annual_pay_max_yen=0)) == set()


def test_a_person_of_sixty_may_see_an_opening_limited_by_the_lawful_exception() -> None:
    assert broken(physician(is_60_or_over=True), opening(age_exception=1)) == set()


def test_all_broken_conditions_are_said_at_once() -> None:
    p = physician(night_duty=0, on_call=0, days_max=1, must=wishes("housing"))
    assert broken(p, opening(night_duty=2, on_call=2)) == {"night_duty", "on_call", "days", "must_wish"}


def test_an_unverified_licence_does_not_stop_a_suggestion() -> None:
    assert broken(physician(licence_verified=False), opening()) == set()


@settings(max_examples=150, deadline=None)
@given(sides())
def test_the_reason_bits_agree_with_the_plain_reference(rows: tuple[list[Row], list[Row]]) -> None:
    doctors, openings = rows
    world = market(doctors, openings)
    bits = reasons(world, np.arange(len(doctors))[:, None], np.arange(len(openings))[None, :])
    for i, row in enumerate(world.physician_row):
        for j, post in enumerate(world.opening_row):
            found = {key(condition) for condition in conditions_in(int(bits[i, j]))}
            assert found == naive.reasons(doctors[row], openings[post], TODAY)


@settings(max_examples=50, deadline=None)
@given(sides())
def test_a_block_of_pairs_and_the_same_pairs_one_by_one_have_the_same_bits(rows: tuple[list[Row], list[Row]]) -> None:
    world = market(*rows)
    block = reasons(world, np.arange(world.n_physicians)[:, None], np.arange(world.n_openings)[None, :])
    i, j = np.divmod(np.arange(block.size), world.n_openings)
    assert (reasons(world, i, j) == block.ravel()).all()


def test_every_condition_has_its_own_bit_and_a_rule_or_the_shield() -> None:
    from enishi.engine.conditions import RULES

    ruled = [condition for condition, _ in RULES]
    assert sorted([*ruled, Condition.SHIELD]) == sorted(Condition)
    assert len({int(condition) for condition in Condition}) == len(list(Condition))


def test_the_tree_lets_nobody_serve_and_retrain_for_the_same_specialty() -> None:
    from enishi.engine.specialties import INDEX, N_BASIC, NEAR, SERVES, SPECIALTIES, find

    assert all(serves & near == 0 for serves, near in zip(SERVES, NEAR, strict=True))
    assert sum(node.parent is None for node in SPECIALTIES) == N_BASIC == 19
    assert len(SPECIALTIES) <= 64
    assert find("循環器内科") == find(" Cardiology ") == INDEX["cardiology"]
    assert find("リハビリ") == INDEX["rehabilitation"]
    assert find("魔法科") is None
    assert SERVES[INDEX["hepatology"]] == specialty_bits("hepatology", "gastroenterology", "internal_medicine")
