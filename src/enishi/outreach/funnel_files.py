"""The tables of an edition as a file: Excel or CSV, no cell ever a formula, hidden numbers left as words."""

import io
from collections.abc import Iterator
from itertools import chain
from typing import Any

from enishi.common.csv_files import csv_file
from enishi.common.disarmed import disarmed
from enishi.outreach.enums import Stage
from enishi.outreach.funnel import CAMPAIGN, TITLES, Published

HIDDEN = "非公表"
HEADINGS = ("訪問（回）", *(f"{stage.label}（人）" for stage in Stage))
Line = list[str | int]


def _tables(published: Published) -> Iterator[tuple[str, list[Line]]]:
    """Title and lines of each table, the heading first."""
    for key, rows in published.tables.items():
        head: Line = [TITLES[key][1] or "リンク", *(["コード"] if key == CAMPAIGN else []), *HEADINGS]
        yield (
            TITLES[key][0],
            [
                head,
                *(
                    [row.label, *([row.key] if key == CAMPAIGN else []), row.visits]
                    + [HIDDEN if (n := row.people[stage]) is None else n for stage in Stage]
                    for row in rows
                ),
            ],
        )


def as_csv(published: Published) -> bytes:
    """All tables one below the other, UTF-8 with a mark, as Excel wants it."""
    tables = ([[], [title], *lines] for title, lines in _tables(published))
    return csv_file(chain([[f"周知の成果　{published.until:%Y年%m月%d日}まで"]], *tables))


def as_workbook(published: Published) -> bytes:
    """A sheet for each table; counts are numbers, everything else is text."""
    from openpyxl import Workbook  # slow to load
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, lines in _tables(published):
        sheet: Any = book.create_sheet(title)
        for row, line in enumerate(lines, 1):
            for column, cell in enumerate(line, 1):
                made = sheet.cell(row, column, _safe(cell))
                if isinstance(cell, str):
                    made.data_type = "s"
                if row == 1:
                    made.font, made.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="14496B")
        sheet.freeze_panes = "B2"
        for column in range(1, len(lines[0]) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 44 if column == 1 else 16
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(cell: str | int) -> str | int:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return disarmed(ILLEGAL_CHARACTERS_RE.sub("", cell)) if isinstance(cell, str) else cell
