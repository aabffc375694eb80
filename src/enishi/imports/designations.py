"""Official designations with their dates, as an operator enters them from a prefecture's notice."""

import argparse
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from enishi.areas.enums import DesignationKind
from enishi.areas.lookups import edition_on
from enishi.areas.models import AreaEdition, Designation, MedicalArea, Municipality
from enishi.imports.plan import Difference, Plan, label_of, words_of_change
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table

REQUIRED = ("kind", "since", "source")
KNOWN = ("kind", "area", "municipality", "district", "since", "until", "source", "note")
KINDS = {word: kind for kind in DesignationKind for word in (kind.value, kind.label)}
KINDS |= {"重点区域": DesignationKind.PRIORITY_AREA}

Place = tuple[str, int | None, str | None, str]
Key = tuple[Place, date]


@dataclass(slots=True)
class Places:
    """What the codes of the file may mean."""

    areas: dict[str, MedicalArea]
    municipalities: dict[str, str]


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the designations that stand. Raises FileProblem for an unusable file or edition."""
    table = read_table(options.file, required=REQUIRED, known=KNOWN)
    edition = _edition(options.edition)
    places = Places(
        {area.code: area for area in MedicalArea.objects.of_edition(edition)},
        dict(Municipality.objects.values_list("code", "name")),
    )
    existing = {(_place(row), row.since): row for row in Designation.objects.select_related("area", "municipality")}
    rows, faults = _read(table, places, existing)
    difference, to_write = _compare(existing, rows)
    notes = [f"文字コード {table.encoding}、圏域の番号は {edition.code} 版で読みます。"]
    if ignored := [column for column in table.columns if column and column not in KNOWN]:
        notes.append(f"使わない列：{'、'.join(ignored)}")

    def write() -> None:
        # Shortened periods first: a successor may begin only after its predecessor has an end.
        for row in sorted(to_write, key=lambda row: (row.pk is None, row.since)):
            row.save()

    return Plan(f"区域の指定：{table.name}", difference, faults, len(rows), notes, write)


def _edition(code: str) -> AreaEdition:
    found = AreaEdition.objects.filter(code=code).first() if code else edition_on(timezone.localdate())
    if found is None:
        known = (
            "、".join(AreaEdition.objects.values_list("code", flat=True))
            or "まだありません（enishi prepare を実行してください）"
        )
        raise FileProblem(f"圏域の版「{code}」がありません。--edition に版を書いてください。今ある版：{known}")
    return found


def _place(row: Designation) -> Place:
    return row.kind, row.area_id, row.municipality_id, row.district


def _read(table: Table, places: Places, existing: dict[Key, Designation]) -> tuple[list[Designation], list[Fault]]:
    """The good rows as designations, not saved, and what is wrong with the others."""
    good: dict[Key, tuple[Cells, Designation]] = {}
    faults = list(table.faults)
    for row in table.rows:
        cells = Cells(table, row)
        designation = _designation(cells, places)
        key = (_place(designation), designation.since)
        if not cells.faults and key in good:
            line = good[key][0].row.number
            cells.wrong("since", f"同じ場所の同じ指定が{line}行目にもあります。どちらかを消してください")
        if cells.faults:
            faults += cells.faults
        else:
            good[key] = (cells, designation)
    faults += _drop_overlapping(good, existing)
    return [designation for _, designation in good.values()], faults


def _drop_overlapping(good: dict[Key, tuple[Cells, Designation]], existing: dict[Key, Designation]) -> list[Fault]:
    """Take out the rows whose period overlaps another of the same place and kind; the file's own changes count as made.

    A row taken out may have ended another period, so look again until nothing more is taken out.
    """
    faults: list[Fault] = []
    while True:
        standing = existing | {key: designation for key, (_, designation) in good.items()}
        clashes = {key: clash for key, (_, row) in good.items() if (clash := _overlap(row, standing))}
        if not clashes:
            return faults
        for key, clash in clashes.items():
            cells, _ = good.pop(key)
            cells.wrong(
                "since", f"{clash.since} からの同じ指定と期間が重なります。前の指定の終了日を先に入れてください"
            )
            faults += cells.faults


def _overlap(new: Designation, standing: dict[Key, Designation]) -> Designation | None:
    for (place, since), row in standing.items():
        if place != _place(new) or since == new.since:
            continue
        first, second = sorted((row, new), key=lambda one: one.since)
        if first.until is None or first.until >= second.since:
            return row
    return None


def _designation(cells: Cells, places: Places) -> Designation:
    kind = KINDS.get(cells.row.values["kind"])
    if kind is None:
        wanted = "、".join(kind.label for kind in DesignationKind)
        cells.wrong("kind", f"「{cells.row.values['kind']}」という種類はありません。{wanted}のどれかを書いてください")
    area = cells.code("area", (4,), example="0301", required=False)
    municipality = cells.code("municipality", (5,), example="03302", required=False)
    district = cells.text("district", longest=100)
    written = [column for column in ("area", "municipality") if cells.row.values.get(column)]
    if len(written) != 1:
        cells.wrong("area", "二次医療圏の番号（area）か市区町村の番号（municipality）の、どちらか一方を書いてください")
    if area and area not in places.areas:
        cells.wrong("area", f"この版に圏域 {area} はありません。例：0301")
    if municipality and municipality not in places.municipalities:
        cells.wrong("municipality", f"「{municipality}」という市区町村はありません。例：03302")
    if area and district:
        cells.wrong("district", "地区は市区町村を書いたときだけ書けます。空にするか、municipality を書いてください")
    since, until = cells.day("since", required=True), cells.day("until")
    if since and until and until <= since:
        cells.wrong("until", f"{until} は開始日 {since} より後ではありません。例：2027-03-31")
    return Designation(
        kind=kind.value if kind else "",
        area=places.areas.get(area),
        municipality_id=municipality or None,
        district=district,
        since=since or date.min,  # without a day the row is broken and dropped
        until=until,
        source=cells.text("source", longest=300, required=True),
        note=cells.text("note", longest=2000),
    )


def _compare(existing: dict[Key, Designation], rows: list[Designation]) -> tuple[Difference, list[Designation]]:
    difference, to_write = Difference(), []
    for row in rows:
        old = existing.get((_place(row), row.since))
        if old is None:
            difference.added.append(f"{row} {row.since} から")
        elif changes := _changes(old, row):
            difference.changed.append(words_of_change(f"{old} {old.since} から", changes))
            row.pk = old.pk
        else:
            difference.unchanged += 1
            continue
        to_write.append(row)
    keys = {(_place(row), row.since) for row in rows}
    difference.missing = [f"{row} {row.since} から" for key, row in existing.items() if key not in keys]
    return difference, to_write


def _changes(old: Designation, new: Designation) -> list[tuple[str, object, object]]:
    return [
        (label_of(Designation, name), getattr(old, name), getattr(new, name))
        for name in ("until", "source", "note")
        if getattr(old, name) != getattr(new, name)
    ]
