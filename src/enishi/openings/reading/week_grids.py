"""Grids of a week: weekdays across, parts of the day down, a ring where somebody is looked for; one grid for each post."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enishi.common.japanese.halfdays import DAYS
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields.weekdays import WEEKDAYS
from enishi.openings.reading.line import Line

# Without such words a grid is the hours of a clinic, or who sees patients when.
_OF_A_SEARCH = re.compile(
    r"(?P<sign>[○〇◯◎■●☆★△])\s*(?:印)?\s*(?:=|:|は|が|…)\s*[^、\s]{0,4}(?:募集|空|お願い)|空き?(?:枠|状況|コマ)|募集(?:枠|状況|コマ)"
)
_DAY = re.compile(rf"([{WEEKDAYS}])(?:曜日?)?")
_PART = re.compile(
    r"(?P<am>午前|AM|am|朝)|(?P<pm>午後|PM|pm)|(?P<night>夜|夕|当直|宿直)|(?P<whole>終日|日勤|日直|全日)"
)
_WANTED = re.compile(r"[○〇◯◎]|募集(?!なし|停止|終了)|空")


@dataclass(frozen=True, slots=True)
class Grid:
    """heading: the line above the weekdays; lines: numbers of the lines it takes."""

    heading: Line | None
    slots: Found
    lines: frozenset[int]

    @property
    def departments(self) -> Found | None:
        """The departments that its heading names."""
        if self.heading is None:
            return None
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
    legends = [found for line in lines if (found := _OF_A_SEARCH.search(line.text))]
    if not legends:
        return []
    signs = {found["sign"] for found in legends if found["sign"]}
    grids = []
    for index, line in enumerate(lines):
        days = [found[1] for cell in _cells(line) if (found := _DAY.fullmatch(cell[0]))]
        if len(days) < 5 or len(_cells(line)) > len(days) + 1:
            continue
        codes: list[str] = []
        places: list[tuple[int, int]] = []
        taken = {line.number}
        for row in lines[index + 1 :]:
            part = _PART.search(row.text[:12])
            cells = _cells(row)[-len(days) :]
            if row.blank or part is None or len(_cells(row)) <= len(days):
                break
            taken.add(row.number)
            for day, (cell, at) in zip(days, cells, strict=True):
                if cell[:1] in signs if signs else _WANTED.match(cell):
                    codes += [f"{DAYS[WEEKDAYS.index(day)]}_{name}" for name in _names(str(part.lastgroup))]
                    places.append((at, at + len(cell)))
        if codes:
            heading = lines[index - 1] if index and not lines[index - 1].blank else None
            order = [f"{day}_{part}" for day in DAYS for part in ("am", "pm", "night")]
            found_slots = Found(sorted(dict.fromkeys(codes), key=order.index), tuple(places))
            grids.append(Grid(heading, found_slots, frozenset(taken)))
    return grids


def _names(part: str) -> tuple[str, ...]:
    return ("am", "pm") if part == "whole" else (part,)


def _cells(line: Line) -> list[tuple[str, int]]:
    """The words of a line between tabs, strokes and spaces, with their places."""
    return [(found.group(), line.start + found.start()) for found in re.finditer(r"[^\s|]+", line.text)]
