"""Age limits: refused, but for the coded exceptions."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.age_limits import AgeCondition, AgeException, rule_on_age
from enishi.law.contracts import ContractKind
from enishi.law.parameters import Evidence, NotInForce

TODAY = date(2026, 11, 23)
INDEFINITE, FIXED = ContractKind.INDEFINITE, ContractKind.FIXED

SENIORS_ONLY = AgeCondition(youngest=60, exception=AgeException.SENIORS, contract_kind=FIXED)
BELOW_RETIREMENT = AgeCondition(
    oldest=64,
    exception=AgeException.BELOW_RETIREMENT,
    contract_kind=INDEFINITE,
    retirement_age=65,
    reason="定年が65歳のため",
)
SKILLS_GAP = AgeCondition(
    youngest=30, oldest=39, exception=AgeException.SKILLS_GAP, contract_kind=INDEFINITE, reason="30代の医師が少ないため"
)
LONG_CAREER = AgeCondition(
    oldest=34, exception=AgeException.LONG_CAREER, contract_kind=INDEFINITE, reason="長期勤続によるキャリア形成のため"
)
BY_LAW = AgeCondition(youngest=18, exception=AgeException.BY_LAW, legal_basis="労働基準法62条")


@pytest.mark.parametrize(
    ("condition", "label"),
    [
        (AgeCondition(), "年齢不問"),
        (SENIORS_ONLY, "60歳以上（例外事由3号ニ）"),
        (BELOW_RETIREMENT, "64歳以下（例外事由1号）"),
        (SKILLS_GAP, "30歳〜39歳（例外事由3号ロ）"),
        (LONG_CAREER, "34歳以下（例外事由3号イ）"),
        (BY_LAW, "18歳以上（例外事由2号）"),
    ],
)
def test_no_limit_and_the_coded_exceptions_may_stand(condition, label):
    ruling = rule_on_age(condition, TODAY)
    assert ruling.allowed
    assert ruling.problems == ()
    assert ruling.label == label


@pytest.mark.parametrize("exception", [None, *AgeException])
def test_fifty_five_to_seventy_is_refused_under_every_code(exception):
    condition = AgeCondition(55, 70, exception, INDEFINITE, retirement_age=71, reason="経験を重視するため")
    ruling = rule_on_age(condition, TODAY)
    assert not ruling.allowed
    assert ruling.problems


def test_a_limit_without_a_code_is_shown_the_two_lawful_ways():
    (problem,) = rule_on_age(AgeCondition(youngest=60), TODAY).problems
    assert "「60歳以上」（例外事由3号ニ）" in problem
    assert "「定年未満・期間の定めなし」（例外事由1号）" in problem


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        (replace(SENIORS_ONLY, oldest=70, reason="体力"), "この例外では年齢の上限を設けられません。「60歳以上」"),
        (replace(SENIORS_ONLY, youngest=65), "「60歳以上」だけ"),
        (replace(SENIORS_ONLY, youngest=55), "「60歳以上」だけ"),
        (replace(BELOW_RETIREMENT, contract_kind=FIXED), "期間の定めのない契約に限られます"),
        (replace(BELOW_RETIREMENT, youngest=40), "年齢の下限を設けられません"),
        (replace(BELOW_RETIREMENT, oldest=59), "上限は定年と同じ「65歳未満」"),
        (replace(BELOW_RETIREMENT, retirement_age=None), "定年の年齢をご記入ください"),
        (replace(BELOW_RETIREMENT, reason=" "), "年齢の上限を設ける理由"),
        (replace(SKILLS_GAP, youngest=50, oldest=59), "30歳から49歳まで"),
        (replace(SKILLS_GAP, youngest=30, oldest=49), "5〜10歳の幅"),
        (replace(SKILLS_GAP, youngest=30, oldest=33), "5〜10歳の幅"),
        (replace(SKILLS_GAP, contract_kind=FIXED), "期間の定めのない契約に限られます"),
        (replace(LONG_CAREER, experience_required=True), "職務の経験を条件にできません"),
        (replace(BY_LAW, legal_basis=""), "法令の名称と条"),
        (AgeCondition(youngest=60, exception=AgeException.ART), "医師の募集には使えません"),
    ],
)
def test_a_step_outside_an_exception_is_refused_with_the_way_back(condition, part):
    ruling = rule_on_age(condition, TODAY)
    assert not ruling.allowed
    assert any(part in problem for problem in ruling.problems)


def test_all_objections_come_at_once():
    wrong = replace(BELOW_RETIREMENT, contract_kind=FIXED, youngest=40, reason="")
    assert len(rule_on_age(wrong, TODAY).problems) == 3


def test_a_local_civil_servant_is_outside_this_law_and_says_so():
    ruling = rule_on_age(AgeCondition(oldest=64, local_civil_service=True), TODAY)
    assert ruling.allowed
    assert ruling.label == "64歳以下（地方公務員としての任用）"
    assert ruling.evidence is Evidence.TO_CONFIRM


def test_before_october_2007_there_was_no_such_ban():
    with pytest.raises(NotInForce):
        rule_on_age(SENIORS_ONLY, date(2007, 9, 30))


ages = st.none() | st.integers(18, 90)


@given(ages, ages, st.sampled_from([None, *AgeException]), st.sampled_from([INDEFINITE, FIXED]), st.integers(55, 75))
def test_nobody_of_sixty_or_more_is_shut_out_but_by_a_retirement_age_a_law_or_a_young_career(
    youngest, oldest, exception, contract_kind, retirement_age
):
    condition = AgeCondition(youngest, oldest, exception, contract_kind, retirement_age, reason="理由")
    ruling = rule_on_age(condition, TODAY)
    assert ruling.allowed == (not ruling.problems)
    if ruling.allowed and oldest is not None:
        assert exception in (AgeException.BELOW_RETIREMENT, AgeException.LONG_CAREER, AgeException.SKILLS_GAP)
        assert contract_kind is INDEFINITE
