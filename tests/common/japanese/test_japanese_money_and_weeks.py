"""Yen, half days of the week, working days and line breaks."""

import html
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese import InputProblem
from enishi.common.japanese.halfdays import (
    CODES,
    FULL_WEEK,
    NIGHTS,
    codes_of,
    compact_words,
    count_of,
    mask_of,
    parse_pattern,
    pattern_words,
)
from enishi.common.japanese.money import man_yen_words, parse_yen, yen_words
from enishi.common.japanese.phrases import break_phrases, phrases
from enishi.common.japanese.working_days import add_working_days, is_working_day, working_days_between


@pytest.mark.parametrize(
    "written",
    [
        "1,200万円", "1200万", "１２００万円", "１，２００万円", "12000000", "12,000,000円", "¥12,000,000",
        "1千2百万円", "千二百万円", "一千二百万",
        "1.2千万円", "0.12億円", "年俸1,200万円（税込）", "約1,200万円", "1,200万円以上", "1200万円程度",
        "１年１，２００万円",
    ],
)  # fmt: skip
def test_twelve_million_yen_in_every_form(written):
    assert parse_yen(written) == 12_000_000


@pytest.mark.parametrize(
    ("written", "yen"),
    [
        ("１日９万円", 90_000), ("日給９万円", 90_000), ("9万円/日", 90_000), ("半日45,000円", 45_000),
        ("時給1万円", 10_000),
        ("1時間1万2千円", 12_000), ("当直1回4万円", 40_000), ("9万5千円", 95_000), ("9万5,000円", 95_000),
        ("8.5万円", 85_000),
        ("0.1万円", 1_000), ("九万円", 90_000), ("十万円", 100_000), ("二十万", 200_000), ("1億2000万", 120_000_000),
        ("0円", 0), ("千円", 1_000),
    ],
)  # fmt: skip
def test_amounts_are_read_without_their_period(written, yen):
    assert parse_yen(written) == yen


def test_a_field_in_man_yen_reads_a_bare_number_as_man_but_respects_written_units():
    assert parse_yen("1200", bare="man") == 12_000_000
    assert parse_yen("9.5", bare="man") == 95_000
    assert parse_yen("百二十", bare="man") == parse_yen("１２０", bare="man") == 1_200_000
    assert parse_yen("千二百", bare="man") == 12_000_000
    assert parse_yen("百二十円", bare="man") == parse_yen("百二十") == 120
    assert parse_yen("8千", bare="man") == 8_000
    assert parse_yen("1,200万円", bare="man") == 12_000_000
    assert parse_yen("90,000円", bare="man") == 90_000


@pytest.mark.parametrize(
    "written",
    [
        "",
        "あ",
        "円",
        "万円",
        "-5万円",
        "1200〜1500万円",
        "1,000万円から1,200万円",
        "1200.5円",
        "1.00001万円",
        "9千兆円",
        "99999億円",
    ],
)
def test_what_is_no_single_amount_is_refused(written):
    with pytest.raises(InputProblem, match="円"):
        parse_yen(written)


def test_amounts_are_shown_as_they_are_spoken_of():
    assert man_yen_words(12_000_000) == "1,200万円"
    assert man_yen_words(95_000) == "9万5,000円"
    assert man_yen_words(120_000_000) == "1億2,000万円"
    assert man_yen_words(8_000) == "8,000円"
    assert man_yen_words(0) == "0円"
    assert man_yen_words(-50_000) == "-5万円"
    assert yen_words(12_000_000) == "12,000,000円"


@given(st.integers(0, 10**12))
def test_every_shown_amount_is_read_back_to_the_yen(yen):
    assert parse_yen(man_yen_words(yen)) == parse_yen(yen_words(yen)) == yen


@given(st.integers(0, 99_999), st.integers(0, 9_999))
def test_decimal_man_never_lose_a_yen(man, rest):
    assert parse_yen(f"{man}.{rest:04}万円") == man * 10_000 + rest


@given(
    st.text("0123456789千百十万億円日.,〜年俸一二税込", max_size=12),
    st.text("月火水日曜午前後夜〜、の・から週3コマ", max_size=12),
)
def test_no_text_breaks_the_amount_and_pattern_parsers(amount, pattern):
    for parse, text in ((parse_yen, amount), (parse_pattern, pattern)):
        try:
            assert parse(text) >= 0
        except InputProblem as problem:
            assert problem.sentence and problem.example


