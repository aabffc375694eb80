"""When a call back may be asked for, and what is promised then. Pure; all times are Japanese.

We call on working days from 9 to 17 o'clock. Who names no day is called by the end of the next working day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from enishi.common.japanese.working_days import add_working_days, is_working_day
from enishi.desk.enums import DayPart

WITHIN_WORKING_DAYS = 1
DAYS_OFFERED = 5
LEAD = timedelta(hours=1)
"""A part of today is offered while at least this much of it is left."""

HOURS = {
    DayPart.ANY: (time(9), time(17)),
    DayPart.MORNING: (time(9), time(12)),
    DayPart.EARLY: (time(13), time(15)),
    DayPart.LATE: (time(15), time(17)),
}

BY_THEIR_END = (DayPart.MORNING, DayPart.EARLY, DayPart.LATE, DayPart.ANY)
"""The order in which the desk calls on one day."""


class SlotRefused(ValueError):
    """We cannot call then. `about_day`: whether the day is the reason; the message is the sentence for the person."""

    def __init__(self, sentence: str, *, about_day: bool) -> None:
        super().__init__(sentence)
        self.about_day = about_day


@dataclass(frozen=True, slots=True)
class Promise:
    """The last day on which we call, and the part of the day. exact: the person named this very day."""

    day: date
    part: DayPart
    exact: bool


def days_offered(now: datetime) -> list[date]:
    """The working days to choose from; today while a part of it is still ahead."""
    first = now.date()
    days = [first] if is_working_day(first) and parts_left(now) else []
    while len(days) < DAYS_OFFERED:
        days.append(add_working_days(days[-1] if days else first, 1))
    return days


def parts_left(now: datetime) -> list[DayPart]:
    """The parts of this day in which we can still call."""
    return [part for part, (_, end) in HOURS.items() if now + LEAD <= datetime.combine(now.date(), end)]


def promise(now: datetime, *, day: date | None, part: DayPart) -> Promise:
    """What we promise. day: None for 「できるだけ早く」. Raises SlotRefused for a day or an hour that we do not call in."""
    if day is None:
        return Promise(add_working_days(now.date(), WITHIN_WORKING_DAYS), part, exact=False)
    if day == now.date() and part not in parts_left(now):
        raise SlotRefused("今日のその時間は、もう過ぎています。別の時間か、別の日をお選びください。", about_day=False)
    if day not in days_offered(now):
        raise SlotRefused(
            "お電話は平日に差し上げています。表示された日からお選びください。例：" + _short(days_offered(now)[0]),
            about_day=True,
        )
    return Promise(day, part, exact=True)


def next_try(today: date) -> date:
    """The day of another call after nobody answered."""
    return add_working_days(today, WITHIN_WORKING_DAYS)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
