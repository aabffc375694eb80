"""A table to take away as CSV. Pure."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from enishi.common.disarmed import disarmed


def csv_file(rows: Iterable[Iterable[Any]]) -> bytes:
    """UTF-8 with the mark that Excel asks for; numbers stay numbers, nothing is empty, and no words are taken for a formula."""
    return b"".join(csv_parts(rows))


def csv_parts(rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """The same row by row, for a file that is handed out while it is made."""
    text = io.StringIO(newline="")
    out = csv.writer(text)
    yield codecs.BOM_UTF8
    for row in rows:
        out.writerow([disarmed(cell) if isinstance(cell, str) else cell for cell in row])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
