"""When an automatic mail may leave: quiet hours 20:00-8:00, no Sundays or holidays, unless the reader is waiting for it. Pure."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from enishi.common.japanese.working_days import is_public_holiday

QUIET_FROM, QUIET_UNTIL = time(20), time(8)
WEEK = timedelta(days=7)
MAILS_A_WEEK = 2
"""Automatic mails to one physician in any seven days, those he or she called forth not counted."""


def is_quiet(at: datetime) -> bool:
    """at: local time in Japan."""
    return at.time() >= QUIET_FROM or at.time() < QUIET_UNTIL or at.weekday() == 6 or is_public_holiday(at.date())


def send_after(at: datetime, *, urgent: bool) -> datetime:
    """The earliest allowed time from `at` on (local time in Japan, time zone kept)."""
    if urgent:
        return at
    moment = at
    while is_quiet(moment):
        day = moment.date() if moment.time() < QUIET_UNTIL else moment.date() + timedelta(days=1)
        moment = datetime.combine(day, QUIET_UNTIL, tzinfo=at.tzinfo)
    return moment


def departure(at: datetime, *, sent: Iterable[datetime], a_week: int = MAILS_A_WEEK) -> datetime:
    """The earliest time from `at` on when a counted mail may leave: not in quiet hours, and at most `a_week` in any seven days.

    sent: when the earlier counted mails to this person left. At any moment t returned, fewer than `a_week` of them lie in
    (t - 7 days, t], so no window of seven days (nor a calendar week) ever holds more than `a_week`.
    """
    if a_week < 1:
        raise ValueError("at least one mail a week, or nothing would ever arrive")
    earlier = sorted(sent)
    moment = send_after(at, urgent=False)
    while len(recent := [s for s in earlier if s > moment - WEEK]) >= a_week:
        moment = send_after((recent[-a_week] + WEEK).astimezone(at.tzinfo), urgent=False)
    return moment
