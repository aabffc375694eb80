"""Counting legal periods (民法140条, 141条, 143条)."""

import calendar
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)


def last_day_of_period(first_day: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """Last day of a period whose first day counts: the day before the corresponding day (民法143条2項).

    Where the last month has no corresponding day, the period ends on that month's last day: two years from 2024-02-29
    end on 2026-02-28. Give years and months, or days, not both. Raises ValueError for periods shorter than a day.
    """
    if days and (years or months):
        raise ValueError("a period runs by the calendar or by days, not both")
    if days:
        if days < 0:
            raise ValueError("a period lasts at least a day")
        return first_day + timedelta(days=days) - _ONE_DAY
    span = years * 12 + months
    if span <= 0:
        raise ValueError("a period lasts at least a day")
    added_years, month_index = divmod(first_day.month - 1 + span, 12)
    year, month = first_day.year + added_years, month_index + 1
    if first_day.day > calendar.monthrange(year, month)[1]:
        return date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, first_day.day) - _ONE_DAY


def last_day_after(event: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """Last day of a period that follows an event; the day of the event is not counted (民法140条)."""
    return last_day_of_period(event + _ONE_DAY, years=years, months=months, days=days)
