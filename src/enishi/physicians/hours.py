"""The physician's own week for 働き方チェック: stored encrypted, read by nobody else, compared with what an opening would add."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Any

from django.db import transaction

from enishi.common.clock import now
from enishi.common.japanese.halfdays import DAYS
from enishi.common.japanese.times import time_range_words
from enishi.law.week_rows import DAYS as DAY_WORDS
from enishi.law.week_rows import Kind, Row
from enishi.law.working_hours import OvertimeLevel
from enishi.openings.enums import Duty
from enishi.openings.models import OpeningVersion
from enishi.physicians.models import Physician, WorkingWeek

MOST_ROWS = 40
HALF_DAYS = {"am": (9 * 60, 12 * 60), "pm": (13 * 60, 17 * 60), "night": (17 * 60, 32 * 60 + 30)}
"""The hours we assume for half days of an opening, minutes from midnight; nights are 宿日直."""
FULL_DAY = (9 * 60, 18 * 60, 60)


@dataclass(frozen=True, slots=True)
class Addition:
    """What an opening would add. assumed: sentences that say what had to be assumed; asks: what must be asked first."""

    rows: tuple[Row, ...]
    assumed: tuple[str, ...]
    asks: tuple[str, ...]


def week_of(physician: Physician) -> list[Row]:
    """The stored rows, Monday first; empty if nothing is kept."""
    stored = WorkingWeek.objects.filter(physician=physician).first()
    return rows_from(stored.rows) if stored else []


@transaction.atomic
def keep_week(*, physician: Physician, rows: Sequence[Row]) -> None:
    """Store exactly these rows; none at all removes what was kept. Only the physician's own pages call this.

    Raises ValueError for more than MOST_ROWS rows.
    """
    if len(rows) > MOST_ROWS:
        raise ValueError("too many rows for one week")
    if not rows:
        WorkingWeek.objects.filter(physician=physician).delete()
        return
    given = {"rows": rows_to(rows), "saved_at": now()}
    WorkingWeek.objects.update_or_create(physician=physician, defaults=given)


@transaction.atomic
def add_rows(*, physician: Physician, rows: Iterable[Row]) -> list[Row]:
    """Rows added to the stored ones, equal rows once; returns the week. Raises ValueError for more than MOST_ROWS."""
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    week = in_order({*week_of(physician), *rows})
    keep_week(physician=physician, rows=week)
    return week


@transaction.atomic
def drop_row(*, physician: Physician, row: Row) -> list[Row]:
    """The stored rows without this one; a row that is not there (a stale tab) changes nothing."""
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    week = [kept for kept in week_of(physician) if kept != row]
    keep_week(physician=physician, rows=week)
    return week


def in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.weekday, row.start, row.place, row.kind, row.end))


def rows_to(rows: Iterable[Row]) -> str:
    """JSON text of rows: what is stored, and what a page carries that keeps nothing."""
    plain = [
        [row.place, row.kind.value, row.weekday, row.start, row.end, row.break_minutes, row.times, row.level.value]
        for row in rows
    ]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def rows_from(text: str) -> list[Row]:
    """Rows out of such a text, Monday first. Raises ValueError for anything else: a page may have been tampered with."""
    try:
        plain = json.loads(text)
        if not isinstance(plain, list) or len(plain) > MOST_ROWS:
            raise ValueError("no rows")
        return in_order({_row(parts) for parts in plain})
    except (TypeError, KeyError, json.JSONDecodeError) as problem:
        raise ValueError("no rows") from problem


def _row(parts: Any) -> Row:
    place, kind, weekday, start, end, pause, times, level = parts
    numbers = (weekday, start, end, pause, *(() if times is None else (times,)))
    if not isinstance(place, str) or len(place) > 40 or not all(type(number) is int for number in numbers):
        raise ValueError("no row")
    return Row(place, Kind(kind), weekday, start, end, pause, times, OvertimeLevel(level))


def row_words(row: Row) -> tuple[str, str, str]:
    """When, what, and a note: (「月曜 午前8時30分〜午後5時30分」, 「本院　勤務」, 「休憩60分・月に2回」)."""
    notes = []
    if row.break_minutes:
        notes.append(f"休憩{row.break_minutes}分")
    if row.times is not None:
        notes.append(f"月に{row.times}回")
    if row.level is not OvertimeLevel.A:
        notes.append(row.level.label)
    place = f"{row.place}　" if row.place else ""
    when = f"{DAY_WORDS[row.weekday]}曜 {time_range_words(_time(row.start), _time(row.end))}"
    return when, f"{place}{row.kind.label}", "・".join(notes)


def _time(minutes: int) -> time:
    hour, minute = divmod(minutes % (24 * 60), 60)
    return time(hour, minute)


def export_week(physician: Physician) -> Iterator[dict[str, str]]:
    """The stored week in words, for the physician who takes everything along."""
    for row in week_of(physician):
        when, what, note = row_words(row)
        yield {"when": when, "what": what, "note": note}


def addition_of(version: OpeningVersion, *, beside: Sequence[Row], place: str, days: Decimal | None = None) -> Addition:
    """What an opening would add to a week, on the half days it names or on the emptiest days. beside: the present week.

    days: a week of one phase of an agreement, instead of those of the opening; where that is more than the weekdays the
    opening names, whole days are assumed.
    """
    rows: list[Row] = []
    assumed, asks = [], []
    wanted = version.days if days is None else days
    fits = days is None or math.ceil(days) <= len({_weekday(slot) for slot in version.slots})
    if version.slots and fits:
        permitted = version.conditions.get("night_duty_permission") == "all"
        slots = _slots_needed(version.slots, wanted, beside)
        rows = [_half_day(slot, place, Kind.PERMITTED if permitted else Kind.UNPERMITTED) for slot in slots]
        if len(slots) < len(version.slots):
            assumed.append(
                f"募集の曜日のうち、お勤めの少ない{len({_weekday(slot) for slot in slots})}日に置いて計算しました。"
            )
        assumed.append("午前は9時から12時、午後は13時から17時として計算しました。")
        if any(slot.endswith("_night") for slot in slots):
            assumed.append(f"夜は17時から翌朝8時半の宿日直（許可{'あり' if permitted else 'なし'}）としました。")
    else:
        whole = int(wanted)
        rows = [Row(place, Kind.WORK, day, *FULL_DAY) for day in _emptiest(beside)[:whole]]
        if wanted % 1:
            rows += [Row(place, Kind.WORK, day, *HALF_DAYS["am"]) for day in _emptiest(beside)[whole : whole + 1]]
        assumed.append("曜日が決まっていないため、お勤めの少ない曜日に、9時から18時（休憩1時間）で置いて計算しました。")
    if version.night_duty != Duty.NONE and not any(row.kind in (Kind.PERMITTED, Kind.UNPERMITTED) for row in rows):
        asks.append(
            "当直の回数と、宿日直の許可があるかどうかが分かりません。先に医療機関にお尋ねください。この計算には入っていません。"
        )
    if version.on_call != Duty.NONE:
        asks.append(
            "夜間の呼び出しの回数と、到着までの決まりをお尋ねください。実際に働く時間は、この計算に入っていません。"
        )
    return Addition(tuple(rows), tuple(assumed), tuple(asks))


def _slots_needed(named: Sequence[str], days: Decimal, beside: Sequence[Row]) -> list[str]:
    """The half days of as many of the listed weekdays as are wanted, the emptiest first (`engine.conditions.uncovered_slots`):
    who looks for somebody on one of three weekdays does not want all three. Half a day more is one half day of the next
    weekday, the morning where it is asked for."""
    listed = [day for day in _emptiest(beside) if any(_weekday(slot) == day for slot in named)]
    taken = set(listed[: math.ceil(days)])
    slots = [slot for slot in named if _weekday(slot) in taken]
    if not days % 1 or len(taken) < math.ceil(days):
        return slots
    last = [slot for slot in slots if _weekday(slot) == listed[len(taken) - 1]]
    half = next((slot for slot in last if slot.endswith("_am")), last[0])
    return [slot for slot in slots if slot not in last or slot == half]


def _weekday(slot: str) -> int:
    return DAYS.index(slot.partition("_")[0])


def _half_day(slot: str, place: str, night: Kind) -> Row:
    part = slot.partition("_")[2]
    start, end = HALF_DAYS[part]
    return Row(place, night if part == "night" else Kind.WORK, _weekday(slot), start, end)


def _emptiest(rows: Sequence[Row]) -> list[int]:
    """Weekdays, those with the least time taken first; Sunday last among equals."""
    return sorted(range(7), key=lambda day: (sum(r.end - r.start for r in rows if r.weekday == day), day))
