"""An opening must say everything the law asks, and says what is missing all at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.conditions import ITEMS, Conditions, items_in_force, missing_items, unlawful_items
from enishi.law.parameters import NotInForce

TODAY = date(2026, 11, 23)

AOBA_FULL_TIME: Conditions = {
    "duties": "内科外来、病棟管理",
    "duties_change_scope": "法人の定める診療業務",
    "contract_kind": "indefinite",
    "probation": False,
    "place": "青葉病院（みどり町1-2-3）",
    "place_change_scope": "変更なし",
    "working_hours": "午前8時30分〜午後5時15分",
    "breaks": "60分",
    "holidays": "土曜、日曜、祝日",
    "overtime": False,
    "night_duty": False,
    "pay": "年俸1,400万円",
    "pay_details": "手当なし",
    "fixed_overtime": False,
    "insurance": ["健康保険", "厚生年金", "労災保険", "雇用保険"],
    "employer_name": "医療法人青葉会",
    "dispatch": False,
    "smoking": "敷地内禁煙",
}
AOBA_ONE_YEAR: Conditions = AOBA_FULL_TIME | {
    "contract_kind": "fixed",
    "starts_on": date(2027, 4, 1),
    "ends_on": date(2028, 3, 31),
    "renewal": "possible",
    "renewal_criteria": "契約満了時の業務量と健康状態により判断する",
    "renewal_limit": "上限なし",
}


def fields(conditions, on=TODAY):
    return [missing.field for missing in missing_items(conditions, on)]


def test_complete_openings_miss_nothing():
    assert missing_items(AOBA_FULL_TIME, TODAY) == []
    assert missing_items(AOBA_ONE_YEAR, TODAY) == []
    assert unlawful_items(AOBA_FULL_TIME) == []
    assert unlawful_items(AOBA_ONE_YEAR) == []


def test_there_are_eleven_items_and_the_additions_of_2024_are_dated():
    assert [item.number for item in ITEMS] == list(range(1, 12))
    assert [item.number for item in items_in_force(date(2024, 3, 31))] == [1, 2, 4, 5, 6, 7, 8, 9, 10, 11]
    assert len(items_in_force(date(2024, 4, 1))) == 11
    assert 11 not in [item.number for item in items_in_force(date(2020, 3, 31))]


@pytest.mark.parametrize("field", [key for key in AOBA_ONE_YEAR if key not in ("dispatch", "starts_on")])
def test_each_field_left_out_of_a_one_year_contract_is_reported_alone(field):
    without = {key: answer for key, answer in AOBA_ONE_YEAR.items() if key != field}
    reported = fields(without)
    if field == "contract_kind":
        assert reported == ["contract_kind"]  # whether there is a renewal to describe depends on it
    elif field == "renewal":
        assert reported == ["renewal"]
    else:
        assert reported == [field]


def test_a_missing_item_says_what_to_write_with_its_article():
    (missing,) = missing_items(AOBA_ONE_YEAR | {"renewal_limit": "　"}, TODAY)
    assert (missing.number, missing.label) == (3, "更新の上限")
    assert missing.article == "職業安定法施行規則4条の2第3項2号の3"
    assert missing.in_force_since == date(2024, 4, 1)
    assert missing.sentence == (
        "通算契約期間または更新回数の上限をご記入ください（ない場合は「上限なし」）。例：通算契約期間は5年を上限とする"
    )
    assert missing.statutory


def test_an_empty_opening_is_told_everything_at_once():
    reported = missing_items({}, TODAY)
    assert [item.number for item in reported] == sorted(item.number for item in reported)
    assert {item.number for item in reported} == {1, 2, 4, 5, 6, 7, 8, 9, 11}
    assert all("例：" in item.sentence for item in reported)


def test_the_additions_of_2024_are_not_asked_of_an_older_opening():
    old = {key: text for key, text in AOBA_ONE_YEAR.items() if "change_scope" not in key and "renewal" not in key}
    assert fields(old, date(2024, 3, 31)) == []
    assert fields(old, date(2024, 4, 1)) == ["duties_change_scope", "renewal", "place_change_scope"]


def test_smoking_is_asked_from_april_2020():
    silent = AOBA_FULL_TIME | {"smoking": ""}
    assert fields(silent, date(2020, 3, 31)) == []
    assert fields(silent, date(2020, 4, 1)) == ["smoking"]


def test_before_2018_the_table_says_that_it_does_not_know():
    with pytest.raises(NotInForce):
        missing_items(AOBA_FULL_TIME, date(2017, 12, 31))


@pytest.mark.parametrize("word", ["未定", "応相談", "追って連絡", " ", "-"])
def test_a_word_that_says_nothing_is_no_answer(word):
    assert fields(AOBA_FULL_TIME | {"pay": word}) == ["pay"]


def test_renewal_needs_criteria_only_where_it_is_a_question():
    bare = {key: answer for key, answer in AOBA_ONE_YEAR.items() if key not in ("renewal_criteria", "renewal_limit")}
    assert fields(bare | {"renewal": "none"}) == []
    assert fields(bare | {"renewal": "automatic"}) == ["renewal_limit"]
    assert fields(bare | {"renewal": "possible"}) == ["renewal_criteria", "renewal_limit"]


def test_a_term_in_months_stands_for_dates_not_yet_known():
    open_start = {key: answer for key, answer in AOBA_ONE_YEAR.items() if key not in ("starts_on", "ends_on")}
    assert fields(open_start) == ["ends_on"]
    assert fields(open_start | {"contract_months": 12}) == []


def test_fixed_overtime_pay_must_be_opened_up():
    assert fields(AOBA_FULL_TIME | {"fixed_overtime": True}) == [
        "fixed_overtime_base_pay", "fixed_overtime_hours", "fixed_overtime_amount", "fixed_overtime_excess_paid",
    ]  # fmt: skip
    stated = AOBA_FULL_TIME | {
        "fixed_overtime": True, "fixed_overtime_base_pay": 800_000, "fixed_overtime_hours": 20,
        "fixed_overtime_amount": 150_000, "fixed_overtime_excess_paid": False,
    }  # fmt: skip
    assert fields(stated) == []
    assert [wrong.field for wrong in unlawful_items(stated)] == ["fixed_overtime_excess_paid"]
    assert unlawful_items(stated | {"fixed_overtime_excess_paid": True}) == []


def test_probation_and_night_duty_are_followed_up():
    assert fields(AOBA_FULL_TIME | {"probation": True}) == ["probation_details"]
    (missing,) = missing_items(AOBA_FULL_TIME | {"night_duty": True}, TODAY)
    assert missing.field == "night_duty_permission"
    assert not missing.statutory
    assert fields(AOBA_FULL_TIME | {"night_duty": True, "night_duty_permission": "some"}) == []


def test_dispatch_and_dates_turned_round_are_refused():
    (dispatch,) = unlawful_items(AOBA_FULL_TIME | {"dispatch": True})
    assert dispatch.number == 10
    assert "直接雇用" in dispatch.sentence
    reversed_dates = AOBA_ONE_YEAR | {"starts_on": date(2028, 4, 1)}
    assert [wrong.field for wrong in unlawful_items(reversed_dates)] == ["ends_on"]


@given(st.sets(st.sampled_from(sorted(AOBA_ONE_YEAR))), st.sets(st.sampled_from(sorted(AOBA_ONE_YEAR))))
def test_answering_more_never_leaves_more_fields_empty_than_before_among_those_asked(first, second):
    """What is reported is never a field that is answered, and each reported field disappears once it is answered."""
    given_now = {key: AOBA_ONE_YEAR[key] for key in first | second}
    for missing in missing_items(given_now, TODAY):
        assert missing.field not in given_now or missing.field == "ends_on"
        filled = given_now | {missing.field: AOBA_ONE_YEAR.get(missing.field), "starts_on": AOBA_ONE_YEAR["starts_on"]}
        assert missing.field not in fields(filled)
