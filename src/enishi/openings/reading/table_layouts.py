"""Tables without a mark between their cells, or that stand on their side: columns of posts, unrolled pages, gaps."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.common.japanese.halfdays import DAYS
from enishi.openings.reading import week_grids
from enishi.openings.reading.cells import DITTO, EMPTY, Cell, Table, cells_of, of_another_occupation
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import slots
from enishi.openings.reading.fields.weekdays import WEEKDAYS
from enishi.openings.reading.heads import FACILITY, KIND_OF_WORK
from enishi.openings.reading.labels import OPENING_FIELDS, label_of
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN

_BOXES = "□☐☑☒■✓✔"


def by_columns(lines: Sequence[Line], mark: str) -> Table | None:
    """Labels down the first column, one post in each further column."""
    chosen: list[list[Cell]] = []
    for line in lines:
        if not mark:
            cells = _cells(line)
            if not chosen and len(cells) >= 2 and all(_HEAD.fullmatch(cell.text) for cell in cells):
                chosen.append([Cell("", line.start, line.number), *cells])
                continue
            if chosen and not chosen[0][0].text:
                single = _cells(line, r"\S+")  # a cell as wide as its column has one blank before the next
                cells = _below(line, chosen[0]) or (single if len(single) == len(chosen[0]) else cells)
            if len(cells) < 3 and not (chosen and len(cells) == len(chosen[0])):
                if chosen and not line.blank:
                    break
                continue
            if label_of(cells[0].text) or (not chosen and all(_HEAD.fullmatch(cell.text) for cell in cells)):
                chosen.append(cells if label_of(cells[0].text) else [Cell("", line.start, line.number), *cells])
            continue
        if line.text.count(mark) < (2 if mark != "," else 99):
            if chosen and not line.blank:
                if any(label_of(cells[0].text) for cells in chosen):
                    break
                chosen = []
            continue
        cells = cells_of(line, mark)
        if all(EMPTY.match(cell.text) for cell in cells) or (
            len(chosen) > 3 and [cell.text for cell in cells[1:]] == [cell.text for cell in chosen[0][1:]]
        ):
            continue  # a ruled line, or the same heads once more
        if chosen or label_of(cells[0].text) or not cells[0].text or all(map(_names_a_column, cells[1:])):
            chosen.append(cells)
    if any(cell.text[:1] in _BOXES for cells in chosen for cell in cells[1:] if cell.text):
        return None  # the choices of a form
    weeks = week_grids.of_columns(chosen, lines)
    if weeks and _WEEK_HEAD.fullmatch(chosen[0][0].text):
        chosen[0] = [Cell("", chosen[0][0].start, chosen[0][0].line), *chosen[0][1:]]
    labelled = [cells for cells in chosen if label_of(cells[0].text) or cells[0].line in weeks]
    if len(labelled) < 3 or len(labelled) < len(chosen) * 0.6:
        return None
    width = max(len([cell for cell in cells if cell.text]) for cells in labelled) - 1
    if width < 2:
        return None
    table = Table(lines={cells[0].line for cells in chosen})
    for column in range(1, width + 1):
        row: list[Item] = []
        days: list[Cell] = []
        for cells in chosen:
            if cells[0].line in weeks:
                if column < len(cells) and week_grids.WANTED.match(cells[column].text):
                    days.append(Cell(weeks[cells[0].line], cells[column].start, cells[column].line))
                continue
            if column >= len(cells) and len(cells) == 2:
                column_cell = cells[1]  # one cell that spans all columns
            elif column < len(cells):
                column_cell = cells[column]
            else:
                continue
            left = column
            while DITTO.match(column_cell.text) and (left := left - 1) > 0:
                column_cell = cells[left]
            if not EMPTY.match(column_cell.text):
                row.append(
                    Item(
                        _of_column(cells[0].text, column_cell.text),
                        cells[0].text,
                        column_cell.text,
                        column_cell.start,
                        column_cell.line,
                        cell=True,
                    )
                )
        if row and not of_another_occupation(row):
            if days:
                codes = [code for day in days for code in _half_days(day.text, row)]
                table.slots[len(table.rows)] = Found(codes, tuple((day.start, day.start + 1) for day in days))
            table.rows.append(_with_one_name(row))
    return table if len(table.rows) >= 2 else None


_WEEK_HEAD = re.compile(r"曜日?|日|項目|区分|")


def _half_days(day: str, row: Sequence[Item]) -> list[str]:
    """The codes of one weekday by the hours that a column tells, else by the duty that it names, else the whole day."""
    hours = [item.text for item in row if item.about("days")]
    for words in [*hours, *(f"{day}曜 {one}" for one in hours), f"{day}曜 {' '.join(item.text for item in row[:3])}"]:
        told = slots.read([Item(frozenset(("days",)), "曜日", words, 0, 0)])
        codes = [code for code in told.value if code.startswith(DAYS[WEEKDAYS.index(day)])] if told is not None else []
        if codes:
            return codes
    return []


def _with_one_name(row: list[Item]) -> list[Item]:
    """The items of a column; its head is only a title where a row below names its departments."""
    if row[0].label or not any(item.about("specialty") and LISTED.search(item.text) for item in row[1:]):
        return row
    return [replace(row[0], fields=frozenset(("title",))), *row[1:]]


def _names_a_column(cell: Cell) -> bool:
    """Whether a cell of the first row tells whose the column below it is: a department, a kind of work."""
    return bool(
        FACILITY.search(cell.text)
        or LISTED.match(cell.text)
        or KIND_OF_WORK.match(cell.text)
        or PHYSICIAN.search(cell.text)
        or OTHER_WORK.search(cell.text)
    )


def _of_column(label: str, words: str) -> frozenset[str]:
    """The heads of the columns are what tells the posts apart: their departments, or a title."""
    if known := label_of(label):
        return known
    if re.fullmatch(r"(?:非?常勤|定期|単発|専属)(?:医師?|の先生)?|スポット|パート", words):
        return frozenset(("employment",))
    if LISTED.match(words):
        return frozenset(("specialty",))
    return frozenset(("institution",)) if FACILITY.search(words) else frozenset(("title",))


def _below(line: Line, heads: Sequence[Cell]) -> list[Cell]:
    """The label of a line and what stands in it right below each of some heads; empty where one does not begin there."""
    at = [cell.start - heads[0].start for cell in heads[1:]]
    if not at or any(p >= len(line.text) or line.text[p - 1] != " " or line.text[p] == " " for p in at):
        return []
    edges = [0, *at, len(line.text)]
    parts = [(a, line.text[a:b]) for a, b in itertools.pairwise(edges)]
    return [Cell(p.strip(), line.start + a + len(p) - len(p.lstrip()), line.number) for a, p in parts]


_HEAD = re.compile(
    rf"(?:{LISTED.pattern})(?:医師?)?|(?:非?常勤|定期|スポット|単発|専属|嘱託)(?:医師?|の先生)?|嘱託?産業医"
)
"""The whole of a cell that names whose the column below it is."""


def _cells(line: Line, pattern: str = r"\S+(?: \S+)*?(?=\s{2,}|$)") -> list[Cell]:
    return [Cell(part.group(), line.start + part.start(), line.number) for part in re.finditer(pattern, line.text)]


def _header_words(line: Line) -> list[Cell] | None:
    """The labels of a heading that parts them by spaces, at least three and nothing else."""
    cells, at = [], 0
    for part in re.finditer(r"\S+", line.text):
        cells.append(Cell(part.group(), line.start + part.start(), line.number))
        at = part.end()
    if cells and not re.search(r"\w", cells[0].text):
        cells = cells[1:]  # 「◇ 区分 常勤・非常勤」 is a label and its value behind a mark
    if len(cells) < 3 or at == 0 or re.search(r"\d|(?:^|\s):(?:\s|$)", line.text):
        return None
    known = [label_of(cell.text) for cell in cells]
    return (
        cells
        if sum(map(bool, known)) >= max(2, len(cells) - 1)
        and sum(not one.isdisjoint(OPENING_FIELDS) for one in known) >= 2
        else None
    )


def _whole_rows(following: Sequence[Line], width: int) -> int:
    """How many rows of `width` cells begin with the name of a department, one below the other."""
    rows = 0
    for at in range(0, len(following) - width + 1, width):
        if not LISTED.fullmatch(following[at].text.strip()):
            break
        rows += 1
    return rows


def unrolled(lines: Sequence[Line]) -> Table | None:
    """A heading, then one cell on each line: what is left when a page's table is copied as text."""
    for index, line in enumerate(lines):
        labels = _header_words(line)
        if labels is None:
            continue
        width = len(labels)
        following: list[Line] = []
        for other in lines[index + 1 :]:
            if other.blank:
                break
            following.append(other)
        rows = _whole_rows(following, width)
        if not following or (len(following) % width and rows < 2):
            continue
        if (
            len(following) % width
            or any(label_of(o.text) for o in following[::width])
            or (rows >= 2 and rows * width < len(following) and not LISTED.search(following[rows * width].text))
        ):
            following = following[: rows * width]  # what comes after the table stands right below it
        if not following or any(label_of(o.text) for o in following[::width]):
            continue
        where = next(
            (
                i
                for i, label in enumerate(labels)
                if "specialty" in label_of(label.text) or "institution" in label_of(label.text)
            ),
            None,
        )
        if where is None or not all(
            LISTED.search(following[row + where].text) or "institution" in label_of(labels[where].text)
            for row in range(0, len(following), width)
        ):
            continue
        table = Table(lines={line.number, *(other.number for other in following)})
        for row in range(0, len(following), width):
            table.rows.append(
                _items(
                    labels,
                    [
                        Cell(o.text.strip(), o.start + len(o.text) - len(o.text.lstrip()), o.number)
                        for o in following[row : row + width]
                    ],
                )
            )
        return table
    return None


def by_gaps(lines: Sequence[Line]) -> Table | None:
    """A heading and rows whose cells are parted by spaces."""
    for index, line in enumerate(lines):
        labels = _header_words(line)
        if labels is None:
            continue
        table = Table(lines={line.number})
        for other in lines[index + 1 :]:
            if other.blank:
                if table.rows:
                    break
                continue
            cells = _cells(other)
            if len(cells) != len(labels):
                cells = _cells(other, r"\S+")
            if label_of(cells[0].text):
                break  # the lines of a form
            if len(cells) != len(labels):
                if re.fullmatch(r"[\s\-=_─━]+", other.text):
                    table.lines.add(other.number)
                    continue
                break
            row = _items(labels, cells)
            table.lines.add(other.number)
            if not of_another_occupation(row):
                table.rows.append(row)
        if table.rows:
            return table
    return None


def _items(labels: Sequence[Cell], cells: Sequence[Cell]) -> list[Item]:
    return [
        Item(label_of(label.text) or frozenset(("other",)), label.text, cell.text, cell.start, cell.line, cell=True)
        for label, cell in zip(labels, cells, strict=False)
        if not EMPTY.match(cell.text)
    ]
