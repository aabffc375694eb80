"""Where a line of Japanese may end (JIS X 4051 行頭禁則・行末禁則): greedy, words and numbers of Latin letters kept whole."""

import re
from collections.abc import Callable, Iterator

NO_BEGIN = frozenset(
    "、。，．・：；？！ー―‐－〜～）〕］｝〉》」』】’”々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]},.:;?!%％円"
)
"""Never the first of a line."""
NO_END = frozenset("（〔［｛〈《「『【‘“([{￥¥〒")
"""Never the last of a line."""
UNIT = re.compile(r"[0-9A-Za-z@#&+_/'.,:-]+|\s|.", re.DOTALL)


def broken(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """Lines of `text` that fit in `room`, by what `width` says of a string; ends of lines that the writer gave stay.

    A unit that is wider than the room is cut where it is full. No line is empty but those the writer left empty.
    """
    return [line for given in text.splitlines() or [""] for line in _lines(given, room, width)]


def _lines(text: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    if width(text) <= room:
        yield text
        return
    line, used = "", 0.0
    for unit in _units(text):
        wide = width(unit)
        if used + wide > room and line:
            yield line.rstrip()
            line, used = "", 0.0
            unit = unit.lstrip()
            wide = width(unit)
        while wide > room and len(unit) > 1:
            fits = max(1, next((n for n in range(len(unit), 0, -1) if width(unit[:n]) <= room), 1))
            yield unit[:fits]
            unit = unit[fits:]
            wide = width(unit)
        line, used = line + unit, used + wide
    if line:
        yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """What stays on one line: a letter with those before it that may not end and those after it that may not begin one."""
    held = ""
    for part in UNIT.findall(text):
        if held and (part[0] in NO_BEGIN or held[-1] in NO_END):
            held += part
        else:
            if held:
                yield held
            held = part
    if held:
        yield held
