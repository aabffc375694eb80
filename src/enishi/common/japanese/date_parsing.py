"""Reading a day written in any usual Japanese form."""

import calendar
import contextlib
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from enishi.common.japanese.date_display import (
    WEEKDAYS,
    age_on,
    weekday_name,
    western_with_era,
)
from enishi.common.japanese.era_table import (
    ERAS,
    GREGORIAN_SINCE,
    Era,
    EraKey,
    era_named,
    era_year_words,
)
from enishi.common.japanese.problems import InputProblem
from enishi.common.japanese.widths import arabic_numerals, half_width, plain_dashes

Yearless = Literal["next", "last"]

DATE_EXAMPLE = "令和8年4月5日"
BIRTH_EXAMPLE = "昭和33年4月5日"
YOUNGEST_PHYSICIAN, OLDEST_PHYSICIAN = 20, 110
_FIRST_WESTERN_YEAR, _LAST_WESTERN_YEAR = 1868, 2199

ERA_PATTERN = "|".join(sorted({s for era in ERAS for s in era.spellings}, key=len, reverse=True))
_YEAR = r"(?P<year>\d{1,4}|元)"
_FULL = re.compile(
    rf"(?P<era>{ERA_PATTERN})?[.\s]*{_YEAR}[-/.\s年]+(?P<month>\d{{1,2}})[-/.\s月]+(?P<day>\d{{1,2}})\s*日?", re.I
)
_COMPACT = re.compile(
    rf"(?P<era>{ERA_PATTERN})?[.\s]*(?P<year>\d{{4}}|\d{{2}})(?P<month>\d{{2}})(?P<day>\d{{2}})", re.I
)
_YEARLESS = re.compile(r"(?P<month>\d{1,2})[-/.\s月]+(?P<day>\d{1,2})\s*日?")
_WITHOUT_DAY = re.compile(rf"(?P<era>{ERA_PATTERN})?[.\s]*{_YEAR}[-/.\s年]+((?P<month>\d{{1,2}})[-/.\s月]*)?", re.I)
_DAY_FIRST = re.compile(r"\d{1,2}[-/.\s]+\d{1,2}[-/.\s]+\d{4}")

_SECOND_YEAR = re.compile(
    rf"(?<=年)\((?P<era>{ERA_PATTERN})?(?P<year>\d+|元)年?\)|(?<=\d)\((?P<era2>{ERA_PATTERN})(?P<year2>\d+|元)年?\)(?=年)",
    re.I,
)
_WEEKDAY = re.compile(r"\s*(?:\((?P<inside>[月火水木金土日])(?:曜日?)?\)|(?P<plain>[月火水木金土日])曜日?)$")
_TAIL = re.compile(r"\s*(?:満?\d{1,3}[歳才]|生まれ|うまれ|生)$")
YEAR_WORDS = {"今年": 0, "本年": 0, "ことし": 0, "来年": 1, "らいねん": 1, "翌年": 1, "再来年": 2, "さらいねん": 2}
_YEAR_WORD = re.compile(rf"({'|'.join(YEAR_WORDS)})[の\s]*(?=\d)")
_MONTH_END = re.compile(r"(?<=\d)\s*月の?末日?$")
_RELATIVE_DAYS = {"一昨日": -2, "おととい": -2, "昨日": -1, "きのう": -1, "今日": 0, "きょう": 0, "本日": 0,
                  "明日": 1, "あす": 1, "あした": 1, "明後日": 2, "あさって": 2}  # fmt: skip


class EraQuestion(InputProblem):
    """A bare year such as 33 fits several calendars; `candidates` holds the days it may mean."""

    def __init__(self, year: str, rest: str, candidates: tuple[date, ...]) -> None:
        """year: as written; rest: month and, if known, day to repeat, e.g. "4月5日"."""
        example = f"{era_year_words(candidates[0])}{rest}" if candidates else DATE_EXAMPLE
        choices = "、".join(f"{era_year_words(day)}（{day.year}年）" for day in candidates)
        asked = {0: "", 1: f"{choices}のことでしょうか。"}.get(len(candidates), f"{choices}のどれでしょうか。")
        super().__init__(
            f"「{year}年」がどの元号の年か分かりません。{asked}「{example}」のように元号か西暦をつけてご入力ください。",
            example=example,
            candidates=candidates,
        )
        self.year = year
        self.rest = rest

    def among(self, possible: Callable[[date], bool]) -> "EraQuestion":
        """The same question with only the possible days; unchanged if none is."""
        days = tuple(filter(possible, self.candidates))
        return EraQuestion(self.year, self.rest, days) if days else self


