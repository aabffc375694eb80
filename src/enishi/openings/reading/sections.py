"""A text of several matters, each below a heading of one rank: 「【1】常勤医師」 above a table, 「【2】非常勤医師」 above a form."""

import re
from collections.abc import Iterator, Sequence

from enishi.openings.reading.departments import FULL
from enishi.openings.reading.entries import ENDING, NO_POST, RULE, form_of, indent, strength
from enishi.openings.reading.heads import FACILITY, KIND_OF_WORK, STATE, SYMBOL, signals_in
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.noise import PHYSICIAN

LONGEST_HEADING = 40
"""Characters of a heading; a longer line is told, not headed."""


def divisions(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[list[Line]]]]:
    """Each way to divide lines by headings of one form: the lines before the first of them, and the sections with their heads."""
    starts: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if form := _form(line):
            starts.setdefault(form, []).append(index)
    for form, heads in starts.items():
        if 2 <= len(heads) <= 12:
            mark = lines[heads[0]].text.strip()[0]
            if form.startswith("number") and mark in "【[〔<《":  # 「【共通】」 below 「【A】」 and 「【B】」
                heads = [
                    i for i, line in enumerate(lines) if i in heads or (line.text.startswith(mark) and _form(line))
                ]
            ends = [*heads[1:], len(lines)]
            yield list(lines[: heads[0]]), [list(lines[a:b]) for a, b in zip(heads, ends, strict=True)]


_CONTACT = re.compile(
    r"(?:^|[ ]{2})\s*[・●▽→*]?\s*[【(\[]?(?:お?問(?:い?合わ?せ先?)?|お?申し?込み?先?|電話|TEL|☎|連絡先)[】)\]]?[\s:=]",
    re.M,
)
_OF_PHYSICIANS = re.compile(rf"{PHYSICIAN.pattern}|{FULL.pattern}|先生|科目|当直|産業医")


def without_matters_with_contacts(lines: Sequence[Line]) -> list[Line]:
    """The lines of a bulletin, those blank of matters beside the one that calls physicians: each has its own contact below its heading."""
    for _, parts in divisions(lines):
        words = ["\n".join(line.text for line in part) for part in parts]
        ours = [bool(_OF_PHYSICIANS.search(one)) for one in words]
        closed = [bool(_CONTACT.search(one)) for one in words]
        if len(parts) < 3 or sum(closed) < 3 or not any(ours) or all(ours):
            continue
        if sum(closed) < len(parts) - 1 and not all(done for done, mine in zip(closed, ours, strict=True) if mine):
            continue
        gone = {line.number for part, mine in zip(parts, ours, strict=True) if not mine for line in part}
        return [line if line.number not in gone else Line("", line.start, line.number) for line in lines]
    return list(lines)


_OF_ONE_FACT = frozenset(
    ("night", "on_call", "pay", "days", "housing", "age", "retirement", "term", "leave", "process")
)


def bears_a_post(section: Sequence[Line]) -> bool:
    """Whether what stands below a heading may be a post by itself, or the little that its neighbours explain."""
    if ENDING.match(section[0].text):
        return False  # what holds for all, or how to apply
    if (head := head_of(section[0].text)) is not None and not head[1].isdisjoint(_OF_ONE_FACT):
        return False  # the line of a form: 「4 当直 内科・外科とも月4回」
    told = [line for line in section if not line.blank]
    return any(strength(part, "symbol") != NO_POST for part in (told, told[1:]) if part)


_WANTED = re.compile(r"募集|求[めむ]|探し|(?:医師|先生)\s*\d{1,2}\s*[名人]|(?:先生|方)を")
PAY = re.compile(r"\d[\d,.]*\s*(?:万|千)?円|\d\s*万")


def tells_its_terms(section: Sequence[Line]) -> bool:
    """Whether a section tells enough of a post to stand without neighbours: for whom, how much and two more things."""
    words = "\n".join(line.text for line in section)
    named = FULL.search(words) or PHYSICIAN.search(words) or "科目" in words
    headed = PHYSICIAN.search(section[0].text) or FULL.search(section[0].text)
    wanted = KIND_OF_WORK.search(words) or _WANTED.search(words) or headed
    return bool(named and wanted and PAY.search(words)) and signals_in(words) >= (2 if headed else 3)


def tells_that_it_is_over(section: Sequence[Line]) -> bool:
    """Whether a section closes a post: 「◇成約のお知らせ」, below it a place of work with a department or a kind of work."""
    words = "\n".join(line.text for line in section)
    named = FULL.search(words) or KIND_OF_WORK.search(words)
    return bool(named and STATE.search(words) and FACILITY.search(words))


def _form(line: Line) -> str:
    """The form of the mark at the head of a line that may be a heading; empty for other lines."""
    words = line.text.strip()
    if not words or RULE.match(words) or indent(line) > 1:
        return ""
    if words[0] not in "◎●■◆▼○【" and (len(words.rstrip("-=─━ ")) > LONGEST_HEADING or "。" in words):
        return ""
    if (head := head_of(line.text)) is not None and line.text[head[2] :].strip() and ":" in line.text:
        return ""
    if number := form_of(line.text):
        return f"number {number}"
    symbol = SYMBOL.match(line.text)
    return f"symbol {symbol['mark']}" if symbol else ""
