"""What can be seen of a fact and of its words that tells whether it is right: the signs that `second_look` weighs.

A sign of the words is a family and a few letters, digits as 0: `w` the words themselves, `b` and `a` before and after them, `s` the sentence up
to them, `l` how their line begins, `L` the line, `u` and `d` the lines above and below, `h` the heading above; `pay|w` is the same for one field
alone. What holds of a whole fact (which kind of candidate it is, how many words and rows it has, how near the post's other facts stand,
whether other posts say the same) has a sign that a person can read: `keep`, `pay|rows:2`, `near:other/2`.
"""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

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

MOST_PLACES = 8
"""Words of one fact that are looked at."""
_DIGIT = lazy(r"\d")
_HEADING = lazy(r"\s*(?:[【〔《〈<\[■□●○◆◇▼▽★☆◎・※#]|\(?\d{1,2}[).、)]|[一二三四五六七八九十]、|\(\d)")
_LONGEST_HEADING = 27
_SENTENCE_ENDS = lazy(r"(?<=[。!?])|\n")
_HOUSES = (
    ("clinic", lazy(r"(?:病院|クリニック|医院|診療所|ホスピタル|眼科|歯科|内科|皮フ科)$")),
    ("home", lazy(r"(?:園|苑|荘|施設|ホーム|の郷|の里|センター|室|会館)$")),
    ("company", lazy(r"株式会社|有限会社|合同会社|工場|事業所|本社|支社")),
    ("body", lazy(r"(?:[都道府県市町村区]|組合|機構|協会|連合会|財団|法人\S*|局|庁|大学)$")),
)
"""What kind of house a name ends as."""
_WORDS_OF = (("other", OTHER_WORK), ("physician", PHYSICIAN), ("state", STATE))


class Piece(NamedTuple):
    """Some letters of which runs of some sizes are signs of a family; crossed: for each field apart as well."""

    family: str
    letters: str
    sizes: tuple[int, ...]
    crossed: bool

    def families(self, name: str) -> tuple[str, ...]:
        """Its family, and that of a field alone where it has one."""
        return (self.family, f"{name}|{self.family}") if self.crossed else (self.family,)

    def runs(self) -> Iterator[str]:
        """Each run once, in the order of the letters."""
        letters = self.letters
        return iter(
            dict.fromkeys(letters[at : at + size] for size in self.sizes for at in range(len(letters) - size + 1))
        )


class Candidate(NamedTuple):
    """What a post may tell of a field. kind: `keep` as it was read, `alone` from a line alone, `drop` nothing."""

    kind: str
    value: Any
    places: tuple[Place, ...]


class Page:
    """A normal text with what its lines look like. kept: the numbers of those lines that are read for posts."""

    def __init__(self, text: str, lines: Sequence[Line], kept: frozenset[int]) -> None:
        self.text = _DIGIT.sub("0", text).replace("\t", "⇥")  # as the file of weights can hold it
        self._lines = self.text.split("\n")
        self._starts = [0]
        for line in self._lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._looks: dict[int, set[str]] = {}
        for told in lines:
            if not told.blank:
                self._looks.setdefault(self.line_at(told.start), set()).update(_looks(told, told.number in kept))

    def line_at(self, place: int) -> int:
        """Which line holds a place of the text."""
        return bisect_right(self._starts, place) - 1

    def line(self, place: Place) -> str:
        """The line on which some words begin."""
        return self._lines[self.line_at(place[0])]

    def pieces(self, place: Place) -> list[Piece]:
        """The letters of some words and around them."""
        begin, end = place
        at = self.line_at(begin)
        start, line = self._starts[at], self._lines[at]
        above = [one.strip() for one in self._lines[max(0, at - 6) : at] if one.strip()][-2:]
        below = [one.strip() for one in self._lines[at + 1 : at + 4] if one.strip()][:1]
        sentence = _SENTENCE_ENDS.split(self.text[max(0, begin - 60) : begin])[-1]
        heads = (one.strip() for one in reversed(self._lines[max(0, at - 25) : at]) if _HEADING.match(one))
        heading = next((one for one in heads if len(one) <= _LONGEST_HEADING), "")
        return [
            Piece("w", self.text[begin:end][:40], (1, 2, 3), True),
            Piece("b", self.text[max(start, begin - 12) : begin], (1, 2, 3), True),
            Piece("a", self.text[end : end + 14].split("\n")[0], (1, 2, 3), True),
            Piece("l", line.strip()[:10], (2, 3), True),
            Piece("h", heading, (2, 3), True),
            Piece("L", line[:120], (2, 3), False),
            Piece("s", sentence[-30:], (3,), False),
            *(Piece("u", one[:24], (2,), False) for one in above),
            *(Piece("d", one[:16], (2,), False) for one in below),
        ]

    def looks(self, place: Place) -> list[str]:
        """Signs of the line of some words: its labels, whose matter it is, where in the text it stands."""
        at = self.line_at(place[0])
        return [*sorted(self._looks.get(at, ())), f"quarter:{4 * at // max(len(self._lines), 1)}"]


