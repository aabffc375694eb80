"""How likely each line of a text begins one of several posts: a sign of `choice` for where to part it.

A line is judged by its letters and its mark, by those around it, by what the lines with the same mark have in common, and by what stands below it
up to the next of them. `beginnings_weights.txt` is learnt from where the posts of known texts begin (`./dev bench beginnings --write`).
"""

import math
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from enishi.openings.reading import learnt
from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.heads import FACILITY, STATE
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.patterns import lazy

MOST = 6.0
"""The logarithm of the odds beyond which a line is not surer."""
LONGEST = 40
"""Letters of a line that are looked at one by one."""
_DIGIT = lazy(r"[\d一二三四五六七八九]")
_MARK = lazy(
    r"\s*(?P<mark>[\W_]{0,2}?\d{1,2}[^\w\s]?(?=\D)|[\W_]{1,3}|その[\d一二三四五]|[A-Ha-h][.)\s]|[ア-ン][.)\s]|[一二三四五][.、\s])"
)
_LETTER = lazy(r"[A-Za-zア-ン]")
# What a line tells: a letter for each, as the signs name it.
_TELLS = tuple(
    (name, lazy(pattern) if isinstance(pattern, str) else pattern)
    for name, pattern in (
        ("D", LISTED), ("F", FACILITY), ("K", r"非常勤|常勤|スポット|単発|パート|嘱託|外勤"), ("n", r"当直|日直|夜勤"),
        ("N", r"\d\s*[名人]|若干名|お一人|一名"), ("d", r"[月火水木金土日]曜|\([月火水木金土日]\)|[月火水木金土]・[火水木金土日]"), ("t", r"\d{1,2}:\d\d|\d{1,2}時"),
        ("Y", r"円|\d万"), ("S", STATE), ("P", PHYSICIAN), ("O", OTHER_WORK), ("s", r"募集|探し|求[めむ]|お願い"), ("T", r"\t"), (".", r"。"), (":", r":"),
    )
)  # fmt: skip
_IN_COMMON = "DFKnNdtYSPs.:"
_BELOW = "DFKnNdtYSPOs"


class _Line(NamedTuple):
    """number: among all; mark: its kind, digits and letters as one; tells: letters of `_TELLS`; indent: in letters."""

    number: int
    words: str
    mark: str
    tells: frozenset[str]
    indent: int


def _lines(text: str) -> list[_Line]:
    found = []
    for number, line in enumerate(text.split("\n")):
        if words := line.strip():
            mark = _MARK.match(line)
            kind = _LETTER.sub("a", _DIGIT.sub("0", mark["mark"].strip())) if mark else ""
            tells = frozenset(name for name, pattern in _TELLS if pattern.search(words))
            found.append(_Line(number, words, kind, tells, len(line) - len(line.lstrip())))
    return found


