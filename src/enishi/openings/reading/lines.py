"""The lines of a normal text; one that holds several labels is parted before each."""

import itertools
import re
from collections.abc import Iterator

from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.label_heads import CARD, head_of
from enishi.openings.reading.labels import label_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_NEXT_LABEL = lazy(r"(?<!\s)\s+([^\s:。、()]{2,10})(\s*:)(?!\d\d(?![\d,.]*\s*[歳才万千名人]))")


_NEXT_DUTY = lazy(
    r"(?<!\s)\s{2,}(当直|宿直|日直|オンコール|待機|住宅|宿舎|社宅|定年|給与|年俸|呼出|呼び出し|勤務|年齢)(\s)(?=\S)"
)


_NEXT_FACT = lazy(
    r"\s(当直|宿直|日直|オンコール|待機|呼び出し|住宅|宿舎)()(?=は?(?:なし|あり|無し|有り|免除|応相談|月\d))"
)
_DATED = lazy(
    r"[\s・○●◯■◆*-]*(?:\(?\d{1,2}[).]?\s+)?\d{1,2}\s*[月/]\s*\d{1,2}\s*日?\s*\("
)  # a row of a calendar of duties


_ROW = lazy(
    rf"[\s・○●■*-]*(?:{LISTED.pattern})\s{{2,}}\S"
)  # 「眼科  年収…  当直 なし」: all of it is that department's
# 「日直 8:30-17:30  当直 17:30-翌8:30」 above the columns of a calendar
_COLUMNS = lazy(r"(?:\s+(?:日直|当直|宿直|夜勤|日勤|準夜|深夜)\s*\(?\d{1,2}:\d\d\s*[-〜]\s*翌?\d{1,2}:\d\d\)?){2,}\s*")
_SLOT = lazy(r"[月火水木金土日]曜?日?の?\s*(?:午前|午後|夜間?|AM|PM|am|pm|当直|終日)")


def _paired(words: str, mark: str = "\t") -> list[int]:
    """Places of the marks before a label in a row of label, value, label, value."""
    cells = words.split(mark)
    labels = [bool(cell.strip()) and bool(label_of(cell)) for cell in cells]
    if sum(bool(_SLOT.fullmatch(cell.strip())) for cell in cells) >= 2:
        return []  # the columns of a week
    if not labels[0] or sum(labels) < 2 or any(a and b for a, b in itertools.pairwise(labels)):
        return []
    places, at = [], 0
    for cell, label in zip(cells, labels, strict=True):
        if label and at:
            places.append(at - 1)
        at += len(cell) + 1
    return places


def _cards(words: str) -> list[int]:
    """Where the labels of a line begin that stands in brackets each: 「(科)内科 (人数)1 (種別)常勤」."""
    found = [
        m.start() for m in CARD.finditer(words) if label_of(m[1]) and (m.start() == 0 or words[m.start() - 1] in " \t")
    ]
    return found if found and not words[: found[0]].strip() else []


# A line about another occupation stays whole, with what it tells of it: 「◎医療クラーク 1名 月給… 診療科:内科」.
_OF_ANOTHER = lazy(rf"[\s・○●◎◯■□◆◇▼*-]+(?:{OTHERS})(?=[\s((:]|$)(?!.*\t)(?!.*(?<!事務)医師(?!事務|補助))")

_BRACKETED = lazy(
    r"(?<=[^\s【])\s*(?=【(?P<a>[^】]{2,10})】|\[(?P<c>[^\]\d]{2,10})\])|(?<=\S)\s+(?=〔\d+〕\s*(?P<b>[^\s〔]{2,8}))"
)


def _brackets(words: str) -> list[int]:
    """Where further labels in brackets or with numbers begin: 「【当直】なし【オンコール】なし」, 「〔10〕当直 なし 〔11〕呼出 なし」."""
    if not re.match(r"\s*(?:【[^】]{2,10}】|〔\d+〕|\[[^\]\d]{2,10}\])", words) or not head_of(words):
        return []
    found = [m.end() for m in _BRACKETED.finditer(words) if m.start() and label_of(m["a"] or m["b"] or m["c"])]
    return [0, *found] if found else []


KIND_HEAD = lazy(r"【(?:非?常勤|スポット|単発|定期)(?:医師?)?】")


