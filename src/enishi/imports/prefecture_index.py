"""The index of the 47 prefectures and their head counts: rows of one edition. The columns are in docs/imports.md."""

import argparse
from decimal import Decimal

from enishi.areas.load import save_rows
from enishi.areas.models import AreaEdition, Prefecture, PrefectureIndex
from enishi.areas.rules import prefecture_class
from enishi.imports.plan import Difference, Plan, label_of, words_of_change
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table

# Column → field; the names after the first are those of the joined public table.
COLUMNS = {
    "maldistribution_index": "index", "maldistribution_index_2024": "index",
    "national_rank": "rank", "maldistribution_rank": "rank",
    "population": "population_2025", "population_juki_20250101": "population_2025",
    "over_65": "over_65_2025", "pop65plus_juki_20250101": "over_65_2025",
    "physicians": "physicians_2024", "physicians_registered_2024": "physicians_2024",
}  # fmt: skip
REQUIRED = ("code",)
PREFECTURES = 47


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the prefectures of the edition. Raises FileProblem for an unusable file or an unknown edition.

    All 47 must be there: a class is a rank, and a rank among some is none.
    """
    edition = AreaEdition.objects.filter(code=options.edition).first()
    if edition is None:
        raise FileProblem(
            "どの版の指標かを --edition で書いてください。新しい版は、先に `enishi import areas` で作ります。例：--edition 2024-01"
        )
    table = read_table(options.file, required=REQUIRED, known=(*REQUIRED, *COLUMNS))
    columns = {field: column for column, field in COLUMNS.items() if column in table.columns}
    if lacking := [field for field in ("index", "rank") if field not in columns]:
        raise FileProblem(
            f"{table.name} に{'と'.join(label_of(PrefectureIndex, field) for field in lacking)}の列がありません。"
            "maldistribution_index と national_rank の列を書いてください。"
        )
    rows, faults = _read(table, columns, edition)
    if not faults and sorted(row.rank for row in rows.values()) != list(range(1, PREFECTURES + 1)):
        raise FileProblem("順位が1から47まで1つずつになっていません。47都道府県の表をお使いください。")
    standing = {row.prefecture_id: row for row in edition.prefectures.select_related("prefecture")}
    difference = Difference()
    for code, row in rows.items():
        old, name = standing.get(code), str(row.prefecture)
        changes: list[tuple[str, object, object]] = [
            (label_of(PrefectureIndex, field), getattr(old, field), getattr(row, field))
            for field in columns
            if old is not None and getattr(old, field) != getattr(row, field)
        ]
        if old is None:
            difference.added.append(f"{name}、指標 {row.index}、{row.rank}位")
        elif changes:
            difference.changed.append(words_of_change(name, changes))
        else:
            difference.unchanged += 1
        if old is not None:
            for field in {*COLUMNS.values()} - columns.keys():
                setattr(row, field, getattr(old, field))
    difference.missing = [str(row.prefecture) for code, row in standing.items() if code not in rows]
    good = {} if faults else rows  # a part would class some by ranks of another table

    def write() -> None:
        save_rows(PrefectureIndex, list(good.values()), key=("edition", "prefecture"))

    notes = [
        f"文字コード {table.encoding}、{edition.code} 版",
        "区分は順位から計算します（上位16が多数、下位16が少数）。",
    ]
    return Plan(f"都道府県の指標：{table.name}", difference, faults, len(good), notes, write)


def _read(
    table: Table, columns: dict[str, str], edition: AreaEdition
) -> tuple[dict[str, PrefectureIndex], list[Fault]]:
    prefectures = {row.code: row for row in Prefecture.objects.all()}
    rows: dict[str, PrefectureIndex] = {}
    faults = list(table.faults)
    for line in table.rows:
        cells = Cells(table, line)
        code = cells.code("code", (2,), example="03")
        if code and code not in prefectures:
            cells.wrong("code", f"「{code}」という都道府県はありません。01から47で書いてください")
        if code in rows:
            cells.wrong("code", f"{code} がもう1行あります。どちらかを消してください")
        index = cells.decimal(
            columns["index"], places=1, example="205.5", smallest="0.1", largest="9999.9", required=True
        )
        rank = cells.integer(columns["rank"], example="12", largest=PREFECTURES, required=True)
        counts = {
            field: cells.integer(column, example="120000", largest=100_000_000)
            for field, column in columns.items()
            if field not in ("index", "rank")
        }
        faults += cells.faults
        if not cells.faults and rank:
            rows[code] = PrefectureIndex(
                edition=edition, prefecture=prefectures[code], index=index or Decimal(0), rank=rank,
                area_class=prefecture_class(rank), **counts,
            )  # fmt: skip
    return rows, faults
