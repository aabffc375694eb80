"""Tables of a week with departments in their cells: weekdays down, parts of the day across, who is looked for where they meet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enishi.common.japanese.halfdays import DAYS
from enishi.openings.reading.departments import LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields.weekdays import WEEKDAYS
from enishi.openings.reading.heads import STATE
from enishi.openings.reading.line import Line

_SOUGHT = re.compile(r"枠|募集|求め|探し|お願い|手伝|担当してくださる|空き|来てくださる")
_WHO_IS_THERE = re.compile(r"担当表|担当医|外来(?:診療)?(?:のご?案内|表|予定)|診療案内|休診")
_DAY = re.compile(rf"([{WEEKDAYS}])(?:曜日?)?")
_PART = re.compile(r"(?P<am>午前|AM|am)|(?P<pm>午後|PM|pm)|(?P<night>夜診?|夜間|当直|宿直)")
_CELL = re.compile(
    rf"(?P<list>(?:{LISTED.pattern})(?:[・、,/](?:{LISTED.pattern}))*)(?:外来)?(?P<more>\([^()]*\)|[※→].*)?"
)
_EMPTY = re.compile(r"[-―ー—−×/]+|なし|休診?")
_CELLS = re.compile(r"[^\s|]+")


@dataclass(frozen=True, slots=True)
class Grid:
    """departments: the codes of the half days on which each is looked for; lines: numbers of the lines it takes."""

    departments: dict[str, Found]
    lines: frozenset[int]


def find(lines: Sequence[Line]) -> Grid | None:
    """The first such table of a text that looks for somebody by it; None for the hours of a clinic."""
    for index, line in enumerate(lines):
        parts = [str(m.lastgroup) for cell in _CELLS.findall(line.text) if (m := _PART.match(cell))]
        above = "\n".join(other.text for other in lines[max(0, index - 5) : index])
        if len(parts) < 2 or not _SOUGHT.search(above) or _WHO_IS_THERE.search(above):
            continue
        found: dict[str, list[tuple[str, int, int]]] = {}
        taken = {line.number}
        for row in lines[index + 1 :]:
            cells = list(_CELLS.finditer(row.text))
            day = _DAY.fullmatch(cells[0].group()) if cells else None
            if day is None or len(cells) != len(parts) + 1:
                break
            told = [_CELL.fullmatch(cell.group()) for cell in cells[1:]]
            if not all(one or _EMPTY.fullmatch(cell.group()) for one, cell in zip(told, cells[1:], strict=True)):
                break
            taken.add(row.number)
            for part, one, cell in zip(parts, told, cells[1:], strict=True):
                if one is None or (one["more"] and STATE.search(one["more"].strip("()※→"))):
                    continue
                code = f"{DAYS[WEEKDAYS.index(day[1])]}_{part}"
                for name in dict.fromkeys(canonical(m.group()) for m in LISTED.finditer(one["list"])):
                    found.setdefault(name, []).append((code, row.start + cell.start(), row.start + cell.end()))
        if len(taken) >= 3 and found:
            order = [f"{day}_{part}" for day in DAYS for part in ("am", "pm", "night")]
            departments = {
                name: Found(
                    sorted(dict.fromkeys(code for code, _, _ in at), key=order.index), tuple((a, b) for _, a, b in at)
                )
                for name, at in found.items()
            }
            return Grid(departments, frozenset(taken))
    return None
