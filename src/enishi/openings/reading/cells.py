"""Cells of tables, and the tables made of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import Found
from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.noise import OTHER_WORK, OTHERS, PHYSICIAN

EMPTY = re.compile(r"[\s\-ー―—–~…・*]*$")
_QUOTED = re.compile(r'(?:^|(?<=,))(?:"([^"]*)"|([^,"]*))(?=,|$)')
DITTO = re.compile(r"^\s*(?:同\s*[上左右]|〃|々|\"|同前|左に同じ|上に同じ|ditto)\s*$")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    start: int
    line: int


@dataclass(slots=True, eq=False)
class Table:
    """rows: the items of each post; lines: numbers of the lines it takes; slots: of rows of a week's columns, by row."""

    rows: list[list[Item]] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    headings: list[Item] = field(default_factory=list)
    slots: dict[int, Found] = field(default_factory=dict)


def cells_of(line: Line, mark: str) -> list[Cell]:
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


_OF_A_TRADE = re.compile(r"(?:[^医]士|員|[^医]師|専門職|行政職|事務職)(?:\([^()]*\))?$")


_OTHERS_ALONE = re.compile(rf"(?:{OTHERS})(?:\([^()]*\))?")


_BESIDES = re.compile(
    r"(?:その)?他の|ほかの|同時|併せて|あわせて"
)  # 「他の募集職種 看護師 3」 below the terms of a physician


def of_another_occupation(row: list[Item]) -> bool:
    if row and _OTHERS_ALONE.fullmatch(row[0].text):
        return True  # a row of others that stands below, whatever its first column is called
    job = [item for item in row if "職種" in item.label and not _BESIDES.match(item.label)]
    if job:
        other = OTHER_WORK.search(job[0].text) or _OF_A_TRADE.search(job[0].text)
        return bool(other) and not PHYSICIAN.search(job[0].text)
    special = [item for item in row if item.about("specialty")]
    if special and "歯科" in special[0].text and not LISTED.search(special[0].text):
        return True
    return (
        bool(special)
        and bool(OTHER_WORK.search(special[0].text))
        and not PHYSICIAN.search(special[0].text)
        and not LISTED.search(special[0].text)
    )


_CODE = re.compile(r"[A-Z]{1,2}-\d{1,4}|[A-E]|\d{1,6}")


def number_of(row: Sequence[Item]) -> str:
    """The number that a row of a table has in a column of its own, as remarks below the table name it."""
    return next(
        (
            item.text
            for item in row[:2]
            if (item.about("process") or not item.label or re.fullmatch(r"(?i)no\.?|#|番号", item.label))
            and _CODE.fullmatch(item.text)
        ),
        "",
    )
