"""Public figures of our own records: what was registered, offered, talked about and agreed up to the end of a month."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from enishi.areas.models import Prefecture
from enishi.candidacies.enums import State
from enishi.candidacies.models import CandidacyTransition, Placement
from enishi.common.safe_cells import Column, kept_still, safe_column
from enishi.engine.specialties import SPECIALTIES, ancestors, find
from enishi.matching.exceptions import birth_dates
from enishi.openings.models import Opening
from enishi.physicians.models import Physician, WishSheet
from enishi.research.models import FiguresEdition
from enishi.research.promises import promise_years

REGISTERED, OPENINGS, TALKS, PLACED = "registered", "openings", "talks", "placed"
WORDS = {
    REGISTERED: "ご登録の先生",
    OPENINGS: "受け付けた募集",
    TALKS: "意見交換",
    PLACED: "採用",
}
UNITS = {REGISTERED: "人", OPENINGS: "件", TALKS: "件", PLACED: "人"}
UNKNOWN, ANY = "unknown", "any"
LEFT_OUT_WHEN_EMPTY = {UNKNOWN}
"""Where everybody has answered there is no such row; an empty one would hide a group beside it for nobody's sake."""
AGES = ((0, 49, "49歳以下"), (50, 59, "50〜59歳"), (60, 69, "60〜69歳"), (70, 200, "70歳以上"))
HIRED = (State.CONTRACTED, State.WORKING, State.SETTLED, State.LEFT)
TALKING = "T8"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an edition. rows: key → label in order; columns: key → cells and total.

    As JSON both are lists of pairs: PostgreSQL keeps no order of keys.
    """

    key: str
    title: str
    head: str
    rows: Mapping[str, str]
    columns: Mapping[str, Column]

    def as_json(self) -> dict[str, Any]:
        columns = [[key, {"cells": dict(c.cells), "total": c.total}] for key, c in self.columns.items()]
        rows = [[key, label] for key, label in self.rows.items()]
        return {"key": self.key, "title": self.title, "head": self.head, "rows": rows, "columns": columns}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Table":
        columns = {key: Column(c["cells"], c["total"]) for key, c in stored["columns"]}
        return cls(stored["key"], stored["title"], stored["head"], dict(stored["rows"]), columns)


def last_whole_month(day: date) -> date:
    """The last day of the month before the one that holds this day."""
    return day.replace(day=1) - timedelta(days=1)


def make_edition(until: date) -> FiguresEdition | None:
    """Count everything up to this day, hide what is small, keep it for ever; None where that edition stands already.

    until: the last day of a month, never before the latest edition.
    """
    latest = FiguresEdition.objects.order_by("until").last()
    if latest is not None and latest.until >= until:
        return None
    before = {table.key: table for table in tables_of(latest)} if latest else {}
    tables = [_safe(table, counts, before.get(table.key)) for table, counts in _counted(until)]
    made, is_new = FiguresEdition.objects.get_or_create(
        until=until,
        defaults={
            "tables": [table.as_json() for table in tables],
            "contacts": promise_years(until, latest.contacts if latest else ()),
        },
    )
    return made if is_new else None


def tables_of(edition: FiguresEdition) -> list[Table]:
    return [Table.from_json(stored) for stored in edition.tables]


def _safe(table: Table, counts: Mapping[str, Mapping[str, int]], before: Table | None) -> Table:
    asked = {row for row in table.rows if row not in LEFT_OUT_WHEN_EMPTY or any(c[row] for c in counts.values())}
    rows = {row: label for row, label in table.rows.items() if row in asked}
    columns = {}
    for key, column in counts.items():
        column = {row: column[row] for row in rows}
        earlier = before.columns.get(key) if before else None
        hidden = {row for row, count in earlier.cells.items() if count is None} if earlier else set()
        safe = safe_column(column, once_hidden=hidden)
        columns[key] = kept_still(safe, earlier) if earlier else safe
    return Table(table.key, table.title, table.head, rows, columns)


def _counted(until: date) -> Iterator[tuple[Table, dict[str, dict[str, int]]]]:
    """Each table without its columns, and the bare counts: column → row → how many."""
    end = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
    people = _people(end)
    offers = list(
        Opening.objects.filter(received_on__lte=until).values_list(
            "institution__municipality__prefecture", "current__specialties"
        )
    )
    talks = list(
        CandidacyTransition.objects.filter(step=TALKING, at__lt=end)
        .order_by("candidacy")
        .distinct("candidacy")
        .values_list(
            "candidacy__opening__institution__municipality__prefecture", "candidacy__opening__current__specialties"
        )
    )
    placed = list(
        Placement.objects.filter(candidacy__state__in=HIRED, hired_on__lte=until).values_list(
            "candidacy__opening__institution__municipality__prefecture",
            "candidacy__opening__current__specialties",
            "candidacy__physician",
            "hired_on",
        )
    )
    prefectures = dict(Prefecture.objects.order_by("code").values_list("code", "name")) | {UNKNOWN: "お答えのない方"}
    yield (
        Table("prefecture", "都道府県ごと", "都道府県", prefectures, {}),
        {
            REGISTERED: _tally(prefectures, (person.prefecture for person in people)),
            OPENINGS: _tally(prefectures, (row[0] for row in offers)),
            TALKS: _tally(prefectures, (row[0] for row in talks)),
            PLACED: _tally(prefectures, (row[0] for row in placed)),
        },
    )
    fields = {s.key: s.name for s in SPECIALTIES if s.parent is None} | {ANY: "科目不問・お答えのない方"}
    yield (
        Table("specialty", "診療科ごと", "診療科（基本領域）", fields, {}),
        {
            REGISTERED: _tally(fields, (field_of(person.specialties) for person in people)),
            OPENINGS: _tally(fields, (field_of(row[1]) for row in offers)),
            TALKS: _tally(fields, (field_of(row[1]) for row in talks)),
            PLACED: _tally(fields, (field_of(row[1]) for row in placed)),
        },
    )
    born = birth_dates([*{person.pk for person in people} | {row[2] for row in placed}])
    ages = {label: label for _, _, label in AGES} | {UNKNOWN: "生年月日を伺っていない方"}
    yield (
        Table("age", "年代ごと", "ご登録・採用のときの年齢", ages, {}),
        {
            REGISTERED: _tally(ages, (age_band(born.get(person.pk, ""), person.since) for person in people)),
            PLACED: _tally(ages, (age_band(born.get(row[2], ""), row[3]) for row in placed)),
        },
    )


@dataclass(frozen=True, slots=True)
class _Person:
    pk: int
    since: date
    prefecture: str
    specialties: list[str]


def _people(end: datetime) -> list[_Person]:
    """Everybody who registered before this moment, those who left too, with the wishes of that time.

    Who registered twice and was merged since is one person.
    """
    wishes = {
        row[0]: row[1:]
        for row in WishSheet.objects.filter(made_at__lt=end)
        .order_by("physician", "no")
        .values_list("physician", "municipality__prefecture", "specialties")
    }
    registered = Physician.objects.filter(registered_at__lt=end, merged_into=None)
    rows = registered.values_list("pk", "registered_at")
    return [
        _Person(pk, timezone.localdate(at), (wishes.get(pk) or ("", []))[0] or UNKNOWN, (wishes.get(pk) or ("", []))[1])
        for pk, at in rows
    ]


def field_of(names: Iterable[str] | None) -> str:
    """The basic area of the first specialty named; `ANY` for none."""
    index = next((found for name in names or () if (found := find(name)) is not None), None)
    return ANY if index is None else SPECIALTIES[(index, *ancestors(index))[-1]].key


def age_band(born: str, day: date) -> str:
    """The label of the band the person was in on this day. born: ISO, "" where it is not known."""
    if not born:
        return UNKNOWN
    birth = date.fromisoformat(born)
    age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return next(label for low, high, label in AGES if low <= age <= high)


def _tally(rows: Mapping[str, str], found: Iterable[str]) -> dict[str, int]:
    counts = Counter(found)
    return {key: counts.get(key, 0) for key in rows}
