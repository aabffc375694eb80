"""Physicians of facilities with beds into `FacilityWorkforce`. The columns are in docs/imports.md.

The table knows two vintages of areas, which share codes. A column of areas is read in the edition it belongs to and in no
other: `area_code_330` is the list of January 2024, `area_code` what --areas-edition names; `area_code_r7_339` is kept as a
bare text that is joined with nothing.
"""

import argparse
from decimal import Decimal

from enishi.areas.load import refresh_statistics
from enishi.areas.models import FacilityWorkforce, MedicalArea, Prefecture
from enishi.imports.plan import Difference, Plan, label_of, words_of_change
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table

REQUIRED = ("record_id", "name", "pref_code", "physicians_fulltime_fte")
AREA_COLUMNS = {"area_code_330": "2024-01"}
OWN_AREA = "area_code_r7_339"
KNOWN = (
    *REQUIRED, *AREA_COLUMNS, OWN_AREA, "area_code", "municipality", "report_status", "beds_incl_closed",
    "physicians_parttime_fte", "tertiary_er", "secondary_er", "hospital_id",
)  # fmt: skip
REPORTED = {"reported": True, "not_reported": False, "報告あり": True, "未報告": False}
COMPARED = (
    "name", "prefecture_id", "area_id", "own_area", "place", "listed_number", "reported", "beds", "full_time", "part_time",
    "emergency", "source",
)  # fmt: skip

