"""Working days of a Japanese office: no weekends, no public holidays, no year-end closing."""

import functools
import itertools
from collections.abc import Collection
from datetime import date, timedelta

import jpholiday

MonthDay = tuple[int, int]
# 年末年始: closed by custom, though only 1 January is a public holiday.
YEAR_END: frozenset[MonthDay] = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
_ONE_DAY = timedelta(days=1)


def is_working_day(day: date, *, closed: Collection[MonthDay] = YEAR_END) -> bool:
    """Whether the office works. closed: (month, day) pairs of yearly closing days; pass () for public holidays only."""
    return day.weekday() < 5 and (day.month, day.day) not in closed and not is_public_holiday(day)


@functools.lru_cache(maxsize=4096)
def is_public_holiday(day: date) -> bool:
    """Whether the day is a public holiday (国民の祝日, substitute and in-between days included)."""
    return bool(jpholiday.is_holiday(day))


def add_working_days(start: date, count: int, *, closed: Collection[MonthDay] = YEAR_END) -> date:
    """The count-th working day after start (before it if negative); start itself is never counted.

    With 0: start if it is a working day, else the next one.
    """
    day, step = start, _ONE_DAY if count >= 0 else -_ONE_DAY
    for _ in range(abs(count)):
        day = _next(day + step, step, closed)
    return _next(day, step, closed)


def working_days_between(start: date, end: date, *, closed: Collection[MonthDay] = YEAR_END) -> int:
    """Working days after start up to and including end; 0 if end is not later. The age of a waiting task."""
    if end <= start:
        return 0
    closed = frozenset(closed)
    whole_years = sum(_worked(year, closed)[-1] for year in range(start.year, end.year))
    return whole_years + _worked(end.year, closed)[_of_year(end)] - _worked(start.year, closed)[_of_year(start)]


@functools.lru_cache(maxsize=128)
def _worked(year: int, closed: frozenset[MonthDay]) -> tuple[int, ...]:
    """Working days of a year up to and including its n-th day, for n from 0: a wait of any length is one subtraction."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    return tuple(itertools.accumulate((is_working_day(day, closed=closed) for day in days), initial=0))


def _of_year(day: date) -> int:
    return day.timetuple().tm_yday


def _next(day: date, step: timedelta, closed: Collection[MonthDay]) -> date:
    while not is_working_day(day, closed=closed):
        day += step
    return day
