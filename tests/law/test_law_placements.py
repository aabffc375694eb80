"""What follows from a placement: the two years of rest, its class in the report, the ledgers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.contracts import ContractKind
from enishi.law.ledgers import FEES_LEDGER, LEDGERS, OPENINGS_LEDGER, SEEKERS_LEDGER, Per, retention_until
from enishi.law.parameters import NotInForce
from enishi.law.placement_classes import PlacementClass, person_days, placement_class, planned_person_days
from enishi.law.solicitation import may_solicit, no_solicitation_until

hire_days = st.dates(date(2018, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("hired_on", "until"),
    [
        (date(2026, 4, 1), date(2028, 3, 31)),
        (date(2025, 1, 1), date(2026, 12, 31)),
        (date(2024, 6, 1), date(2026, 5, 31)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2024, 3, 1), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 27)),
        (date(2026, 3, 1), date(2028, 2, 29)),
        (date(2017, 12, 31), None),
    ],
)
def test_two_years_after_an_indefinite_hire_nobody_is_urged_to_move(hired_on, until):
    assert no_solicitation_until("indefinite", hired_on) == until


@given(hire_days)
def test_a_fixed_term_brings_no_such_period(hired_on):
    assert no_solicitation_until(ContractKind.FIXED, hired_on) is None
    assert may_solicit(ContractKind.FIXED, hired_on, hired_on + timedelta(days=1))


@given(hire_days)
def test_the_ban_lasts_two_years_to_the_day_and_not_a_day_longer(hired_on):
    until = no_solicitation_until(ContractKind.INDEFINITE, hired_on)
    assert until is not None
    assert (until - hired_on).days in (729, 730)
    assert not may_solicit(ContractKind.INDEFINITE, hired_on, hired_on)
    assert not may_solicit(ContractKind.INDEFINITE, hired_on, until)
    assert may_solicit(ContractKind.INDEFINITE, hired_on, until + timedelta(days=1))


def test_an_unknown_kind_of_contract_is_not_passed_over_in_silence():
    with pytest.raises(ValueError, match="dispatch"):
        no_solicitation_until("dispatch", date(2026, 4, 1))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (date(2026, 4, 1), date(2026, 4, 1), "日雇"),
        (date(2026, 4, 1), date(2026, 4, 29), "日雇"),
        (date(2026, 4, 1), date(2026, 4, 30), "臨時"),
        (date(2026, 4, 1), date(2026, 7, 30), "臨時"),
        (date(2026, 4, 1), date(2026, 7, 31), "常用"),
        (date(2026, 4, 1), date(2027, 3, 31), "常用"),
        (date(2026, 1, 31), date(2026, 2, 27), "日雇"),
        (date(2026, 1, 31), date(2026, 2, 28), "臨時"),
        (date(2027, 10, 31), date(2028, 2, 28), "臨時"),
        (date(2027, 10, 31), date(2028, 2, 29), "常用"),
    ],
)
def test_a_fixed_term_is_classed_by_its_months(starts_on, ends_on, expected):
    assert placement_class("fixed", starts_on, ends_on).label == expected


def test_an_indefinite_contract_is_regular_whatever_its_hours():
    assert placement_class(ContractKind.INDEFINITE, date(2026, 4, 1)) is PlacementClass.REGULAR


@pytest.mark.parametrize("ends_on", [None, date(2026, 3, 31)])
def test_a_fixed_term_without_a_proper_end_cannot_be_classed(ends_on):
    with pytest.raises(ValueError, match="last day"):
        placement_class("fixed", date(2026, 4, 1), ends_on)


@given(st.dates(date(2018, 1, 1), date(2050, 1, 1)), st.integers(0, 400))
def test_a_longer_term_never_falls_into_a_lower_class(starts_on, length):
    order = [PlacementClass.DAILY, PlacementClass.TEMPORARY, PlacementClass.REGULAR]
    classes = [placement_class("fixed", starts_on, starts_on + timedelta(days=days)) for days in (length, length + 1)]
    assert order.index(classes[0]) <= order.index(classes[1])


def test_person_days_count_each_working_day_once_and_only_within_the_contract():
    term = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 10)}
    worked = [date(2026, 12, 1), date(2026, 12, 1), date(2026, 12, 10), date(2026, 12, 11), date(2026, 11, 30)]
    assert person_days(worked, **term) == 2
    assert planned_person_days(date(2026, 12, 1), date(2026, 12, 10), {1, 3}) == 4  # two Tuesdays, two Thursdays
    assert planned_person_days(date(2026, 12, 1), date(2026, 12, 10), set()) == 0
    with pytest.raises(ValueError, match="before it begins"):
        planned_person_days(date(2026, 12, 10), date(2026, 12, 1), {1})


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 120), st.sets(st.integers(0, 6)))
def test_the_plan_equals_the_attendance_if_everyone_comes(starts_on, length, weekdays):
    ends_on = starts_on + timedelta(days=length)
    dates = [day for day in (starts_on + timedelta(days=n) for n in range(length + 1)) if day.weekday() in weekdays]
    assert planned_person_days(starts_on, ends_on, weekdays) == person_days(dates, starts_on=starts_on, ends_on=ends_on)


def test_the_ledgers_carry_their_legal_names_and_columns_in_order():
    assert [ledger.title for ledger in LEDGERS.values()] == [
        "求人管理簿",
        "求職管理簿",
        "手数料管理簿",
        "求人者リスト（様式30）",
    ]
    assert OPENINGS_LEDGER.labels == (
        "求人受理番号", "求人者の氏名又は名称", "求人者の所在地", "連絡担当者の氏名", "連絡担当者の電話番号",
        "求人受付年月日", "求人の有効期間",
        "求人数", "職種", "就業場所", "雇用期間", "賃金", "紹介年月日", "求職者の氏名", "採否結果", "採用年月日",
        "無期・有期の別",
        "転職勧奨禁止期間", "6か月以内の離職状況", "備考",
    )  # fmt: skip
    assert SEEKERS_LEDGER.labels[1:7] == (
        "求職者の氏名", "求職者の住所", "生年月日", "希望職種", "求職受付年月日", "求職の有効期間",
    )  # fmt: skip
    assert FEES_LEDGER.labels == (
        "手数料を支払う者の氏名又は名称", "徴収年月日", "手数料の種類", "手数料の額", "第二種特別加入保険料",
        "手数料の算出の根拠", "備考",
    )  # fmt: skip


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS)
def test_internal_remarks_never_reach_the_labour_bureau(ledger):
    is_list_for_the_bureau = ledger.name == "form30"
    assert any(column.internal for column in ledger.columns) != is_list_for_the_bureau
    assert "内部備考" not in ledger.labels
    names = [column.name for column in ledger.columns]
    assert len(names) == len(set(names))
    assert all(column.source for column in ledger.columns)


def test_each_referral_has_its_own_result_and_fees_have_no_referrals():
    for ledger in (OPENINGS_LEDGER, SEEKERS_LEDGER):
        per_referral = {column.name for column in ledger.columns if column.per is Per.REFERRAL}
        assert {"referred_on", "hired_on", "no_solicitation_until", "left_within_six_months"} <= per_referral
    assert all(column.per is Per.ROW for column in FEES_LEDGER.columns)


@pytest.mark.parametrize(
    ("valid_until", "kept_until"),
    [
        (date(2026, 3, 31), date(2028, 3, 31)),
        (date(2026, 12, 31), date(2028, 12, 31)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 29)),
    ],
)
def test_a_ledger_row_is_kept_two_full_years_after_its_validity(valid_until, kept_until):
    assert retention_until(valid_until) == kept_until


def test_retention_before_our_records_begin_is_not_invented():
    with pytest.raises(NotInForce):
        retention_until(date(2017, 12, 31))
