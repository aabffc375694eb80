"""Rows of days, and whether somebody has one already by the state at its end."""

from collections.abc import Sequence
from dataclasses import replace

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
# Behind an arrow, a mark or in brackets what became of a row: 「←お返事をいただきました。締め切ります」, 「<満員>」, 「※先週、決まりました」.
_BECAME = lazy(
    r"[←→⇒※★<〈《(【\[][^月火水木金土日\d()]{0,20}?(?:決ま(?:り|って)|埋ま(?:り|って)|うまり|済(?!生)|満[員枠席]|締め?切|〆切|お願い(?:し|でき)まし|引き?受け(?:て)?(?:いただ|くださ|もら)|お返事をいただ|確保|充足|終了|内定|成約)"
    r"(?![^。]*(?:募集|残り|あと|空い|ません|次第))"
)
_STATE = lazy(r"[\s|\t→](?P<state>[^\s|\t\d:円]{1,12})$")
_NO_STATE = lazy(r"(?:[市町村区科回]|病院|医院|診療所|センター|クリニック|直|日勤|午前|午後|終日|健診|外来)$")


def still_open(rows: Sequence[str]) -> list[bool]:
    """For each row of a list with a column of states whether it is still to be had; all of them where there is no such column.

    Beside rows that end with 募集 or ○ what else stands at the end is who has it: 「2/8 日 日直 大学派遣」.
    """
    rows = [row.rstrip() for row in rows]
    taken = [bool(_TAKEN.search(row) or _BECAME.search(row)) for row in rows]
    if any(_OPEN.search(row) for row in rows):
        for at, row in enumerate(rows):
            state = _STATE.search(row)
            taken[at] |= not _OPEN.search(row) and state is not None and not _NO_STATE.search(state["state"])
    return [not one for one in taken] if not all(taken) else [True] * len(rows)


_ROW_OF_A_DAY = lazy(
    rf"\W*(?:\(?(?:[A-Z]-?)?\d{{1,2}}(?:\)|[.、:\s])\s*(?=\d))?(?:\d{{1,2}}\s*[月/]\s*\d{{1,2}}日?\s*\(?[{WEEKDAYS}]|毎週[{WEEKDAYS}]|第\d[{WEEKDAYS}]|[{WEEKDAYS}](?:曜日?)\s)"
)


def without_taken(items: Sequence[Item]) -> list[Item]:
    """The items with blanks for the rows of days that somebody has, by the states at their ends."""
    places: list[tuple[int, int, int, str]] = []
    for number, item in enumerate(items):
        at = 0
        for words in item.text.split("\n"):
            if ("。" not in words or _BECAME.search(words)) and _ROW_OF_A_DAY.match(words):
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
