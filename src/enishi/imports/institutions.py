"""The national list of hospitals into `ListedFacility`. The columns are in docs/imports.md."""

import argparse
import re
from datetime import date

from enishi.areas.load import refresh_statistics, save_rows
from enishi.areas.models import Municipality
from enishi.common.japanese import InputProblem
from enishi.common.japanese.date_parsing import parse_date
from enishi.common.japanese.postcodes import parse_postcode
from enishi.common.japanese.widths import half_width
from enishi.imports.plan import Difference, Plan, label_of, words_of_change
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table
from enishi.institutions.listed import ListedFacility

REQUIRED = ("id", "name", "pref_code", "muni_code", "address")
BEDS = ("beds_general", "beds_longterm", "beds_psychiatric", "beds_tb", "beds_infectious", "beds_total")
TEXTS = {"kana": 150, "short_name": 60, "corporation": 100, "url": 300}
KNOWN = (*REQUIRED, *TEXTS, "postcode", "lat", "lng", *BEDS)
MOST_WITHDRAWN = 0.1  # of the rows that stand in the prefectures of the file; more looks like a part of a list

Values = dict[str, object]


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the list that stands. Raises FileProblem for an unusable or an outdated file."""
    day = _edition(options)
    table = read_table(options.file, required=REQUIRED, known=KNOWN)
    places = frozenset(Municipality.objects.values_list("code", flat=True))
    if not places:
        raise FileProblem("市区町村の表がまだありません。先に `enishi prepare` を実行してください。")
    records, faults = _read(table, places)
    existing = {row.number: row for row in ListedFacility.objects.all()}
    _refuse_an_older_list(existing, records, day)
    broken = {fault.row for fault in faults}
    named = {row.values["id"] for row in table.rows if row.number in broken}
    gone = _gone(existing, records, named, day)
    _refuse_a_part(existing, records, gone, options)
    difference, changed = _compare(existing, records)
    difference.missing = [f"{row.number} {row.name}（{day} で掲載終了）" for row in gone]
    notes = [f"文字コード {table.encoding}、一覧の日付 {day}"]
    if ignored := [column for column in table.columns if column and column not in KNOWN]:
        notes.append(f"使わない列：{'、'.join(ignored)}")

    def write() -> None:
        rows = [_row(number, records[number], existing.get(number), options.source, day) for number in changed]
        save_rows(ListedFacility, rows, key=("number",))
        # Seen again on a newer list: no change of the facility itself.
        seen = ListedFacility.objects.filter(number__in=records.keys() - set(changed)).not_on_the_list_of(day)
        seen.update(edition=day, source=options.source)
        ListedFacility.objects.filter(pk__in=[row.pk for row in gone]).update(withdrawn_on=day)
        refresh_statistics(ListedFacility)

    return Plan(f"全国の病院一覧：{table.name}", difference, faults, len(records), notes, write)


def _edition(options: argparse.Namespace) -> date:
    """The day of the list, from --edition or from a file name such as hospitals_20250601.csv."""
    written = options.edition
    if not written and (found := re.search(r"(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)", options.file.stem)):
        written = "-".join(found.groups())
    if re.fullmatch(r"\d{4}-\d{1,2}", written):
        written += "-01"
    try:
        return parse_date(written, label="--edition")
    except InputProblem as problem:
        raise FileProblem(
            "いつの一覧かが分かりません。--edition に日付を書いてください。例：--edition 2025-06-01"
        ) from problem


def _read(table: Table, places: frozenset[str]) -> tuple[dict[str, Values], list[Fault]]:
    records: dict[str, Values] = {}
    line_of: dict[str, int] = {}
    faults = list(table.faults)
    for row in table.rows:
        cells = Cells(table, row)
        number, values = _record(cells, places)
        if number in line_of:
            cells.wrong("id", f"{number} は{line_of[number]}行目にもあります。1つの病院は1行にしてください")
        faults += cells.faults
        if not cells.faults:
            line_of[number] = row.number
            records[number] = values
    return records, faults


def _record(cells: Cells, places: frozenset[str]) -> tuple[str, Values]:
    number = _number(cells)
    prefecture = cells.code("pref_code", (2,), example="01")
    municipality = cells.code("muni_code", (5,), example="01101")
    if municipality and municipality not in places:
        cells.wrong(
            "muni_code", f"「{municipality}」という市区町村はありません。今の5桁の番号で書いてください。例：01101"
        )
    elif prefecture and municipality and municipality[:2] != prefecture:
        cells.wrong("pref_code", f"「{prefecture}」は市区町村の番号 {municipality} の初めの2桁と違います")
    values: Values = {
        "name": cells.text("name", longest=100, required=True),
        "address": cells.text("address", longest=200, required=True),
        "prefecture_id": prefecture,
        "municipality_id": municipality,
    }
    values |= {column: cells.text(column, longest=longest) for column, longest in TEXTS.items() if cells.has(column)}
    values |= {column: cells.integer(column, example="120", largest=9999) for column in BEDS if cells.has(column)}
    if cells.has("postcode"):
        values["postcode"] = _postcode(cells)
    if cells.has("lat") and cells.has("lng"):
        values |= _position(cells)
    return number, values


def _number(cells: Cells) -> str:
    """Each prefecture numbers its hospitals in its own way, some with letters: 0111010000010, 151BYJTX00001, 47111."""
    number = half_width(cells.row.values["id"])
    if not re.fullmatch("[0-9A-Za-z-]{1,20}", number):
        cells.wrong("id", f"「{number}」は20文字までの英数字ではありません。一覧の番号をそのまま書いてください")
        return ""
    return number


def _postcode(cells: Cells) -> str:
    written = cells.row.values["postcode"]
    try:
        return parse_postcode(written) if written else ""
    except InputProblem as problem:
        cells.wrong("postcode", f"「{written}」：{problem.sentence}")
        return ""


def _position(cells: Cells) -> Values:
    # Six decimals are 10 cm; lists carry up to nine.
    north = cells.decimal("lat", places=12, example="43.055405", smallest="20", largest="46")
    east = cells.decimal("lng", places=12, example="141.333497", smallest="122", largest="154")
    if (north is None) != (east is None) and not cells.faults:
        cells.wrong("lat", "緯度と経度は両方書くか、両方空にしてください")
    return {"latitude": None if north is None else float(north), "longitude": None if east is None else float(east)}


def _refuse_an_older_list(existing: dict[str, ListedFacility], records: dict[str, Values], day: date) -> None:
    newest = max((existing[number].edition for number in records if number in existing), default=day)
    if newest > day:
        raise FileProblem(
            f"{day} の一覧は古いものです。すでに {newest} の一覧が入っています。新しい一覧をお使いください。"
        )


def _gone(
    existing: dict[str, ListedFacility], records: dict[str, Values], broken: set[str], day: date
) -> list[ListedFacility]:
    """Rows that a newer list lacks; only in prefectures the list covers, never behind a broken row."""
    covered = {values["prefecture_id"] for values in records.values()}
    return [
        row
        for number, row in existing.items()
        if row.withdrawn_on is None
        and row.edition < day
        and row.prefecture_id in covered
        and number not in records
        and number not in broken
    ]


def _refuse_a_part(
    existing: dict[str, ListedFacility],
    records: dict[str, Values],
    gone: list[ListedFacility],
    options: argparse.Namespace,
) -> None:
    covered = {values["prefecture_id"] for values in records.values()}
    standing = sum(row.withdrawn_on is None and row.prefecture_id in covered for row in existing.values())
    if options.accept_withdrawals or len(gone) <= max(5, int(standing * MOST_WITHDRAWN)):
        return
    raise FileProblem(
        f"この一覧のとおりにすると、{standing}病院のうち{len(gone)}病院（例：{gone[0].name}）が掲載終了になります。"
        "一覧の一部ではありませんか。正しければ --accept-withdrawals を付けてください。"
    )


def _compare(existing: dict[str, ListedFacility], records: dict[str, Values]) -> tuple[Difference, list[str]]:
    difference, to_write = Difference(), []
    for number, values in records.items():
        row, name = existing.get(number), f"{number} {values['name']}"
        if row is None:
            difference.added.append(name)
        elif changes := _changes(row, values):
            difference.changed.append(words_of_change(name, changes))
        else:
            difference.unchanged += 1
            continue
        to_write.append(number)
    return difference, to_write


def _changes(row: ListedFacility, values: Values) -> list[tuple[str, object, object]]:
    changes: list[tuple[str, object, object]] = [
        (label_of(ListedFacility, key.removesuffix("_id")), getattr(row, key), value)
        for key, value in values.items()
        if getattr(row, key) != value
    ]
    if row.withdrawn_on:
        changes.append(("掲載終了", row.withdrawn_on, "再び掲載"))
    return changes


def _row(number: str, values: Values, row: ListedFacility | None, source: str, day: date) -> ListedFacility:
    row = row or ListedFacility(number=number)
    for key, value in values.items():
        setattr(row, key, value)
    row.source, row.edition, row.withdrawn_on = source, day, None
    row.fold()
    return row
