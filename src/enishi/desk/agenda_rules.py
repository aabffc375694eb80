"""A calendar's entries as values: what stands on a day, which hours are still free, which week a day belongs to. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from enishi.common.choices import Labelled
from enishi.common.japanese.times import time_words

OFFICE_OPENS, OFFICE_CLOSES = time(9), time(17)
SHORTEST_GAP = timedelta(minutes=30)
LUNCH = (time(12), time(13))


class AgendaKind(Labelled):
    """What an entry is, in the order in which all-day entries of one day stand."""

    AWAY = "away", "お休み・代理"
    TRIP = "trip", "出張"
    INTERVIEW = "interview", "先生との面談"
    VISIT = "visit", "面談・見学"
    OWN = "own", "自分の予定"
    CALL = "call", "お約束のお電話"
    QUESTION = "question", "質問・お尋ねの期日"
    TURN = "turn", "手続きの期日"
    NEXT = "next", "次にすること"
    CARE = "care", "着任のあと"


RANK = {kind: rank for rank, kind in enumerate(AgendaKind)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. Times are local; of the whole day `begins` is None. words: with {name} for the physician.

    busy: it takes the person's own time, so nothing else may stand there; a due date, or a visit of others, does not.
    neutral: the title in a calendar that lives elsewhere: kind and number alone. uid, sequence, stamp: RFC 5545.
    owner: who does it (primary key), None where anybody at the desk may.
    """

    kind: AgendaKind
    on: date
    uid: str
    stamp: datetime
    words: str
    neutral: str
    href: str = ""
    number: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    until: date | None = None
    busy: bool = False
    owner: int | None = None
    physician: object = field(default=None, compare=False)
    sequence: int = 0
    cancelled: bool = False
    window: bool = False

    @property
    def last(self) -> date:
        """The last day it stands on."""
        return self.until or (self.ends.date() if self.ends else self.on)

    def stands_on(self, day: date) -> bool:
        return self.on <= day <= self.last

    def times(self, day: date) -> str:
        """午前9時〜10時 as it stands on this day; of a middle day 終日."""
        if self.begins is None or self.ends is None:
            return "終日" if self.until else ""
        if self.begins.date() == self.ends.date():
            return f"{time_words(self.begins.time())}〜{_end(self.begins.time(), self.ends.time())}"
        if day == self.begins.date():
            return f"{time_words(self.begins.time())}から"
        return f"{time_words(self.ends.time())}まで" if day == self.ends.date() else "終日"


def _end(begins: time, ends: time) -> str:
    """The end of a span; 午前 or 午後 is not said twice."""
    words = time_words(ends)
    same_half = (begins.hour < 12) == (ends.hour < 12) and words != "正午"
    return words[2:] if same_half else words


@dataclass(frozen=True, slots=True)
class Gap:
    """Free office hours of one day."""

    begins: time
    ends: time

    @property
    def words(self) -> str:
        return f"{time_words(self.begins)}〜{_end(self.begins, self.ends)}"


def week_of(day: date) -> list[date]:
    """Monday to Sunday of the week of this day."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=n) for n in range(7)]


def by_day(entries: Iterable[Entry], days: Sequence[date]) -> dict[date, list[Entry]]:
    """What stands on each of these days, which follow one another: each entry is looked at once however many days there are."""
    found: dict[date, list[Entry]] = {day: [] for day in days}
    for entry in entries:
        at, last = max(entry.on, days[0]), min(entry.last, days[-1])
        while at <= last:
            found[at].append(entry)
            at += timedelta(days=1)
    return found


def on_day(entries: Iterable[Entry], day: date) -> tuple[list[Entry], list[Entry]]:
    """What stands on this day: of the whole day, by kind; and with a time, by its beginning."""
    here = [e for e in entries if e.stands_on(day) and not e.cancelled]
    whole = [e for e in here if e.begins is None]
    timed = [e for e in here if e.begins is not None]
    return (
        sorted(whole, key=lambda e: (RANK[e.kind], e.number, e.uid)),
        sorted(timed, key=lambda e: (_clipped(e, day)[0], RANK[e.kind], e.uid)),
    )


def _clipped(entry: Entry, day: date) -> tuple[time, time]:
    """The hours it takes on this day."""
    assert entry.begins is not None and entry.ends is not None
    first = entry.begins.time() if entry.begins.date() == day else time.min
    last = entry.ends.time() if entry.ends.date() == day else time.max
    return first, last


def gaps(entries: Sequence[Entry], day: date) -> list[Gap]:
    """Free hours between nine and five, without noon, of half an hour or more; none where the whole day is taken."""
    taken = [LUNCH]
    for entry in entries:
        if not (entry.busy and entry.stands_on(day)) or entry.cancelled:
            continue
        if entry.begins is None:
            return []
        taken.append(_clipped(entry, day))
    free, at = [], OFFICE_OPENS
    for first, last in sorted(taken):
        if first > at:
            free.append(Gap(at, min(first, OFFICE_CLOSES)))
        at = max(at, last)
        if at >= OFFICE_CLOSES:
            break
    if at < OFFICE_CLOSES:
        free.append(Gap(at, OFFICE_CLOSES))
    return [g for g in free if _length(g, day) >= SHORTEST_GAP]


def _length(gap: Gap, day: date) -> timedelta:
    return datetime.combine(day, gap.ends) - datetime.combine(day, gap.begins)


def clashes(entries: Iterable[Entry], begins: datetime, ends: datetime, *, but: str = "") -> list[Entry]:
    """Entries that take the same hours. but: the uid of the entry that is being moved."""
    return [e for e in entries if e.busy and not e.cancelled and e.uid != but and _overlaps(e, begins, ends)]


def _overlaps(entry: Entry, begins: datetime, ends: datetime) -> bool:
    if entry.begins is None or entry.ends is None:
        return entry.on <= ends.date() and begins.date() <= entry.last
    return entry.begins < ends and begins < entry.ends
