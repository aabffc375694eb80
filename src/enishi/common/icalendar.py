"""Calendar files (RFC 5545), written by the library of this name: of whole days, of one appointment, or to be read again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//yotei//1.0//JA"
"""Names no operator: whoever looks at a shared calendar shall not learn from where its entries came."""


@dataclass(frozen=True, slots=True)
class WholeDay:
    """One entry. uid: the same for the same entry in every file, so that a second import changes and does not double."""

    uid: str
    on: date
    title: str
    words: str = ""


def calendar_file(entries: Iterable[WholeDay], *, made_at: datetime) -> bytes:
    """The file. made_at: an aware time, written in UTC."""
    book = _calendar()
    for entry in entries:
        event = _event(entry.uid, entry.title, made_at, _days(entry.on, entry.on), busy=False)
        _add(event, description=entry.words)
        book.add_component(event)
    return book.to_ical()


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry with times (aware). sequence: grows with every change, so that a calendar takes the newer one.

    begins, ends: None only where it is cancelled and the former times are no longer known.
    """

    uid: str
    begins: datetime | None
    ends: datetime | None
    title: str
    words: str = ""
    place: str = ""
    sequence: int = 0
    cancelled: bool = False


def appointment_file(entry: Appointment, *, made_at: datetime) -> bytes:
    """The file of one appointment: METHOD PUBLISH, or CANCEL, by which a calendar takes the entry of the same uid away."""
    book = _calendar("CANCEL" if entry.cancelled else "PUBLISH")
    event = _event(entry.uid, entry.title, made_at, _times(entry.begins, entry.ends), busy=True)
    _add(event, sequence=entry.sequence, description=entry.words, location=entry.place, status=_status(entry.cancelled))
    book.add_component(event)
    return book.to_ical()


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a calendar that another one reads again and again. Whole days (begins None): from `on` to `until`.

    stamp: when it was changed last, so that the file stays the same to the byte while nothing changes.
    """

    uid: str
    title: str
    stamp: datetime
    on: date
    until: date
    begins: datetime | None = None
    ends: datetime | None = None
    sequence: int = 0
    cancelled: bool = False
    busy: bool = False


def feed_file(entries: Iterable[FeedEntry], *, name: str, refresh_minutes: int) -> bytes:
    """The file of a calendar that is subscribed to. Times are UTC, so no time zone needs to be told (section 3.3.5).

    name, refresh_minutes: RFC 7986 and, for older programs, their own X- properties.
    """
    book, pause = _calendar(), timedelta(minutes=refresh_minutes)
    book.add("NAME", name)
    book.add("X-WR-CALNAME", name)
    book.add("X-WR-TIMEZONE", "Asia/Tokyo")
    book.add("REFRESH-INTERVAL", pause, parameters={"VALUE": "DURATION"})
    book.add("X-PUBLISHED-TTL", f"PT{refresh_minutes}M")
    for entry in entries:
        when = _times(entry.begins, entry.ends) or _days(entry.on, entry.until)
        event = _event(entry.uid, entry.title, entry.stamp, when, busy=entry.busy)
        _add(event, sequence=entry.sequence, status=_status(entry.cancelled))
        book.add_component(event)
    return book.to_ical()


def _calendar(method: str = "PUBLISH") -> Calendar:
    from icalendar import Calendar  # here: every program knows of calendars, few write one

    book = Calendar()
    for key, words in (("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", method)):
        book.add(key, words)
    return book


def _event(uid: str, title: str, stamp: datetime, when: dict[str, Any], *, busy: bool) -> Event:
    from icalendar import Event

    event = Event()
    _add(event, uid=uid, dtstamp=stamp.astimezone(UTC), summary=title, **when)
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "OPAQUE" if busy else "TRANSPARENT")
    return event


def _add(event: Event, **properties: Any) -> None:
    """Those that say something."""
    for key, value in properties.items():
        if value != "":
            event.add(key, value)


def _times(begins: datetime | None, ends: datetime | None) -> dict[str, Any]:
    return {"dtstart": begins.astimezone(UTC), "dtend": ends.astimezone(UTC)} if begins and ends else {}


def _days(first: date, last: date) -> dict[str, Any]:
    """Whole days; the end a calendar asks for is the day after the last."""
    return {"dtstart": first, "dtend": last + timedelta(days=1)}


def _status(cancelled: bool) -> str:
    return "CANCELLED" if cancelled else "CONFIRMED"
