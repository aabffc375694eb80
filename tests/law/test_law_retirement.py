"""定年カレンダー: days counted from the last day of work."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.retirement import STEPS, end_of_month, plan_for, third_of_year

DAYS = st.dates(date(2026, 1, 1), date(2060, 12, 31))


def day_of(code, last_day):
    return next((d.on for d in plan_for(last_day) if d.step.code == code), None)


@pytest.mark.parametrize(
    ("code", "last_day", "on"),
    [
        ("voluntary_cover", date(2028, 3, 31), date(2028, 4, 20)),
        ("national_health", date(2028, 3, 31), date(2028, 4, 14)),
        ("talk_family", date(2028, 3, 31), date(2026, 3, 1)),
        ("papers", date(2028, 1, 31), date(2027, 12, 1)),
        ("trial_winter", date(2028, 3, 31), date(2027, 2, 1)),
        ("trial_winter", date(2027, 10, 31), date(2026, 2, 1)),
        ("report", date(2028, 3, 31), date(2027, 1, 15)),
        ("report", date(2029, 3, 31), date(2029, 1, 15)),
        ("tax_return", date(2028, 3, 31), date(2029, 3, 15)),
        ("last_day", date(2028, 3, 31), date(2028, 3, 31)),
    ],
)
def test_each_step_has_its_day(code, last_day, on):
    assert day_of(code, last_day) == on


def test_a_month_means_its_last_day_and_a_year_has_three_thirds():
    assert end_of_month(date(2028, 2, 1)) == date(2028, 2, 29)
    assert [third_of_year(date(2028, month, 1)) for month in (1, 4, 5, 8, 9, 12)] == [1, 1, 2, 2, 3, 3]


@given(DAYS)
def test_a_plan_is_in_order_and_names_the_article_of_every_deadline(last_day):
    plan = plan_for(last_day)
    assert [d.on for d in plan] == sorted(d.on for d in plan)
    assert len({d.step.code for d in plan}) == len(plan) >= len(STEPS) - 1
    assert all(d.step.source for d in plan if d.step.is_deadline)
    assert all(d.step.why for d in plan)
