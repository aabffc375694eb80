"""Facts about municipalities into `RegionFact` (地域の肖像). The columns are in docs/imports.md."""

import argparse
from datetime import date

from enishi.areas.models import Municipality
from enishi.common.clock import today
from enishi.imports.plan import Difference, Plan
from enishi.imports.reading import Cells, Fault, FileProblem, Table, read_table
from enishi.institutions.enums import FactState
from enishi.institutions.models import RegionFact
from enishi.institutions.region import write_facts
from enishi.institutions.region_questions import BY_KEY, MOST_CHARACTERS, QUESTIONS, VOICE

REQUIRED = ("municipality", "question", "text", "source", "as_of")
BY_WORDS = {q.label: q.key for q in QUESTIONS} | {q.key: q.key for q in QUESTIONS}

Key = tuple[str, str, str]


def plan(options: argparse.Namespace) -> Plan:
    """Compare the file with what is shown. A fact older than the one that is shown is left out, and said so.

    Raises FileProblem for an unusable file.
    """
    table = read_table(options.file, required=REQUIRED, known=REQUIRED)
    places = dict(Municipality.objects.filter(valid=True).values_list("code", "name"))
    if not places:
        raise FileProblem("市区町村の表がまだありません。先に `enishi prepare` を実行してください。")
    rows, faults = _read(table, places)
    shown = RegionFact.objects.filter(
        state=FactState.SHOWN, municipality__in={r.municipality_id for r in rows.values()}
    )
    standing = {_key(fact): fact for fact in shown}
    difference, to_write, older = Difference(), [], 0
    for key, row in rows.items():
        old, name = standing.get(key), f"{places[row.municipality_id]} {BY_KEY[row.key].label}"
        if old is None:
            difference.added.append(f"{name}：{row.text}（{row.source}）")
        elif (old.text, old.source, old.as_of) == (row.text, row.source, row.as_of):
            difference.unchanged += 1
            continue
        elif row.as_of < old.as_of:
            older += 1
            continue
        else:
            difference.changed.append(f"{name}：{old.text}（{old.as_of}） → {row.text}（{row.as_of}）")
        to_write.append(row)
    difference.missing = [
        f"{places.get(f.municipality_id, f.municipality_id)} {f.key}" for key, f in standing.items() if key not in rows
    ]
    notes = [f"文字コード {table.encoding}"]
    if older:
        notes.append(f"いま載っている事実より古いため使わない行：{older}")
    return Plan(f"地域の事実：{table.name}", difference, faults, len(rows), notes, lambda: write_facts(to_write))


def _key(fact: RegionFact) -> Key:
    """A voice is told from another by its words; of every other question a place has one answer."""
    return fact.municipality_id, fact.key, fact.text if fact.key == VOICE else ""


def _read(table: Table, places: dict[str, str]) -> tuple[dict[Key, RegionFact], list[Fault]]:
    rows: dict[Key, RegionFact] = {}
    faults = list(table.faults)
    for row in table.rows:
        cells = Cells(table, row)
        fact = _fact(cells, places)
        if not cells.faults and _key(fact) in rows:
            cells.wrong("question", "同じ市区町村の同じ問いが、もう1行あります。どちらかを消してください")
        faults += cells.faults
        if not cells.faults:
            rows[_key(fact)] = fact
    return rows, faults


def _fact(cells: Cells, places: dict[str, str]) -> RegionFact:
    code = cells.code("municipality", (5,), example="03207")
    if code and code not in places:
        cells.wrong("municipality", f"「{code}」という市区町村はありません。今の5桁の番号で書いてください。例：03207")
    word = cells.text("question", longest=40, required=True)
    key = BY_WORDS.get(word.replace(" ", "　"), BY_WORDS.get(word, ""))
    if word and not key:
        cells.wrong("question", f"「{word}」という問いはありません。読める問い：{'、'.join(q.key for q in QUESTIONS)}")
    text = cells.text("text", longest=MOST_CHARACTERS, required=True)
    source = cells.text("source", longest=200, required=True)
    day = cells.day("as_of", required=True)
    if day and day > today():
        cells.wrong("as_of", f"{day} は先の日付です。わかった日を書いてください。例：2026-11-20")
    return RegionFact(municipality_id=code, key=key, text=text, source=source, as_of=day or date.min)
