"""Grids of a week: weekdays across and parts of the day down or the other way round, a ring where somebody is looked for; one grid for each post."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.common.japanese.halfdays import DAYS
from enishi.openings.reading.cells import Cell
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields.weekdays import WEEKDAYS
from enishi.openings.reading.line import Line

# Without such words a grid is the hours of a clinic, or who sees patients when.
_OF_A_SEARCH = re.compile(
    r"(?P<sign>[○〇◯◎■●☆★△])[」』)]?\s*(?:印)?\s*(?:の(?:ところ|枠|欄|箇所|コマ))?(?:=|:|は|が|…)\s*[^、\s]{0,4}(?:募集|空|あき|お願い)|空き?(?:枠|状況|コマ)|空いて(?:いる|おります|います)|募集(?:枠|状況|コマ|中)|お願いしたい(?:枠|コマ)"
)
_DAY = re.compile(rf"([{WEEKDAYS}])(?:曜日?)?")
_PART = re.compile(
    r"(?P<am>午前|AM|am|朝)|(?P<pm>午後|PM|pm)|(?P<night>夜|夕|当直|宿直)|(?P<whole>終日|日勤|日直|全日|日中|昼間)"
)
_OF_A_DEPARTMENT = re.compile(rf"(?P<name>{LISTED.pattern})(?:の?(?:外来|診療|当番|医師))?")
_ORDER = [f"{day}_{part}" for day in DAYS for part in ("am", "pm", "night")]
WANTED = re.compile(r"[○〇◯◎]|募集(?!なし|停止|終了)|空")


@dataclass(frozen=True, slots=True)
class Grid:
    """heading: the line above the weekdays; lines: numbers of the lines it takes; dates: where single dates stand in it."""

    heading: Line | None
    slots: Found
    lines: frozenset[int]
    named: Found | None = None
    dates: tuple[tuple[int, int], ...] = ()

    @property
    def departments(self) -> Found | None:
        """The departments that its rows or its heading name."""
        if self.named is not None or self.heading is None:
            return self.named
        named = list(LISTED.finditer(self.heading.text))
        if not named:
            return None
        start = self.heading.start
        return Found(
            list(dict.fromkeys(canonical(m.group()) for m in named)),
            tuple((start + m.start(), start + m.end()) for m in named),
        )


def find(lines: Sequence[Line]) -> list[Grid]:
    """The grids of a text that looks for somebody by such a grid; none for the hours of a clinic."""
    if across := next((apart for at in range(len(lines)) if (apart := _departments_across(lines, at))), []):
        return across
    legends = [found for line in lines if (found := _OF_A_SEARCH.search(line.text))]
    if not legends and not _tells_by_itself(lines):
        return []
    signs = {found["sign"] for found in legends if found["sign"]}
    grids: list[Grid] = []
    for index in range(len(lines)):
        if (down := _weekdays_down(lines, index, signs)) is not None:
            grids.append(down)
        else:
            grids += _weekdays_across(lines, index, signs)
    return grids


_SOME_WEEKS = re.compile(r"^(?:第[\d・、]+週?|隔週|[奇偶]数週|月\d回)(?:のみ|だけ)?(?=.)")  # 「第1・3のみ○」
_TAKEN = re.compile(r"決定|済|×|✕|充足|埋")


def _tells_by_itself(lines: Sequence[Line]) -> bool:
    """Whether rows of days say both where somebody is looked for and where nobody is: 「12月31日(水) 済 空 空」."""
    rows = [(line, day) for line in lines if (day := _DAY_OF_A_ROW.match(line.text)) is not None]
    cells = [cell for line, day in rows for cell, _ in _cells(line, day.end())]
    return any(re.fullmatch(r"空き?|募集中?", cell) for cell in cells) and any(_TAKEN.match(cell) for cell in cells)


def _weekdays_across(lines: Sequence[Line], index: int, signs: set[str]) -> list[Grid]:
    """The grids below a line of weekdays: 「月 火 水 木 金」, below it 「内科 午前 ○ × ○ × ○」; none where it is no such line."""
    line = lines[index]
    grids: list[Grid] = []
    cells = _in_columns(line) or _cells(line)
    columns = [at for at, cell in enumerate(cells) if _DAY.fullmatch(cell[0])]
    days = [cells[at][0][:1] for at in columns]
    if len(days) < 5 or sum(bool(cell) for cell, _ in cells) > len(days) + 2:
        return []
    taken = {line.number}
    rows: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    names: dict[str, tuple[int, int]] = {}
    above, each = "", True
    for row in lines[index + 1 :]:
        cells = _in_columns(row) if columns[0] and "\t" in line.text else []
        if len(cells) > columns[-1]:  # an empty cell keeps its place
            told = [cells[at] for at in columns]
            leading = [one for one in _cells(row) if one[1] < told[0][1]]
        else:
            cells = _cells(row)
            leading, told = cells[: -len(days)], cells[-len(days) :]
        part = next((found for cell, _ in leading if (found := _PART.search(cell[:12]))), None)
        if row.blank or part is None or len(leading) > 2:
            break
        taken.add(row.number)
        if named := _OF_A_DEPARTMENT.fullmatch(leading[0][0]):
            above = canonical(named["name"])
            names.setdefault(above, (leading[0][1], leading[0][1] + len(named["name"])))
        elif each and rows:
            above = ""  # every row above named its department: 「当直 17:30〜」 is a post of its own
        each = each and named is not None
        for day, (cell, at) in zip(days, told, strict=True):
            sign = _SOME_WEEKS.sub("", cell)
            if sign[:1] in signs if signs else WANTED.match(sign):
                codes = [f"{DAYS[WEEKDAYS.index(day)]}_{name}" for name in _names(str(part.lastgroup))]
                rows.setdefault(above, []).extend((code, (at, at + len(cell))) for code in codes)
    heading = lines[index - 1] if index and not lines[index - 1].blank else None
    for name, wanted in rows.items():
        codes = sorted(dict.fromkeys(code for code, _ in wanted), key=_ORDER.index)
        found_slots = Found(codes, tuple(dict.fromkeys(place for _, place in wanted)))
        named_at = Found.at([name], *names[name]) if name else None
        grids.append(Grid(None if name else heading, found_slots, frozenset(taken), named_at))
    return grids


_CELL = re.compile(r"[^\s|]+")
_HOURS = re.compile(r"\(?\d{1,2}(?:[:時]|[〜-]\d)")
# 「火曜日」, 「1月 9日(金)」, 「12/27 土」 at the head of a row
_DAY_OF_A_ROW = re.compile(
    rf"[\s|・]*(?P<date>\d{{1,2}}\s*[月/]\s*\d{{1,2}}\s*日?)?[\s|(]*(?P<day>[{WEEKDAYS}])(?:曜日?)?(?:・?[祝休][^\s()|]{{0,2}})?\)?(?=[\s|]|[○〇◯◎●×済空決募−－-])"
)


def _rows_of_days(lines: Sequence[Line], width: int) -> Iterator[tuple[Line, re.Match[str], list[tuple[str, int]]]]:
    """The rows right below a head of `width` columns: each with its day and the cells behind it."""
    for row in lines:
        day = _DAY_OF_A_ROW.match(row.text)
        cells = _cells(row, day.end()) if day is not None else []
        if day is None or len(cells) != width:
            return
        yield row, day, cells


def _date_of(row: Line, day: re.Match[str]) -> list[tuple[int, int]]:
    """Where a row tells the date of its day, if it does."""
    return [(row.start + day.start("date"), row.start + day.end())] if day["date"] else []


def _weekdays_down(lines: Sequence[Line], index: int, signs: set[str]) -> Grid | None:
    """A grid with the parts of the day across: 「午前 午後」, below it 「火曜日 ○ 済」; None where none begins here."""
    heads = [cell for cell, _ in _cells(lines[index]) if not _HOURS.match(cell)]
    parts = [found for cell in heads if (found := _PART.match(cell))]
    if len(parts) < 2 or len(parts) < len(heads) - 1 or _DAY_OF_A_ROW.match(lines[index].text):
        return None
    taken = {lines[index].number}
    wanted: dict[str, tuple[int, int]] = {}
    rows = 0
    dates: list[tuple[int, int]] = []
    hours = _cells(lines[index + 1]) if index + 1 < len(lines) else []
    if hours and all(_HOURS.match(cell) for cell, _ in hours):
        taken.add(lines[index + 1].number)  # below 「午前 午後」 the line 「9〜12時 14〜17時」
    for row, day, cells in _rows_of_days(lines[index + len(taken) :], len(parts)):
        taken.add(row.number)
        rows += 1
        for part, (cell, at) in zip(parts, cells, strict=True):
            sign = _SOME_WEEKS.sub("", cell)
            if sign[:1] in signs if signs else WANTED.match(sign):
                codes = (f"{DAYS[WEEKDAYS.index(day['day'])]}_{name}" for name in _names(str(part.lastgroup)))
                wanted |= dict.fromkeys(codes, (at, at + len(cell)))
                dates += _date_of(row, day)
    if rows < 2 or not wanted:
        return None
    heading = lines[index - 1] if index and not lines[index - 1].blank else None
    slots = Found(sorted(wanted, key=_ORDER.index), tuple(dict.fromkeys(wanted.values())))
    return Grid(heading, slots, frozenset(taken), dates=tuple(dates))


def _departments_across(lines: Sequence[Line], index: int) -> list[Grid]:
    """A grid for each department of a calendar: 「内科 小児科」, below it 「1月1日(木) 募集 決定」; none where none begins here."""
    heads = _cells(lines[index])
    if len(heads) < 2 or not all(LISTED.fullmatch(cell) for cell, _ in heads):
        return []
    wanted: list[dict[str, tuple[int, int]]] = [{} for _ in heads]
    dates: list[list[tuple[int, int]]] = [[] for _ in heads]
    taken, told = {lines[index].number}, ""
    for row, day, cells in _rows_of_days(lines[index + 1 :], len(heads)):
        taken.add(row.number)
        told += "".join(cell for cell, _ in cells)
        for column, (cell, at) in enumerate(cells):
            if WANTED.match(cell):
                codes = (f"{DAYS[WEEKDAYS.index(day['day'])]}_{part}" for part in ("am", "pm"))
                wanted[column] |= dict.fromkeys(codes, (at, at + len(cell)))
                dates[column] += _date_of(row, day)
    if not _TAKEN.search(told) or not any(wanted) or (re.search(r"[\t|]", lines[index].text) and not any(dates)):
        return []  # of a table more is read than its days
    return [
        Grid(
            None,
            Found(sorted(codes, key=_ORDER.index), tuple(dict.fromkeys(codes.values()))),
            frozenset(taken),
            Found.at([canonical(cell)], at, at + len(cell)),
            tuple(of_dates),
        )
        for (cell, at), codes, of_dates in zip(heads, wanted, dates, strict=True)
        if codes
    ]


def of_columns(rows: Sequence[Sequence[Cell]], lines: Sequence[Line]) -> dict[int, str]:
    """The rows of a table whose first cell is a weekday and whose others tell who is looked for: numbers of lines with their days."""
    days = {cells[0].line: day[1] for cells in rows if (day := _DAY.fullmatch(cells[0].text))}
    told = " ".join(cell.text for cells in rows if cells[0].line in days for cell in cells[1:])
    by_words = re.search(r"募集|空", told) and _TAKEN.search(told)
    by_signs = WANTED.search(told) and any(_OF_A_SEARCH.search(line.text) for line in lines)
    return days if len(days) > 2 and (by_words or by_signs) else {}


def _names(part: str) -> tuple[str, ...]:
    return ("am", "pm") if part == "whole" else (part,)


def _in_columns(line: Line) -> list[tuple[str, int]]:
    """The cells of a row between tabs, the empty ones too, with their places; none of a line without a tab."""
    cells, at = [], line.start
    for cell in line.text.split("\t") if "\t" in line.text else ():
        cells.append((cell.strip(), at + len(cell) - len(cell.lstrip())))
        at += len(cell) + 1
    return cells


def _cells(line: Line, begin: int = 0) -> list[tuple[str, int]]:
    """The words of a line from a place on between tabs, strokes and spaces, with their places."""
    return [(found.group(), line.start + found.start()) for found in _CELL.finditer(line.text, begin)]
