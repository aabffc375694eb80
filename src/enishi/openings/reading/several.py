"""Several whole advertisements in one text: where one ends and the next begins anew.

Each gap between two paragraphs is judged by signs of both its sides: a rule, a contact at the foot, a title or a letter's opening at
the head, names and towns that come again or not. `several_weights.txt` says how much each counts; it is learnt from the corpus and from
its texts written one after the other (`./dev bench several --write`). Each advertisement is then read alone: nothing is shared.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.openings.reading import learnt, patterns
from enishi.openings.reading.fields.facility_names import candidates
from enishi.openings.reading.fields.municipalities import named_in
from enishi.openings.reading.label_heads import BULLET, head_of
from enishi.openings.reading.patterns import lazy

BIAS = "always"
"""The sign of every gap."""
SURE = 1.0
"""The sum of weights from which a gap parts two advertisements: a wrong cut costs more than a missing one."""
PLAIN = 1.6
"""The same for a gap of one empty line without a rule, as there are between all paragraphs."""
MOST_PARAGRAPHS = 150
"""Of a text with more paragraphs none is judged: what that costs grows with their square, and it is a list."""
SHORTEST = 60
"""Characters that a side of a gap has at least."""

_MARKS = r"[-=─━*＊_~〜.…#+◆◇■□●○★☆※]"
_RULE = lazy(rf"\s*(?:{_MARKS}\s*){{3,}}")
_REACHED = lazy(r"0\d{1,4}[-(・ ]\d{1,4}[-)・ ]\d{3,4}|[\w.+-]+@[\w.-]+")
_CONTACT = lazy(
    r"問い?合わ?せ|連絡|担当|TEL|電話|FAX|応募|申込|申し込|提出|@|0\d{1,4}-\d{1,4}-\d{3,4}|締切|事務[長局部]"
)
_CLOSING = lazy(r"以\s*上\s*$|敬\s*具|お待ち|お願い(?:いた|申)|くださ|下さ|まで(?:。|$)|草々|かしこ")
_TITLE = lazy(r"募集|求人|公募|お知らせ|件名|採用|医師を|求む|ご案内|依頼|票$")
_LETTER = lazy(
    r"拝啓|前略|謹啓|様\s*$|御中|各位|お世話に|いつも|こんにちは|初めまして|はじめまして|令和|20\d\d年|R\d"
    r"|^\W*(?:From|差出人|件名|Subject|Date|日時)\s*:"
)
_NO_NAME = lazy(
    r"[当本貴弊同]?(?:大学|総合|市民|基幹|地域|近隣|協力|関連|連携|公立|拠点)?(?:病院|診療所|医院|クリニック|センター|施設|ホーム)"
)
_SOUGHT = lazy(r"医師[^。]{0,8}(?:募集|求人|公募|採用|を求|の?急募)|求人票|医師求人")
_SENTENCE = lazy(r"(?:です|ます|ません|した|さい)[。!)」]")
_SHOWN = {"contact": _CONTACT, "title": _SOUGHT, "letter": _LETTER, "closing": _CLOSING}
_FIELDS = ("institution", "place", "process", "specialty", "pay", "days", "housing", "age", "retirement")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without a gap, and what they show. start: in the text; rule, empty: the rule and the empty lines before it.

    reached: telephone numbers and addresses of e-mail; labels: the words and fields of those at the heads of lines; mark: the bullet;
    shows: which of `_SHOWN`; polite: how many lines are sentences of a letter.
    """

    start: int
    lines: tuple[str, ...]
    rule: str
    empty: int
    names: frozenset[str]
    towns: frozenset[str]
    reached: frozenset[str]
    labels: tuple[tuple[str, frozenset[str]], ...]
    mark: str
    shows: frozenset[str]
    polite: int

    @property
    def size(self) -> int:
        """Its characters."""
        return sum(map(len, self.lines))


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a normal text; none if they are more than `MOST_PARAGRAPHS`."""
    gaps: list[tuple[int, list[str], str, int]] = []
    lines: list[str] = []
    rule, empty, at = "", 0, 0
    for line in text.split("\n"):
        if not line.strip() or _RULE.fullmatch(line):
            rule, empty = (line.strip(), empty) if line.strip() else (rule, empty + 1)
            lines = []
        else:
            if not lines:
                gaps.append((at, lines, rule, empty))
                rule, empty = "", 0
            lines.append(line)
        at += len(line) + 1
    return [_shown(*gap) for gap in gaps] if len(gaps) <= MOST_PARAGRAPHS else []


def _shown(start: int, lines: Sequence[str], rule: str, empty: int) -> Paragraph:
    words = "\n".join(lines)
    named = (name.replace(" ", "") for line in lines for name, _, _, _ in candidates(line))
    mark = (m := BULLET.match(lines[0])) is not None and m.group().strip()[:1]
    return Paragraph(
        start,
        tuple(lines),
        rule,
        empty,
        frozenset(name for name in named if len(name) >= 4 and not _NO_NAME.fullmatch(name)),
        frozenset(place.municipality for place in named_in(words) if place.municipality),
        frozenset(_REACHED.findall(words)),
        tuple((head[0], head[1]) for line in lines if (head := head_of(line))),
        mark or ("【" if lines[0].lstrip()[:1] in "【[《<" else ""),
        frozenset(sign for sign, pattern in _SHOWN.items() if any(pattern.search(line) for line in lines)),
        sum(bool(_SENTENCE.search(line)) for line in lines),
    )


def begins(text: str) -> list[int]:
    """Where in a normal text each advertisement but the first begins; nothing for a text that is one."""
    told = paragraphs(text)
    return [told[at].start for at in cuts(told, learnt.weights("several_weights.txt"))]


def cuts(told: Sequence[Paragraph], known: learnt.Weights) -> list[int]:
    """With which paragraphs advertisements begin anew: at the surest gap, and at those of both its sides looked at alone."""
    # fsum: signs are a set, and a plain sum at the threshold would hang on its order, which differs between processes
    sums = [
        (math.fsum(known.get(sign, (0.0,))[0] for sign in shown) - (SURE if BIAS in shown else PLAIN), at)
        for at, shown in signs(told)
    ]
    if not sums or max(sums)[0] < 0:
        return []
    at = max(sums)[1]
    return [*cuts(told[:at], known), at, *(at + later for later in cuts(told[at:], known))]


def signs(told: Sequence[Paragraph]) -> Iterator[tuple[int, set[str]]]:
    """For the paragraphs before which there may be a cut: what speaks for and against it."""
    if not told:
        return
    rules, empty, marks = (Counter(kind) for kind in zip(*((p.rule, p.empty, p.mark) for p in told), strict=True))
    sizes = [0, *itertools.accumulate(p.size for p in told)]
    kinds = [_Kept([getattr(p, kind) for p in told]) for kind in ("names", "towns", "reached")]
    fields = _Kept([frozenset(field for _, label in p.labels for field in label) for p in told])
    labels = [[words for words, _ in p.labels] for p in told]
    for at in range(1, len(told)):
        here, before, after = told[at], sizes[at], sizes[-1] - sizes[at]
        if min(before, after) < SHORTEST:
            continue
        shown = {BIAS, *_of_lines(told, at)}
        if here.rule:
            shown |= {"rule"} | ({"rule_alone"} if rules[here.rule] == 1 else set())
        if here.empty >= 2:
            shown |= {"wide"} | ({"widest"} if not any(empty[n] for n in empty if n > here.empty) else set())
        if here.mark and marks[here.mark] >= 2:
            shown.add("mark_of_two" if marks[here.mark] == 2 else "mark_of_many")
        for kind, kept in zip(("names", "towns", "reached"), kinds, strict=True):
            shown.add(f"{kind}_{kept.on_both(at)}")
        if here.names and all(first >= at for name in here.names for first, _ in kinds[0].spans(name)):
            shown.add("new_name")
        for field in _FIELDS:
            shown |= {f"{field}_again"} if any(a < at <= b for a, b in fields.spans(field)) else set()
        one, two = (list(itertools.chain.from_iterable(side)) for side in (labels[:at], labels[at:]))
        if one and two:
            shown.add(f"labels_again_{min(3, 4 * sum(word in one for word in set(two)) // len(set(two)))}")
            shown |= {"first_label_again"} if one[0] == two[0] else set()
        for side, size in (("before", before), ("after", after)):
            shown |= {f"{side}_short"} if size < 150 else {f"{side}_long"} if size > 350 else set()
        if min(before, after) * 4 < max(before, after):
            shown.add("uneven")
        shown |= set(_of_sides(told[:at], told[at:], one, two))
        yield at, shown if here.rule or here.empty >= 2 else {f"plain_{sign}" for sign in shown}


def _of_sides(before: Sequence[Paragraph], after: Sequence[Paragraph], one: list[str], two: list[str]) -> Iterator[str]:
    """Signs of how either side is written."""
    twice = [words for words, times in Counter([*one, *two]).items() if times >= 2]
    if twice:
        each = sum(one.count(words) == two.count(words) == 1 for words in twice)
        yield f"once_on_each_{min(3, 4 * each // len(twice))}"
    marks = [{p.mark for p in side if p.mark} for side in (before, after)]
    if all(marks):
        yield "marks_same" if marks[0] & marks[1] else "marks_other"
    polite, labelled = zip(*(_manner(side) for side in (before, after)), strict=True)
    if abs(polite[0] - polite[1]) > 0.4:
        yield "polite_other"
    if abs(labelled[0] - labelled[1]) > 0.4:
        yield "labelled_other"
    for sign in _SHOWN:
        first, then = (any(sign in p.shows for p in side) for side in (before, after))
        yield f"{sign}_{'again' if first and then else 'before' if first else 'after' if then else 'none'}"
    head, here = before[0], after[0]
    if head.labels and here.labels and head.labels[0][1] & here.labels[0][1]:
        yield "head_label"
    if head.names and here.names:
        yield "head_names"
    if before[-1].labels and "process" in before[-1].labels[-1][1]:
        yield "foot_label_process"
    if here.labels:
        for field in ("institution", "place", "title", "specialty"):
            if field in here.labels[0][1]:
                yield f"top_label_{field}"
    if _SENTENCE.search(here.lines[0]):
        yield "top_sentence"
    if len(here.lines) == 1:
        yield "top_alone"


def _manner(side: Sequence[Paragraph]) -> tuple[float, float]:
    """The shares of lines that are sentences said politely, and of those with a label."""
    lines = sum(len(p.lines) for p in side)
    return sum(p.polite for p in side) / lines, sum(len(p.labels) for p in side) / lines


class _Kept:
    """Where words come first and last among paragraphs; a name that is part of another is the same."""

    def __init__(self, told: Sequence[frozenset[str]]) -> None:
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        for at, words in enumerate(told):
            for word in words:
                self.first.setdefault(word, at)
                self.last[word] = at
        pairs = [(a, b) for a in self.first for b in self.first if a in b]
        self.same = sorted({(min(self.first[a], self.first[b]), max(self.last[a], self.last[b])) for a, b in pairs})

    def spans(self, word: str) -> Iterator[tuple[int, int]]:
        """The first and the last paragraph with a word, and with those that it is the same as."""
        return ((self.first[a], self.last[a]) for a in self.first if a in word or word in a)

    def on_both(self, at: int) -> str:
        """Whether paragraphs before and from `at` name the same, others, or only one side names any."""
        one, two = any(first < at for first in self.first.values()), any(last >= at for last in self.last.values())
        if one and two:
            return "same" if any(first < at <= last for first, last in self.same) else "other"
        return "before" if one else "after" if two else "none"


def _of_lines(told: Sequence[Paragraph], at: int) -> Iterator[str]:
    """Signs of the lines right before and after a gap."""
    foot = [line for p in told[max(0, at - 3) : at] for line in p.lines][-5:]
    top = [line for p in told[at : at + 3] for line in p.lines][:3]
    if any(_CONTACT.search(line) for line in foot):
        yield "foot_contact"
    if any(_CLOSING.search(line) for line in foot[-2:]):
        yield "foot_closing"
    if _TITLE.search(top[0]):
        yield "top_title"
    elif any(_TITLE.search(line) for line in top):
        yield "title_below"
    if any(_LETTER.search(line) for line in top):
        yield "top_letter"
    if patterns.match(r"[((]?\d{1,3}[.)]|[((][\d一-十ア-ン][))]", told[at].lines[0].lstrip()):
        yield "top_numbered"
