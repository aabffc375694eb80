"""The time, asked for when it is needed: fields and acts use this one clock, so demo histories can be written in the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

_shift: ContextVar[timedelta] = ContextVar("shift", default=timedelta(0))


def now() -> datetime:
    """The current time, in the time zone of the settings' default (aware)."""
    return timezone.now() - _shift.get()


def today() -> date:
    """The current day in Japan."""
    return timezone.localdate(now())


@contextmanager
def ago(shift: timedelta) -> Iterator[None]:
    """Within this block, what is done is done that long ago. For demo data and tests only."""
    token = _shift.set(shift)
    try:
        yield
    finally:
        _shift.reset(token)
