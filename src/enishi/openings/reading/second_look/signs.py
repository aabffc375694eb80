"""What can be seen of a fact and of its words that tells whether it is right: the signs that `second_look` weighs.

A sign of the words is one of `BUCKETS` numbers: a family and one to three letters, digits as 0. The families are the words themselves, before
and after them, the sentence up to them and the rest of it, how their line begins, the line, those above and below, the heading above. What
holds of a whole fact (which kind of candidate it is, how many words and rows it has, how near the post's other facts stand, whether other posts
say the same) has a sign that a person can read: `keep`, `pay|rows:2`, `near:other/2`.
"""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import FIELDS, UNSAID, Found
from enishi.openings.reading.heads import STATE
from enishi.openings.reading.label_heads import head_of
from enishi.openings.reading.line import Line
from enishi.openings.reading.noise import OTHER_WORK, PHYSICIAN
from enishi.openings.reading.patterns import lazy
from enishi.openings.reading.scoring import comparable

Place = tuple[int, int]
Facts = Mapping[str, Found]
Buckets = NDArray[np.intp]

BUCKETS = 1 << 16
"""Numbers that signs of words have: two that share one are weighed alike."""

MOST_PLACES = 4
"""Words of one fact that are looked at."""
_DIGIT = lazy(r"\d")
_NUMBER = lazy(r"\d+(?:\.\d+)?")
_HEADING = lazy(r"\s*(?:[【〔《〈<\[■□●○◆◇▼▽★☆◎・※#]|\(?\d{1,2}[).、)]|[一二三四五六七八九十]、|\(\d)")
_LONGEST_HEADING = 27
_HOUSES = (
    ("clinic", lazy(r"(?:病院|クリニック|医院|診療所|ホスピタル|眼科|歯科|内科|皮フ科)$")),
    ("home", lazy(r"(?:園|苑|荘|施設|ホーム|の郷|の里|センター|室|会館)$")),
    ("company", lazy(r"株式会社|有限会社|合同会社|工場|事業所|本社|支社")),
    ("body", lazy(r"(?:[都道府県市町村区]|組合|機構|協会|連合会|財団|法人\S*|局|庁|大学)$")),
)
"""What kind of house a name ends as."""
_WORDS_OF = (("other", OTHER_WORK), ("physician", PHYSICIAN), ("state", STATE))


class Piece(NamedTuple):
    """Some letters of which runs of some sizes are signs of a family."""

    family: str
    letters: str
    sizes: tuple[int, ...]

    def runs(self) -> Iterator[str]:
        """Each run once, in the order of the letters."""
        letters = self.letters
        return iter(
            dict.fromkeys(letters[at : at + size] for size in self.sizes for at in range(len(letters) - size + 1))
        )


class Candidate(NamedTuple):
    """What a post may tell of a field.

    kind: `keep` as it was read, `alone` from a line alone, `added` that and what was read, `left` what was read without something,
    `wide` what a word could mean, `drop` nothing. differing: the words of what was added or left out, by which it is weighed.
    """

    kind: str
    value: Any
    places: tuple[Place, ...]
    differing: tuple[Place, ...] = ()

    @property
    def weighed(self) -> tuple[Place, ...]:
        """The words that are looked at."""
        return (self.differing or self.places)[:MOST_PLACES]


