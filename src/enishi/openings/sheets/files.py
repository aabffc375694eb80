"""A file that somebody sent, as rows of cells: an Excel workbook or CSV in whatever encoding. Nothing in it is ever run. Pure."""

import csv
import io
from collections.abc import Iterator

from enishi.decoding import NotText, decoded
from enishi.openings.uploaded import FileProblem, check_archive

LARGEST = 5 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 500, 400
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Rows = list[list[object]]


def rows_in(data: bytes) -> Rows:
    """The cells of the first sheet, or of the CSV, by what stands in the file and not by its name; row 0 is the headings.

    Raises FileProblem for an empty, too large, damaged, bursting, old, encrypted or macro-carrying file, and for one that is
    neither Excel nor CSV.
    """
    if len(data) > LARGEST:
        raise FileProblem("ファイルが大きすぎます。5MBまでお預かりできます。")
    if not data.strip(b"\x00\t\r\n "):
        raise FileProblem("ファイルの中身がありません。もう一度お選びください。")
    if data.startswith(OLD_OFFICE):
        raise FileProblem(
            "古い形式（.xls）か、パスワードのついたファイルです。「名前を付けて保存」で .xlsx にしてお送りください。"
        )
    rows = list(_workbook(data) if data.startswith(b"PK") else _csv(data))
    while rows and not any(cell not in (None, "") for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS + 1:
        raise FileProblem(f"行が多すぎます。一度に{MOST_ROWS}行までお預かりできます。")
    return rows


def _workbook(data: bytes) -> Iterator[list[object]]:
    import openpyxl  # slow to load

    check_archive(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size is not believed
        found = []
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if number > MOST_ROWS + 50:
                break
            found.append(list(row[:MOST_COLUMNS]))
        book.close()
    except Exception:  # a damaged workbook makes openpyxl raise nearly anything
        raise FileProblem("Excelのファイルとして開けませんでした。もう一度保存し直してから、お送りください。") from None
    yield from found


def _csv(data: bytes) -> Iterator[list[object]]:
    try:
        text = decoded(data).text
    except NotText:
        raise FileProblem(
            "お預かりできるのは、Excel（.xlsx）とCSVのファイルです。文字化けするときは、.xlsx でお送りください。"
        ) from None
    first = text.partition("\n")[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)):
            if number > MOST_ROWS + 50:
                break
            yield list(row[:MOST_COLUMNS])
    except csv.Error:
        raise FileProblem('CSVとして読み取れませんでした。「"」の閉じ忘れがないか、お確かめください。') from None
