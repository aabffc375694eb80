"""When an automatic mail may leave: quiet hours 20:00-8:00, no Sundays or holidays, unless the reader is waiting for it. Pure."""

from datetime import datetime, time, timedelta

import jpholiday

QUIET_FROM, QUIET_UNTIL = time(20), time(8)


def is_quiet(at: datetime) -> bool:
    """at: local time in Japan."""
    return (
        at.time() >= QUIET_FROM or at.time() < QUIET_UNTIL or at.weekday() == 6 or bool(jpholiday.is_holiday(at.date()))
    )


def send_after(at: datetime, *, urgent: bool) -> datetime:
    """The earliest allowed time from `at` on (local time in Japan, time zone kept)."""
    if urgent:
        return at
    moment = at
    while is_quiet(moment):
        day = moment.date() if moment.time() < QUIET_UNTIL else moment.date() + timedelta(days=1)
        moment = datetime.combine(day, QUIET_UNTIL, tzinfo=at.tzinfo)
    return moment
