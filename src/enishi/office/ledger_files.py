"""A ledger as a file for the labour bureau: CSV, Excel, or A4 landscape. Written row by row, whatever its length.

In CSV and Excel every line is whole, one for each referral (or one for an acceptance without any), so that it can be sorted.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, TextIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from enishi.common.clock import today
from enishi.common.disarmed import disarmed
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.common.profile import load_profile
from enishi.common.whole_files import whole_file
from enishi.office.ledgers import Book, LedgerRow, referral_columns, row_columns

MOST_ON_PAPER = 3_000
"""Acceptances in one PDF, some thousand pages; a longer period is asked for in parts."""
A4 = 9
"""Of paper sizes in ECMA-376, 18.3.1.63."""
WIDTHS = {"employer_address": 34, "seeker_address": 34, "place": 34, "pay": 28, "remarks": 30, "employer_name": 28}


class TooLong(Exception):
    """A period that would make more paper than anybody prints; `count` acceptances."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.sentence = f"PDFにできるのは{MOST_ON_PAPER:,}件までです（この期間は{count:,}件）。期間を分けるか、ExcelかCSVをお使いください。"
        super().__init__(self.sentence)


def write_csv(book: Book, file: TextIO) -> None:
    """Open the file with newline="" and utf-8-sig, as Excel reads it."""
    out = csv.writer(file)
    out.writerow(_labels(book))
    out.writerows([disarmed(cell) for cell in line] for line in _lines(book))


def write_xlsx(book: Book, file: IO[bytes]) -> None:
    """Every cell is text: nothing in it is a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(book.ledger.title)
    sheet.freeze_panes = "B2"
    names = [name for name, _ in (*row_columns(book.ledger), *referral_columns(book.ledger))]
    for n, name in enumerate(names, 1):
        sheet.column_dimensions[get_column_letter(n)].width = WIDTHS.get(name, 16)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    heading = []
    for label in _labels(book):
        cell = WriteOnlyCell(sheet, label)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        heading.append(cell)
    sheet.append(heading)
    for line in _lines(book):
        sheet.append([_text(sheet, words) for words in line])
    workbook.save(file)


def pdf_of(book: Book, start: date, end: date) -> bytes:
    """Raises TooLong."""
    if len(book) > MOST_ON_PAPER:
        raise TooLong(len(book))
    rows = [_printed(row) for row in book]
    data = {
        "title": book.ledger.title,
        "sender": load_profile(settings.PROFILE).name,
        "period": f"{western_with_era(start)}から{western_with_era(end)}までに受け付けたもの",
        "count": f"{len(rows):,}件",
        "printed": f"{western_with_era(today())}作成",
        "rows": rows,
    }
    return pdf("office/typst/ledger.typ", data)


def write_form(book: Book, start: date, end: date, form: str, file: IO[bytes]) -> None:
    """form: csv, xlsx or pdf. Raises ValueError for another one, TooLong for too much paper."""
    match form:
        case "csv":
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            write_csv(book, text)
            text.detach()  # flushes, and leaves the file open
        case "xlsx":
            write_xlsx(book, file)
        case "pdf":
            file.write(pdf_of(book, start, end))
        case _:
            raise ValueError(form)


def write_file(book: Book, start: date, end: date, path: Path) -> int:
    """The ledger in the form that the name ends in; all of it stands there, or nothing. Returns the acceptances.

    Raises as `write_form`, and OSError where it cannot be written.
    """
    with whole_file(path) as file:
        write_form(book, start, end, path.suffix.lower().removeprefix("."), file)
    return len(book)


def _labels(book: Book) -> list[str]:
    return [label for _, label in (*row_columns(book.ledger), *referral_columns(book.ledger))]


def _lines(book: Book) -> Iterator[list[str]]:
    own = [name for name, _ in row_columns(book.ledger)]
    of_referral = [name for name, _ in referral_columns(book.ledger)]
    for row in book:
        first = [row.values.get(name, "") for name in own]
        for referral in row.referrals or ({},):
            yield first + [referral.get(name, "") for name in of_referral]


def _text(sheet: object, words: str) -> object:
    """Plain words as they are, quickly; what looks like a formula as a cell that says it is text."""
    words = ILLEGAL_CHARACTERS_RE.sub("", words)
    if not words.startswith("="):
        return words or None
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    return cell


def _printed(row: LedgerRow) -> dict[str, object]:
    columns, of_referral = row_columns(row.ledger), referral_columns(row.ledger)
    return {
        "number": row.number,
        "items": [[label, row.values.get(name, "")] for name, label in columns if name != "reception_number"],
        "referrals": [[[label, line.get(name, "")] for name, label in of_referral] for line in row.referrals],
    }
