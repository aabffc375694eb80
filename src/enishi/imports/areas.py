"""Secondary medical areas with their index: rows of one edition. The columns are in docs/imports.md."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from enishi.areas.load import refresh_statistics, save_rows, set_members
from enishi.areas.models import AreaEdition, AreaMember, MedicalArea, Municipality, Prefecture
from enishi.areas.rules import Lines, class_of, lies_on_a_line
from enishi.imports.plan import Difference, Plan, label_of, spoken, words_of_change
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table

REQUIRED = ("code", "name_ja", "pref_code", "maldistribution_index")
# Column of the file → field of MedicalArea; what a file leaves out stays as it is.
OPTIONAL = {
    "national_rank": "rank",
    "std_physicians": "standardised_physicians",
    "utilisation_ratio": "utilisation_ratio",
    "population_20210101": "population_2021",
    "population_2024": "population_2024",
    "population_2040": "population_2040",
}
LABELS = {"name": "名称", "index": "医師偏在指標"} | {name: label_of(MedicalArea, name) for name in OPTIONAL.values()}
MEMBERS_REQUIRED = ("area_code", "municipalities")


@dataclass(slots=True)
class Record:
    code: str
    prefecture: str
    values: dict[str, object]
    members: list[str] | None = None


@dataclass(slots=True)
class _Read:
    records: dict[str, Record] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the edition. Raises FileProblem for an unusable file or edition."""
    known = (*REQUIRED, *OPTIONAL, "municipalities")
    table = read_table(options.file, required=REQUIRED, known=known)
    places = frozenset(Municipality.objects.values_list("code", flat=True))
    prefectures = frozenset(Prefecture.objects.values_list("code", flat=True))
    if not prefectures:
        raise FileProblem("都道府県の表がまだありません。先に `enishi prepare` を実行してください。")
    edition = _edition(options)
    read = _read(table, prefectures, places)
    if options.members:
        _read_members(options.members, read, places)
    existing = {area.code: area for area in MedicalArea.objects.filter(edition__code=edition.code)}
    _refuse_another_vintage(existing, read, options)
    difference = _compare(existing, read, _members_of(edition))
    ignored = [column for column in table.columns if column and column not in known]
    notes = [f"文字コード {table.encoding}"]
    if ignored:
        notes.append(f"使わない列：{'、'.join(ignored)}")
    if "class_by_threshold" in ignored:
        notes.append("区分は表から取らず、指標と境目から計算します。")
    if edition.pk is None:
        notes.append(f"新しい版 {edition.code} を作ります。適用は {edition.valid_from} からです。")
    if all(record.members is None for record in read.records.values()):
        notes.append("構成市区町村の列がないので、市区町村との結びつきは変えません（--members で渡せます）。")

    def write() -> None:
        edition.save()
        rows = [_row(record, existing.get(record.code), edition) for record in read.records.values()]
        save_rows(MedicalArea, rows, key=("edition", "code"))
        set_members(edition, {r.code: r.members for r in read.records.values() if r.members is not None})
        refresh_statistics(MedicalArea, AreaMember)

    title = f"二次医療圏（{edition.code} 版）：{table.name}"
    return Plan(title, difference, read.faults, len(read.records), notes, write)


def _edition(options: argparse.Namespace) -> AreaEdition:
    """The edition named, or a new one, not yet saved, from the options."""
    if not options.edition:
        raise FileProblem("どの版の表かを --edition で書いてください。例：--edition 2027-01")
    given = (options.title, options.source, options.valid_from, options.many_from, options.few_below)
    if found := AreaEdition.objects.filter(code=options.edition).first():
        if any(given):
            raise FileProblem(
                f"{found.code} 版はすでにあります。題名・出典・適用開始日・境目の違う表には、"
                "新しい版の名前を付けてください。例：--edition 2027-01"
            )
        return found
    if not all(given[1:]):
        raise FileProblem(
            f"{options.edition} 版はまだありません。作るときは次も書いてください。"
            "例：--source '医師偏在指標、厚生労働省' --valid-from 2027-04-01 --many-from 217.6 --few-below 179.3"
        )
    if len(options.edition) > 10:
        raise FileProblem(f"版の名前「{options.edition}」は10文字までにしてください。例：2027-01")
    if same_day := AreaEdition.objects.filter(valid_from=options.valid_from).first():
        raise FileProblem(
            f"{options.valid_from} からの版はすでにあります（{same_day.code}）。適用開始日をお確かめください。"
        )
    lines = _lines(options.many_from, options.few_below)
    return AreaEdition(
        code=options.edition,
        title=options.title or f"医師偏在指標（{options.edition}）",
        source=options.source,
        published=options.edition,
        valid_from=options.valid_from,
        many_from=lines.many_from,
        few_below=lines.few_below,
    )


def _lines(many_from: str, few_below: str) -> Lines:
    try:
        return Lines(Decimal(many_from), Decimal(few_below))
    except (InvalidOperation, ValueError) as error:
        raise FileProblem(
            f"境目 {many_from} と {few_below} を読めません。"
            "多数の境目を少数の境目より大きくしてください。例：217.6 と 179.3"
        ) from error


def _read(table: Table, prefectures: frozenset[str], places: frozenset[str]) -> _Read:
    read = _Read(faults=list(table.faults))
    line_of: dict[str, int] = {}
    claimed: dict[str, str] = {}
    for row in table.rows:
        cells = Cells(table, row)
        record = _record(cells, prefectures)
        if record.code in line_of:
            cells.wrong("code", f"{record.code} は{line_of[record.code]}行目にもあります。1つの圏域は1行にしてください")
        if cells.has("municipalities"):
            record.members = _members(cells, record.code, places, claimed)
        read.faults += cells.faults
        if not cells.faults:
            line_of[record.code] = row.number
            read.records[record.code] = record
            claimed |= dict.fromkeys(record.members or (), record.code)
    return read


