"""The contact book as a file, out and in: Excel or CSV, no cell ever a formula."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

from enishi.common.csv_files import csv_file
from enishi.common.disarmed import disarmed
from enishi.common.japanese.date_parsing import parse_date
from enishi.common.japanese.emails import parse_email
from enishi.common.japanese.phones import parse_phone
from enishi.common.japanese.postcodes import parse_postcode
from enishi.common.japanese.problems import InputProblem
from enishi.openings.sheets.files import rows_in
from enishi.openings.uploaded import FileProblem
from enishi.outreach.enums import Consent
from enishi.outreach.models import Society
from enishi.outreach.societies import same_name

COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("name", "名称", 40), ("head_title", "代表の役職", 14), ("head", "代表のお名前", 18), ("office", "事務局", 28),
    ("postcode", "郵便番号", 12), ("address", "所在地", 44), ("phone", "電話", 18), ("mail", "メール", 30),
    ("consent", "ご連絡の可否", 22), ("consent_on", "うかがった日", 16), ("every_months", "ご連絡の間隔（か月）", 12),
    ("next_on", "次のご連絡", 16),
)  # fmt: skip
"""Key, heading and width of each column."""
_LONGEST = {"name": 200, "head_title": 60, "head": 120, "office": 120, "address": 200, "phone": 20, "mail": 200}


def shown(society: Society, key: str) -> str:
    value = getattr(society, key)
    if key == "consent":
        return Consent(value).label
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def as_csv(societies: Iterable[Society]) -> bytes:
    """UTF-8 with a mark, as Excel wants it."""
    rows = ([shown(s, key) for key, _, _ in COLUMNS] for s in societies)
    return csv_file(chain([[heading for _, heading, _ in COLUMNS]], rows))


def as_workbook(societies: Iterable[Society]) -> bytes:
    """An .xlsx; every cell is text."""
    from openpyxl import Workbook  # slow to load
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "学会・団体"
    for n, (_, heading, width) in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, n, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="14496B")
        sheet.column_dimensions[get_column_letter(n)].width = width
    sheet.freeze_panes = "B2"
    for line, society in enumerate(societies, 2):
        for n, (key, _, _) in enumerate(COLUMNS, 1):
            if text := ILLEGAL_CHARACTERS_RE.sub("", shown(society, key)):
                cell = sheet.cell(line, n, disarmed(text))
                cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(slots=True)
class Plan:
    """What a file would bring. new: facts of each society; there: names in the book already; faults: sentences by row."""

    new: list[dict[str, Any]] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read(data: bytes, known: Iterable[str]) -> Plan:
    """What stands in a file. known: names in the book. Raises FileProblem for a file that cannot be read at all."""
    rows = rows_in(data)
    keys = {same_name(heading): key for key, heading, _ in COLUMNS}
    head = [keys.get(same_name(str(cell or ""))) for cell in rows[0]]
    if "name" not in head:
        raise FileProblem("1行目に「名称」の列が見つかりませんでした。ひな形の見出しのままお使いください。")
    plan, met = Plan(), {same_name(name) for name in known}
    in_file: set[str] = set()
    for number, row in enumerate(rows[1:], 2):
        cells = {key: _text(cell) for key, cell in zip(head, row, strict=False) if key}
        if not any(cells.values()):
            continue
        facts, faults = _facts(cells)
        name = same_name(facts.get("name", ""))
        if name and name in in_file:
            faults.append("同じ名称が、このファイルの中にもう一つあります。")
        plan.faults += [f"{number}行目：{fault}" for fault in faults]
        in_file.add(name)
        if not faults:
            if name in met:
                plan.there.append(facts["name"])
            else:
                plan.new.append(facts)
    return plan


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFC", str(cell if cell is not None else "")).strip()
    return text.removeprefix("'") if text[1:2] in ("=", "+", "-", "@", "＝", "＋", "－", "＠") else text


def _facts(cells: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    facts: dict[str, Any] = dict(cells)
    faults = [
        f"{_heading(key)}は{longest}字までです（現在{len(cells[key])}字）。"
        for key, longest in _LONGEST.items()
        if len(cells.get(key, "")) > longest
    ]
    if not cells.get("name"):
        faults.append("名称をご記入ください。")
    for key, parse in (
        ("postcode", lambda text: f"{(code := parse_postcode(text))[:3]}-{code[3:]}"),
        ("phone", lambda text: parse_phone(text).display),
        ("mail", lambda text: parse_email(text).address),
        ("consent_on", parse_date),
        ("next_on", parse_date),
    ):
        if cells.get(key):
            try:
                facts[key] = parse(cells[key])
            except InputProblem as problem:
                faults.append(f"{_heading(key)}：{problem.sentence}")
        elif key.endswith("_on"):
            facts[key] = None
    labels = {consent.label: str(consent) for consent in Consent}
    said = cells.get("consent") or Consent.UNASKED.label
    if said not in labels:
        faults.append(f"ご連絡の可否は「{'」「'.join(labels)}」のどれかでご記入ください。")
    facts["consent"] = labels.get(said, "")
    if facts["consent"] not in ("", Consent.UNASKED) and not facts.get("consent_on"):
        faults.append("ご連絡の可否をうかがった日をご記入ください。")
    months = unicodedata.normalize("NFKC", cells.get("every_months", ""))
    if months and not (months.isdecimal() and 1 <= int(months) <= 60):
        faults.append("ご連絡の間隔は、1から60までの数字（か月）でご記入ください。")
    facts["every_months"] = int(months) if months.isdecimal() else None
    return facts, faults


def _heading(key: str) -> str:
    return next(heading for name, heading, _ in COLUMNS if name == key)


HEADINGS: Sequence[str] = tuple(heading for _, heading, _ in COLUMNS)
