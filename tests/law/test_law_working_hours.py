"""Hours over all employers against the yearly cap."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.parameters import NotInForce
from enishi.law.working_hours import (
    OvertimeLevel,
    Work,
    duration_words,
    hours_guide,
    own_cap_hours,
    total_cap_hours,
    weekly_budget,
    yearly_overtime_hours,
)

TODAY = date(2026, 11, 23)
A, LINKED_B, B, C1, C2 = OvertimeLevel
levels = st.lists(st.sampled_from(OvertimeLevel), max_size=4)


@pytest.mark.parametrize(
    ("level", "own", "total"),
    [(A, 960, 960), (LINKED_B, 960, 1860), (B, 1860, 1860), (C1, 1860, 1860), (C2, 1860, 1860)],
)
def test_each_level_has_a_cap_at_home_and_one_in_total(level, own, total):
    assert own_cap_hours(level, TODAY) == own
    assert total_cap_hours([level], TODAY) == total


def test_two_hospitals_of_level_a_stay_at_960_together_and_any_other_level_lifts_the_total():
    assert total_cap_hours([A, A], TODAY) == 960
    assert total_cap_hours([A, LINKED_B], TODAY) == 1860
    assert total_cap_hours([B, A], TODAY) == 1860
    assert total_cap_hours([], TODAY) == 960


@pytest.mark.parametrize(("level", "on"), [(A, date(2024, 3, 31)), (B, date(2036, 4, 1)), (LINKED_B, date(2036, 4, 1))])
def test_outside_its_years_a_level_has_no_cap(level, on):
    with pytest.raises(NotInForce):
        total_cap_hours([level], on)


def test_the_weekly_guide_is_forty_hours_and_a_fifty_second_of_the_cap():
    assert duration_words(weekly_budget([A], TODAY)) == "58時間27分"
    assert duration_words(weekly_budget([B], TODAY)) == "75時間46分"
    assert duration_words(40 * 60) == "40時間"


def test_a_full_week_and_one_day_elsewhere_are_added_up():
    guide = hours_guide([Work(A, 40 * 60), Work(A, 8 * 60)], TODAY)
    assert guide.worked == 48 * 60
    assert guide.yearly_overtime_hours == 8 * 52
    assert guide.yearly_cap_hours == 960
    assert duration_words(guide.remaining) == "10時間27分"
    assert not guide.is_over
    assert guide.sentences == ()


def test_a_week_over_the_guide_is_told_so_in_words():
    guide = hours_guide([Work(A, 45 * 60), Work(A, 20 * 60)], TODAY)
    assert guide.is_over
    assert guide.sentences[0] == "合わせて週65時間は、年960時間の上限から見た目安（週58時間27分）を超えています。"
    assert any("面接指導" in sentence for sentence in guide.sentences)


def test_permitted_duty_does_not_count_but_unpermitted_duty_does():
    permitted = hours_guide([Work(A, 40 * 60, permitted_duty=32 * 60)], TODAY)
    unpermitted = hours_guide([Work(A, 72 * 60)], TODAY)
    assert permitted.yearly_overtime_hours == 0
    assert not permitted.is_over
    assert unpermitted.is_over


def test_a_linked_b_physician_may_not_pass_960_at_home():
    guide = hours_guide([Work(LINKED_B, 62 * 60)], TODAY)
    assert not guide.is_over
    assert any(sentence.startswith("連携B水準の勤務先だけで、その上限（年960時間）") for sentence in guide.sentences)
    shared = hours_guide([Work(LINKED_B, 50 * 60), Work(A, 12 * 60)], TODAY)
    assert not any("だけで" in sentence for sentence in shared.sentences)


def test_minutes_below_nothing_are_refused():
    with pytest.raises(ValueError, match="negative"):
        Work(A, -1)
    with pytest.raises(ValueError, match="negative"):
        Work(A, 0, -1)


@given(levels)
def test_whoever_keeps_the_weekly_guide_keeps_the_yearly_cap(levels):
    budget, cap = weekly_budget(levels, TODAY), total_cap_hours(levels, TODAY)
    assert yearly_overtime_hours(budget, TODAY) <= cap
    assert Fraction((budget + 1 - 40 * 60) * 52, 60) > cap


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=4))
def test_the_sum_does_not_depend_on_how_work_is_shared_out(minutes):
    shared = hours_guide([Work(A, part) for part in minutes], TODAY)
    alone = hours_guide([Work(A, sum(minutes))], TODAY)
    assert (shared.worked, shared.remaining, shared.yearly_overtime_hours) == (
        alone.worked,
        alone.remaining,
        alone.yearly_overtime_hours,
    )
    assert shared.is_over == (shared.worked > shared.budget)