def _record(cells: Cells, prefectures: frozenset[str]) -> Record:
    code = cells.code("code", (4,), example="0301")
    prefecture = cells.code("pref_code", (2,), example="03")
    if prefecture and prefecture not in prefectures:
        cells.wrong("pref_code", f"「{prefecture}」という都道府県はありません。01から47で書いてください")
    elif code and prefecture and code[:2] != prefecture:
        cells.wrong("pref_code", f"「{prefecture}」は圏域の番号 {code} の初めの2桁と違います。例：{code[:2]}")
    values: dict[str, object] = {
        "name": cells.text("name_ja", longest=30, required=True),
        "index": cells.decimal(
            "maldistribution_index", places=1, example="205.5", smallest="0.1", largest="9999.9", required=True
        ),
    }
    for column, name in OPTIONAL.items():
        if not cells.has(column):
            continue
        if name == "utilisation_ratio":
            values[name] = cells.decimal(column, places=3, example="1.184", largest="99.999")
        else:
            largest = 32_767 if name == "rank" else 100_000_000
            values[name] = cells.integer(column, example="140" if name == "rank" else "52300", largest=largest)
    return Record(code, prefecture, values)


def _members(cells: Cells, area: str, places: frozenset[str], claimed: dict[str, str]) -> list[str]:
    codes = cells.row.values["municipalities"].replace("|", " ").split()
    for code in codes:
        if code not in places:
            cells.wrong(
                "municipalities",
                f"「{code}」という市区町村はありません。5桁の番号を | で区切ってください。例：01202|01236",
            )
        elif claimed.get(code, area) != area:
            cells.wrong(
                "municipalities", f"{code} は圏域 {claimed[code]} にもあります。市区町村は1つの圏域に書いてください"
            )
    return sorted(set(codes))


def _read_members(path: Path, read: _Read, places: frozenset[str]) -> None:
    """The table of members into the records; rows of areas the main file does not name are faults."""
    table = read_table(path, required=MEMBERS_REQUIRED, known=MEMBERS_REQUIRED)
    read.faults += table.faults
    claimed: dict[str, str] = {}
    for row in table.rows:
        cells = Cells(table, row)
        code = cells.code("area_code", (4,), example="0301")
        if code and code not in read.records:
            cells.wrong("area_code", f"圏域 {code} が圏域の表にありません（または、その行に誤りがあります）")
        members = _members(cells, code, places, claimed)
        read.faults += cells.faults
        if not cells.faults:
            read.records[code].members = members
            claimed |= dict.fromkeys(members, code)


def _refuse_another_vintage(existing: dict[str, MedicalArea], read: _Read, options: argparse.Namespace) -> None:
    both = [(existing[code], str(record.values["name"])) for code, record in read.records.items() if code in existing]
    if not options.accept_renames:
        looks_like_another_vintage(options.edition, both)


def looks_like_another_vintage(edition: str, both: Sequence[tuple[MedicalArea, str]]) -> None:
    """Vintages share codes with other meanings (秋田 0501–0503): many changed names mean another edition's file.

    both: each area that stands, and the name that the file has for its code. Raises FileProblem.
    """
    renamed = [(area, name) for area, name in both if area.name != name]
    if len(renamed) <= max(3, len(both) // 20):
        return
    area, name = renamed[0]
    raise FileProblem(
        f"{edition} 版と同じ番号で名前の違う圏域が{len(renamed)}件あります"
        f"（例：{area.code} {area.name} → {name}）。別の版の表ではありませんか。"
        "新しい版なら --edition を変え、名前の変更で正しければ --accept-renames を付けてください。"
    )


def _members_of(edition: AreaEdition) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    if edition.pk is not None:
        for area, code in edition.memberships.order_by("municipality").values_list("area__code", "municipality"):
            members.setdefault(area, []).append(code)
    return members


def _compare(existing: dict[str, MedicalArea], read: _Read, members: dict[str, list[str]]) -> Difference:
    difference = Difference()
    for code, record in read.records.items():
        name = f"{code} {record.values['name']}"
        area = existing.get(code)
        if area is None:
            difference.added.append(f"{name}、指標 {record.values['index']}")
            continue
        changes = [
            (LABELS[key], getattr(area, key), value)
            for key, value in record.values.items()
            if getattr(area, key) != value
        ]
        before = members.get(code, [])
        if record.members is not None and record.members != before:
            changes.append(("構成市区町村", _listed(before, record.members), _listed(record.members, before)))
        if changes:
            difference.changed.append(words_of_change(name, changes))
        else:
            difference.unchanged += 1
    difference.missing = [str(f"{code} {area.name}") for code, area in existing.items() if code not in read.records]
    return difference


def _listed(codes: Sequence[str], other: Sequence[str]) -> str:
    """How many, and which of them the other side lacks."""
    only = [code for code in codes if code not in other]
    return f"{len(codes)}件" + (f"（うち {spoken(' '.join(only))}）" if only else "")


def _row(record: Record, area: MedicalArea | None, edition: AreaEdition) -> MedicalArea:
    row = area or MedicalArea(code=record.code)
    row.edition, row.prefecture_id = edition, record.prefecture
    for name, value in record.values.items():
        setattr(row, name, value)
    row.area_class = class_of(row.index, edition.lines)
    row.on_the_line = lies_on_a_line(row.index, edition.lines)
    return row
