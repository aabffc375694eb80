"""People of prefectures or municipalities by five-year ages into `PopulationCount`. The columns are in docs/imports.md."""

import argparse
import re
from datetime import date

from enishi.areas.models import Municipality, PopulationCount, Prefecture
from enishi.common.japanese import InputProblem
from enishi.common.japanese.date_parsing import parse_date
from enishi.imports.plan import Difference, Plan, label_of, words_of_change
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table

AGES = (*(f"age_{low}_{low + 4}" for low in range(0, 100, 5)), "age_100plus")
REQUIRED = ("code", "total", *AGES)
KNOWN = (*REQUIRED, "sex")
SEXES = {"": "", "total": "", "計": "", "male": "男", "男": "男", "female": "女", "女": "女"}
MOST_PEOPLE = 200_000_000
MOST_AGELESS = 0.1
"""Of all people: where few of an age live in a small town the table leaves them out of the ages, not out of the total."""

Key = tuple[str, str]


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with the counts of that day. Raises FileProblem without a day or a source."""
    day = _day(options)
    if not options.source.strip():
        raise FileProblem(
            "出典が分かりません。--source に書いてください。例：--source '住民基本台帳に基づく人口、総務省'"
        )
    table = read_table(options.file, required=REQUIRED, known=KNOWN)
    known = frozenset(Prefecture.objects.values_list("code", flat=True)) | frozenset(
        Municipality.objects.values_list("code", flat=True)
    )
    if not known:
        raise FileProblem("市区町村の表がまだありません。先に `enishi prepare` を実行してください。")
    rows, faults = _read(table, known, day, options.source.strip())
    kinds = {len(code) for code, _ in rows}
    standing = {key: row for row in PopulationCount.objects.filter(as_of=day) if len((key := _key(row))[0]) in kinds}
    difference, to_write = Difference(), []
    for key, row in rows.items():
        old = standing.get(key)
        if old is None:
            difference.added.append(f"{key[0]}{key[1]}：{row.people:,}人")
        elif (old.people, old.ages, old.source) == (row.people, row.ages, row.source):
            difference.unchanged += 1
            continue
        else:
            row.pk = old.pk
            changes: list[tuple[str, object, object]] = [
                (label_of(PopulationCount, name), getattr(old, name), getattr(row, name))
                for name in ("people", "source")
                if getattr(old, name) != getattr(row, name)
            ]
            difference.changed.append(words_of_change("".join(key), changes or [("5歳ごとの人口", "前の表", "この表")]))
        to_write.append(row)
    difference.missing = ["".join(key) for key in standing if key not in rows]

    def write() -> None:
        PopulationCount.objects.bulk_update(
            [row for row in to_write if row.pk], ["people", "ages", "source"], batch_size=500
        )
        PopulationCount.objects.bulk_create([row for row in to_write if not row.pk], batch_size=500)

    notes = [f"文字コード {table.encoding}、{day} 現在の人口"]
    if ageless := sum(row.people - sum(row.ages) for row in rows.values() if row.sex == ""):
        notes.append(f"年齢の示されていない人（合計だけに入っている人）：{ageless:,}人")
    if ignored := [column for column in table.columns if column and column not in KNOWN]:
        notes.append(f"使わない列：{'、'.join(ignored)}")
    return Plan(f"人口：{table.name}", difference, faults, len(rows), notes, write)


def _day(options: argparse.Namespace) -> date:
    """From --edition or from a file name such as population_20250101.csv."""
    written = options.edition
    if not written and (found := re.search(r"(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)", options.file.stem)):
        written = "-".join(found.groups())
    try:
        return parse_date(written, label="--edition")
    except InputProblem as problem:
        raise FileProblem(
            "いつの人口かが分かりません。--edition に日付を書いてください。例：--edition 2025-01-01"
        ) from problem


def _key(row: PopulationCount) -> Key:
    return row.prefecture_id or row.municipality_id or "", row.sex


def _read(
    table: Table, known: frozenset[str], day: date, source: str
) -> tuple[dict[Key, PopulationCount], list[Fault]]:
    """Places where nobody lives and that no postcode knows (the villages of 色丹 and 択捉) are passed over."""
    rows: dict[Key, PopulationCount] = {}
    faults = list(table.faults)
    for row in table.rows:
        cells = Cells(table, row)
        if row.values["code"] not in known and row.values["total"] == "0":
            continue
        count = _count(cells, known, day, source)
        if not cells.faults and _key(count) in rows:
            cells.wrong("code", "同じ場所・同じ性別の行がもう1つあります。どちらかを消してください")
        faults += cells.faults
        if not cells.faults:
            rows[_key(count)] = count
    return rows, faults


def _count(cells: Cells, known: frozenset[str], day: date, source: str) -> PopulationCount:
    code = cells.code("code", (2, 5), example="03302")
    if code and code not in known:
        cells.wrong("code", f"「{code}」という都道府県・市区町村はありません。今の番号で書いてください。例：03302")
    word = cells.text("sex", longest=10)
    if word not in SEXES:
        cells.wrong("sex", f"「{word}」は読めません。total、male、female か、計、男、女で書いてください")
    people = cells.integer("total", example="5634", largest=MOST_PEOPLE, required=True)
    ages = [cells.integer(column, example="120", largest=MOST_PEOPLE, required=True) for column in AGES]
    if not cells.faults and people is not None:
        told = sum(n or 0 for n in ages)
        if not people * (1 - MOST_AGELESS) <= told <= people:
            cells.wrong("total", f"{people} は、年齢ごとの人口の合計 {told} と合いません")
    return PopulationCount(
        as_of=day,
        prefecture_id=code if len(code) == 2 else None,
        municipality_id=code if len(code) == 5 else None,
        sex=SEXES.get(word, ""),
        people=people or 0,
        ages=[n or 0 for n in ages],
        source=source,
    )
