"""Calendars of duties: a row for each date with its time, its fee, and often whether somebody has it already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.fields.rows import still_open
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.noise import OTHER_WORK
from enishi.openings.reading.patterns import lazy

_ROW = lazy(
    r"[\s・○●◯■◆*|-]*(?:\(?\d{1,2}[).]\s*)?(?:(?:\d{4}|令和\d+|R\d+)\s*[年/.])?\s*(?:\d{1,2}\s*[月/]\s*\d{1,2}|\d{1,2}(?=日?[\t|]))\s*日?\s*[(\t |]*\s*[月火水木金土日](?:曜日?)?(?:[・,、/(]?\s*(?:祝日?|休日?|振休)\)?)?\s*[)\t |]"
)
_DAY_CELL = lazy(r"[\t|](?P<day>[月火水木金土日])(?:曜日?)?(?:[・(](?P<rest>[祝休振][^()\t|]{0,3})\)?)?[\t|]")
# A row for a weekday with its hours and its fee: 「A 月曜 18:00〜翌9:00 45,000円」.
_WEEKLY = lazy(
    r"[\s・○●◯■◆◎*|-]*(?:\(?[A-Ea-e\d][).]?\s+)?(?:毎週|隔週|第[\d・第]+)?\s*[月火水木金土日](?:曜日?)?\s*(?:の?(?:日直|当直|宿直))?\s+\d{1,2}\s*[:時][^。]{3,16}?\s[^。]{0,8}\d[\d,.]*\s*(?:万|千)?円"
)
_WORK = lazy(r"\d{1,2}\s*[:時]|日直|当直|宿直|夜勤|午前|午後|終日|外来|健診|円")
_TAKEN = lazy(
    r"決定|決まり|済(?!生)|成立|成約|充足|確定|埋ま|満枠|満了|終了|締切|×|✕|(?:^|[\s|\t])[●■](?:\s|$)|担当あり|手配済|不要|休診|中止"
)


_TOLD = lazy(r"。.{20,}。")  # sentences, no row
_SPECIALTY = frozenset(("specialty",))


@dataclass(frozen=True, slots=True)
class Calendar:
    """items: one for each row still open, or for all of them if none is; lines: numbers of the lines it takes."""

    items: list[Item]
    lines: frozenset[int]
    closed: bool
    departments: dict[str, list[Item]] = field(default_factory=dict)
    """For each department the rows that seek it with a number of people of its own; empty where one serves all rows."""


_PLACE = lazy(
    r"[^\s、。()|]{1,12}(?:病院|医院|クリニック|診療所|センター)|[^\s、。()|]{2,10}[市町村区](?=[()|\s/、]|$)"
)


def _where(line: Line) -> str:
    return " ".join(found.group() for found in _PLACE.finditer(line.text))


_FACILITY = lazy(r"病院|医院|クリニック|診療所|センター")


def _round_of_one(lines: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Whether rows in several towns are the round of one employer, who tells the fee for all of them beside the rows."""
    numbers = {line.number for line in rows}
    beside = [line.text for line in lines if line.number not in numbers]
    return not any(_FACILITY.search(line.text) or re.search(r"\d\s*円", line.text) for line in rows) and any(
        re.search(r"(?:謝礼|謝金|報酬|日当|半日|日額)\D{0,8}\d[\d,]*\s*(?:万|円)", words) for words in beside
    )


def at_a_place(words: str) -> bool:
    """Whether a line is the row of a day that names where the work is: 「12/8(月) 8:30〜12:00 川越市」."""
    head = _ROW.match(words)
    return head is not None and bool(_PLACE.search(words, head.end()))


def _is_row(line: Line) -> bool:
    head = _ROW.match(line.text)
    if head is None or _TOLD.search(line.text) or re.match(r"\s*(?:〜|から|-)\s*\d", line.text[head.end() :]):
        return False
    cells = [cell.strip() for cell in re.split(r"[\t|]|\s{2,}", line.text[head.end() :]) if cell.strip()]
    marked = any(len(cell) <= 8 and (_OPEN.search(cell) or _TAKEN.search(cell)) for cell in cells)
    return marked or bool(_WORK.search(line.text, head.end()))


def below_headings(lines: Sequence[Line]) -> list[tuple[Line, Calendar]]:
    """Calendars each below a heading that names a department or a physician: 「A表 内科 半日 38,000円」. None unless there are two."""
    rows = [at for at, line in enumerate(lines) if _is_row(line)]
    starts = [at for at in rows if at - 1 not in rows]
    found: list[tuple[Line, Calendar]] = []
    for start in starts:
        end = next(at for at in range(start, len(lines) + 1) if at not in rows)
        above = next(
            (
                at
                for at in range(start - 1, max(start - 4, -1), -1)
                if not (lines[at].blank or _heads_columns(lines[at]))
            ),
            None,
        )
        if (
            above is None
            or not (LISTED.search(lines[above].text) or "医師" in lines[above].text)
            or "。" in lines[above].text
        ):
            return []
        if (calendar := find(lines[above + 1 : end])) is not None:
            found.append((lines[above], calendar))
    return found if len(found) > 1 else []


