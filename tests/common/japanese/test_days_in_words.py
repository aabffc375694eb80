"""Days of the calendar in running words: contracts, agreements and advertisements are read by one rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese.days_in_words import days_in
from enishi.common.japanese.eras import western_with_era

APRIL = date(2026, 4, 1)


@pytest.mark.parametrize(
    "words",
    ["令和8年4月1日", "2026年4月1日", "R8.4.1", "2026/04/01", "2026年(令和8年)4月1日", "令和8年(2026年)4月1日", "令和8(2026)年4月1日"],
)  # fmt: skip
def test_one_day_in_many_forms_among_other_words(words):
    sentence = f"採用は{words}から、定員は4名です。"
    (found,) = days_in(sentence)
    assert (found.day, found.whole, sentence[found.start : found.end]) == (APRIL, True, words)


def test_a_month_alone_says_that_it_names_no_day():
    (found,) = days_in("令和8年4月から")
    assert (found.day, found.whole) == (APRIL, False)


def test_what_no_calendar_has_is_told_and_what_is_no_day_is_not():
    assert [found.day for found in days_in("2026年2月30日")] == [None]
    assert not [*days_in("年2回、4月1日付、平均12.5日、電話 03-1234-5678")]


@given(st.dates(date(1926, 12, 26), date(2099, 12, 31)), st.dates(date(1926, 12, 26), date(2099, 12, 31)))
def test_days_as_we_show_them_are_found_in_their_order(first, last):
    words = f"期間は{western_with_era(first)}から{western_with_era(last)}まで"
    assert [(found.day, found.whole) for found in days_in(words.replace("（", "(").replace("）", ")"))] == [
        (first, True),
        (last, True),
    ]