def _kinds(words: str) -> list[int]:
    """Where each kind of employment begins in 「【常勤】定年65歳 【非常勤】1年契約」."""
    found = [m.start() for m in KIND_HEAD.finditer(words)]
    return found if len(found) >= 2 and not words[: found[0]].strip() else []


LONGEST_LINE = 1200
"""Characters from which a line is read as several, at the end of a sentence: what rules cost grows with a line's square."""


_BARRED = lazy(r"(?:^|(?<=\s))(?P<label>[^\s|:、。]{2,8})\s?\|\s?(?=(?P<value>[^\s|:、。()\d]*))")


def _bars_as_colons(words: str) -> str:
    """The line with colons for bars, where two or more stand and all part a label and its value: 「当直|無  待機|無」."""
    bars = [m for m in _BARRED.finditer(words.strip()) if label_of(m["label"]) and not label_of(m["value"])]
    return words.replace("|", ":") if 1 < len(bars) == words.count("|") and not bars[0].start() else words


MOST_EMPTY = 3
"""Empty lines in a row that are kept: more of them part no better."""


def _bounded(text: str) -> Iterator[str]:
    """The lines of a text; one that is longer than `LONGEST_LINE` in parts, each with one character between that is left out."""
    for words in text.split("\n"):
        while len(words) > LONGEST_LINE:
            cut = words.rfind("。", 400, LONGEST_LINE)
            cut = cut if cut > 0 else LONGEST_LINE - 1
            yield words[:cut]
            words = words[cut + 1 :]
        yield words


@once
def lines_of(text: str) -> list[Line]:
    """The lines of a normal text; one that holds several labels is parted before each."""
    lines: list[Line] = []
    at = 0
    empty = 0
    for words in _bounded(text):
        words = _bars_as_colons(words)
        empty = empty + 1 if not words.strip() else 0
        if empty > MOST_EMPTY:
            at += len(words) + 1
            continue
        begin = 0
        bars = words.count("|")
        if bars >= 3 and words.lstrip().startswith("|") and words.rstrip().endswith("|"):
            lead = words.index("|") + 1
            if bars >= 5 and (places := _paired(words[lead:].rstrip().removesuffix("|"), "|")):
                # a form drawn with label, value, label, value in a row
                ends = [*(lead + place for place in places), len(words.rstrip()) - 1]
                begin = lead
                for bar in ends:
                    lines.append(Line(words[begin:bar], at + begin, len(lines)))
                    begin = bar + 1
                at += len(words) + 1
                continue
            if bars == 3:
                lines.append(Line(words.rstrip().removesuffix("|"), at, len(lines)))
                at += len(words) + 1
                continue
        if _OF_ANOTHER.match(words) or words.lstrip().startswith(">"):
            lines.append(Line(words, at, len(lines)))
            at += len(words) + 1
            continue
        if "\t" in words:
            # below two rows of as many cells that are no pairs it is the third of a table
            tabs = words.count("\t")
            in_a_table = tabs > 2 and [line.text.count("\t") for line in lines[-2:]] == [tabs, tabs]
            for tab in [] if in_a_table else _paired(words):
                lines.append(Line(words[begin:tab], at + begin, len(lines)))
                begin = tab + 1
        else:
            if cards := _cards(words) or _kinds(words) or _brackets(words):
                for start in cards[1:]:
                    lines.append(Line(words[begin:start], at + begin, len(lines)))
                    begin = start
                lines.append(Line(words[begin:], at + begin, len(lines)))
                at += len(words) + 1
                continue
            duties = (
                []
                if _DATED.match(words) or _ROW.match(words) or _COLUMNS.fullmatch(words)
                else [*_NEXT_DUTY.finditer(words)]
            )
            if (head := head_of(words)) and not head[1].isdisjoint(("night", "on_call")):
                duties += [*_NEXT_FACT.finditer(words)]
            for gap in sorted([*_NEXT_LABEL.finditer(words), *duties], key=lambda m: m.start()):
                if (
                    gap.start() > begin
                    and words[begin : gap.start()].strip()
                    and (label_of(gap[1]) or gap[1] in ("呼出", "当直"))
                ):
                    lines.append(Line(words[begin : gap.start()], at + begin, len(lines)))
                    begin = gap.end() - len(gap[1]) - len(gap[2])
        lines.append(Line(words[begin:], at + begin, len(lines)))
        at += len(words) + 1
    return lines
