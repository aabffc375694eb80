"""Counts of physicians by prefecture, specialty, age and sex into `PhysicianCount`. The columns are in docs/imports.md."""

import argparse

from enishi.areas.load import count_key
from enishi.areas.lookups import forget_head_counts
from enishi.areas.models import PhysicianCount, Prefecture
from enishi.engine import specialties
from enishi.imports.estat_physicians import read_estat
from enishi.imports.physician_tables import YEAR, unfolded
from enishi.imports.plan import Difference, Plan, label_of, words_of_change
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table

KNOWN = ("prefecture", "specialty", "age_from", "age_to", "sex", "physicians")
REQUIRED = ("physicians",)
SEXES = ("", "男", "女")
OLDEST = 120

Key = tuple[object, ...]


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the counts of its years. Raises FileProblem without a year or a source.

    A table of e-Stat as it is downloaded says both itself.
    """
    if of_estat := read_estat(options.file):
        table, source, remarks = of_estat
        options.source = options.source.strip() or source
        remarks.append(f"出典：{options.source}")
    else:
        if not options.source.strip():
            raise FileProblem("出典が分かりません。--source に調査の名前と年を書いてください。")
        table, remarks = unfolded(read_table(options.file, required=(), known=KNOWN))
    if missing := [column for column in REQUIRED if column not in table.columns]:
        raise FileProblem(
            f"{table.name} の見出しに {'、'.join(missing)} の列がありません。読める列：{'、'.join(KNOWN)}。"
            "都道府県×年、診療科、年齢の公表の表もそのまま読めます（docs/imports.md）。"
        )
    if YEAR not in table.columns and not (options.edition.isdecimal() and len(options.edition) == 4):
        raise FileProblem("何年末の数かが分かりません。--edition に西暦を4桁で書いてください。例：--edition 2026")
    if YEAR in table.columns and options.edition:
        table.rows = [row for row in table.rows if row.values[YEAR] == options.edition]
        remarks.append(f"{options.edition}年の列だけを使います。")
    prefectures = frozenset(Prefecture.objects.values_list("code", flat=True))
    rows, faults = _read(table, prefectures, options)
    years = sorted({row.edition for row in rows.values()})
    kinds = {_kind(row) for row in rows.values()}
    standing = {count_key(row): row for row in PhysicianCount.objects.filter(edition__in=years) if _kind(row) in kinds}
    difference, to_write = Difference(), []
    for key, row in rows.items():
        old = standing.get(key)
        row.pk = old.pk if old else None
        if old is None:
            difference.added.append(f"{row}：{row.physicians}人")
        elif old.physicians != row.physicians:
            label = label_of(PhysicianCount, "physicians")
            difference.changed.append(words_of_change(str(old), [(label, old.physicians, row.physicians)]))
        else:
            difference.unchanged += 1
            continue
        to_write.append(row)
    difference.missing = [str(row) for key, row in standing.items() if key not in rows]

    def write() -> None:
        PhysicianCount.objects.bulk_update(
            [row for row in to_write if row.pk], ["physicians", "source"], batch_size=1000
        )
        PhysicianCount.objects.bulk_create([row for row in to_write if not row.pk], batch_size=1000)
        forget_head_counts()

    notes = [f"文字コード {table.encoding}、{'、'.join(years)}年末の医師数", *remarks]
    return Plan(f"医師数：{table.name}", difference, faults, len(rows), notes, write)


def _kind(row: PhysicianCount) -> tuple[bool, bool, bool, bool]:
    """What the row tells apart: a table of prefectures lacks no row of ages."""
    return row.prefecture_id is not None, row.specialty != "", row.age_from is not None, row.sex != ""


def _read(
    table: Table, prefectures: frozenset[str], options: argparse.Namespace
) -> tuple[dict[Key, PhysicianCount], list[Fault]]:
    rows: dict[Key, PhysicianCount] = {}
    faults = list(table.faults)
    for row in table.rows:
        cells = Cells(table, row)
        count = _count(cells, prefectures, options)
        if not cells.faults and count_key(count) in rows:
            cells.wrong("physicians", "同じ条件の行がもう1つあります。どちらかを消してください")
        faults += cells.faults
        if not cells.faults:
            rows[count_key(count)] = count
    return rows, faults


def _count(cells: Cells, prefectures: frozenset[str], options: argparse.Namespace) -> PhysicianCount:
    prefecture = cells.code("prefecture", (2,), example="03", required=False)
    if prefecture and prefecture not in prefectures:
        cells.wrong("prefecture", f"「{prefecture}」という都道府県はありません。例：03")
    word = cells.text("specialty", longest=40)
    found = specialties.find(word) if word else None
    if word and found is None:
        cells.wrong("specialty", f"「{word}」という診療科は分かりません。例：循環器内科")
    low = cells.integer("age_from", example="60", largest=OLDEST)
    high = cells.integer("age_to", example="69", largest=OLDEST)
    if high is not None and (low is None or high < low):
        cells.wrong("age_to", "age_from から age_to までになっていません。例：60, 69。上限がないときは空に")
    sex = cells.text("sex", longest=2)
    if sex not in SEXES:
        cells.wrong("sex", f"「{sex}」は読めません。男か女、分けないときは空にしてください")
    physicians = cells.integer("physicians", example="123", largest=1_000_000, required=True)
    return PhysicianCount(
        edition=cells.row.values.get(YEAR) or options.edition,
        prefecture_id=prefecture or None,
        specialty=specialties.SPECIALTIES[found].key if found is not None else "",
        age_from=low,
        age_to=high,
        sex=sex,
        physicians=physicians or 0,
        source=options.source.strip(),
    )
