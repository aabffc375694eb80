"""A table to take away: CSV that spreadsheets open, with a name in ASCII."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from enishi.common import csv_files


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """As `common.csv_files.csv_file`. name: ASCII, ends in .csv."""
    response = HttpResponse(csv_files.csv_file([head, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
