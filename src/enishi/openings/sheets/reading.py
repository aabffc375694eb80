"""Cells of a list as rows of facts, with a sentence for every cell that cannot be read. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from enishi.openings.sheets.columns import (
    BY_HEADING,
    OUR_NUMBER,
    THEIR_NUMBER,
    CellProblem,
    Column,
    headings_of,
    remark_of,
    text_of,
)
from enishi.openings.uploaded import FileProblem

EXAMPLE_ROW = "（例）"
TO_MEND = "直すところ"
"""The heading of a column that we write into a list of rows to be put right; what stands there is not read."""


@dataclass(frozen=True, slots=True)
class CellError:
    """cell: as Excel calls it, B7."""

    cell: str
    heading: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One opening of the list. line: its row in the file; number, external_number: "" where not given.

    facts: of every column that is in the file and not empty; columns: keys of all columns in the file, so that an empty cell
    is known from one that was not asked. written: what stands in the cell of each fact; remarks: 「約」 of an amount, in words.
    """

    line: int
    number: str
    external_number: str
    facts: Mapping[str, Any]
    columns: frozenset[str]
    errors: tuple[CellError, ...]
    written: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def read_rows(rows: Sequence[Sequence[object]]) -> list[SheetRow]:
    """All rows with anything in them, the example row left out. Raises FileProblem for headings that say nothing to us."""
    if not rows:
        raise FileProblem("表に何も書かれていません。")
    columns = _columns(headings_of(rows[0]))
    found: list[SheetRow] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in enumerate(rows[1:], 2):
        texts = [text_of(cell) for cell in cells]
        if not any(texts) or EXAMPLE_ROW in texts:
            continue
        row = _row(line, texts, columns)
        twice = []
        for heading, number in (("募集番号", row.number), ("管理番号", row.external_number)):
            if number and seen.setdefault((heading, number), line) != line:
                place = next(n for n, column in columns.items() if column.heading == heading)
                sentence = f"{seen[heading, number]}行目と同じ番号です。"
                twice.append(CellError(_cell(place, line), heading, sentence))
        if twice:
            row = replace(row, errors=(*row.errors, *twice))
        found.append(row)
    if not found:
        raise FileProblem("見出しの行のほかに、募集が書かれていません。")
    return found


def _columns(headings: Sequence[str]) -> dict[int, Column]:
    found = {n: BY_HEADING[heading] for n, heading in enumerate(headings) if heading in BY_HEADING}
    unknown = [
        (n, heading)
        for n, heading in enumerate(headings)
        if heading and heading not in BY_HEADING and heading != TO_MEND
    ]
    names = [column.heading for column in found.values()]
    if not found or not {"募集番号", "管理番号"} & set(names):
        raise FileProblem(
            "1行目に「管理番号」などの見出しが見つかりませんでした。ひな形の1行目を、そのままお使いください。"
        )
    if unknown:
        n, heading = unknown[0]
        raise FileProblem(
            f"{_cell(n, 1)}：「{heading[:30]}」という見出しはありません。ひな形の見出しをお使いください。"
        )
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise FileProblem(f"「{twice}」という見出しが二つあります。")
    return found


def _row(line: int, texts: Sequence[str], columns: Mapping[int, Column]) -> SheetRow:
    facts: dict[str, Any] = {}
    errors, written, remarks = [], {}, []
    for n, column in columns.items():
        text = texts[n] if n < len(texts) else ""
        if not text:
            continue
        try:
            facts[column.key] = column.read(text)
            written[column.key] = text
            remarks.append(remark_of(column, text, facts[column.key]))
        except CellProblem as problem:
            errors.append(CellError(_cell(n, line), column.heading, problem.sentence))
    number, external = str(facts.pop(OUR_NUMBER, "")), str(facts.pop(THEIR_NUMBER, ""))
    if not number and not external:
        place = next(n for n, column in columns.items() if column.key in (THEIR_NUMBER, OUR_NUMBER))
        errors.append(CellError(_cell(place, line), "管理番号", "貴院の番号をご記入ください。例：R8-01"))
    keys = frozenset(column.key for column in columns.values()) - {OUR_NUMBER, THEIR_NUMBER}
    return SheetRow(line, number, external, facts, keys, tuple(errors), written, tuple(filter(None, remarks)))


def _cell(place: int, line: int) -> str:
    """As Excel names it: (0, 1) is A1."""
    from openpyxl.utils import get_column_letter  # slow to load

    return f"{get_column_letter(place + 1)}{line}"
