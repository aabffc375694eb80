"""Rows of days, and whether somebody has one already by the state at its end."""

from collections.abc import Sequence
from dataclasses import replace

from enishi.openings.reading.fields.taken_rows import A_ROW_OF_A_DAY, is_taken
from enishi.openings.reading.fields.weekdays import WEEKDAYS
from enishi.openings.reading.line import Item
from enishi.openings.reading.patterns import lazy

_DAY_ALONE = lazy(
    rf"\W*(?:毎週|隔週|毎月)?(?:第\d[・、]?\s*)*(?:\d{{1,2}}[月/]\s*\d{{1,2}}日?\s*)?\(?[{WEEKDAYS}](?:曜日?)?(?:[・,、]?祝日?)?\)?\s*"
)


_OPEN = lazy(r"(?:募集中?|空き(?:枠|あり|有り?)?|受付中|求む|未定|[○◯〇])(?:です)?\s*$")
_TAKEN = lazy(
    r"(?:^|[\s|\t→※])(?:(?:担当|手配|応募|予約)?(?:済み?|確保済み?|決定済?み?|確定)|[×✕✗]|満(?:員|枠|席)?|充足|なし|(?:決ま|埋ま|うま)りました)\s*(?:\([^()]*\))?$"
)
_STATE = lazy(r"[\s|\t→](?P<state>[^\s|\t\d:円]{1,12})$")
_NO_STATE = lazy(r"(?:[市町村区科回]|病院|医院|診療所|センター|クリニック|直|日勤|午前|午後|終日|健診|外来)$")


def still_open(rows: Sequence[str]) -> list[bool]:
    """For each row of a list with a column of states whether it is still to be had; all of them where there is no such column.

    Beside rows that end with 募集 or ○ what else stands at the end is who has it: 「2/8 日 日直 大学派遣」.
    """
    rows = [row.rstrip() for row in rows]
    taken = [bool(_TAKEN.search(row)) or is_taken(row) for row in rows]
    if any(_OPEN.search(row) for row in rows):
        for at, row in enumerate(rows):
            state = _STATE.search(row)
            taken[at] |= not _OPEN.search(row) and state is not None and not _NO_STATE.search(state["state"])
    return [not one for one in taken] if not all(taken) else [True] * len(rows)


# 「【担当が決まっている枠】」 above the days that are
_HEADS_TAKEN = lazy(r"[^。\d]{0,24}(?:枠|コマ|曜日?|日程?|時間帯?)\W*")
_A_DAY = lazy(rf"[{WEEKDAYS}](?:曜|[・、,]\s?[{WEEKDAYS}])|\([{WEEKDAYS}]\)")


def _below_taken(items: Sequence[Item]) -> list[Item]:
    """The items without the rows of days below a heading that says that they are taken."""
    kept, below = [], False
    for item in items:
        words = item.text.strip()
        if below and not item.label and _A_DAY.search(words):
            continue
        below = not item.label and is_taken(words) and _HEADS_TAKEN.fullmatch(words) is not None
        kept.append(item)
    return kept


def without_taken(items: Sequence[Item]) -> list[Item]:
    """The items with blanks for the rows of days that somebody has, by the states at their ends or the heading above them."""
    items = _below_taken(items)
    places: list[tuple[int, int, int, str]] = []
    for number, item in enumerate(items):
        at = 0
        for words in item.text.split("\n"):
            if ("。" not in words or is_taken(words)) and A_ROW_OF_A_DAY.match(words):
                places.append((number, at, at + len(words), words))
            at += len(words) + 1
    if len(places) < 2:
        return list(items)
    kept = list(items)
    for (number, begin, end, words), still in zip(places, still_open([place[3] for place in places]), strict=True):
        if not still:
            text = kept[number].text
            kept[number] = replace(kept[number], text=text[:begin] + " " * len(words) + text[end:])
    return kept


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
