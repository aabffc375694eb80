"""A table to take away: CSV that spreadsheets open, with a name in ASCII."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from enishi.common.disarmed import disarmed


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """UTF-8 with a mark for spreadsheets; a cell that would be taken for a formula is disarmed. name: ASCII, ends in .csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(cell: Any) -> Any:
    """Numbers stay numbers: a fall of −3.1 is no formula."""
    if isinstance(cell, str) and not _is_number(cell):
        return disarmed(cell)
    return cell


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()
