"""The month a physician could begin in, and times of day."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese import InputProblem
from enishi.common.japanese.eras import (
    EraQuestion,
    parse_month,
    parse_time,
    time_range_words,
    time_words,
    western_month_with_era,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "year", "month"),
    [
        ("令和9年4月", 2027, 4),
        ("令和９年４月", 2027, 4),
        ("令和九年四月", 2027, 4),
        ("R9.4", 2027, 4),
        ("r9/4", 2027, 4),
        ("2027/4", 2027, 4),
        ("2027-04", 2027, 4),
        ("２０２７年４月", 2027, 4),
        ("202704", 2027, 4),
        ("2027年4月から", 2027, 4),
        ("2027年4月上旬ごろ", 2027, 4),
        ("2027年4月〜", 2027, 4),
        ("2027年4月1日", 2027, 4),
        ("令和9年4月15日", 2027, 4),
        ("2027年（令和9年）4月", 2027, 4),
        ("来年の春ごろ", 2027, 4),
        ("来年4月", 2027, 4),
        ("来年の4月以降", 2027, 4),
        ("再来年の秋", 2028, 10),
        ("今年の冬", 2026, 12),
        ("令和9年夏", 2027, 7),
        ("2027年の秋頃", 2027, 10),
        ("来年度", 2027, 4),
        ("令和9年度", 2027, 4),
        ("年明け", 2027, 1),
        ("春", 2027, 4),
        ("4月", 2027, 4),
        ("11月", 2026, 11),
        ("12月末", 2026, 12),
        ("来月", 2026, 12),
        ("3か月後", 2027, 2),
        ("半年後", 2027, 5),
        ("1年後", 2027, 11),
        ("すぐにでも", 2026, 11),
        ("昭和64年1月", 1989, 1),
        ("平成元年1月", 1989, 1),
    ],
)
def test_a_starting_month_is_read_in_words_and_numbers(written, year, month):
    assert parse_month(written, today=TODAY) == date(year, month, 1)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("昭和64年2月", "昭和は64年1月7日までです。平成元年（1989年）2月のことでしょうか。"),
        ("平成39年4月", "平成は31年4月30日までです。令和9年（2027年）4月のことでしょうか。"),
        ("令和元年4月", "令和は2019年5月1日からです。平成31年（2019年）4月のことでしょうか。"),
        ("2027年13月", "13月という月はありません。1から12までの月をご入力ください。例：令和9年4月"),
        (
            "未定",
            "始められる時期を読み取れませんでした。「令和9年4月」「2027/4」「来年の春ごろ」のようにご入力ください。",
        ),
        (
            "2027年（令和8年）4月",
            "西暦と元号が合いません。2027年は令和9年ですが、「令和8年」とあります。どちらかをお確かめください。",
        ),
        ("", "始められる時期をご入力ください。例：令和9年4月"),
    ],
)
def test_a_month_that_cannot_be_is_answered_with_a_sentence(written, sentence):
    with pytest.raises(InputProblem) as refused:
        parse_month(written, today=TODAY)
    assert refused.value.sentence == sentence


def test_a_bare_year_asks_and_offers_only_months_to_come():
    with pytest.raises(EraQuestion) as asked:
        parse_month("9.4", today=TODAY)
    assert asked.value.candidates == (date(2027, 4, 1),)
    assert "令和9年（2027年）のことでしょうか。" in asked.value.sentence
    assert parse_month("9.4", today=TODAY, prefer="reiwa") == date(2027, 4, 1)


def test_from_april_on_next_fiscal_year_is_a_year_away_and_before_april_it_is_near():
    assert parse_month("来年度", today=date(2027, 4, 1)) == date(2028, 4, 1)
    assert parse_month("来年度", today=date(2027, 3, 31)) == date(2027, 4, 1)


@given(st.dates(min_value=date(1873, 1, 1), max_value=date(2199, 12, 1)))
def test_a_shown_month_is_read_back(day):
    assert parse_month(western_month_with_era(day), today=TODAY) == day.replace(day=1)


@given(st.text(max_size=20) | st.text("0123456789年月日令和平成R元度春来か後ごろ.-/（）の", max_size=14))
def test_no_text_breaks_the_month_parser(text):
    try:
        assert parse_month(text, today=TODAY).day == 1
    except InputProblem as problem:
        assert problem.sentence


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("9時", time(9)), ("9:30", time(9, 30)), ("９時半", time(9, 30)), ("午前9時", time(9)), ("午後5時", time(17)),
        ("午後5時15分", time(17, 15)), ("17時30分", time(17, 30)), ("1730", time(17, 30)), ("5pm", time(17)),
        ("am 8:00", time(8)),
        ("正午", time(12)), ("午前0時", time(0)), ("午後0時30分", time(12, 30)), ("午後12時30分", time(12, 30)),
        ("24時", time(0)),
        ("九時三十分", time(9, 30)), ("朝8時", time(8)), ("午前12時", time(0)), ("17時頃", time(17)),
    ],
)  # fmt: skip
def test_times_are_read_in_usual_forms(written, moment):
    assert parse_time(written) == moment


@pytest.mark.parametrize("written", ["25時", "9時60分", "あさ", "", "24:30"])
def test_times_that_do_not_exist_are_refused(written):
    with pytest.raises(InputProblem):
        parse_time(written)


def test_a_range_says_when_it_ends_on_the_next_day():
    assert time_range_words(time(9), time(17)) == "午前9時〜午後5時"
    assert time_range_words(time(17, 15), time(8, 30)) == "午後5時15分〜翌日の午前8時30分"
    assert time_range_words(time(9), time(12)) == "午前9時〜正午"


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_shown_time_is_read_back(hour, minute):
    assert parse_time(time_words(time(hour, minute))) == time(hour, minute)
