"""Tables: rows of cells parted by tabs, bars or commas, and where else a table may be."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enishi.common.japanese.halfdays import DAYS
from enishi.openings.reading.cells import DITTO, EMPTY, Cell, Table, cells_of, of_another_occupation
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import Found
from enishi.openings.reading.labels import OPENING_FIELDS, label_of
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.table_layouts import by_columns, by_gaps, unrolled


def find(lines: Sequence[Line]) -> Table | None:
    """The table of posts of a text, if it has one: its heading names at least three things."""
    for mark in ("\t", "|", ",", "/"):
        for index, line in enumerate(lines):
            if line.text.count(mark) < 2:
                continue
            cells = cells_of(line, mark)
            fields = [_WEEK if _SLOT.fullmatch(cell.text) else label_of(cell.text) for cell in cells]
            known = sum(bool(one) for one in fields)
            named = [cell.text for cell in cells if cell.text and not _SLOT.fullmatch(cell.text)]
            if (
                known >= 3
                and len({*named}) == len(named)  # 「業務	当直	当直」 is no heading
                and known >= len([c for c in cells if c.text]) * 0.5
                and (
                    sum(1 for one in fields if not one.isdisjoint(OPENING_FIELDS)) >= 2
                    or (fields.count(_WEEK) >= 3 and frozenset(("specialty",)) in fields)
                )
            ):
                table = _by_rows(lines, index, cells, fields, mark)
                if table.rows:
                    return table
        if mark != "/" and (table_by_columns := by_columns(lines, mark)) is not None:
            return table_by_columns
    return unrolled(lines) or by_gaps(lines) or by_columns(lines, "")


# Columns of a week: 「月午前」, 「火曜 午後」, with a mark where somebody is looked for.
_SLOT = re.compile(r"(?!日当直)(?P<day>[月火水木金土日])曜?日?の?\s*(?P<part>午前|午後|夜間?|AM|PM|am|pm|当直|終日)")
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
    cells = [cells[column].text for line in lines if len(cells := cells_of(line, mark)) > column]
    filled = [cell for cell in cells if not EMPTY.match(cell)]
    return bool(filled) and sum(bool(re.match(r"\d{1,2}\s*[名人]?(?:程度)?$", c)) for c in filled) >= len(filled) * 0.5


def _departments_below(lines: Sequence[Line], column: int, mark: str) -> bool:
    """Whether a column holds departments, with what is done: 「担当」 above 「内科診察」 and 「婦人科(子宮頸がん検診)」."""
    cells = [cells[column].text for line in lines if len(cells := cells_of(line, mark)) > column]
    filled = [cell for cell in cells if not EMPTY.match(cell)]
    return len(filled) >= 2 and all(LISTED.match(cell) or DITTO.match(cell) for cell in filled)


def _by_rows(lines: Sequence[Line], head: int, labels: list[Cell], fields: list[frozenset[str]], mark: str) -> Table:
    table = Table()
    table.lines.add(lines[head].number)
    fields = [
        frozenset(("headcount",))
        if label.text in _COUNTS and _numbers_below(lines[head + 1 :], column, mark)
        else frozenset(("specialty",))
        if re.fullmatch(r"担当(?:科|内容)?|内容|業務|区分", label.text)
        and _departments_below(lines[head + 1 :], column, mark)
        else known
        for column, (label, known) in enumerate(zip(labels, fields, strict=True))
    ]
    above: list[Cell | None] = [None] * len(labels)
    gap = 0
    ruled = False
    drawn = _drawn(lines, head)
    for line in lines[head + 1 :]:
        if line.blank:
            if mark == "/" and table.rows:
                break  # strokes stand in other lines as well
            gap += 1
            continue
        if mark == "/" and line.text.count(mark) != len(labels) - 1:
            break
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
        cells = cells_of(line, mark)
        if mark == "," and len(cells) < max(3, len(labels) - 2):
            break
        table.lines.add(line.number)
        if len(cells) > len(labels):
            cells = cells[: len(labels)]
        filled = [cell for cell in cells if not EMPTY.match(cell.text)]
        if drawn and not ruled and table.rows and filled:
            table.rows[-1] += [
                Item(fields[column], labels[column].text, cell.text, cell.start, cell.line, cell=True)
                for column, cell in enumerate(cells)
                if not EMPTY.match(cell.text)
            ]  # a cell that goes on in the next line of a drawn table
            continue
        ruled = False
        if len(filled) <= 2 and len(labels) >= 6 and any(len(cell.text) > 14 for cell in filled):
            table.lines.discard(line.number)
            continue  # a remark below the rows of a sheet
        if len(filled) < 2 or any(re.fullmatch(r"合\s*計|小\s*計|計", cell.text) for cell in filled[:2]):
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
            if DITTO.match(cell.text) and above[column] is not None:
                words = above[column] or cell
            elif not EMPTY.match(cell.text):
                above[column] = cell
            merged = (
                not words.text and above[column] is not None and not fields[column].isdisjoint(("institution", "place"))
            )
            if merged and not cells[first].text:
                words = above[column] or cell  # cells that the sheet had joined downwards
            if EMPTY.match(words.text):
                continue
            given = fields[column] or (frozenset(("other",)) if labels[column].text else frozenset(("remark",)))
            row.append(Item(given, labels[column].text, words.text, words.start, words.line, cell=True))
        if not of_another_occupation(row):
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
_OF_SLOTS = ("days", "pay", "remark", "other", "night", "recruiting", "place")


_DUTIES = re.compile(r"(?:日直|当直|宿直|日当直|夜勤|準夜|深夜|午前|午後|終日|外来)(?:\([^()]*\))?$")
_DATE = re.compile(
    r"(?:(?:20\d\d|令和\d+|R\d+)\s*[年/.-]\s*)?\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?(?:\([月火水木金土日][^()]*\))?$"
)
_HOLIDAY = re.compile(r"(?P<day>[月火水木金土日])\((?P<rest>[祝休振][^()]{0,3})\)")


def _kinds_of_duty(table: Table) -> None:
    """Below 「区分」 stand the times of a duty where every cell names one."""
    for label in {item.label for row in table.rows for item in row if item.about("employment", "process", "other")}:
        cells = [item for row in table.rows for item in row if item.label == label]
        if cells and all(_DUTIES.match(item.text) or _DATE.match(item.text) for item in cells):
            table.rows = [
                [replace(item, fields=frozenset(("days",))) if item.label == label else item for item in row]
                for row in table.rows
            ]


_WHO = re.compile(
    r"(?:現在の|今の|来年度の)?(?:担当|受持ち?|勤務)?(?:者|医師?|の?先生)?(?:名|氏名)?|担当|現況|状況|空き(?:状況)?"
)
_VACANT = re.compile(r"\W*(?:空き?(?:枠|欄)?|募集中?|求む|欠員?|未定|後任(?:募集|未定)|不在)(?:です)?\W*")


def _vacant_rows(table: Table) -> list[list[Item]]:
    """Below a column of who has which duty the rows that nobody has: 「担当 (空き)」 beside 「担当 大学 外科」; else all rows."""
    labels = [item.label for row in table.rows for item in row if item.label and _WHO.fullmatch(item.label)]
    for label in dict.fromkeys(labels):
        told = [next((item for item in row if item.label == label), None) for row in table.rows]
        free = [item is not None and bool(_VACANT.fullmatch(item.text)) for item in told]
        if any(free) and any(item is not None and not one for item, one in zip(told, free, strict=True)):
            return [[i for i in row if i.label != label] for row, one in zip(table.rows, free, strict=True) if one]
    return table.rows


def slots_of(table: Table, lines: Sequence[Line]) -> list[Item] | None:
    """Items of a table that lists the times of one post, not posts: none of its columns names a department, a place
    of work, a kind of employment or a number of people. Rows that are taken are left out. None for other tables.
    """
    _kinds_of_duty(table)
    rows = _vacant_rows(table)
    if not rows or any(not item.about(*_OF_SLOTS) for row in rows for item in row):
        return None
    if not all(any(item.about("days") for item in row) for row in rows):
        return None
    text = {line.number: line for line in lines}
    items: list[Item] = []
    for row in rows:
        if any(_TAKEN.search(item.text) for item in row):
            continue
        times = [item for item in row if item.about("days")]
        line = text[times[0].line]
        together = all(item.line == line.number for item in times)
        if together:
            begin, end = min(i.start for i in times) - line.start, max(i.end for i in times) - line.start
            words = re.sub(r"[|\t,\"]", " ", line.text[begin:end])
            for day in times:
                if re.fullmatch(r"曜日?", day.label) and day.line == line.number and day.start - line.start > begin:
                    at = day.start - line.start - begin
                    told = _HOLIDAY.sub(r"\g<day>・\g<rest>", day.text)
                    words = words[: at - 1] + f"({told})".ljust(len(day.text) + 2) + words[at + len(day.text) + 1 :]
            for other in row:
                if other.line == line.number and not other.about("days") and begin <= other.start - line.start < end:
                    at = other.start - line.start - begin
                    words = words[:at] + " " * len(other.text) + words[at + len(other.text) :]
            items.append(Item(frozenset(("days",)), times[0].label, words, line.start + begin, line.number, cell=True))
        elif times[0].line == line.number and re.fullmatch(r"曜日?|日", times[0].label):
            words = " ".join(item.text for item in times)  # 「水	〃	〃」 takes its times from the row above
            items.append(replace(times[0], text=words[: len(line.text) - (times[0].start - line.start)]))
        else:
            items += times
        items += [item for item in row if not item.about("days")]
    return items
