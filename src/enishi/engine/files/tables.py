"""The two input files: their columns, and how a row becomes the values of a market's columns.

Sex is never read. The birth date is read for one boolean, whether the physician is 60 or over on the day, which only
an opening's lawful age exception (3-i-ni) looks at.

Blank cells mean: no commuting limit; relocation no; any half-day; night duty and on-call "negotiable", a point to
ask; no pay floor; no wishes; free at once; nothing committed; overtime level A; one post. For openings: days, half-days,
pay and start not stated; duties none; as many half-days to fill as the heads take. An opening that nobody confirmed counts as stale.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from enishi.engine import hours
from enishi.engine.files.cells import MAX_YEN, Cells
from enishi.engine.files.reader import Faults, Table, read_table
from enishi.engine.schema import (
    AGE_EXCEPTION_60,
    AGE_EXCEPTION_NONE,
    AGE_EXCEPTION_OTHER,
    ALL_SLOTS,
    ANY_NUMBER,
    ASKED,
    DAYTIME_SLOTS,
    DESIGNATIONS,
    EMPLOYMENT,
    NO_LIMIT,
    RELOCATION,
    WILLING,
    WISHES,
)
from enishi.engine.words.facts import weekdays

PHYSICIAN_FIELDS = (
    "number",
    "specialties",
    "skills",
    "municipality",
    "prefectures",
    "max_commute_min",
    "relocation",
    "employment",
    "days_min",
    "days_max",
    "slots",
    "night_duty",
    "on_call",
    "min_annual_pay_yen",
    "min_daily_pay_yen",
    "wishes",
    "available_from",
    "weekly_hours_committed",
    "overtime_level",
    "licence_verified",
    "hidden_from",
    "no_solicitation_until",
)
PERSONAL_FIELDS = ("sex", "birth_date")  # may be left out
PHYSICIAN_EXTRAS = ("max_on_call_per_month", "max_posts")  # may be left out
OPENING_EXTRAS = ("on_call_per_month", "half_days")  # may be left out
OPENING_FIELDS = (
    "number",
    "institution",
    "corporation",
    "municipality",
    "specialties",
    "skills_required",
    "employment",
    "headcount",
    "days",
    "slots",
    "night_duty",
    "on_call",
    "annual_pay_min_yen",
    "annual_pay_max_yen",
    "daily_pay_yen",
    "offers",
    "starts_on",
    "designation",
    "status",
    "confirmed_on",
    "age_exception",
)
# 労働施策総合推進法施行規則1条の3第1項: the exceptions by number; only 3-i-ni can be judged without an age column.
AGE_EXCEPTIONS = {
    "": AGE_EXCEPTION_NONE,
    "3-i-ni": AGE_EXCEPTION_60,
    **dict.fromkeys(("1", "2", "3-i-i", "3-i-ro", "3-i-ha"), AGE_EXCEPTION_OTHER),
}
_FULL_TIME, _FULL_TIME_DAYS = 1, 5
MOST_POSTS = 14  # one for each half-day of the week

Value = int | float | bool | str


@dataclass(frozen=True)
class Record:
    """One row: its line, the market's numeric columns (and what only a round is told: `max_posts`, `half_days`), and the
    words still to be turned into bits or keys."""

    line: int
    number: str
    values: dict[str, Value]
    skills: tuple[str, ...]
    names: tuple[str, ...]  # physicians: hidden_from; openings: (institution, corporation)


@dataclass(frozen=True)
class Sheet:
    """A whole file, read."""

    table: Table
    records: list[Record]
    faults: Faults


def read_physicians(path: Path, as_of: date) -> Sheet:
    """physicians.csv."""
    return _sheet(path, PHYSICIAN_FIELDS, (*PERSONAL_FIELDS, *PHYSICIAN_EXTRAS), lambda cells: _physician(cells, as_of))


def read_openings(path: Path, as_of: date) -> Sheet:
    """openings.csv."""
    return _sheet(path, OPENING_FIELDS, OPENING_EXTRAS, _opening)


def _sheet(path: Path, required: tuple[str, ...], optional: tuple[str, ...], parse: Callable[[Cells], Record]) -> Sheet:
    faults = Faults(str(path))
    table = read_table(path, required, optional, faults)
    records: list[Record] = []
    first_line: dict[str, int] = {}
    for row in table.rows:
        cells = Cells(row, faults)
        record = parse(cells)
        records.append(record)
        before = first_line.setdefault(record.number, record.line)
        if record.number and before != record.line:
            cells.fault("number", f"「{record.number}」は{before}行目にもあります。番号は1件に一つにしてください。")
    return Sheet(table, records, faults)


def _number(cells: Cells, example: str) -> str:
    number = cells.required("number", example)
    if len(number) > 60 or any(unicodedata.category(letter) == "Cc" for letter in number):
        cells.fault("number", f"番号は改行のない60文字までにしてください。例: {example}")
    return number


def _physician(cells: Cells, as_of: date) -> Record:
    bits, main = cells.specialties("specialties", any_allowed=False)
    home = cells.municipality("municipality")
    must, want, never = cells.wishes("wishes")
    days_min, days_max = cells.whole("days_min", 0, 7, 0), cells.whole("days_max", 0, 7, 7)
    if days_min > days_max:
        cells.fault(
            "days_min", f"{days_min}は days_max の{days_max}より多くなっています。days_max 以下にしてください。"
        )
    level = cells.choice("overtime_level", tuple(hours.OVERTIME_HOURS_A_YEAR), "A")
    values: dict[str, Value] = {
        "main_specialty": main,
        "specialties": bits,
        "home_prefecture": home.prefecture,
        **_place(home.place),
        "prefectures": cells.prefectures("prefectures"),
        "max_commute_min": cells.whole("max_commute_min", 0, 1000, NO_LIMIT),
        "relocation": RELOCATION.index(cells.choice("relocation", RELOCATION, "no")),
        "employment": cells.choices("employment", EMPLOYMENT),
        "days_min": days_min,
        "days_max": days_max,
        "slots": cells.slots("slots", blank=ALL_SLOTS),
        "night_duty": WILLING.index(cells.choice("night_duty", WILLING, "negotiable")),
        "on_call": WILLING.index(cells.choice("on_call", WILLING, "negotiable")),
        "max_on_call_per_month": cells.whole("max_on_call_per_month", 0, 31, ANY_NUMBER),
        "min_annual_pay_yen": cells.whole("min_annual_pay_yen", 0, MAX_YEN, 0),
        "min_daily_pay_yen": cells.whole("min_daily_pay_yen", 0, MAX_YEN, 0),
        "must": must,
        "want": want,
        "never": never,
        "available_from": cells.day_number("available_from"),
        "hours_left_min": hours.minutes_left(level, cells.hours("weekly_hours_committed")),
        "licence_verified": cells.choice("licence_verified", ("yes", "no")) == "yes",
        "no_solicitation_until": cells.day_number("no_solicitation_until"),
        "is_60_or_over": _is_60_or_over(cells, as_of),
        "max_posts": cells.whole("max_posts", 1, MOST_POSTS, 1),
    }
    number = _number(cells, "D-0001")
    return Record(cells.row.line, number, values, tuple(cells.words("skills")), tuple(cells.words("hidden_from")))


def _opening(cells: Cells) -> Record:
    bits, _ = cells.specialties("specialties", any_allowed=True)
    town = cells.municipality("municipality")
    low, high = cells.whole("annual_pay_min_yen", 0, MAX_YEN, 0), cells.whole("annual_pay_max_yen", 0, MAX_YEN, 0)
    if high and low > high:
        cells.fault(
            "annual_pay_min_yen",
            f"{low:,}は annual_pay_max_yen の{high:,}より多くなっています。上限以下にしてください。",
        )
    days, slots = cells.whole("days", 0, 7, 0), cells.slots("slots", blank=0)
    employment = cells.choices("employment", EMPLOYMENT)
    values: dict[str, Value] = {
        "prefecture": town.prefecture,
        **_place(town.place),
        "specialties": bits,
        "employment": employment,
        "capacity": cells.whole("headcount", 1, 10_000),
        "days": days,
        "slots": slots,
        "weekly_min": _weekly_minutes(days, slots, employment),
        "night_duty": ASKED.index(cells.choice("night_duty", ASKED, "none")),
        "on_call": ASKED.index(cells.choice("on_call", ASKED, "none")),
        "on_call_per_month": cells.whole("on_call_per_month", 0, 31, 0),
        "annual_pay_min_yen": low,
        "annual_pay_max_yen": high,
        "daily_pay_yen": cells.whole("daily_pay_yen", 0, MAX_YEN, 0),
        "offers": cells.choices("offers", tuple(WISHES), blank=0),
        "starts_on": cells.day_number("starts_on"),
        "designation": cells.choices("designation", DESIGNATIONS, blank=0),
        "open": cells.choice("status", ("open", "closed")) == "open",
        "confirmed_on": cells.day_number("confirmed_on"),
        "age_exception": _age_exception(cells),
        "half_days": cells.whole("half_days", 0, 10_000, 0),
    }
    names = (cells.required("institution", "青浜町立診療所"), cells.text("corporation"))
    return Record(cells.row.line, _number(cells, "K-0001"), values, tuple(cells.words("skills_required")), names)


def _place(place: tuple[float, float] | None) -> dict[str, Value]:
    lat, lon = place or (0.0, 0.0)
    return {"located": place is not None, "lat": lat, "lon": lon}


def _is_60_or_over(cells: Cells, as_of: date) -> bool:
    birth = cells.day("birth_date")
    if birth is None:
        return False
    if birth > as_of:
        cells.fault(
            "birth_date", f"「{birth.isoformat()}」は先の日付です。生年月日を書くか、空欄にしてください。例: 1958-04-05"
        )
    return (as_of.year - 60, as_of.month, as_of.day) >= (birth.year, birth.month, birth.day)


def _weekly_minutes(days: int, slots: int, employment: int) -> int:
    if not days and not slots and employment == _FULL_TIME:
        days = _FULL_TIME_DAYS
    return hours.minutes_needed(days, (slots & DAYTIME_SLOTS).bit_count(), len(weekdays(slots & DAYTIME_SLOTS)))


def _age_exception(cells: Cells) -> int:
    text = re.sub(r"[\s_‐−–]+", "-", cells.text("age_exception").lower())
    if text in AGE_EXCEPTIONS:
        return AGE_EXCEPTIONS[text]
    known = "、".join(code for code in AGE_EXCEPTIONS if code)
    how = f"60歳以上の方に限るときは 3-i-ni、限らないときは空欄にしてください（ほかに使える記号: {known}）。"
    cells.fault("age_exception", f"「{text}」という例外事由はありません。{how}")
    return AGE_EXCEPTION_NONE
