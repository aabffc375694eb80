"""Tables: rows of cells parted by tabs, bars or commas, columns that stand for posts, and tables unrolled by a page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from enishi.common.japanese.halfdays import DAYS
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import Found
from enishi.openings.reading.labels import OPENING_FIELDS, label_of
from enishi.openings.reading.lines import Item, Line
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN

_EMPTY = re.compile(r"[\s\-ー―—–~…・*]*$")
_QUOTED = re.compile(r'(?:^|(?<=,))(?:"([^"]*)"|([^,"]*))(?=,|$)')
_DITTO = re.compile(r"^\s*(?:同\s*上|〃|々|\"|同前|ditto)\s*$")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    start: int
    line: int


@dataclass(slots=True)
class Table:
    """rows: the items of each post; lines: numbers of the lines it takes; slots: of rows of a week's columns, by row."""

    rows: list[list[Item]] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    headings: list[Item] = field(default_factory=list)
    slots: dict[int, Found] = field(default_factory=dict)


def _cells(line: Line, mark: str) -> list[Cell]:
    cells, at = [], 0
    if mark == "," and '"' in line.text:
        for found in _QUOTED.finditer(line.text):
            words = found[1] if found[1] is not None else found[2]
            place = found.start(1) if found[1] is not None else found.start(2)
            lead = len(words) - len(words.lstrip())
            cells.append(Cell(words.strip(), line.start + place + lead, line.number))
        return cells
    for part in line.text.split(mark):
        lead = len(part) - len(part.lstrip())
        cells.append(Cell(part.strip(), line.start + at + lead, line.number))
        at += len(part) + len(mark)
    if mark == "|" and len(cells) > 1:
        begin = 1 if line.text.lstrip().startswith("|") else 0
        end = len(cells) - 1 if line.text.rstrip().endswith("|") else len(cells)
        cells = cells[begin:end]
    return cells


def find(lines: Sequence[Line]) -> Table | None:
    """The table of posts of a text, if it has one: its heading names at least three things."""
    for mark in ("\t", "|", ","):
        for index, line in enumerate(lines):
            if line.text.count(mark) < 2:
                continue
            cells = _cells(line, mark)
            fields = [_WEEK if _SLOT.fullmatch(cell.text) else label_of(cell.text) for cell in cells]
            known = sum(bool(one) for one in fields)
            if (
                known >= 3
                and known >= len([c for c in cells if c.text]) * 0.5
                and (
                    sum(1 for one in fields if not one.isdisjoint(OPENING_FIELDS)) >= 2
                    or (fields.count(_WEEK) >= 3 and frozenset(("specialty",)) in fields)
                )
            ):
                table = _by_rows(lines, index, cells, fields, mark)
                if table.rows:
                    return table
        if (table_by_columns := _by_columns(lines, mark)) is not None:
            return table_by_columns
    return _unrolled(lines) or _by_gaps(lines) or _by_columns(lines, "")


# Columns of a week: 「月午前」, 「火曜 午後」, with a mark where somebody is looked for.
_SLOT = re.compile(r"(?P<day>[月火水木金土日])曜?日?の?\s*(?P<part>午前|午後|夜間?|AM|PM|am|pm|当直|終日)")
_WEEK = frozenset(("week",))
_WANTED = re.compile(r"[○〇◯◎]|可|募集(?!なし|停止|終了)|空き?|要")
_PARTS = {
    "午前": ("am",),
    "AM": ("am",),
    "am": ("am",),
    "午後": ("pm",),
    "PM": ("pm",),
    "pm": ("pm",),
    "終日": ("am", "pm"),
}


def _code(label: str) -> list[str]:
    found = _SLOT.fullmatch(label)
    if found is None:
        return []
    day = DAYS["月火水木金土日".index(found["day"])]
    return [f"{day}_{part}" for part in _PARTS.get(found["part"], ("night",))]


_COUNTS = ("募集", "採用", "求人", "欠員", "不足", "必要", "名", "人", "数")


def _numbers_below(lines: Sequence[Line], column: int, mark: str) -> bool:
    """Whether a column holds numbers of people: 「募集」 above 「2」 and 「1名」."""
    cells = [cells[column].text for line in lines if len(cells := _cells(line, mark)) > column]
    filled = [cell for cell in cells if not _EMPTY.match(cell)]
    return bool(filled) and sum(bool(re.match(r"\d{1,2}\s*[名人]?(?:程度)?$", c)) for c in filled) >= len(filled) * 0.5


