"""Dates as physicians write them, and as we show them back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese import InputProblem
from enishi.common.japanese.eras import (
    EraQuestion,
    age_on,
    birth_echo,
    date_with_weekday,
    era_date,
    era_of,
    parse_birth_date,
    parse_date,
    weekday_name,
    western_with_era,
)

TODAY = date(2026, 11, 23)
BIRTHDAY = date(1958, 4, 5)

ONE_BIRTHDAY_IN_MANY_FORMS = (
    "1958-4-5", "1958-04-05", "1958/4/5", "1958.4.5", "1958 4 5", "1958・4・5", "1958年4月5日", "1958年04月05日",
    "19580405",
    "１９５８年４月５日", "１９５８／４／５", "１９５８－４－５", "1958ー4ー5", "1958–4–5", "1958‐4‐5", "1958−4−5",
    "1958、4、5",
    "1958。4。5", "1958年 4月 5日", " 1958年4月5日 ", "1958年4月5", "一九五八年四月五日", "一九五八年四月五日生まれ",
    "昭和33年4月5日", "昭和３３年４月５日", "昭和 33 年 4 月 5 日", "昭和三十三年四月五日", "昭和三三年四月五日",
    "昭和卅三年四月五日",
    "昭33.4.5", "昭33年4月5日", "昭和33.4.5", "昭和33/4/5", "昭和33-4-5", "S33/4/5", "S33.4.5", "S33-4-5", "s33 4 5",
    "s33.4.5",
    "S.33.4.5", "Ｓ３３．４．５", "ｓ３３／４／５", "S33年4月5日", "S330405", "昭和330405", "㍼33年4月5日", "㍼33.4.5",
    "しょうわ33年4月5日", "Showa 33.4.5", "SHOWA33/4/5", "昭和33年4月5日生", "昭和33年4月5日 68歳",
    "昭和33年4月5日・満68歳",
    "1958年（昭和33年）4月5日", "1958(昭和33)年4月5日", "1958年(S33)4月5日", "昭和33年（1958年）4月5日",
    "昭和33年(1958)4月5日",
    "1958年4月5日（土）", "1958/4/5(土)", "1958年4月5日 土曜日", "1958年4月5日（土曜日）",
)  # fmt: skip


@pytest.mark.parametrize("written", ONE_BIRTHDAY_IN_MANY_FORMS)
def test_one_birthday_is_read_in_every_usual_form(written):
    assert parse_date(written, today=TODAY) == BIRTHDAY
    assert parse_birth_date(written, today=TODAY) == BIRTHDAY


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("明治6年1月1日", date(1873, 1, 1)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("M45.7.29", date(1912, 7, 29)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("大正1年7月30日", date(1912, 7, 30)),
        ("T15.12.24", date(1926, 12, 24)),
        ("大15.12.24", date(1926, 12, 24)),
        ("㍽15年12月24日", date(1926, 12, 24)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("S1.12.25", date(1926, 12, 25)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("昭和六十四年一月七日", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("H元.1.8", date(1989, 1, 8)),
        ("h1/1/8", date(1989, 1, 8)),
        ("㍻31年4月30日", date(2019, 4, 30)),
        ("平31.4.30", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("㋿元年五月一日", date(2019, 5, 1)),
        ("令和八年十一月二十三日", date(2026, 11, 23)),
        ("二〇二六年十二月三十一日", date(2026, 12, 31)),
        ("昭和31年2月29日", date(1956, 2, 29)),
        ("2026年11月23日（月）", date(2026, 11, 23)),
        ("明日", date(2026, 11, 24)),
        ("一昨日", date(2026, 11, 21)),
        ("本日", date(2026, 11, 23)),
    ],
)
def test_eras_are_read_up_to_their_very_first_and_last_day(written, day):
    assert parse_date(written, today=TODAY) == day


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("昭和64年1月8日", "昭和は64年1月7日までです。平成元年（1989年）1月8日のことでしょうか。"),
        ("昭和64年2月1日", "昭和は64年1月7日までです。平成元年（1989年）2月1日のことでしょうか。"),
        ("昭和70年4月1日", "昭和は64年1月7日までです。平成7年（1995年）4月1日のことでしょうか。"),
        ("平成元年1月7日", "平成は1989年1月8日からです。昭和64年（1989年）1月7日のことでしょうか。"),
        ("平成31年5月1日", "平成は31年4月30日までです。令和元年（2019年）5月1日のことでしょうか。"),
        ("令和元年4月30日", "令和は2019年5月1日からです。平成31年（2019年）4月30日のことでしょうか。"),
        ("明治45年7月30日", "明治は45年7月29日までです。大正元年（1912年）7月30日のことでしょうか。"),
        ("大正15年12月25日", "大正は15年12月24日までです。昭和元年（1926年）12月25日のことでしょうか。"),
        ("昭和0年4月5日", "昭和0年という年はありません。最初の年は「昭和元年」です。"),
        ("明治5年4月5日", "明治5年以前は旧暦のため、西暦の年月日でご入力ください。例：1872年12月31日"),
        ("1958/13/5", "13月という月はありません。1から12までの月をご入力ください。例：令和8年4月5日"),
        ("1958/4/31", "4月は1日から30日までです。日をお確かめください。例：令和8年4月5日"),
        ("昭和33年2月29日", "1958年（昭和33年）2月は1日から28日までです。日をお確かめください。例：令和8年4月5日"),
        ("4/5/1958", "年・月・日の順にご入力ください。例：2026/4/5"),
        ("昭和33年4月", "日付は年・月・日まで続けてご入力ください。例：令和8年4月5日"),
        ("1958年", "日付は年・月・日まで続けてご入力ください。例：令和8年4月5日"),
        ("958/4/5", "「958年」という年をお確かめください。例：2026年4月5日、令和8年4月5日"),
        (
            "昭和33年（1959年）4月5日",
            "西暦と元号が合いません。1958年は昭和33年ですが、「1959年」とあります。どちらかをお確かめください。",
        ),
        ("1958年4月5日（日）", "1958年（昭和33年）4月5日は土曜日です。日付か曜日のどちらかをお確かめください。"),
        ("12月3日", "何年の12月3日かが分かりません。年もあわせてご入力ください。例：令和8年12月3日"),
        ("元年4月5日", "どの元号の元年かが分かりません。「平成元年4月5日」のようにご入力ください。"),
        ("", "日付をご入力ください。例：令和8年4月5日"),
        ("　", "日付をご入力ください。例：令和8年4月5日"),
        ("春ごろ", "日付を読み取れませんでした。「令和8年4月5日」や「2026/4/5」のようにご入力ください。"),
        ("1958405", "日付を読み取れませんでした。「令和8年4月5日」や「2026/4/5」のようにご入力ください。"),
    ],
)
def test_a_date_that_cannot_be_is_answered_with_what_it_may_mean(written, sentence):
    with pytest.raises(InputProblem) as refused:
        parse_date(written, today=TODAY)
    assert refused.value.sentence == sentence


def test_a_bare_year_asks_which_era_and_names_the_plausible_ones():
    with pytest.raises(EraQuestion) as asked:
        parse_birth_date("33.4.5", today=TODAY)
    assert asked.value.sentence == (
        "「33年」がどの元号の年か分かりません。昭和33年（1958年）、昭和8年（1933年）のどれでしょうか。"
        "「昭和33年4月5日」のように元号か西暦をつけてご入力ください。"
    )
    assert asked.value.candidates == (date(1958, 4, 5), date(1933, 4, 5))


@pytest.mark.parametrize("written", ["33.4.5", "33/4/5", "３３年４月５日", "330405", "三十三年四月五日"])
def test_with_a_preferred_era_a_bare_year_is_read_at_once(written):
    assert parse_date(written, prefer="showa") == BIRTHDAY


def test_a_day_without_a_year_is_the_next_or_the_last_one_if_the_form_says_so():
    assert parse_date("12月3日", today=TODAY, yearless="next") == date(2026, 12, 3)
    assert parse_date("11/23", today=TODAY, yearless="next") == TODAY
    assert parse_date("4/5", today=TODAY, yearless="next") == date(2027, 4, 5)
    assert parse_date("12月3日（水）", today=TODAY, yearless="last") == date(2025, 12, 3)
    assert parse_date("2月29日", today=date(2096, 3, 1), yearless="next") == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("written", "part_of_the_sentence"),
    [
        ("2027/4/5", "生年月日が先の日付（2027年（令和9年）4月5日）になっています。"),
        ("2010年4月5日", "2010年（平成22年）4月5日のお生まれですと16歳になります。"),
        ("明治40年4月5日", "1907年（明治40年）4月5日のお生まれですと119歳になります。"),
        ("あ", "生年月日を読み取れませんでした。「昭和33年4月5日」や「1958/4/5」のようにご入力ください。"),
        ("4/5/1958", "年・月・日の順にご入力ください。例：1958/4/5"),
        ("958/4/5", "「958年」という年をお確かめください。例：1958年4月5日、昭和33年4月5日"),
        ("1958/13/5", "13月という月はありません。1から12までの月をご入力ください。例：昭和33年4月5日"),
        ("", "生年月日をご入力ください。例：昭和33年4月5日"),
    ],
)
def test_a_birth_date_of_no_physician_is_refused(written, part_of_the_sentence):
    with pytest.raises(InputProblem, match=part_of_the_sentence.replace("(", r"\(")):
        parse_birth_date(written, today=TODAY)


def test_physicians_of_twenty_and_of_a_hundred_and_ten_are_accepted():
    assert parse_birth_date("2006-11-23", today=TODAY) == date(2006, 11, 23)
    assert parse_birth_date("1916-11-23", today=TODAY) == date(1916, 11, 23)
    with pytest.raises(InputProblem):
        parse_birth_date("2006-11-24", today=TODAY)


def test_dates_are_shown_with_both_calendars():
    assert western_with_era(BIRTHDAY) == "1958年（昭和33年）4月5日"
    assert birth_echo(BIRTHDAY, TODAY) == "1958年（昭和33年）4月5日・68歳"
    assert era_date(TODAY) == "令和8年11月23日"
    assert era_date(date(2019, 5, 1)) == "令和元年5月1日"
    assert date_with_weekday(TODAY) == "2026年11月23日（月）"
    assert date_with_weekday(TODAY, with_year=False) == "11月23日（月）"
    assert weekday_name(TODAY) == "月曜日"
    assert western_with_era(date(1800, 1, 2)) == "1800年1月2日"
    with pytest.raises(ValueError, match="no era"):
        era_of(date(1868, 10, 22))


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        (date(1958, 11, 23), TODAY, 68),
        (date(1958, 11, 24), TODAY, 67),
        (date(1956, 2, 29), date(2027, 2, 28), 70),
        (date(1956, 2, 29), date(2027, 3, 1), 71),
        (date(1956, 2, 29), date(2028, 2, 29), 72),
    ],
)
def test_age_turns_on_the_birthday(birth, today, age):
    assert age_on(birth, today) == age


days = st.dates(min_value=date(1873, 1, 1), max_value=date(2199, 12, 31))


@given(days)
def test_every_display_form_can_be_read_back(day):
    today = date(2199, 12, 31)
    for shown in (
        western_with_era(day),
        era_date(day),
        date_with_weekday(day),
        birth_echo(day, today),
        day.isoformat(),
    ):
        assert parse_date(shown, today=today) == day


@given(days)
def test_a_day_shown_without_its_year_is_read_back_in_its_own_week(day):
    assert parse_date(date_with_weekday(day, with_year=False), today=day, yearless="next") == day


@given(st.text(max_size=20) | st.text("0123456789年月日昭和平成令SHR元.-/（）・生歳土", max_size=14))
def test_no_text_breaks_the_date_parser(text):
    try:
        parse_date(text, today=TODAY)
    except InputProblem as problem:
        assert problem.sentence.endswith(("。", "例：令和8年4月5日", "日", "2026/4/5"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("来年３月末", date(2027, 3, 31)), ("来年の3月末日", date(2027, 3, 31)), ("再来年2月末", date(2028, 2, 29)),
        ("今年12月末", date(2026, 12, 31)), ("来年2月末", date(2027, 2, 28)), ("令和9年3月末", date(2027, 3, 31)),
        ("2027/3月末", date(2027, 3, 31)), ("来年三月五日", date(2027, 3, 5)), ("来年3/5", date(2027, 3, 5)),
    ],
)  # fmt: skip
def test_the_end_of_a_month_and_a_year_told_from_this_one_are_days(typed, expected):
    assert parse_date(typed, today=date(2026, 11, 26)) == expected


def test_the_end_of_a_month_without_a_year_is_the_next_or_the_last_one_and_else_the_year_is_asked_for():
    today = date(2026, 11, 26)
    assert parse_date("11月末", today=today, yearless="next") == date(2026, 11, 30)
    assert parse_date("10月末", today=today, yearless="next") == date(2027, 10, 31)
    assert parse_date("11月末", today=today, yearless="last") == date(2025, 11, 30)
    assert parse_date("11月末", today=date(2026, 11, 30), yearless="last") == date(2026, 11, 30)
    assert parse_date("2月末", today=date(2028, 2, 29), yearless="next") == date(2028, 2, 29)
    with pytest.raises(InputProblem) as asked:
        parse_date("3月末", today=today)
    assert "何年の3月末かが分かりません" in asked.value.sentence and "1日" not in asked.value.sentence
    assert parse_date(asked.value.example, today=today) == date(2026, 3, 31)
    with pytest.raises(EraQuestion) as which:
        parse_date("9年3月末", today=today)
    assert "3月末" in which.value.sentence and date(2027, 3, 31) in which.value.candidates


@pytest.mark.parametrize("typed", ["来年13月末", "来年", "来年末", "月末", "来年2月30日", "来年の春"])
def test_what_names_no_day_is_still_refused(typed):
    with pytest.raises(InputProblem):
        parse_date(typed, today=date(2026, 11, 26))
