"""Rows of days that stand in free lines."""

from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading.fields.weekdays import WEEKDAYS
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

_DAY_ALONE = lazy(
    rf"\W*(?:毎週|隔週|毎月)?(?:第\d[・、]?\s*)*(?:\d{{1,2}}[月/]\s*\d{{1,2}}日?\s*)?\(?[{WEEKDAYS}](?:曜日?)?(?:[・,、]?祝日?)?\)?\s*"
)


def rows_whole(items: Sequence[Item]) -> list[Item]:
    """The pieces of one line whose first is a day alone, as one: 「1/14(水)」 「8:30〜12:00」 「津山市」."""
    whole: list[Item] = []
    for item in items:
        last = whole[-1] if whole else None
        if (
            last is not None
            and last.line == item.line
            and not (last.fields or item.fields or last.cell)
            and 0 <= item.start - last.end <= 24
            and _DAY_ALONE.match(last.text)
        ):
            whole[-1] = replace(last, text=last.text + " " * (item.start - last.end) + item.text)
        else:
            whole.append(item)
    return whole
