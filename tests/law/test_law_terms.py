"""Terms that have passed, contradict each other or break a bound of the law."""

from datetime import date

import pytest

from enishi.law.wording.terms import term_findings
from law.test_law_conditions import AOBA_FULL_TIME, AOBA_ONE_YEAR

TODAY = date(2026, 11, 25)


def rules(conditions, on=TODAY):
    return {finding.rule for finding in term_findings(conditions, on)}


def one_year(**changes):
    return rules(AOBA_ONE_YEAR | changes)


def test_complete_conditions_break_nothing():
    assert rules(AOBA_FULL_TIME) == rules(AOBA_ONE_YEAR) == rules({}) == set()


def test_a_contract_that_has_ended_is_not_advertised():
    past = AOBA_ONE_YEAR | {"starts_on": date(2025, 4, 1), "ends_on": date(2026, 3, 31)}
    assert rules(past) == {"term_ended", "start_passed"}
    assert rules(past, date(2026, 3, 31)) == {"start_passed"}
    assert rules(past, date(2025, 4, 1)) == set()


def test_a_fixed_term_lasts_five_years_at_most():
    assert one_year(ends_on=date(2032, 3, 31)) == set()
    assert one_year(ends_on=date(2032, 4, 1)) == {"term_too_long"}
    assert one_year(ends_on=None, contract_months=60) == set()
    assert one_year(ends_on=None, contract_months=61) == {"term_too_long"}


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("上限なし", set()),
        ("通算契約期間は3年を上限とする", set()),
        ("更新は3回まで", set()),
        ("更新は4回まで", {"renewal_limit_five_years"}),
        ("通算契約期間は5年を上限とする", {"renewal_limit_five_years"}),
        ("通算4年11か月まで", {"renewal_limit_five_years"}),
        ("通算10年まで", set()),
        ("通算1年を上限とする", {"renewal_limit_reached"}),
        ("更新は0回", {"renewal_limit_reached"}),
        ("2026年3月31日を超えて更新しない", {"renewal_limit_passed"}),
        ("令和8年3月まで", {"renewal_limit_passed"}),
        ("令和13年3月31日まで", set()),
        ("満70歳に達する年度まで", {"renewal_limit_age"}),
    ],
)
def test_the_limit_of_renewals_is_read(limit, expected):
    assert one_year(renewal_limit=limit) == expected


def test_a_limit_is_nothing_to_a_contract_that_is_not_renewed():
    assert one_year(renewal="none", renewal_limit="通算1年を上限とする") == set()


def test_the_range_of_change_is_named():
    assert one_year(duties_change_scope="すべての業務", place_change_scope="法人の指定する場所") == {"scope_too_wide"}
    assert one_year(duties_change_scope="法人の定める診療業務", place_change_scope="本院および青浜診療所") == set()


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ("3か月、条件は本採用と同じ", set()),
        ("3か月。年俸は本採用の9割、ほかは同じ", set()),
        ("3か月、給与は別途", {"probation_differs"}),
        ("3か月、社会保険は終了後に加入", {"probation_uninsured"}),
        ("12か月、条件は同じ", {"probation_long"}),
        ("1年、条件は同じ", {"probation_long"}),
    ],
)
def test_a_probation_says_what_differs(details, expected):
    assert one_year(probation=True, probation_details=details) == expected


@pytest.mark.parametrize(
    ("hours", "breaks", "short"),
    [
        ("午前8時30分〜午後5時15分", "60分", False),
        ("午前8時30分〜午後5時15分", "45分", False),
        ("8:30〜17:15", "30分", True),
        ("８：３０〜１７：３０", "45分", True),
        ("午前9時〜午後5時", "正午から60分", False),
        ("午前9時〜正午", "なし", False),
        ("午前9時〜午後4時", "なし", True),
        ("9時から18時半", "45分", True),
        ("9時から18時半", "1時間30分", False),
        ("交代制（8:30〜17:15、13:00〜21:00）", "なし", False),
        ("ご相談", "適宜", False),
    ],
)
def test_breaks_are_as_long_as_the_law_asks(hours, breaks, short):
    assert ("breaks_too_short" in one_year(working_hours=hours, breaks=breaks)) is short
