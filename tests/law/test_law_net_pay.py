"""手取りのめやす: a range between nothing and the pay, more pay is more, and the steps of the law to the yen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.dated import Evidence
from enishi.law.income_tax import MAN, YEARS, Household, earned_income_yen, tax_year, taxes
from enishi.law.net_pay import Insured, Job, net_pay
from enishi.law.social_insurance import premiums

ON = date(2026, 11, 25)
R8 = tax_year(ON)
STEP_OF_THE_LAW = 50 * MAN
"""Where a deduction ends at an income, and where somebody leaves one insurance for another, a little more pay may leave less."""
pays = st.integers(0, 5_000 * MAN)
ages = st.integers(25, 95)


def range_of(*pay, age=62, insured=Insured.YES, spouse=False, others=0, on=ON):
    return net_pay(jobs=[Job(yen, insured) for yen in pay], age=age, spouse=spouse, others=others, on=on)


@pytest.mark.parametrize(
    ("pay", "income"),
    [
        (0, 0),
        (740_000, 0),
        (2_000_000, 1_260_000),
        (3_600_000, 2_440_000),
        (6_600_000, 4_840_000),
        (8_500_000, 6_550_000),
        (15_000_000, 13_050_000),
    ],
)
def test_the_deduction_from_pay_follows_its_table(pay, income):
    assert earned_income_yen(pay, R8) == income


@pytest.mark.parametrize(
    ("income_up_to", "basic"),
    [(488, 104), (490, 67), (654, 67), (656, 62), (2_350, 62), (2_351, 48), (2_500, 16), (2_501, 0)],
)
def test_the_basic_deduction_of_2026_has_its_steps(income_up_to, basic):
    pay = next(p for p in range(0, 30_000 * MAN, MAN) if earned_income_yen(p, R8) >= income_up_to * MAN)
    with_it = taxes(pay_yen=pay, insurance_yen=0, household=Household(), rules=R8).income
    taxable = (earned_income_yen(pay, R8) - basic * MAN) // 1_000 * 1_000
    _, percent, minus = next(row for row in R8.bands if taxable <= row[0])
    assert with_it == (taxable * percent // 100 - minus) * 1_021 // 1_000 // 100 * 100


def test_the_bands_join_without_a_gap_or_a_jump():
    for (most, percent, minus), (_, next_percent, next_minus) in zip(R8.bands, R8.bands[1:], strict=False):
        border = most + 1_000
        assert border * percent // 100 - minus == border * next_percent // 100 - next_minus


def test_fifteen_million_a_year_leaves_between_ten_and_eleven():
    found = range_of(1_500 * MAN)
    assert 990 * MAN < found.low.net < found.high.net < 1_100 * MAN
    assert found.low.premiums.pension == (65 * 12 + 300) * MAN * 915 // 10_000
    assert found.high.premiums.pension == 65 * 12 * MAN * 915 // 10_000


@given(pays, pays, ages, st.sampled_from(Insured), st.booleans(), st.integers(0, 4))
def test_what_is_left_lies_between_nothing_and_the_pay(one, two, age, insured, spouse, others):
    found = range_of(one, two, age=age, insured=insured, spouse=spouse, others=others)
    assert found.low.net <= found.high.net <= found.pay == one + two
    for end in (found.low, found.high):
        assert min(end.premiums.pension, end.premiums.health, end.premiums.care, end.income_tax, end.resident_tax) >= 0
        assert end.net == end.pay - end.taken


@given(pays, st.integers(0, 500 * MAN), ages, st.sampled_from([Insured.YES, Insured.NO]))
def test_more_pay_leaves_more_but_for_the_steps_of_the_law(pay, more, age, insured):
    before, after = range_of(pay, age=age, insured=insured), range_of(pay + more, age=age, insured=insured)
    slack = STEP_OF_THE_LAW if pay else STEP_OF_THE_LAW + 30 * MAN
    assert after.low.net >= before.low.net - slack and after.high.net >= before.high.net - slack


@given(pays, pays, st.integers(0, 300 * MAN))
def test_tax_grows_with_pay_and_shrinks_with_what_is_taken_off(pay, more, insurance):
    def owed(yen, off, household):
        return taxes(pay_yen=yen, insurance_yen=off, household=household, rules=R8)

    alone = Household()
    assert owed(pay + more, insurance, alone).income >= owed(pay, insurance, alone).income
    assert owed(pay, insurance, alone).income <= owed(pay, 0, alone).income
    family = owed(pay, insurance, Household(spouse=True, others=2))
    assert family.income <= owed(pay, insurance, alone).income
    assert family.resident <= owed(pay, insurance, alone).resident


@given(pays, ages)
def test_a_job_of_which_nobody_knows_covers_both_answers(pay, age):
    unknown = range_of(pay, age=age, insured=Insured.UNKNOWN)
    for known in (range_of(pay, age=age, insured=Insured.YES), range_of(pay, age=age, insured=Insured.NO)):
        assert unknown.low.net <= known.low.net and known.high.net <= unknown.high.net


@pytest.mark.parametrize(
    ("age", "pension", "care"),
    [(59, True, True), (64, True, True), (65, True, True), (69, True, True), (70, False, True), (75, False, True)],
)
def test_premiums_end_and_begin_at_their_ages(age, pension, care):
    asked = premiums(pay_yen=1_200 * MAN, insured_yen=1_200 * MAN, main_yen=1_200 * MAN, age=age, on=ON, dear=True)
    assert bool(asked.pension) is pension and bool(asked.care) is care
    later = premiums(pay_yen=3_000 * MAN, insured_yen=0, main_yen=0, age=75, on=ON, dear=False)
    assert later.health == 850_000 and later.unemployment == 0


def test_several_insured_jobs_are_added_up_and_meet_the_ceiling_once():
    together, alone = range_of(600 * MAN, 600 * MAN), range_of(1_200 * MAN)
    assert together.high.premiums.pension == alone.high.premiums.pension
    assert together.high.premiums.unemployment < alone.high.premiums.unemployment


def test_nobody_without_an_insured_job_pays_for_employment_and_before_sixty_the_basic_pension_is_due():
    found = range_of(300 * MAN, age=58, insured=Insured.NO)
    assert found.low.premiums.pension == 17_920 * 12 and found.low.premiums.unemployment == 0
    assert range_of(300 * MAN, age=60, insured=Insured.NO).low.premiums.pension == 0


def test_a_later_year_takes_the_last_figures_known_and_an_earlier_one_is_refused():
    assert tax_year(date(2031, 1, 1)) is YEARS[-1] and R8.evidence is Evidence.TO_CONFIRM
    assert tax_year(date(2025, 12, 31)).year == 2025
    with pytest.raises(LookupError):
        tax_year(date(2024, 12, 31))
    assert range_of(900 * MAN, on=date(2031, 1, 1)).low.net > 0


def test_amounts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="no job"):
        net_pay(jobs=[], age=60, spouse=False, others=0, on=ON)
    with pytest.raises(ValueError, match="negative"):
        taxes(pay_yen=-1, insurance_yen=0, household=Household(), rules=R8)
    with pytest.raises(ValueError, match="fit"):
        premiums(pay_yen=1, insured_yen=2, main_yen=0, age=60, on=ON, dear=True)