def today_in_japan() -> date:
    """The current day in Japan, whatever zone the server runs in."""
    return datetime.now(ZoneInfo("Asia/Tokyo")).date()


def parse_date(
    text: str,
    *,
    today: date | None = None,
    prefer: EraKey | None = None,
    yearless: Yearless | None = None,
    label: str = "日付",
) -> date:
    """The day a person wrote.

    Accepts `1958-4-5`, `1958年4月5日`, `19580405`, `昭和33年4月5日`, `昭33.4.5`, `S33/4/5`, `㍼33…`, full width,
    kanji numerals, 元年, a year with the other calendar in brackets, a trailing weekday, age or 生まれ, 今日, 明日, 来年3月5日,
    and the end of a month (令和9年3月末, 来年3月末日).

    today: needed for 明日 and for dates without a year; the current day in Japan if left out.
    prefer: era to assume for a bare one- or two-digit year (`33.4.5`); None asks the person which era is meant.
    yearless: what `4月5日` means: the `next` such day (today included) or the `last` one; None asks for the year.
    label: how the field is called in the sentence when nothing can be read.

    Raises InputProblem; for an era question `candidates` holds the days that could be meant.
    """
    if (relative := _RELATIVE_DAYS.get(text.strip())) is not None:
        return (today or today_in_japan()) + timedelta(days=relative)
    words = _cleaned(text)
    if not words:
        raise InputProblem(f"{label}をご入力ください。例：{DATE_EXAMPLE}", example=DATE_EXAMPLE)
    if found := _YEAR_WORD.match(words):
        words = f"{(today or today_in_japan()).year + YEAR_WORDS[found[1]]}年{words[found.end() :]}"
    words, weekday = _without_weekday(words)
    words, other_year = without_second_year(words)
    read = _read_month_end if _MONTH_END.search(words) else _read
    day = read(words, today=today, prefer=prefer, yearless=yearless, label=label)
    check_second_year(day, other_year)
    if weekday is not None and WEEKDAYS[day.weekday()] != weekday:
        raise InputProblem(
            f"{western_with_era(day)}は{weekday_name(day)}です。日付か曜日のどちらかをお確かめください。",
            candidates=(day,),
        )
    return day


def parse_birth_date(text: str, *, today: date | None = None, prefer: EraKey | None = None) -> date:
    """A physician's birth date: `parse_date` plus a plausible age of 20 to 110 years. Raises InputProblem."""
    today = today or today_in_japan()
    try:
        birth = parse_date(text, today=today, prefer=prefer, label="生年月日")
    except EraQuestion as question:
        raise question.among(lambda day: day <= today and _plausible(age_on(day, today))) from None
    except InputProblem as problem:
        raise _of_a_birth(problem) from None
    if birth > today:
        raise InputProblem(
            f"生年月日が先の日付（{western_with_era(birth)}）になっています。「{BIRTH_EXAMPLE}」のようにご入力ください。",
            example=BIRTH_EXAMPLE,
        )
    age = age_on(birth, today)
    if not _plausible(age):
        raise InputProblem(
            f"{western_with_era(birth)}のお生まれですと{age}歳になります。生年月日をもう一度お確かめください。例：{BIRTH_EXAMPLE}",
            example=BIRTH_EXAMPLE,
        )
    return birth


def _of_a_birth(problem: InputProblem) -> InputProblem:
    """The same problem with the examples of a birth date in place of those of any other day."""
    sentence, example = problem.sentence, problem.example
    for plain, birth in ((DATE_EXAMPLE, BIRTH_EXAMPLE), ("2026年4月5日", "1958年4月5日"), ("2026/4/5", "1958/4/5")):
        sentence, example = sentence.replace(plain, birth), example.replace(plain, birth)
    return InputProblem(sentence, example=example, candidates=problem.candidates)


def _plausible(age: int) -> bool:
    return YOUNGEST_PHYSICIAN <= age <= OLDEST_PHYSICIAN


