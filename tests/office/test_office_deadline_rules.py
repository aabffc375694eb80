"""Days of the office: never one in the past, windows as the rule says, the licence by its terms."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.office.deadline_rules import deadlines, licence_until


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2020, 8, 1), date(2023, 7, 31)), (date(2023, 7, 31), date(2023, 7, 31)), (date(2023, 8, 1), date(2028, 7, 31)),
        (date(2028, 8, 1), date(2033, 7, 31)),
    ],
)  # fmt: skip
def test_a_licence_runs_three_years_and_then_five(day, until):
    assert licence_until(date(2020, 8, 1), day) == until


def test_the_report_of_the_year_before_is_due_on_the_last_of_april_and_the_next_one_from_may_on():
    assert next(d for d in deadlines(date(2026, 4, 30), licensed=None)).words.startswith("2025年度")
    assert date(2027, 4, 30) in {d.by for d in deadlines(date(2026, 5, 1), licensed=None)}


def test_the_renewal_is_told_three_months_before_its_end_and_after_that_the_end_itself():
    assert any("更新を申請" in d.words for d in deadlines(date(2028, 4, 30), licensed=date(2020, 8, 1)))
    assert any(
        d.by == date(2028, 7, 31) and "終わる" in d.words
        for d in deadlines(date(2028, 6, 1), licensed=date(2020, 8, 1))
    )


@given(st.dates(date(2018, 1, 1), date(2080, 12, 31)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_no_deadline_lies_in_the_past_and_they_come_in_order(day, licensed):
    found = deadlines(day, licensed=licensed)
    assert all(d.by >= day for d in found) and [d.by for d in found] == sorted(d.by for d in found)