def test_the_bit_of_a_half_day_is_day_times_three_plus_part():
    assert mask_of(["mon_am"]) == 1
    assert mask_of(["mon_night"]) == 4
    assert mask_of(["tue_am"]) == 8
    assert mask_of(["sun_night"]) == 1 << 20
    assert mask_of(CODES) == FULL_WEEK == (1 << 21) - 1
    assert codes_of(NIGHTS) == tuple(code for code in CODES if code.endswith("night"))


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("月曜の午前", "mon_am"),
        ("月曜の午前、水曜の午前・午後（週3コマ）", "mon_am wed_am wed_pm"),
        ("月・水の午前", "mon_am wed_am"),
        ("月、水の午前", "mon_am wed_am"),
        ("月曜日午前 火曜日午後", "mon_am tue_pm"),
        ("平日の午前", "mon_am tue_am wed_am thu_am fri_am"),
        ("月〜水の午後", "mon_pm tue_pm wed_pm"),
        ("月曜日から水曜日の午後", "mon_pm tue_pm wed_pm"),
        ("土〜月の夜", "sat_night sun_night mon_night"),
        ("土日の当直", "sat_night sun_night"),
        ("火曜", "tue_am tue_pm"),
        ("木金終日", "thu_am thu_pm fri_am fri_pm"),
        ("日曜日の夜", "sun_night"),
        ("mon_am, wed_pm", "mon_am wed_pm"),
        ("", ""),
    ],
)
def test_a_weekly_pattern_is_read_from_words(written, codes):
    assert parse_pattern(written) == mask_of(codes.split())


@pytest.mark.parametrize("written", ["午前", "そのうち", "祝日の午前", "mon_noon"])
def test_what_is_no_weekly_pattern_is_refused_with_an_example(written):
    with pytest.raises(InputProblem, match="月曜の午前、水曜の午前・午後"):
        parse_pattern(written)


def test_a_pattern_is_shown_in_full_and_in_short():
    mask = parse_pattern("月〜金の午前、土・日の夜")
    assert pattern_words(mask_of(["mon_am", "wed_am", "wed_pm"])) == "月曜の午前、水曜の午前・午後（週3コマ）"
    assert compact_words(mask) == "月〜金の午前、土・日の夜（週7コマ）"
    assert pattern_words(0) == compact_words(0) == "曜日の指定なし"


@given(st.integers(0, FULL_WEEK))
def test_every_pattern_is_read_back_from_each_of_its_forms(mask):
    assert parse_pattern(pattern_words(mask)) == mask
    assert parse_pattern(compact_words(mask)) == mask
    assert mask_of(codes_of(mask)) == mask
    assert parse_pattern(",".join(codes_of(mask))) == mask
    assert count_of(mask) == len(codes_of(mask))


@pytest.mark.parametrize("mask", [-1, FULL_WEEK + 1])
def test_a_number_beyond_the_week_is_no_pattern(mask):
    with pytest.raises(ValueError, match="not a pattern"):
        codes_of(mask)


def test_an_unknown_code_is_no_half_day():
    with pytest.raises(ValueError, match="mon_noon"):
        mask_of(["mon_noon"])


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 24)),  # over a weekend and 勤労感謝の日
        (date(2026, 12, 28), 1, date(2027, 1, 4)),  # over the year-end closing
        (date(2026, 12, 30), 0, date(2027, 1, 4)),
        (date(2026, 12, 28), 0, date(2026, 12, 28)),
        (date(2027, 1, 4), -1, date(2026, 12, 28)),
        (date(2026, 9, 18), 1, date(2026, 9, 24)),  # 敬老の日, the day between, 秋分の日
        (date(2026, 11, 24), 5, date(2026, 12, 1)),
    ],
)
def test_working_days_skip_weekends_holidays_and_the_year_end(start, count, end):
    assert add_working_days(start, count) == end


def test_an_office_may_keep_its_own_closing_days():
    assert not is_working_day(date(2026, 12, 29))
    assert is_working_day(date(2026, 12, 29), closed=())
    assert not is_working_day(date(2027, 1, 1), closed=())
    assert not is_working_day(date(2026, 8, 14), closed={(8, 14)})


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 15))
def test_counting_forth_and_counting_the_days_between_agree(start, count):
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert working_days_between(start, end) == count
    assert working_days_between(end, start) == 0
    assert end > start + timedelta(days=count - 1)


def test_lines_break_between_phrases_and_the_text_is_escaped():
    broken = break_phrases("先生の「ご経験」を、<b>地域</b>の病院がお待ちしています。")
    assert "先生の<wbr>「ご経験」を、<wbr>" in broken
    assert "<b>" not in broken
    assert broken.endswith("お待ちしています。")
    assert break_phrases("") == ""


@given(st.text(max_size=40))
def test_phrases_lose_no_character(text):
    assert "".join(phrases(text)) == text
    assert html.unescape(break_phrases(text).replace("<wbr>", "")) == html.unescape(html.escape(text))


def test_a_variation_selector_stays_with_its_character():
    for phrase in phrases("葛\U000e0100城先生と辻\U000e0100先生が、来られました。"):
        assert not phrase.startswith("\U000e0100")
