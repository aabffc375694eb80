"""Shares of inpatients who cross the border of an area into `PatientFlow`. The columns are in docs/imports.md.

The publications draw their areas anew (339 where the index of January 2024 has 330), with the same codes: a row is used only
where code and name are those of the edition, and every other one is told.
"""

import argparse
from decimal import Decimal

from enishi.areas.load import save_rows
from enishi.areas.models import AreaEdition, MedicalArea, PatientFlow
from enishi.imports.plan import Difference, Plan, label_of, words_of_change
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table

REQUIRED = ("area_code", "area_name", "outflow_rate", "inflow_rate")
SHARES = {"outflow_rate": "outflow", "inflow_rate": "inflow"}
NOT_WORKED_OUT = ("", "XXX", "-", "－")
"""How the publications mark a share that they do not have (三重 of 令和7年度)."""


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the shares of that publication. Raises FileProblem without a year, a source or an edition of areas."""
    if not options.edition or len(options.edition) > 10:
        raise FileProblem("何年度の公表かを --edition で書いてください（10文字まで）。例：--edition R8")
    if not options.source.strip():
        raise FileProblem(
            "出典が分かりません。--source に書いてください。例：--source '構想区域の病床数等、厚生労働省、令和8年度'"
        )
    vintage = AreaEdition.objects.filter(code=options.areas_edition).first()
    if vintage is None:
        raise FileProblem(
            "圏域の番号をどの版で読むかを --areas-edition で書いてください。版により同じ番号が別の圏域をさします。"
            "例：--areas-edition 2024-01"
        )
    table = read_table(options.file, required=REQUIRED, known=REQUIRED)
    areas = {area.code: area for area in vintage.areas.all()}
    rows, faults, silent = _read(table, areas, options)
    standing = {
        row.area.code: row for row in PatientFlow.objects.filter(edition=options.edition, area__edition=vintage).select_related("area")
    }  # fmt: skip
    difference, to_write = Difference(), []
    for code, row in rows.items():
        old, name = standing.get(code), f"{code} {row.area}"
        changes: list[tuple[str, object, object]] = [
            (label_of(PatientFlow, field), getattr(old, field), getattr(row, field))
            for field in (*SHARES.values(), "source")
            if old is not None and getattr(old, field) != getattr(row, field)
        ]
        if old is None:
            difference.added.append(f"{name}：流出 {row.outflow}、流入 {row.inflow}")
        elif changes:
            difference.changed.append(words_of_change(name, changes))
        else:
            difference.unchanged += 1
            continue
        to_write.append(row)
    difference.missing = [f"{code} {row.area}" for code, row in standing.items() if code not in rows]
    notes = [f"文字コード {table.encoding}、{options.edition} の公表。圏域は {vintage.code} 版で読みます。"]
    if silent:
        notes.append(f"割合が算出されていない圏域（使いません）：{silent}")
    if ignored := [name for name in table.columns if name and name not in REQUIRED]:
        notes.append(f"使わない列：{'、'.join(ignored)}")

    def write() -> None:
        save_rows(PatientFlow, to_write, key=("edition", "area"))

    return Plan(f"患者の流出と流入：{table.name}", difference, faults, len(rows), notes, write)


def _read(
    table: Table, areas: dict[str, MedicalArea], options: argparse.Namespace
) -> tuple[dict[str, PatientFlow], list[Fault], int]:
    """By code of area; the faults; how many areas of the edition stand in the file without a share."""
    rows: dict[str, PatientFlow] = {}
    faults, silent = list(table.faults), 0
    for line in table.rows:
        cells = Cells(table, line)
        code = cells.code("area_code", (4,), example="0301")
        name = cells.text("area_name", longest=40, required=True)
        area = areas.get(code)
        if code and name and (area is None or area.name != name):
            here = f"「{area.name}」です" if area else "ありません"
            cells.wrong(
                "area_code",
                f"{code} は、{options.areas_edition} 版では{here}。別の版の圏域かもしれないので使いません（表では「{name}」）",
            )
        if code in rows:
            cells.wrong("area_code", f"{code} がもう1行あります。どちらかを消してください")
        unknown = all(line.values.get(column, "") in NOT_WORKED_OUT for column in SHARES)
        shares = {} if unknown else {field: _share(cells, column) for column, field in SHARES.items()}
        faults += cells.faults
        if cells.faults or area is None:
            continue
        if unknown:
            silent += 1
        else:
            rows[code] = PatientFlow(edition=options.edition, area=area, source=options.source.strip(), **shares)
    return rows, faults, silent


def _share(cells: Cells, column: str) -> Decimal:
    """0 to 1; a workbook's 0.11699999999999999 is 0.117."""
    value = cells.decimal(column, places=20, example="0.117", largest="1", required=True)
    return (value or Decimal(0)).quantize(Decimal("0.001"))
