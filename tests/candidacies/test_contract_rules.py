"""What a contract says against what both agreed to: read where the words are beyond doubt, and never claimed of what they leave open."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.aftercare.models import CareTask
from enishi.candidacies import placement
from enishi.candidacies.contract_rules import Agreed, Contract, differences, fingerprint
from enishi.candidacies.models import Placement
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.law.periods import last_day_of_period
from enishi.openings.conditions import _man

APRIL, MARCH = date(2027, 4, 1), date(2028, 3, 31)
A_YEAR = Contract("fixed", APRIL, APRIL, MARCH, 4, 9_000_000)
AGREED = Agreed(
    terms={
        "contract": "期間の定めあり（12か月）",
        "days": "週2日：火曜の午前・午後、木曜の午前・午後（週4コマ）",
        "pay": "年俸800万円〜1,000万円（税込）",
    },
    on=date(2027, 2, 1),
)


def labels(recorded=A_YEAR, **terms):
    agreed = replace(AGREED, terms=dict(AGREED.terms) | terms)
    return [row.label for row in differences(recorded, agreed)]


def test_a_contract_as_agreed_differs_in_nothing():
    assert labels() == [] and fingerprint([]) == ""


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"contract_kind": "indefinite", "ends_on": None}, "契約期間"),
        ({"ends_on": date(2027, 9, 30)}, "契約の終わりの日"),
        ({"half_days_per_week": 6}, "1週間のコマ数"),
        ({"expected_annual_pay_yen": 7_990_000}, "1年の見込みの報酬"),
        ({"expected_annual_pay_yen": 10_010_000}, "1年の見込みの報酬"),
        ({"hired_on": date(2027, 1, 31)}, "採用の日"),
    ],
)
def test_each_figure_that_is_another_is_told(changed, label):
    assert labels(replace(A_YEAR, **changed)) == [label]


@pytest.mark.parametrize(
    "words",
    [
        "期間の定めあり（2028年3月31日まで）", "期間の定めあり（令和10年3月31日まで）", "2027年4月1日から2028年3月31日まで",
        "期間の定めあり（2028年（令和10年）3月31日まで）", "期間の定めあり（令和10年(2028年)3月31日まで）", "2028年2月まで", "１年契約（有期）", "有期", "ご相談のうえ決めます", "",
    ],
)  # fmt: skip
def test_the_term_is_read_in_the_words_of_an_agreement(words):
    assert labels(contract=words) == []


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("期間の定めなし", "契約期間"), ("無期雇用", "契約期間"), ("期間の定めあり（2028年3月30日まで）", "契約の終わりの日"),
        ("期間の定めあり（6か月）", "契約の終わりの日"), ("令和9年5月1日から令和10年3月31日まで", "勤務の始まる日"),
    ],
)  # fmt: skip
def test_another_term_in_the_words_is_told(words, label):
    assert labels(contract=words) == [label]


@pytest.mark.parametrize(
    "words",
    [
        "年俸900万円（税込）",
        "年俸850万円から（税込）",
        "年俸900万円まで（税込）",
        "1日9万円（税込）",
        "面談で決めます",
        "",
    ],
)
def test_pay_within_the_words_is_no_difference(words):
    assert labels(pay=words) == []


@pytest.mark.parametrize(
    "words", ["年俸1,200万円〜1,450万円（税込）", "年俸950万円から（税込）", "年俸850万円まで（税込）"]
)
def test_pay_outside_the_words_is_told(words):
    assert labels(pay=words) == ["1年の見込みの報酬"]


def test_days_are_two_half_days_each_and_a_choice_of_days_is_no_contradiction():
    four_of_five = "週4日（次の曜日のうち4日）：月曜の午前・午後、火曜の午前・午後、水曜の午前・午後、木曜の午前・午後、金曜の午前・午後"
    assert labels(replace(A_YEAR, half_days_per_week=8), days=four_of_five) == []
    assert labels(replace(A_YEAR, half_days_per_week=10), days=four_of_five) == ["1週間のコマ数"]
    assert labels(replace(A_YEAR, half_days_per_week=5), days="週２．５日") == []
    assert labels(replace(A_YEAR, half_days_per_week=21), days="ご都合に合わせます") == []


def test_a_plan_in_phases_begins_with_its_first():
    by_and_by = replace(AGREED, first_phase=(date(2027, 5, 1), Decimal("5")))
    assert [row.label for row in differences(A_YEAR, by_and_by)] == ["勤務の始まる日", "1週間のコマ数"]
    as_planned = replace(
        A_YEAR, hired_on=date(2027, 5, 1), starts_on=date(2027, 5, 1), ends_on=date(2028, 4, 30), half_days_per_week=10
    )
    assert differences(as_planned, by_and_by) == []


@given(
    start=st.dates(date(2025, 1, 1), date(2040, 12, 31)),
    months=st.integers(1, 60),
    low=st.integers(100, 3_000),
    more=st.integers(0, 2_000),
    days=st.integers(1, 14),
)
def test_whatever_the_opening_says_a_contract_that_says_the_same_differs_in_nothing(start, months, low, more, days):
    pay = f"年俸{_man(low * 10_000)}〜{_man((low + more) * 10_000)}（税込）"
    terms = {"contract": f"期間の定めあり（{months}か月）", "days": f"週{days / 2:g}日", "pay": pay}
    agreed = Agreed(terms=terms, on=start)
    same = Contract("fixed", start, start, last_day_of_period(start, months=months), days, low * 10_000)
    assert differences(same, agreed) == []
    longer = replace(same, ends_on=same.ends_on + timedelta(days=1))
    assert [row.label for row in differences(longer, agreed)] == ["契約の終わりの日"]


def test_a_contract_that_differs_is_recorded_only_by_who_has_read_in_what(world):
    talk = world.candidacy(state="agreed")
    terms = {"contract_kind": "indefinite", "starts_on": today(), "half_days_per_week": 4}
    by = world.actor(talk.opening.institution)
    for seen in ("", "f" * 64):
        with pytest.raises(StepRefused) as refused:
            placement.record_contract(candidacy=talk, by=by, **terms, seen_differences=seen)
        assert refused.value.codes == {"differs"} and "契約期間" in refused.value.refusals[0].sentence
    assert not Placement.objects.exists()
    world.record_contract(talk, **terms)
    placement.confirm_contract(candidacy=talk, by=world.actor(talk.physician))
    assert "契約期間" in CareTask.objects.get(candidacy=talk, kind="contract").words


def test_work_does_not_begin_before_the_hiring_and_a_contract_as_agreed_leaves_no_task(world):
    talk = world.candidacy(state="agreed")
    terms = {"contract_kind": "fixed", "half_days_per_week": 4, "ends_on": last_day_of_period(today(), years=1)}
    with pytest.raises(StepRefused) as refused:
        world.record_contract(talk, starts_on=today(), hired_on=today() + timedelta(days=1), **terms)
    assert refused.value.codes == {"starts_on"}
    world.record_contract(talk, starts_on=today(), **terms)
    placement.confirm_contract(candidacy=talk, by=world.actor(talk.physician))
    assert not CareTask.objects.filter(candidacy=talk, kind="contract").exists()
