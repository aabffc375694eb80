"""Reading the month in which a physician could begin: 令和9年4月, 2027/4, R9.4, 来年の春ごろ."""

import re
from datetime import date

from enishi.common.japanese.date_parsing import (
    ERA_PATTERN,
    YEAR_WORDS,
    EraQuestion,
    check_second_year,
    check_western_year,
    era_clash,
    parse_date,
    today_in_japan,
    western_year,
    without_second_year,
)
from enishi.common.japanese.era_table import ERAS, Era, EraKey, era_named
from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import arabic_numerals, half_width, plain_dashes

MONTH_EXAMPLE = "令和9年4月"

# A season stands for the month in which posts usually begin then: April and October are the two dates of the Japanese
# hospital year, July and December begin summer and winter. Winter is December and not January, so that 今年の冬
# said in November is not a month long past.
SEASON_MONTHS = {
    "春": 4,
    "初夏": 6,
    "夏": 7,
    "秋": 10,
    "冬": 12,
    "年度初め": 4,
    "年度はじめ": 4,
    "新年度": 4,
    "年明け": 1,
}
FISCAL_YEAR_WORDS = {"今年度": 0, "来年度": 1, "再来年度": 2}
# Distance in months from the current one.
MONTH_WORDS = {"今月": 0, "来月": 1, "再来月": 2, "今すぐ": 0, "いますぐ": 0, "すぐ": 0, "すぐに": 0, "すぐにでも": 0,
               "いつでも": 0, "半年後": 6}  # fmt: skip

_SEASON = "|".join(sorted(SEASON_MONTHS, key=len, reverse=True))
_YEAR_WORD = "|".join(sorted(YEAR_WORDS, key=len, reverse=True))
_VAGUE = re.compile(
    r"\s*(?:ごろ|頃|ころ|くらい|ぐらい|以降|から|より|あたり|上旬|中旬|下旬|初め|はじめ|末|中|開始|希望|-|~|〜)$"
)
_NUMERIC = re.compile(
    rf"(?P<era>{ERA_PATTERN})?[.\s]*(?P<year>\d{{1,4}}|元)[-/.\s年の]+(?P<month>\d{{1,2}})\s*月?", re.I
)
_COMPACT = re.compile(r"(?P<year>(?:19|20|21)\d{2})(?P<month>\d{2})")
_YEAR_AND_SEASON = re.compile(
    rf"(?P<era>{ERA_PATTERN})?[.\s]*(?P<year>\d{{1,4}}|元)年[の\s]*(?P<season>{_SEASON})", re.I
)
_FISCAL = re.compile(rf"(?P<era>{ERA_PATTERN})?[.\s]*(?P<year>\d{{1,4}}|元)年度", re.I)
_WORD_AND_MONTH = re.compile(rf"(?P<word>{_YEAR_WORD})[の\s]*(?:(?P<month>\d{{1,2}})月|(?P<season>{_SEASON}))")
_MONTH_ONLY = re.compile(rf"(?:(?P<month>\d{{1,2}})月|(?P<season>{_SEASON}))")
_LATER = re.compile(r"(?P<count>\d{1,2})\s*(?P<unit>か月|ヶ月|カ月|ヵ月|ケ月|箇月|年)後")


def parse_month(text: str, *, today: date | None = None, prefer: EraKey | None = None) -> date:
    """The month a person wrote, as its first day.

    Beside numbers and eras it maps words: 春 4月, 夏 7月, 秋 10月, 冬 12月, 年明け 1月, 来年度 April of the next fiscal
    year, 来月, 半年後, 3か月後, すぐにでも the current month. A month or season without a year is the next one from
    today; ごろ, 以降, 上旬 and the like are dropped. A full date gives its month.

    prefer: era of a bare one- or two-digit year (`9.4`); None asks. Raises InputProblem.
    """
    today = today or today_in_japan()
    words = plain_dashes(arabic_numerals(half_width(text))).strip()
    while (shorter := _VAGUE.sub("", words)) != words and shorter:
        words = shorter
    if not words:
        raise InputProblem(f"始められる時期をご入力ください。例：{MONTH_EXAMPLE}", example=MONTH_EXAMPLE)
    words, other_year = without_second_year(words)
    try:
        month = _from_words(words, today) or _from_numbers(words, prefer) or _from_full_date(words, today, prefer)
    except EraQuestion as question:
        raise question.among(lambda day: day >= today.replace(day=1)) from None
    check_second_year(month, other_year)
    return month


