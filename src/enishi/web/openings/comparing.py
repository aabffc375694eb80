"""Up to three openings side by side, with what differs said in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enishi.web.openings.page import OpeningPage

MOST = 3
NUMBER = re.compile(r"O-\d{4}-\d{4,6}")
UNKNOWN = "未確認"


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of each opening. differs: those that say something do not say the same; same: all say the very same."""

    label: str
    pairs: list[tuple[OpeningPage, str]]
    differs: bool
    same: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """pages: the openings, left to right; groups: (title, lines)."""

    pages: list[OpeningPage]
    groups: list[tuple[str, list[Line]]]

    @property
    def differing(self) -> int:
        return sum(line.differs for _, lines in self.groups for line in lines)


def numbers_in(given: Iterable[str]) -> tuple[str, ...]:
    """The numbers of openings in a query, each once, at most three; anything else is passed over."""
    pieces = (piece.strip() for value in given for piece in value.split(","))
    return tuple(dict.fromkeys(piece for piece in pieces if NUMBER.fullmatch(piece)))[:MOST]


def comparison_of(pages: Sequence[OpeningPage]) -> Comparison:
    """Every row of the pages that at least one of them answers, in the order of the page."""
    if not pages:
        return Comparison([], [])
    groups = []
    for place, (title, _) in enumerate(pages[0].comparable):
        rows = [page.comparable[place][1] for page in pages]
        labels = dict.fromkeys(key for one in rows for key in one)
        lines = []
        for key in labels:
            values = [one[key].text if key in one else "" for one in rows]
            if any(values):
                label = next(one[key].label for one in rows if key in one)
                pairs = [(page, value or UNKNOWN) for page, value in zip(pages, values, strict=True)]
                alike = len(set(values)) == 1
                lines.append(Line(label, pairs, len({*values} - {""}) > 1, alike and len(pages) > 1))
        if lines:
            groups.append((title, lines))
    return Comparison(list(pages), groups)
