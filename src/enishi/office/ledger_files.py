"""A ledger as a file for the labour bureau: CSV, Excel, or A4 landscape as tagged PDF (`ledger_paper`).

Each form is given piece by piece as it is made, so that a year of any length takes no more memory than a thousand rows of it
and a download begins at once. In CSV and Excel every line is whole, one for each referral (or one for an acceptance without
any), so that it can be sorted.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from django.conf import settings

from enishi.common.clock import today
from enishi.common.disarmed import disarmed
from enishi.common.japanese.date_display import western_with_era
from enishi.common.profile import load_profile
from enishi.common.whole_files import whole_file
from enishi.office.ledgers import AT_ONCE, AnyBook, referral_columns, row_columns

SHEET = "xl/worksheets/sheet1.xml"
NO_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0, 2.2 does not allow in a text."""
HOW_COUNTED = {"fees": "徴収し、お返ししたもの", "form30": "紹介した求人者（多くとも15件）"}
A4 = 9
"""Of paper sizes in ECMA-376, 18.3.1.63."""
WIDTHS = {"employer_address": 34, "seeker_address": 34, "place": 34, "pay": 28, "remarks": 30, "employer_name": 28}


def csv_parts(book: AnyBook, *, with_remarks: bool = False) -> Iterator[bytes]:
    """UTF-8 with a mark at the beginning, as Excel reads it."""
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(_labels(book, with_remarks))
    yield b"\xef\xbb\xbf" + text.getvalue().encode()
    for some in _by(AT_ONCE, _lines(book, with_remarks)):
        text.seek(0)
        text.truncate()
        out.writerows([disarmed(cell) for cell in line] for line in some)
        yield text.getvalue().encode()


def xlsx_parts(book: AnyBook, *, with_remarks: bool = False) -> Iterator[bytes]:
    """Every cell is text: nothing in it is a formula. The frame of the file is openpyxl's, the rows are written into it
    (ECMA-376, 18.3.1): a cell object for each of a million words was most of the time."""
    from openpyxl.utils import get_column_letter  # here: the jobs of this room start without it

    frame = zipfile.ZipFile(_frame(book, with_remarks))
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name in frame.namelist():
            if name != SHEET:
                file.writestr(name, frame.read(name))
        before, end, after = frame.read(SHEET).partition(b"</sheetData>")
        letters = [get_column_letter(n) for n in range(1, len(_labels(book, with_remarks)) + 1)]
        with file.open(SHEET, "w") as sheet:
            sheet.write(before)
            line = 1
            for some in _by(AT_ONCE, _lines(book, with_remarks)):
                sheet.write("".join([_row_xml(line + n, letters, cells) for n, cells in enumerate(some, 1)]).encode())
                line += len(some)
                yield outlet.taken()
            sheet.write(end + after)
    yield outlet.taken()


def pdf_parts(book: AnyBook, start: date, end: date, *, with_remarks: bool = False) -> Iterator[bytes]:
    """One PDF of a period of any length, its pages given as they are made."""
    from enishi.office.ledger_paper import paper_of  # and with it the compiler of its loops (ADR 0074)

    counted = HOW_COUNTED.get(book.ledger.name, "受け付けたもの")
    profile = load_profile(settings.PROFILE)
    licence = f"許可番号 {profile.licence}" if profile.licence else ""
    texts = {
        "title": book.ledger.title,
        "sender": profile.name,
        "office": "　".join(filter(None, (profile.name, profile.full_address, licence))),
        "period": f"{western_with_era(start)}から{western_with_era(end)}までに{counted}",
        "count": f"{len(book):,}件",
        "printed": f"{western_with_era(today())}作成",
    }
    return paper_of(book, texts, with_remarks=with_remarks)


def parts_of(book: AnyBook, start: date, end: date, form: str, *, with_remarks: bool = False) -> Iterator[bytes]:
    """form: csv, xlsx or pdf. Raises ValueError for another one, before anything is made."""
    match form:
        case "csv":
            return csv_parts(book, with_remarks=with_remarks)
        case "xlsx":
            return xlsx_parts(book, with_remarks=with_remarks)
        case "pdf":
            return pdf_parts(book, start, end, with_remarks=with_remarks)
        case _:
            raise ValueError(form)


def write_file(book: AnyBook, start: date, end: date, path: Path, *, with_remarks: bool = False) -> int:
    """The ledger in the form that the name ends in; all of it stands there, or nothing. Returns the acceptances.

    Raises as `parts_of`, and OSError where it cannot be written.
    """
    with whole_file(path) as file:
        for part in parts_of(book, start, end, path.suffix.lower().removeprefix("."), with_remarks=with_remarks):
            file.write(part)
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


def _by(count: int, lines: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while some := list(islice(lines, count)):
        yield some


class Outlet(io.RawIOBase):
    """What a ZIP writes to when nobody can go back in it: the pieces wait here until they are taken."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._waiting.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        taken, self._waiting = b"".join(self._waiting), []
        return taken


def _frame(book: AnyBook, with_remarks: bool) -> IO[bytes]:
    """The workbook with its heading alone: widths, A4 landscape, the heading on every page."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

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
    file = io.BytesIO()
    workbook.save(file)
    return file


def _row_xml(n: int, letters: list[str], cells: list[str]) -> str:
    """One line of a sheet; an empty cell is left out. The cells are cleaned and escaped as one text, parted by a letter
    that no text of the database holds."""
    text = "\0".join(cells)
    if text.count("\0") != len(cells) - 1:
        text = "\0".join(cell.replace("\0", "") for cell in cells)
    words = escape(NO_XML.sub("", text)).split("\0")
    row = [
        f'<c r="{letter}{n}" t="inlineStr"><is><t xml:space="preserve">{word}</t></is></c>'
        for letter, word in zip(letters, words, strict=True)
        if word
    ]
    return f'<row r="{n}">{"".join(row)}</row>'