def _from_words(words: str, today: date) -> date | None:
    if words in MONTH_WORDS:
        return _months_after(today, MONTH_WORDS[words])
    if words in FISCAL_YEAR_WORDS:
        fiscal_year = today.year - (today.month < 4)
        return date(fiscal_year + FISCAL_YEAR_WORDS[words], 4, 1)
    if found := _LATER.fullmatch(words):
        return _months_after(today, int(found["count"]) * (12 if found["unit"] == "年" else 1))
    if found := _WORD_AND_MONTH.fullmatch(words):
        return _first_of(today.year + YEAR_WORDS[found["word"]], _month_number(found))
    if found := _MONTH_ONLY.fullmatch(words):
        month = _month_number(found)
        return _first_of(today.year + (month < today.month), month)
    return None


def _from_numbers(words: str, prefer: EraKey | None) -> date | None:
    if found := _COMPACT.fullmatch(words):
        return _first_of(int(found["year"]), int(found["month"]))
    if found := _FISCAL.fullmatch(words):
        month = 4
    elif found := (_NUMERIC.fullmatch(words) or _YEAR_AND_SEASON.fullmatch(words)):
        month = _month_number(found)
    else:
        return None
    number = 1 if found["year"] == "元" else int(found["year"])
    if found["era"]:
        return _era_month(era_named(found["era"]), number, month)
    if len(found["year"]) <= 2:
        if prefer is None:
            raise EraQuestion(found["year"], f"{month}月", _possible_months(number, month))
        return _era_month(era_named(prefer), number, month)
    check_western_year(number, f"{found['year']}年")
    return _first_of(number, month)


def _from_full_date(words: str, today: date, prefer: EraKey | None) -> date:
    try:
        return parse_date(words, today=today, prefer=prefer, yearless="next").replace(day=1)
    except EraQuestion:
        raise
    except InputProblem as problem:
        if problem.candidates:
            raise
        raise InputProblem(
            f"始められる時期を読み取れませんでした。「{MONTH_EXAMPLE}」「2027/4」「来年の春ごろ」のようにご入力ください。",
            example=MONTH_EXAMPLE,
        ) from None


def _month_number(found: re.Match[str]) -> int:
    groups = found.groupdict()
    return int(groups["month"]) if groups.get("month") else SEASON_MONTHS[groups["season"] or ""]


def _first_of(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise InputProblem(
            f"{month}月という月はありません。1から12までの月をご入力ください。例：{MONTH_EXAMPLE}",
            example=MONTH_EXAMPLE,
        )
    return date(year, month, 1)


def _months_after(day: date, months: int) -> date:
    years, month_index = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month_index + 1, 1)


def _era_month(era: Era, era_year: int, month: int) -> date:
    """A month belongs to an era if any of its days does: 昭和64年1月 and 平成元年1月 are the same month."""
    first = _first_of(western_year(era, era_year), month)
    next_first = _months_after(first, 1)
    if next_first <= era.first or (era.last is not None and first > era.last):
        raise era_clash(era, first, f"{month}月")
    return first


def _possible_months(number: int, month: int) -> tuple[date, ...]:
    """Months a bare year may mean, the newest era first: a starting month lies ahead."""
    _first_of(2000, month)
    found = []
    for era in reversed(ERAS):
        try:
            found.append(_era_month(era, number, month))
        except InputProblem:
            continue
    found.append(date(2000 + number, month, 1))
    return tuple(sorted(dict.fromkeys(found), reverse=True))