class Page:
    """A normal text with what its lines look like. kept: the numbers of those lines that are read for posts."""

    def __init__(self, text: str, lines: Sequence[Line], kept: frozenset[int]) -> None:
        self.told = text
        self.text = _DIGIT.sub("0", text).replace("\t", "⇥")  # as the file of weights can hold it
        self._lines = self.text.split("\n")
        self._starts = [0]
        for line in self._lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._looks: dict[int, set[str]] = {}
        for told in lines:
            if not told.blank:
                self._looks.setdefault(self.line_at(told.start), set()).update(_looks(told, told.number in kept))
        codes = np.array([*map(ord, self.text), 0, 0], np.uint64)
        two = codes[:-1] * _STEP + codes[1:]
        self._runs = {1: codes, 2: two, 3: two[:-1] * _STEP + codes[2:] + _STEP}
        self._of_lines: dict[int, Buckets] = {}

    def line_at(self, place: int) -> int:
        """Which line holds a place of the text."""
        return bisect_right(self._starts, place) - 1

    def line(self, place: Place) -> str:
        """The line on which some words begin."""
        return self._lines[self.line_at(place[0])]

    def letters(self, place: Place) -> Buckets:
        """The signs of some words and of what stands around them."""
        begin, end = place
        at = self.line_at(begin)
        start = self._starts[at]
        over = start + len(self._lines[at])
        stop = self.text.find("。", end, end + 60)
        rest = min(over, end + 60) if stop < 0 else min(over, stop + 1)
        before = max(start, begin - 30, self.text.rfind("。", 0, begin) + 1)
        if at not in self._of_lines:
            self._of_lines[at] = self._of_a_line(at)
        return np.concatenate(
            [
                *self._of("w", begin, min(end, begin + 40), (1, 2, 3)),
                *self._of("b", max(start, begin - 12), begin, (1, 2, 3)),
                *self._of("a", end, min(end + 14, over), (1, 2, 3)),
                *self._of("r", end, rest, (2, 3)),
                *self._of("s", before, begin, (3,)),
                self._of_lines[at],
            ]
        )

    def _of_a_line(self, at: int) -> Buckets:
        line, start = self._lines[at], self._starts[at]
        first = start + len(line) - len(line.lstrip())
        above, below = self._above(at), self._below(at)
        parts = [
            *self._of("l", first, min(first + 10, start + len(line)), (2, 3)),
            *self._of("L", start, start + min(len(line), 120), (2, 3)),
            *(run for begin, end in above for run in self._of("u", begin, min(end, begin + 24), (2,))),
            *(run for begin, end in below for run in self._of("d", begin, min(end, begin + 16), (2,))),
        ]
        if (head := self._heading(at)) is not None:
            parts += self._of("h", *head, (2, 3))
        return np.concatenate([*parts, np.array([*map(bucket_of, self._looks_of(at))], np.intp)])

    def _of(self, family: str, begin: int, end: int, sizes: Sequence[int]) -> Iterator[Buckets]:
        salt = _SALTS[family]
        for size in sizes:
            if end - begin >= size:
                yield ((self._runs[size][begin : end - size + 1] ^ salt) * _MIXED >> _TO_BUCKETS).astype(np.intp)

    def _span(self, at: int) -> Place:
        """Where the words of a line stand, without the blanks around them."""
        line, start = self._lines[at], self._starts[at]
        return start + len(line) - len(line.lstrip()), start + len(line.rstrip())

    def _above(self, at: int) -> list[Place]:
        return [self._span(one) for one in range(max(0, at - 6), at) if self._lines[one].strip()][-2:]

    def _below(self, at: int) -> list[Place]:
        below = range(at + 1, min(at + 4, len(self._lines)))
        return [self._span(one) for one in below if self._lines[one].strip()][:1]

    def _heading(self, at: int) -> Place | None:
        for one in range(at - 1, max(-1, at - 26), -1):
            if _HEADING.match(self._lines[one]) and len(self._lines[one].strip()) <= _LONGEST_HEADING:
                return self._span(one)
        return None

    def around(self, place: Place) -> Iterator[Piece]:
        """The heading above some words (`h`) and the lines above them (`u`)."""
        at = self.line_at(place[0])
        if (head := self._heading(at)) is not None:
            yield Piece("h", self.text[slice(*head)], (2, 3))
        for begin, end in self._above(at):
            yield Piece("u", self.text[begin : min(end, begin + 24)], (2, 3))

    def looks(self, place: Place) -> list[str]:
        """Signs of the line of some words: its labels, whose matter it is, where in the text it stands."""
        return self._looks_of(self.line_at(place[0]))

    def _looks_of(self, at: int) -> list[str]:
        return [*sorted(self._looks.get(at, ())), f"quarter:{4 * at // max(len(self._lines), 1)}"]


_STEP, _MIXED, _TO_BUCKETS = np.uint64(1000003), np.uint64(0x9E3779B97F4A7C15), np.uint64(64 - 16)
_SALTS = {family: np.uint64(crc32(family.encode()) << 30) for family in "wbarslLudh"}


@lru_cache(maxsize=4096)
def bucket_of(sign: str) -> int:
    """The number of a sign that a person can read among those of words."""
    return crc32(sign.encode()) % BUCKETS


def _looks(line: Line, kept: bool) -> Iterator[str]:
    yield "kept" if kept else "left out"
    if (head := head_of(line.text)) is not None:
        yield from (f"label:{name}" for name in head[1])
    yield from (f"line:{name}" for name, pattern in _WORDS_OF if pattern.search(line.text))
    yield f"departments:{min(sum(1 for _ in LISTED.finditer(line.text)), 3)}"


_OF_FEW_ANSWERS = ("night_duty", "on_call", "housing", "fixed_term", "recruiting", "employment")


def matter_of(page: Page, name: str, one: Candidate) -> str:
    """What kind of answer a candidate for a field is: itself where there are few, or how its numbers go with those of its words."""
    if not one.places:
        return f"{name}?"
    if name in _OF_FEW_ANSWERS:
        return f"{name}={json.dumps(one.value, separators=(',', ':'))}"
    if one.differing:
        return f"{name} {one.kind}"
    if name == "specialties":
        return f"{name}={'some' if one.value else 'any'}"
    if name not in ("age_limit", "days_per_week"):
        return name
    begin, end = one.places[0]
    told = {float(number) for number in _NUMBER.findall(page.told, begin, end)}
    ends = [*one.value.values()] if name == "age_limit" else one.value
    shapes = ("-" if n is None else "n" if n in told else "n-1" if n + 1 in told else "x" for n in ends)
    return f"{name}={','.join(shapes)}{'=' if ends[0] == ends[1] else ''}"