def build_date(year: int, month: int, day: int) -> date:
    """A date, or InputProblem with the sentence for a month or day that does not exist."""
    if not 1 <= month <= 12:
        raise InputProblem(
            f"{month}月という月はありません。1から12までの月をご入力ください。例：{DATE_EXAMPLE}", example=DATE_EXAMPLE
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        # In both calendars: who typed 昭和33年 need not reckon what 1958 is.
        which = western_with_era(date(year, 2, 1)).removesuffix("1日") if month == 2 else f"{month}月"
        raise InputProblem(
            f"{which}は1日から{last}日までです。日をお確かめください。例：{DATE_EXAMPLE}", example=DATE_EXAMPLE
        )
    return date(year, month, day)


def western_year(era: Era, era_year: int) -> int:
    """Western year of an era year; InputProblem for year 0, for Meiji years of the old calendar and absurd years."""
    if era_year < 1:
        raise InputProblem(
            f"{era.name}0年という年はありません。最初の年は「{era.name}元年」です。", example=DATE_EXAMPLE
        )
    year = era.western_year(era_year)
    if year < GREGORIAN_SINCE.year:
        raise InputProblem(
            "明治5年以前は旧暦のため、西暦の年月日でご入力ください。例：1872年12月31日", example="1872年12月31日"
        )
    check_western_year(year, f"{era.name}{era_year}年")
    return year


def check_western_year(year: int, written: str) -> None:
    """Refuse years outside 1868–2199, which are slips of the finger."""
    if not _FIRST_WESTERN_YEAR <= year <= _LAST_WESTERN_YEAR:
        raise InputProblem(
            f"「{written}」という年をお確かめください。例：2026年4月5日、{DATE_EXAMPLE}", example=DATE_EXAMPLE
        )


def era_clash(era: Era, day: date, rest: str) -> InputProblem:
    """The problem of a date outside its era: 昭和64年2月 → 平成元年（1989年）2月のことでしょうか.

    rest: month and, if known, day as they are to be repeated, e.g. "2月1日".
    """
    if day < era.first:
        limit = f"{era.name}は{era.first.year}年{era.first.month}月{era.first.day}日からです。"
    else:
        assert era.last is not None
        limit = f"{era.name}は{era.year_of(era.last.year)}年{era.last.month}月{era.last.day}日までです。"
    meant = f"{era_year_words(day)}（{day.year}年）{rest}"
    return InputProblem(f"{limit}{meant}のことでしょうか。", example=f"{era_year_words(day)}{rest}", candidates=(day,))


def _cleaned(text: str) -> str:
    words = re.sub("[、,・]", " ", half_width(text)).replace("。", ".").strip()
    words = plain_dashes(arabic_numerals(words))
    while (shorter := _TAIL.sub("", words)) != words:
        words = shorter
    return words.strip(" .")


def _without_weekday(words: str) -> tuple[str, str | None]:
    found = _WEEKDAY.search(words)
    return (words[: found.start()].rstrip(), found["inside"] or found["plain"]) if found else (words, None)


def without_second_year(words: str) -> tuple[str, tuple[str | None, str] | None]:
    """Take the bracketed year of the other calendar out of 1958年(昭和33年)4月5日 or 1958(昭和33)年4月5日."""
    found = _SECOND_YEAR.search(words)
    if not found:
        return words, None
    other = (found["era"] or found["era2"], found["year"] or found["year2"])
    return words[: found.start()] + words[found.end() :], other


def check_second_year(day: date, other: tuple[str | None, str] | None) -> None:
    """Refuse a bracketed year that is not the year of the day: 昭和33年（1959年）."""
    if other is None:
        return
    era_word, year_word = other
    number = 1 if year_word == "元" else int(year_word)
    year = era_named(era_word).western_year(number) if era_word else number
    if year != day.year:
        written = f"{era_word or ''}{year_word}年"
        raise InputProblem(
            f"西暦と元号が合いません。{day.year}年は{era_year_words(day)}ですが、「{written}」とあります。どちらかをお確かめください。",
            candidates=(day,),
        )


def _read(words: str, *, today: date | None, prefer: EraKey | None, yearless: Yearless | None, label: str) -> date:
    found = _FULL.fullmatch(words) or _COMPACT.fullmatch(words)
    if found:
        month, day = int(found["month"]), int(found["day"])
        number = 1 if found["year"] == "元" else int(found["year"])
        if found["era"]:
            return _era_day(era_named(found["era"]), number, month, day)
        if found["year"] == "元":
            raise InputProblem(
                f"どの元号の元年かが分かりません。「平成元年{month}月{day}日」のようにご入力ください。",
                example=DATE_EXAMPLE,
            )
        if len(found["year"]) <= 2:
            return _bare_year_day(found["year"], month, day, prefer)
        check_western_year(number, f"{found['year']}年")
        return build_date(number, month, day)
    if found := _YEARLESS.fullmatch(words):
        return _yearless_day(int(found["month"]), int(found["day"]), today or today_in_japan(), yearless)
    if _DAY_FIRST.fullmatch(words):
        raise InputProblem("年・月・日の順にご入力ください。例：2026/4/5", example="2026/4/5")
    if _WITHOUT_DAY.fullmatch(words):
        raise InputProblem(f"{label}は年・月・日まで続けてご入力ください。例：{DATE_EXAMPLE}", example=DATE_EXAMPLE)
    raise InputProblem(
        f"{label}を読み取れませんでした。「{DATE_EXAMPLE}」や「2026/4/5」のようにご入力ください。", example=DATE_EXAMPLE
    )


def _read_month_end(
    words: str, *, today: date | None, prefer: EraKey | None, yearless: Yearless | None, label: str
) -> date:
    """The last day of the month in 令和9年3月末; what cannot be read is asked for in the same words."""
    today = today or today_in_japan()
    this = today.replace(day=1)
    if yearless == "last" and today != _last_of(today):
        this -= timedelta(days=1)
    try:
        return _last_of(
            _read(_MONTH_END.sub("月1日", words), today=this, prefer=prefer, yearless=yearless, label=label)
        )
    except EraQuestion as question:
        raise EraQuestion(
            question.year, question.rest.replace("月1日", "月末"), tuple(map(_last_of, question.candidates))
        ) from None
    except InputProblem as problem:
        example = (problem.example or DATE_EXAMPLE).replace("月1日", "月末")
        ends = tuple(map(_last_of, problem.candidates))
        raise InputProblem(problem.sentence.replace("月1日", "月末"), example=example, candidates=ends) from None


def _last_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _era_day(era: Era, era_year: int, month: int, day: int) -> date:
    result = build_date(western_year(era, era_year), month, day)
    if not era.covers(result):
        raise era_clash(era, result, f"{month}月{day}日")
    return result


def _bare_year_day(year: str, month: int, day: int, prefer: EraKey | None) -> date:
    if prefer is not None:
        return _era_day(era_named(prefer), int(year), month, day)
    raise EraQuestion(year, f"{month}月{day}日", _possible_days(int(year), month, day))


def _possible_days(number: int, month: int, day: int) -> tuple[date, ...]:
    """Days a two-digit year may mean: each era it fits in, newest era last but Showa first, then 19xx."""
    found = []
    for era in sorted(ERAS, key=lambda era: era.key != "showa"):
        try:
            found.append(_era_day(era, number, month, day))
        except InputProblem:
            continue
    if 30 <= number <= 99:
        with contextlib.suppress(InputProblem):
            found.append(build_date(1900 + number, month, day))
    if not found:
        build_date(2000, month, day)  # raises with the sentence about the month or day
    return tuple(dict.fromkeys(found))


def _yearless_day(month: int, day: int, today: date, yearless: Yearless | None) -> date:
    if yearless is None:
        example = f"{era_year_words(today)}{month}月{day}日"
        raise InputProblem(
            f"何年の{month}月{day}日かが分かりません。年もあわせてご入力ください。例：{example}", example=example
        )
    build_date(2000, month, day)  # 29 February is possible; the year is sought below
    step = 1 if yearless == "next" else -1
    for year in range(today.year, today.year + 9 * step, step):
        if day > calendar.monthrange(year, month)[1]:
            continue
        found = date(year, month, day)
        if (found >= today) if yearless == "next" else (found <= today):
            return found
    raise AssertionError("every day of the calendar recurs within eight years")