def _looks(line: Line, kept: bool) -> Iterator[str]:
    yield "kept" if kept else "left out"
    if (head := head_of(line.text)) is not None:
        yield from (f"label:{name}" for name in head[1])
    yield from (f"line:{name}" for name, pattern in _WORDS_OF if pattern.search(line.text))
    yield f"departments:{min(sum(1 for _ in LISTED.finditer(line.text)), 3)}"


def of_values(
    page: Page, posts: Sequence[Facts], post: int, name: str, candidates: Sequence[Candidate]
) -> list[Counter[str]]:
    """Of each candidate for a field of one of the posts, the signs of the whole fact, with how often each was seen."""
    others = [one for at, one in enumerate(posts) if at != post]
    lines = [_lines_of(page, one, but=name) for one in posts]
    theirs = sorted({at for i, one in enumerate(lines) if i != post for at in one})
    mine = lines[post]
    kind_of_work = posts[post]["employment"].value if "employment" in posts[post] else None
    saying = sum(says(one, name) for one in others)
    several = min(len(posts) - 1, 3)
    found = []
    for candidate in candidates:
        seen: Counter[str] = Counter()
        if candidate.value == UNSAID[name]:
            seen["nothing"] += 1
            seen[f"nothing, others:{min(saying, 3)}/{several}"] += 1
        else:
            seen.update(_of_what_is_said(name, candidate.value))
            if name in ("institution", "municipality"):
                seen[f"times:{min(page.text.count(_DIGIT.sub('0', candidate.value)), 4)}"] += 1
            seen[f"beside:{kind_of_work}"] += 1
            alike = comparable(name, candidate.value)
            same = sum(says(one, name) and comparable(name, one[name].value) == alike for one in others)
            seen[f"same:{min(same, 3)}/{several}"] += 1
            seen[f"others:{min(saying, 3)}/{several}"] += 1
            seen.update(_of_its_lines(page, candidate.places, mine, theirs, len(posts)))
        seen[candidate.kind] += 1
        seen |= Counter({f"{name}|{sign}": times for sign, times in seen.items()})
        found.append(seen)
    return found


def says(facts: Facts, name: str) -> bool:
    """Whether a post tells anything of a field."""
    return name in facts and facts[name].value != UNSAID[name]


def _lines_of(page: Page, facts: Facts, but: str) -> Counter[int]:
    """How many of the other facts' words stand on each line."""
    return Counter(
        page.line_at(begin)
        for name, fact in facts.items()
        if name in FIELDS and name != but
        for begin, _ in fact.places
    )


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


def _of_its_lines(
    page: Page, places: Sequence[Place], mine: Mapping[int, int], theirs: Sequence[int], posts: int
) -> Iterator[str]:
    """Signs of where the words of a fact stand beside the other facts of its post and of other posts."""
    lines = sorted({page.line_at(begin) for begin, _ in places})
    yield f"lines:{min(len(lines), 4)}"
    yield f"words:{min(len(places), 5)}"
    if lines:
        yield f"spread:{min(lines[-1] - lines[0], 12) // 3}"
    for at in lines:
        near = min((abs(at - line) for line in mine), default=50)
        far = min((abs(at - line) for line in theirs), default=50)
        yield f"from its facts:{min(near, 8)}"
        yield f"on its line:{min(mine.get(at, 0), 4)}"
        yield f"near:{'own' if near < far else 'both' if near == far else 'other'}/{min(posts, 2)}"