def _heads_columns(line: Line) -> bool:
    return len([w for w in re.split(r"[\t|]|\s{2,}", line.text) if w.strip() and label_of(w)]) >= 2


def find(lines: Sequence[Line]) -> Calendar | None:
    """The calendar of a text, if it has one: two rows or more."""
    rows = [line for line in lines if _is_row(line)]
    if len(rows) < 2:
        rows = [line for line in lines if _WEEKLY.match(line.text)]
    if len(rows) < 2:
        return None
    if len({_where(line) for line in rows}) > 1 and not _round_of_one(lines, rows):
        return None  # each row is another place's
    numbers = {line.number for line in rows}
    above = next((line for line in reversed(lines) if line.number < min(numbers) and not line.blank), None)
    rows = rows if above is None else [_without_columns_of_others(line, above) for line in rows]
    if above is not None and _heads_columns(above):
        numbers.add(above.number)
    left = [line for line in rows if not _TAKEN.search(line.text)]
    still = [line for line, is_open in zip(left, still_open([line.text for line in left]), strict=True) if is_open]
    items = [
        Item(frozenset(("days",)), "日程", _words(line), line.start, line.number, cell=True) for line in still or rows
    ]
    named: dict[str, Item] = {}
    for line in still or rows:
        for cell in re.finditer(r"[^\s\t|]+", line.text):
            if LISTED.fullmatch(cell.group()):
                item = Item(_SPECIALTY, "科", cell.group(), line.start + cell.start(), line.number, cell=True)
                named.setdefault(cell.group(), item)
    departments = _by_department(items) or (_in_columns(rows, above) if above is not None else {})
    return Calendar([*items, *named.values()], frozenset(numbers), not still, departments)


_VISITORS = lazy(r"(?<=[\t|])\s*\d{2,3}\s*[名人](?=\s*(?:[\t|]|$))")  # who comes to be examined


def _words(line: Line) -> str:
    """A row without its bars, a weekday in a cell of its own in brackets: 「1/12	月(祝)	当直」 is 「1/12(月・祝) 当直」."""

    def day(found: re.Match[str]) -> str:
        rest = f"・{found['rest']}" if found["rest"] else ""
        return f"({found['day']}{rest})".ljust(len(found.group()))[: len(found.group())]

    words = _VISITORS.sub(lambda found: " " * len(found.group()), _DAY_CELL.sub(day, line.text))
    return re.sub(r"[\t|]", " ", words)


_OPEN = lazy(r"募集(?!終了|なし|停止|済)|空き|未定|求む|不足|^[○◯〇◎]$")


def _in_columns(rows: Sequence[Line], above: Line) -> dict[str, list[Item]]:
    """The rows that seek each department which heads a column: 「日付	時間	内科	小児科」, below it 「12/29(月)	9:00〜17:00	A医師	募集中」."""
    heads = {
        at: cell.strip() for at, cell in enumerate(re.split(r"[\t|]", above.text)) if LISTED.fullmatch(cell.strip())
    }
    found: dict[str, list[Item]] = {}
    for row in rows:
        cells = re.split(r"[\t|]", row.text)
        told = Line("\t".join([*cells[: min(heads, default=0)], ""]), row.start, row.number)
        for at, name in heads.items():
            if at < len(cells) and _OPEN.search(cells[at].strip()) and not _TAKEN.search(cells[at]):
                item = Item(frozenset(("days",)), "日程", _words(told), row.start, row.number, cell=True)
                found.setdefault(canonical(name), []).append(item)
    return found if len(heads) > 1 else {}


def _without_columns_of_others(row: Line, above: Line) -> Line:
    """A row with blanks in the cells that a heading gives to another occupation: 「小児科	看護師」 above 「空	済」."""
    theirs = {at for at, cell in enumerate(re.split(r"[\t|]", above.text)) if OTHER_WORK.fullmatch(cell.strip())}
    cells = [*re.finditer(r"[^\t|]+", row.text)] if theirs else []
    words = row.text
    for at, cell in enumerate(cells):
        if at in theirs:
            words = words[: cell.start()] + " " * len(cell.group()) + words[cell.end() :]
    return replace(row, text=words)


_COUNTED = lazy(rf"(?:^|\s)(?P<name>{LISTED.pattern})(?:医師?)?\s+(?:各)?\d{{1,2}}\s*[名人]")


def _by_department(rows: Sequence[Item]) -> dict[str, list[Item]]:
    """The rows of each department, if each row names one with a number of people: 「12月30日(火) … 内科 1名」."""
    found: dict[str, list[Item]] = {}
    for row in rows:
        names = {canonical(m["name"]) for m in _COUNTED.finditer(row.text)}
        if len(names) != 1:
            return {}
        found.setdefault(names.pop(), []).append(row)
    return found if len(found) > 1 else {}
