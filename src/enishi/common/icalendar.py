"""A calendar file (RFC 5545) of whole days, or of one appointment: UTF-8, CRLF, lines folded at 75 octets. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//yotei//1.0//JA"
"""Names no operator: whoever looks at a shared calendar shall not learn from where its entries came."""
LONGEST_LINE = 75


@dataclass(frozen=True, slots=True)
class WholeDay:
    """One entry. uid: the same for the same entry in every file, so that a second import changes and does not double."""

    uid: str
    on: date
    title: str
    words: str = ""


def calendar_file(entries: Iterable[WholeDay], *, made_at: datetime) -> bytes:
    """The file. made_at: an aware time, written in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(entry.title)}",
            *([f"DESCRIPTION:{escaped(entry.words)}"] if entry.words else []),
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines).encode()


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line ends are written with a backslash (section 3.3.11)."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """The line cut into pieces of at most 75 octets, each further one behind a space, never within a character (3.1)."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST_LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)


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
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append(f"METHOD:{'CANCEL' if entry.cancelled else 'PUBLISH'}")
    lines += ["BEGIN:VEVENT", f"UID:{entry.uid}", f"SEQUENCE:{entry.sequence}", f"DTSTAMP:{_utc(made_at)}"]
    if entry.begins and entry.ends:
        lines += [f"DTSTART:{_utc(entry.begins)}", f"DTEND:{_utc(entry.ends)}"]
    lines += [f"SUMMARY:{escaped(entry.title)}"]
    lines += [f"DESCRIPTION:{escaped(entry.words)}"] if entry.words else []
    lines += [f"LOCATION:{escaped(entry.place)}"] if entry.place else []
    lines += [f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}", "CLASS:PRIVATE", "TRANSP:OPAQUE"]
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(folded(line) + "\r\n" for line in lines).encode()


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
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}", "X-WR-TIMEZONE:Asia/Tokyo"]
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:PT{refresh_minutes}M", f"X-PUBLISHED-TTL:PT{refresh_minutes}M"]
    for entry in entries:
        lines += ["BEGIN:VEVENT", f"UID:{entry.uid}", f"SEQUENCE:{entry.sequence}", f"DTSTAMP:{_utc(entry.stamp)}"]
        if entry.begins and entry.ends:
            lines += [f"DTSTART:{_utc(entry.begins)}", f"DTEND:{_utc(entry.ends)}"]
        else:
            after = entry.until + timedelta(days=1)
            lines += [f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
        lines += [f"SUMMARY:{escaped(entry.title)}", f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"]
        lines += ["CLASS:PRIVATE", f"TRANSP:{'OPAQUE' if entry.busy else 'TRANSPARENT'}", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines).encode()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
