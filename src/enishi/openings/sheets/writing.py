"""Openings as a workbook: the template with drop-down choices, or the own openings as they stand. Pure."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from enishi.openings.sheets.columns import COLUMNS, THEIR_NUMBER, headings_of, text_of
from enishi.openings.sheets.files import MOST_ROWS
from enishi.openings.sheets.reading import EXAMPLE_ROW, TO_MEND, CellError

INK, PALE = PatternFill("solid", fgColor="1F3A5F"), PatternFill("solid", fgColor="F1F4F8")
AMISS = PatternFill("solid", fgColor="FFE9B8")


def workbook(rows: Iterable[Mapping[str, Any]], *, with_example: bool) -> bytes:
    """An .xlsx of these rows (facts, and the two numbers, by key). with_example: a row that shows how, never read back."""
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = "募集"
    explanation = book.create_sheet("書き方")
    lists = _explain(explanation)
    for n, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, n, column.heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), INK
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(n)].width = column.width
        if column.key in lists:
            choice = DataValidation(type="list", formula1=lists[column.key], allow_blank=True, showErrorMessage=False)
            choice.add(f"{get_column_letter(n)}2:{get_column_letter(n)}{MOST_ROWS + 1}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "D2"
    line = 2
    if with_example:
        for n, column in enumerate(COLUMNS, 1):
            _put(sheet, line, n, EXAMPLE_ROW if column.key == THEIR_NUMBER else column.example)
            sheet.cell(line, n).font, sheet.cell(line, n).fill = Font(italic=True, color="5A6472"), PALE
        line += 1
    for facts in rows:
        for n, column in enumerate(COLUMNS, 1):
            _put(sheet, line, n, column.show(facts.get(column.key)))
        line += 1
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def mend_book(headings: Sequence[object], rows: Iterable[tuple[Sequence[object], Sequence[CellError], int]]) -> bytes:
    """An .xlsx of rows that could not be taken, cell by cell as they were sent, so that it can be mended and sent again.

    rows: cells, what is amiss, the line in the file that was sent. The first column says what to mend, in words; a cell that
    could not be read is coloured.
    """
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = "直す行"
    kept = [n for n, heading in enumerate(headings_of(headings)) if heading != TO_MEND]
    for n, text in enumerate((TO_MEND, *(text_of(headings[at]) for at in kept)), 1):
        _put(sheet, 1, n, text)
        sheet.cell(1, n).font, sheet.cell(1, n).fill = Font(bold=True, color="FFFFFF"), INK
        sheet.column_dimensions[get_column_letter(n)].width = 46 if n == 1 else 18
    for line, (cells, problems, was) in enumerate(rows, 2):
        told = [f"{p.heading}：{p.sentence}" if p.heading else p.sentence for p in problems]
        _put(sheet, line, 1, "\n".join(told))
        sheet.cell(line, 1).fill = AMISS
        bad = {p.cell for p in problems}
        for n, at in enumerate(kept, 2):
            _put(sheet, line, n, text_of(cells[at]) if at < len(cells) else "")
            if f"{get_column_letter(at + 1)}{was}" in bad:
                sheet.cell(line, n).fill = AMISS
    sheet.freeze_panes = "B2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _put(sheet: Worksheet, line: int, n: int, text: str) -> None:
    """Always as text: what begins with = is somebody's words and no formula."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if text:
        cell = sheet.cell(line, n)
        cell.value = text
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _explain(sheet: Worksheet) -> dict[str, str]:
    """The second sheet: what each column means, and the lists of choices beside it. Column key → range of its list."""
    for n, (head, width) in enumerate((("列", 26), ("書き方", 60), ("例", 36)), 1):
        sheet.cell(1, n, head).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(n)].width = width
    lists, place = {}, 5
    for line, column in enumerate(COLUMNS, 2):
        what = f"{column.what}（いくつでも、「、」で区切る）" if column.several else column.what
        for n, text in enumerate((column.heading, what, column.example), 1):
            _put(sheet, line, n, text)
        if column.choices:
            letter = get_column_letter(place)
            _put(sheet, 1, place, column.heading)
            for k, word in enumerate(column.choices, 2):
                _put(sheet, k, place, word)
            lists[column.key] = f"'書き方'!${letter}$2:${letter}${len(column.choices) + 1}"
            place += 1
    return lists
