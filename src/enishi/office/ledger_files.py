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
from enishi.office.ledgers import AnyBook, LedgerRow, referral_columns, row_columns

MOST_ON_PAPER = 3_000
"""Acceptances in one PDF, some thousand pages; a longer period is asked for in parts."""
HOW_COUNTED = {"fees": "徴収し、お返ししたもの", "form30": "紹介した求人者（多くとも15件）"}
FLAT_WIDTHS = {"fees": [5, 3, 3, 3, 3, 5, 5, 4], "form30": [1, 3, 5, 6, 2, 4]}
"""Shares of the width of a ledger without referrals, by column; the last of the fees ledger is the internal one."""
A4 = 9
"""Of paper sizes in ECMA-376, 18.3.1.63."""
WIDTHS = {"employer_address": 34, "seeker_address": 34, "place": 34, "pay": 28, "remarks": 30, "employer_name": 28}


class TooLong(Exception):
    """A period that would make more paper than anybody prints; `count` acceptances."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.sentence = f"PDFにできるのは{MOST_ON_PAPER:,}件までです（この期間は{count:,}件）。期間を分けるか、ExcelかCSVをお使いください。"
        super().__init__(self.sentence)


def write_csv(book: AnyBook, file: TextIO, *, with_remarks: bool = False) -> None:
    """Open the file with newline="" and utf-8-sig, as Excel reads it."""
    out = csv.writer(file)
    out.writerow(_labels(book, with_remarks))
    out.writerows([disarmed(cell) for cell in line] for line in _lines(book, with_remarks))


def write_xlsx(book: AnyBook, file: IO[bytes], *, with_remarks: bool = False) -> None:
    """Every cell is text: nothing in it is a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(book.ledger.title)
    sheet.freeze_panes = "B2"
    names = [name for name, _ in (*row_columns(book.ledger, with_remarks=with_remarks), *referral_columns(book.ledger))]
    for n, name in enumerate(names, 1):
        sheet.column_dimensions[get_column_letter(n)].width = WIDTHS.get(name, 16)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    heading = []
    for label in _labels(book, with_remarks):
        cell = WriteOnlyCell(sheet, label)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        heading.append(cell)
    sheet.append(heading)
    for line in _lines(book, with_remarks):
        sheet.append([_text(sheet, words) for words in line])
    workbook.save(file)


def pdf_of(book: AnyBook, start: date, end: date, *, with_remarks: bool = False) -> bytes:
    """Raises TooLong."""
    if len(book) > MOST_ON_PAPER:
        raise TooLong(len(book))
    rows = [_printed(row, with_remarks) for row in book]
    counted = HOW_COUNTED.get(book.ledger.name, "受け付けたもの")
    data = {
        "title": book.ledger.title,
        "sender": load_profile(settings.PROFILE).name,
        "period": f"{western_with_era(start)}から{western_with_era(end)}までに{counted}",
        "count": f"{len(rows):,}件",
        "printed": f"{western_with_era(today())}作成",
        "rows": rows,
    }
    if referral_columns(book.ledger):
        return pdf("office/typst/ledger.typ", data)
    labels = _labels(book, with_remarks)
    flat = {"labels": labels, "lines": list(_lines(book, with_remarks)), "widths": FLAT_WIDTHS[book.ledger.name]}
    return pdf("office/typst/flat_ledger.typ", data | flat | {"rows": []})


def write_form(
    book: AnyBook, start: date, end: date, form: str, file: IO[bytes], *, with_remarks: bool = False
) -> None:
    """form: csv, xlsx or pdf. Raises ValueError for another one, TooLong for too much paper."""
    match form:
        case "csv":
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            write_csv(book, text, with_remarks=with_remarks)
            text.detach()  # flushes, and leaves the file open
        case "xlsx":
            write_xlsx(book, file, with_remarks=with_remarks)
        case "pdf":
            file.write(pdf_of(book, start, end, with_remarks=with_remarks))
        case _:
            raise ValueError(form)


def write_file(book: AnyBook, start: date, end: date, path: Path, *, with_remarks: bool = False) -> int:
    """The ledger in the form that the name ends in; all of it stands there, or nothing. Returns the acceptances.

    Raises as `write_form`, and OSError where it cannot be written.
    """
    with whole_file(path) as file:
        write_form(book, start, end, path.suffix.lower().removeprefix("."), file, with_remarks=with_remarks)
    return len(book)


def _labels(book: AnyBook, with_remarks: bool) -> list[str]:
    return [
        label for _, label in (*row_columns(book.ledger, with_remarks=with_remarks), *referral_columns(book.ledger))
    ]


def _lines(book: AnyBook, with_remarks: bool) -> Iterator[list[str]]:
    own = [name for name, _ in row_columns(book.ledger, with_remarks=with_remarks)]
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


def _printed(row: LedgerRow, with_remarks: bool) -> dict[str, object]:
    columns, of_referral = row_columns(row.ledger, with_remarks=with_remarks), referral_columns(row.ledger)
    return {
        "number": row.number,
        "items": [[label, row.values.get(name, "")] for name, label in columns if name != "reception_number"],
        "referrals": [[[label, line.get(name, "")] for name, label in of_referral] for line in row.referrals],
    }
