"""在職老齢年金: what is stopped, to the yen at the threshold."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.dated import Evidence
from enishi.law.parameters import NotInForce
from enishi.law.pension import by_days, counted_pay_yen, stopped_yen, threshold

FY2026 = date(2026, 11, 25)
MAN = 10_000
amounts = st.integers(0, 2_000_000)


@pytest.mark.parametrize(
    ("basic", "pay", "stopped"),
    [
        (200_000, 450_000, 0),  # exactly 65万
        (200_000, 451_000, 500),  # 65.1万
        (200_000, 449_999, 0),
        (200_000, 450_001, 0),  # half a yen is dropped
        (100_000, 650_000, 50_000),
        (100_000, 750_000, 100_000),  # all of it, and not more
        (100_000, 2_000_000, 100_000),
        (0, 2_000_000, 0),
    ],
)
def test_half_of_what_goes_over_65_man_is_stopped_and_at_most_the_pension(basic, pay, stopped):
    assert stopped_yen(basic, pay, threshold(FY2026).value) == stopped


@pytest.mark.parametrize(
    ("on", "figure"),
    [
        (date(2024, 4, 1), 500_000),
        (date(2025, 3, 31), 500_000),
        (date(2025, 4, 1), 510_000),
        (date(2026, 3, 31), 510_000),
        (date(2026, 4, 1), 650_000),
    ],
)
def test_the_threshold_is_that_of_the_fiscal_year(on, figure):
    assert threshold(on).value == figure


def test_a_year_not_published_yet_takes_the_last_one_which_says_when_it_ended():
    figure = threshold(date(2027, 4, 1))
    assert figure.value == 650_000 and figure.valid_to == date(2027, 3, 31)
    with pytest.raises(NotInForce):
        threshold(date(2024, 3, 31))
    assert threshold(date(2024, 4, 1)).evidence is Evidence.PUBLISHED


def test_pay_counts_up_to_the_top_grade_and_bonuses_by_the_twelfth():
    assert counted_pay_yen(1_500_000, 1_200_000, FY2026) == 650_000 + 100_000
    assert counted_pay_yen(400_000, 0, FY2026) == 400_000
    assert counted_pay_yen(1_500_000, 0, date(2028, 1, 1)) == 680_000  # raised step by step from 2027-09 on
    assert counted_pay_yen(1_500_000, 0, date(2035, 1, 1)) == 750_000


def test_one_and_two_days_a_week_stop_nothing_as_they_belong_to_no_employees_pension():
    lines = by_days(basic_yen=15 * MAN, daily_pay_yen=9 * MAN, hours_a_day=Decimal(8), yearly_bonus_yen=0, on=FY2026)
    assert [line.days for line in lines] == [1, 2, 3, 4, 5]
    assert [line.insured for line in lines] == [False, False, True, True, True]
    assert [line.stopped for line in lines] == [0, 0, 75_000, 75_000, 75_000]
    assert lines[0].pay == 390_000 and lines[0].together == 540_000


def test_amounts_below_nothing_are_refused():
    with pytest.raises(ValueError, match="negative"):
        stopped_yen(-1, 0, 650_000)


@given(amounts, amounts, amounts)
def test_more_pay_never_stops_less_and_never_costs_more_than_half_of_it(basic, pay, more):
    limit = threshold(FY2026).value
    before, after = stopped_yen(basic, pay, limit), stopped_yen(basic, pay + more, limit)
    assert 0 <= before <= after <= basic
    assert after - before <= (more + 1) // 2