Areas = dict[str, MedicalArea]


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the reports of that year. Raises FileProblem without a year or source, or for an unusable file."""
    if not options.edition or len(options.edition) > 10:
        raise FileProblem("何年度の報告かを --edition で書いてください（10文字まで）。例：--edition R7")
    if not options.source.strip():
        raise FileProblem(
            "出典が分かりません。--source に書いてください。例：--source '病床機能報告、厚生労働省、令和7年度'"
        )
    table = read_table(options.file, required=REQUIRED, known=KNOWN)
    column, vintage = _area_column(table, options)
    areas = {a.code: a for a in MedicalArea.objects.filter(edition__code=vintage)} if vintage else {}
    if column and not areas:
        raise FileProblem(
            f"{column} の列の圏域（{vintage} 版）がまだありません。先に `enishi import areas` で取り込んでください。"
        )
    rows, faults = _read(table, column, areas, options)
    standing = {row.number: row for row in FacilityWorkforce.objects.filter(edition=options.edition)}
    difference, to_write = Difference(), []
    for number, row in rows.items():
        old, name = standing.get(number), f"{number} {row.name}"
        if old is None:
            difference.added.append(name)
        elif changes := _changes(old, row):
            row.pk = old.pk
            difference.changed.append(words_of_change(name, changes))
        else:
            difference.unchanged += 1
            continue
        to_write.append(row)
    difference.missing = [f"{n} {row.name}" for n, row in standing.items() if n not in rows]
    silent = sum(not row.reported for row in rows.values())
    notes = [f"文字コード {table.encoding}、{options.edition} の報告。数は人数ではなく常勤換算です。"]
    notes.append(f"圏域は {column} の列を {vintage} 版で読みます。" if column else "圏域の列がないので、圏域とは結びつけません。")  # fmt: skip
    if silent:
        notes.append(f"報告のない施設：{silent}")
    if ignored := [name for name in table.columns if name and name not in KNOWN]:
        notes.append(f"使わない列：{'、'.join(ignored)}")

    def write() -> None:
        fields = [name.removesuffix("_id") for name in COMPARED]
        FacilityWorkforce.objects.bulk_update([row for row in to_write if row.pk], fields, batch_size=500)
        FacilityWorkforce.objects.bulk_create([row for row in to_write if not row.pk], batch_size=1000)
        refresh_statistics(FacilityWorkforce)

    return Plan(f"有床施設の医師数：{table.name}", difference, faults, len(rows), notes, write)


def _area_column(table: Table, options: argparse.Namespace) -> tuple[str, str]:
    """The column that names the area and the edition it means; ("", "") where the file has none we may read."""
    if "area_code" in table.columns:
        if not options.areas_edition:
            raise FileProblem(
                "area_code の列がどの版の圏域か分かりません。版により同じ番号が別の圏域をさします。"
                "--areas-edition を書いてください。例：--areas-edition 2024-01"
            )
        return "area_code", options.areas_edition
    for column, vintage in AREA_COLUMNS.items():
        if column in table.columns:
            if options.areas_edition not in ("", vintage):
                raise FileProblem(
                    f"{column} は {vintage} 版の圏域です。{options.areas_edition} 版の番号としては読めません。"
                )
            return column, vintage
    return "", ""


def _changes(old: FacilityWorkforce, row: FacilityWorkforce) -> list[tuple[str, object, object]]:
    return [
        (label_of(FacilityWorkforce, name.removesuffix("_id")), getattr(old, name), getattr(row, name))
        for name in COMPARED
        if getattr(old, name) != getattr(row, name)
    ]


def _read(
    table: Table, column: str, areas: Areas, options: argparse.Namespace
) -> tuple[dict[str, FacilityWorkforce], list[Fault]]:
    prefectures = frozenset(Prefecture.objects.values_list("code", flat=True))
    rows: dict[str, FacilityWorkforce] = {}
    faults = list(table.faults)
    for row in table.rows:
        cells = Cells(table, row)
        found = _facility(cells, column, areas, prefectures, options)
        if found.number in rows:
            cells.wrong("record_id", f"{found.number} がもう1行あります。どちらかを消してください")
        faults += cells.faults
        if not cells.faults:
            rows[found.number] = found
    return rows, faults


def _facility(
    cells: Cells, column: str, areas: Areas, prefectures: frozenset[str], options: argparse.Namespace
) -> FacilityWorkforce:
    prefecture = cells.code("pref_code", (2,), example="03")
    if prefecture and prefecture not in prefectures:
        cells.wrong("pref_code", f"「{prefecture}」という都道府県はありません。例：03")
    area = _area(cells, column, areas, prefecture)
    own = cells.code(OWN_AREA, (4,), example="0301", required=False)
    status = cells.text("report_status", longest=20)
    if status and status not in REPORTED:
        cells.wrong("report_status", f"「{status}」は読めません。reported か not_reported で書いてください")
    full, part = (_fte(cells, name) for name in ("physicians_fulltime_fte", "physicians_parttime_fte"))
    return FacilityWorkforce(
        edition=options.edition,
        number=cells.text("record_id", longest=20, required=True),
        name=cells.text("name", longest=100, required=True),
        prefecture_id=prefecture,
        area=area,
        own_area=own,
        place=cells.text("municipality", longest=40),
        listed_number=cells.text("hospital_id", longest=20),
        reported=REPORTED.get(status, True),
        beds=cells.integer("beds_incl_closed", example="120", largest=9999),
        full_time=full,
        part_time=part,
        emergency="1" in (cells.row.values.get("secondary_er"), cells.row.values.get("tertiary_er")),
        source=options.source.strip(),
    )


def _area(cells: Cells, column: str, areas: Areas, prefecture: str) -> MedicalArea | None:
    code = cells.code(column, (4,), example="0301", required=False) if column else ""
    if not code:
        return None
    if code not in areas:
        cells.wrong(column, f"圏域 {code} は、この列の版にありません")
        return None
    if prefecture and code[:2] != prefecture:
        cells.wrong(column, f"圏域 {code} は都道府県 {prefecture} のものではありません")
    return areas[code]


def _fte(cells: Cells, column: str) -> Decimal | None:
    """Empty means not reported, which is not none."""
    value = cells.decimal(column, places=2, example="12.5", largest="9999")
    return None if value is None else value.quantize(Decimal("0.01"))