def _by_rows(lines: Sequence[Line], head: int, labels: list[Cell], fields: list[frozenset[str]], mark: str) -> Table:
    table = Table()
    table.lines.add(lines[head].number)
    fields = [
        frozenset(("headcount",))
        if label.text in _COUNTS and _numbers_below(lines[head + 1 :], column, mark)
        else known
        for column, (label, known) in enumerate(zip(labels, fields, strict=True))
    ]
    above: list[Cell | None] = [None] * len(labels)
    gap = 0
    ruled = False
    drawn = _drawn(lines, head)
    for line in lines[head + 1 :]:
        if line.blank:
            gap += 1
            continue
        if mark not in line.text:
            if _RULED.fullmatch(line.text):
                table.lines.add(line.number)
                ruled = True
                continue
            if gap:
                break
            table.headings.append(Item(frozenset(), "", line.text, line.start, line.number))
            table.lines.add(line.number)
            continue
        gap = 0
        cells = _cells(line, mark)
        if mark == "," and len(cells) < max(3, len(labels) - 2):
            break
        table.lines.add(line.number)
        if len(cells) > len(labels):
            cells = cells[: len(labels)]
        filled = [cell for cell in cells if not _EMPTY.match(cell.text)]
        if drawn and not ruled and table.rows and filled:
            table.rows[-1] += [
                Item(fields[column], labels[column].text, cell.text, cell.start, cell.line, cell=True)
                for column, cell in enumerate(cells)
                if not _EMPTY.match(cell.text)
            ]  # a cell that goes on in the next line of a drawn table
            continue
        ruled = False
        if len(filled) < 2 or re.match(r"(?:合\s*計|小\s*計|計)$", cells[0].text):
            continue
        if [label_of(cell.text) for cell in cells] == fields[: len(cells)]:
            continue
        row: list[Item] = []
        wanted: list[tuple[str, Cell]] = []
        first = next((i for i, one in enumerate(fields) if "institution" in one), 0)
        for column, cell in enumerate(cells):
            words = cell
            if fields[column] == _WEEK:
                wanted += [(code, cell) for code in _code(labels[column].text) if _WANTED.match(cell.text)]
                continue
            if _DITTO.match(cell.text) and above[column] is not None:
                words = above[column] or cell
            elif not _EMPTY.match(cell.text):
                above[column] = cell
            merged = (
                not words.text and above[column] is not None and not fields[column].isdisjoint(("institution", "place"))
            )
            if merged and not cells[first].text:
                words = above[column] or cell  # cells that the sheet had joined downwards
            if _EMPTY.match(words.text):
                continue
            given = fields[column] or (frozenset(("other",)) if labels[column].text else frozenset(("remark",)))
            row.append(Item(given, labels[column].text, words.text, words.start, words.line, cell=True))
        if not _of_another_occupation(row):
            if wanted:
                places = tuple((cell.start, cell.start + len(cell.text)) for _, cell in wanted)
                table.slots[len(table.rows)] = Found([code for code, _ in wanted], places)
            table.rows.append(row)
    return table


_RULED = re.compile(r"[\s─\-=+:|【】]{4,}")


def _drawn(lines: Sequence[Line], head: int) -> bool:
    """Whether a ruled line stands after every row of a table, so that rows may go on over several lines."""
    rows = rules = 0
    for line in lines[head:]:
        if line.blank:
            break
        if _RULED.fullmatch(line.text):
            rules += 1
        elif "|" in line.text:
            rows += 1
        else:
            break
    return rules >= 3 and rows >= 3 and rows > rules


_TAKEN = re.compile(r"決定|決まり|充足|終了|埋ま|済|受付停止|×|✕|満(?=$|\s)|募集(?:なし|停止)")
_OF_SLOTS = ("days", "pay", "remark", "other", "night", "recruiting")


def slots_of(table: Table, lines: Sequence[Line]) -> list[Item] | None:
    """Items of a table that lists the times of one post, not posts: none of its columns names a department, a place
    of work, a kind of employment or a number of people. Rows that are taken are left out. None for other tables.
    """
    if not table.rows or any(not item.about(*_OF_SLOTS) for row in table.rows for item in row):
        return None
    if not all(any(item.about("days") for item in row) for row in table.rows):
        return None
    text = {line.number: line for line in lines}
    items: list[Item] = []
    for row in table.rows:
        if any(_TAKEN.search(item.text) for item in row):
            continue
        times = [item for item in row if item.about("days")]
        line = text[times[0].line]
        together = all(item.line == line.number for item in times)
        if together:
            begin, end = min(i.start for i in times) - line.start, max(i.end for i in times) - line.start
            words = re.sub(r"[|\t,\"]", " ", line.text[begin:end])
            for other in row:
                if other.line == line.number and not other.about("days") and begin <= other.start - line.start < end:
                    at = other.start - line.start - begin
                    words = words[:at] + " " * len(other.text) + words[at + len(other.text) :]
            items.append(Item(frozenset(("days",)), times[0].label, words, line.start + begin, line.number, cell=True))
        else:
            items += times
        items += [item for item in row if not item.about("days")]
    return items