def signs_of(text: str) -> Iterator[tuple[int, set[str]]]:
    """The number of each line of a normal text that is not blank, and its signs."""
    lines = _lines(text)
    alike: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.mark:
            alike.setdefault(line.mark, []).append(at)
    turns = {at: turn for ats in alike.values() for turn, at in enumerate(ats)}
    size = f"lines:{min(6, len(lines) // 6)}"
    common = {mark: [*_in_common(lines, ats)] for mark, ats in alike.items() if len(ats) > 1}
    for at, line in enumerate(lines):
        seen = {size, f"quarter:{4 * at // len(lines)}", *_of_itself(line), *_around(lines, at)}
        same = alike.get(line.mark, [at])
        seen.add(f"alike:{min(len(same), 6)}")
        if len(same) > 1:
            here = turns[at]
            seen |= {f"alike:{min(len(same), 6)}{line.mark}", f"turn:{min(here, 4)}", *common[line.mark]}
            end = (
                same[here + 1]
                if here + 1 < len(same)
                else min(len(lines), at + 1 + (same[-1] - same[0]) // (len(same) - 1))
            )
            seen |= {f"below:{name}" for one in lines[at + 1 : end] for name in one.tells if name in _BELOW}
            seen.add(f"lines below:{min(end - at - 1, 6)}")
        yield line.number, seen


def _of_itself(line: _Line) -> Iterator[str]:
    letters = _DIGIT.sub("0", line.words[:LONGEST]).replace("\t", "⇥")
    for size in (1, 2, 3):
        yield from (f"l:{letters[at : at + size]}" for at in range(len(letters) - size + 1))
    yield from (f"^{letters[:size]}" for size in (2, 3, 4, 5))
    yield f"ends:{letters[-2:] if len(line.words) <= LONGEST else ''}"
    yield f"long:{min(8, len(line.words) // 6)}"
    told = sorted(line.tells)
    yield from (f"tells:{name}" for name in told)
    yield from (f"tells:{a}{b}" for at, a in enumerate(told) for b in told[:at])
    yield f"mark:{line.mark}"
    yield from (f"mark:{line.mark}{name}" for name in told)
    if (head := head_of(line.words)) is not None:
        yield "label"
        yield f"label:{''.join(head[0].split())[:8]}"
        yield from (f"label of:{name}" for name in head[1])


def _around(lines: Sequence[_Line], at: int) -> Iterator[str]:
    line = lines[at]
    for way, step in (("above", -1), ("next", 1)):
        if not 0 <= at + step < len(lines):
            yield f"{way}:none"
            continue
        other = lines[at + step]
        if abs(other.number - line.number) > 1:
            yield f"{way}:blank"
        yield from (f"{way}:{name}" for name in other.tells)
        yield f"{way}:mark {other.mark}"
        yield f"{way}:{'the same' if other.mark == line.mark else 'another'} mark"
        yield f"{way}:^{_DIGIT.sub('0', other.words[:3])}"
        yield f"{way}:indent {(other.indent > line.indent) - (other.indent < line.indent)}"


def _in_common(lines: Sequence[_Line], ats: Sequence[int]) -> Iterator[str]:
    """What the lines with one mark have in common, and what stands below each of them."""
    for name in _IN_COMMON:
        yield f"common:{name}{round(3 * sum(name in lines[at].tells for at in ats) / len(ats))}"
    usual = (ats[-1] - ats[0]) // (len(ats) - 1)
    ends = [*ats[1:], min(len(lines), ats[-1] + usual)]
    for name in _BELOW:
        told = sum(any(name in one.tells for one in lines[at + 1 : end]) for at, end in zip(ats, ends, strict=True))
        yield f"common below:{name}{round(3 * told / len(ats))}"
    yield f"apart:{min(8, usual)}"


def likely(text: str, known: learnt.Weights | None = None) -> dict[int, float]:
    """Of each line that is not blank, by its number, the logarithm of the odds that it begins one of several posts, at most `MOST`."""
    known = learnt.weights("beginnings_weights.txt") if known is None else known
    return {
        number: max(-MOST, min(MOST, sum(known[sign][0] for sign in seen if sign in known)))
        for number, seen in signs_of(text)
    }


class Beginnings:
    """Which lines of a text begin posts, as likely as that is. odds: as `likely` tells them."""

    def __init__(self, text: str, odds: dict[int, float]) -> None:
        self._odds = odds
        self._starts = [0]
        for line in text.split("\n")[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def signs(self, begins: Collection[int], posts: int) -> dict[str, float]:
        """The signs for `choice` of a way that makes posts which begin at some places of the text."""
        heads = {bisect_right(self._starts, place) - 1 for place in begins} if posts > 1 else set()
        mine = [odds for line, odds in self._odds.items() if line in heads]
        left = [odds for line, odds in self._odds.items() if line not in heads]
        return {
            "beginnings likely": -sum(math.log1p(math.exp(-odds)) for odds in mine) - sum(math.log1p(math.exp(odds)) for odds in left),
            "least likely beginning": min(mine, default=0.0),
            "likeliest beginning left": max(left, default=-MOST),
            "likeliest beginning in one": max(left, default=-MOST) if posts == 1 else 0.0,
            "beginnings left": sum(1 / (1 + math.exp(-odds)) for odds in left),
            "posts without a beginning": float(posts > 1 and len(heads) < posts),
        }  # fmt: skip
