"""Times that suit three calendars at once: the physician's, the institution's and the coordinator's. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from enishi.common.japanese.working_days import is_working_day
from enishi.visits.enums import Length, VisitKind
from enishi.visits.rules import DAYS, Appointment, Hint, clash_hints, ends_at, way_hints

STARTS = {
    Length.HOUR: (time(10), time(13, 30), time(15)),
    Length.HALF_DAY: (time(9, 30), time(13, 30)),
}
WHOLE = (time(10),)
TRIAL = (time(9),)
AHEAD_WORKING_DAYS = 5
"""Nobody is asked for a day sooner than this: both sides need time to answer, and the physician to travel."""
DAYS_LOOKED_AT = 42
MOST_SLOTS = 9
A_DAY = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which nobody of the three has anything else. hints: what to think of (a long way before ten in the morning).

    asked_by: the side that named this very time, "" if none did.
    """

    begins: datetime
    ends: datetime
    hints: tuple[Hint, ...] = ()
    asked_by: str = ""


def free_slots(
    first: date,
    *,
    kind: VisitKind,
    length: Length,
    busy: Iterable[Appointment],
    minutes: int | None,
    zone: tzinfo,
    weekdays: frozenset[int] = frozenset(),
) -> list[Slot]:
    """At most nine times from this day on, on working days alone, two of a day at most, the earlier first.

    busy: what any of the three has fixed, with the way from there; minutes: one way from the physician's home, None if it
    does not matter or is not known. weekdays (0 Monday): days the physician likes to work on come before the others.
    """
    taken = list(busy)
    found = list(_slots(first, kind, length, taken, minutes, zone))
    easy = [s for s in found if not s.hints]
    liked = [s for s in easy if s.begins.weekday() in weekdays]
    chosen: list[Slot] = []
    for some in (liked, easy, found):
        chosen += [s for s in some if s not in chosen]
    return sorted(chosen[:MOST_SLOTS], key=lambda s: s.begins)


def with_wished(slots: Sequence[Slot], wished: Iterable[Slot], busy: Iterable[Appointment]) -> list[Slot]:
    """Times the sides named come first where nobody has anything else then; at most nine, the earlier first."""
    taken = list(busy)
    named = [s for s in wished if not clash_hints(s.begins, s.ends, taken)]
    there = {s.begins for s in named}
    rest = [s for s in slots if s.begins not in there]
    return sorted([*named, *rest][:MOST_SLOTS], key=lambda s: s.begins)


def _slots(
    first: date, kind: VisitKind, length: Length, busy: Sequence[Appointment], minutes: int | None, zone: tzinfo
) -> Iterator[Slot]:
    starts = TRIAL if kind is VisitKind.TRIAL else STARTS.get(length, WHOLE)
    for day in (first + timedelta(days=n) for n in range(DAYS_LOOKED_AT)):
        if not all(is_working_day(day + timedelta(days=n)) for n in range(DAYS.get(length, 1))):
            continue
        of_day = 0
        for start in starts:
            begins = datetime.combine(day, start, tzinfo=zone)
            ends = ends_at(begins, length)
            if clash_hints(begins, ends, busy) or of_day >= A_DAY:
                continue
            of_day += 1
            yield Slot(begins, ends, tuple(way_hints(begins, ends, minutes)))