class Posts:
    """The posts that were read, as signs of the facts of each are asked for."""

    def __init__(self, page: Page, posts: Sequence[Facts]) -> None:
        self._page = page
        self._posts = posts
        self._lines = [
            {name: [page.line_at(begin) for begin, _ in fact.places] for name, fact in one.items() if name in FIELDS}
            for one in posts
        ]

    def signs(self, post: int, name: str, candidates: Sequence[Candidate]) -> list[list[str]]:
        """Of each candidate for a field of one of the posts, the signs of the whole fact."""
        others = [one for at, one in enumerate(self._posts) if at != post]
        mine = Counter(at for field, lines in self._lines[post].items() if field != name for at in lines)
        theirs = sorted(
            {
                at
                for i, one in enumerate(self._lines)
                if i != post
                for field, lines in one.items()
                if field != name
                for at in lines
            }
        )
        beside = self._posts[post]["employment"].value if "employment" in self._posts[post] else None
        several = min(len(self._posts) - 1, 3)
        saying = [comparable(name, one[name].value) for one in others if says(one, name)]
        alone = {repr(comparable(name, one.value)) for one in candidates if one.kind == "alone"}
        found = []
        near: dict[int, list[str]] = {}
        for candidate in candidates:
            seen = [candidate.kind]
            if candidate.value == UNSAID[name]:
                seen += ("nothing", f"nothing, others:{min(len(saying), 3)}/{several}", f"nothing, alone:{len(alone)}")
            else:
                alike = comparable(name, candidate.value)
                seen += _of_what_is_said(name, candidate.value)
                if name in ("institution", "municipality"):
                    times = self._page.told.count(candidate.value)
                    seen.append(f"times:{min(times, 4)}")
                seen.append(f"beside:{beside}")
                seen.append(f"same:{min(saying.count(alike), 3)}/{several}")
                seen.append(f"others:{min(len(saying), 3)}/{several}")
                if candidate.kind != "alone":
                    seen.append(f"{candidate.kind}, alone too:{repr(alike) in alone}/{min(len(alone), 3)}")
                lines = sorted({self._page.line_at(begin) for begin, _ in candidate.differing or candidate.places})
                seen.append(f"lines:{min(len(lines), 4)}")
                seen.append(f"words:{min(len(candidate.places), 5)}")
                if lines:
                    seen.append(f"spread:{min(lines[-1] - lines[0], 12) // 3}")
                for at in lines[:MOST_PLACES]:
                    if at not in near:
                        near[at] = [*_beside_facts(at, mine, theirs, len(self._posts))]
                    seen += near[at]
            found.append(seen + [f"{name}|{sign}" for sign in seen])
        return found


def says(facts: Facts, name: str) -> bool:
    """Whether a post tells anything of a field."""
    return name in facts and facts[name].value != UNSAID[name]


def _of_what_is_said(name: str, value: Any) -> Iterator[str]:
    """Signs of a value, without names."""
    if name == "pay":
        units = sorted(rate["unit"] for rate in value)
        yield from (f"a rate by the {unit}" for unit in units)
        yield f"rates:{'+'.join(units)}"
        yield f"rows:{len(value)}"
    elif isinstance(value, list):
        yield f"rows:{min(len(value), 8)}"
    if name == "institution":
        yield f"a kind of house:{next((kind for kind, ends in _HOUSES if ends.search(value)), 'none')}"
    elif name not in ("municipality", "prefecture"):
        words = json.dumps(value, ensure_ascii=False)
        if len(words) < 20:
            yield f"value:{words}"


def _beside_facts(at: int, mine: Mapping[int, int], theirs: Sequence[int], posts: int) -> Iterator[str]:
    """Signs of where a line stands beside those of the other facts of its post and of other posts."""
    near = min((abs(at - line) for line in mine), default=50)
    far = min((abs(at - line) for line in theirs), default=50)
    yield f"from its facts:{min(near, 8)}"
    yield f"on its line:{min(mine.get(at, 0), 4)}"
    yield f"near:{'own' if near < far else 'both' if near == far else 'other'}/{min(posts, 2)}"
    inside = [bool(lines) and min(lines) <= at <= max(lines) for lines in (mine, theirs)]
    yield f"inside:{inside[0]}/{inside[1]}/{min(posts, 2)}"
    if theirs:
        yield f"of the others:{'above' if at < theirs[0] else 'below' if at > theirs[-1] else 'between'}"