def _of_another_occupation(row: list[Item]) -> bool:
    job = [item for item in row if item.label in ("職種", "募集職種", "採用職種", "求人職種") or "職種" in item.label]
    if job:
        return bool(OTHER_WORK.search(job[0].text)) and not PHYSICIAN.search(job[0].text)
    special = [item for item in row if item.about("specialty")]
    if special and "歯科" in special[0].text and not LISTED.search(special[0].text):
        return True
    return (
        bool(special)
        and bool(OTHER_WORK.search(special[0].text))
        and not PHYSICIAN.search(special[0].text)
        and not LISTED.search(special[0].text)
    )


def _by_columns(lines: Sequence[Line], mark: str) -> Table | None:
    """Labels down the first column, one post in each further column."""
    chosen: list[list[Cell]] = []
    for line in lines:
        if not mark:
            cells = _gap_cells(line)
            if len(cells) < 3 and not (chosen and len(cells) == len(chosen[0])):
                if chosen and not line.blank:
                    break
                continue
            if label_of(cells[0].text) or (not chosen and all(LISTED.fullmatch(cell.text) for cell in cells)):
                chosen.append(cells if label_of(cells[0].text) else [Cell("", line.start, line.number), *cells])
            continue
        if line.text.count(mark) < (2 if mark != "," else 99):
            if chosen and not line.blank:
                break
            continue
        cells = _cells(line, mark)
        if chosen or label_of(cells[0].text) or not cells[0].text:
            chosen.append(cells)
    labelled = [cells for cells in chosen if label_of(cells[0].text)]
    if len(labelled) < 3 or len(labelled) < len(chosen) * 0.6:
        return None
    width = max(len([cell for cell in cells if cell.text]) for cells in labelled) - 1
    if width < 2:
        return None
    table = Table(lines={cells[0].line for cells in chosen})
    for column in range(1, width + 1):
        row = []
        for cells in chosen:
            if column >= len(cells) and len(cells) == 2:
                column_cell = cells[1]  # one cell that spans all columns
            elif column < len(cells):
                column_cell = cells[column]
            else:
                continue
            if _DITTO.match(column_cell.text) and column > 1:
                column_cell = cells[column - 1]
            if not _EMPTY.match(column_cell.text):
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
        if row and not _of_another_occupation(row):
            table.rows.append(row)
    return table if len(table.rows) >= 2 else None


def _of_column(label: str, words: str) -> frozenset[str]:
    """The heads of the columns are what tells the posts apart: their departments, or a title."""
    if known := label_of(label):
        return known
    if re.fullmatch(r"非?常勤(?:医師?)?|スポット|パート", words):
        return frozenset(("employment",))
    return frozenset(("specialty",)) if LISTED.match(words) else frozenset(("title",))


def _gap_cells(line: Line) -> list[Cell]:
    found = re.finditer(r"\S+(?: \S+)*?(?=\s{2,}|$)", line.text)
    return [Cell(part.group(), line.start + part.start(), line.number) for part in found]


def _header_words(line: Line) -> list[Cell] | None:
    """The labels of a heading that parts them by spaces, at least three and nothing else."""
    cells, at = [], 0
    for part in re.finditer(r"\S+", line.text):
        cells.append(Cell(part.group(), line.start + part.start(), line.number))
        at = part.end()
    if len(cells) < 3 or at == 0 or re.search(r"\d|(?:^|\s):(?:\s|$)", line.text):
        return None
    known = [label_of(cell.text) for cell in cells]
    return (
        cells
        if sum(map(bool, known)) >= max(2, len(cells) - 1)
        and sum(not one.isdisjoint(OPENING_FIELDS) for one in known) >= 2
        else None
    )


def _unrolled(lines: Sequence[Line]) -> Table | None:
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
        if not following or len(following) % width or any(label_of(o.text) for o in following[::width]):
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


def _by_gaps(lines: Sequence[Line]) -> Table | None:
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
            cells = [
                Cell(part.group(), other.start + part.start(), other.number)
                for part in re.finditer(r"\S+(?: \S+)*?(?=\s{2,}|$)", other.text)
            ]
            if len(cells) != len(labels):
                cells = [
                    Cell(part.group(), other.start + part.start(), other.number)
                    for part in re.finditer(r"\S+", other.text)
                ]
            if label_of(cells[0].text):
                break  # the lines of a form
            if len(cells) != len(labels):
                if re.fullmatch(r"[\s\-=_─━]+", other.text):
                    table.lines.add(other.number)
                    continue
                break
            row = _items(labels, cells)
            table.lines.add(other.number)
            if not _of_another_occupation(row):
                table.rows.append(row)
        if table.rows:
            return table
    return None


def _items(labels: Sequence[Cell], cells: Sequence[Cell]) -> list[Item]:
    return [
        Item(label_of(label.text) or frozenset(("other",)), label.text, cell.text, cell.start, cell.line, cell=True)
        for label, cell in zip(labels, cells, strict=False)
        if not _EMPTY.match(cell.text)
    ]
