"""A line of the normal text and an item made of one: what the other parts of the reader hand on; sentences and clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One label with its words, or a free line (no fields). text: a part of the normal text that begins at `start`.

    line: number of the line it begins on; labelled: its label was written out beside or above it; cell: of a table.
    """

    fields: frozenset[str]
    label: str
    text: str
    start: int
    line: int
    cell: bool = False

    def __hash__(self) -> int:
        return hash((self.start, self.text))  # of two items in one place hardly more differs; asked often

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def about(self, *fields: str) -> bool:
        """Whether its label speaks of one of these."""
        return not self.fields.isdisjoint(fields)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the normal text with its place."""

    text: str
    start: int
    number: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


_STOP = re.compile(r"(?<=[。!?])|\n|(?=※)|(?=\s[・●○■◆])|(?=\s[◎★☆◇▼][^\s、。])|(?<=\S)(?=[●■◆◎★▼][^\s:●■]{2,8}:)|[;]")

_ASKED = re.compile(
    r"(?:\s*[^\s。、?!\n]{2,14}\?)+"
)  # 「社宅? ありません。」: a question says nothing without its answer


@lru_cache(maxsize=4096)
def sentences(item: Item) -> tuple[tuple[str, int], ...]:
    """The sentences of an item with their places in the normal text."""
    found, at = [], 0
    for stop in _STOP.finditer(item.text):
        if _ASKED.fullmatch(item.text, at, stop.start()):
            continue
        if stop.start() > at:
            found.append((item.text[at : stop.start()], item.start + at))
        at = stop.end()
    if at < len(item.text):
        found.append((item.text[at:], item.start + at))
    return tuple(found)


def blanked(words: str, begin: int, end: int) -> str:
    """Words with blanks from `begin` to `end`; of the same length."""
    return words[:begin] + " " * (end - begin) + words[end:]


def without(item: Item, words: str, start: int) -> Item:
    """An item with blanks in the place of the words that stand in it at `start` of the normal text; as it is where they do not."""
    at = start - item.start
    if not 0 <= at < len(item.text) or item.text[at : at + len(words)] != words:
        return item
    return replace(item, text=item.text[:at] + " " * len(words) + item.text[at + len(words) :])


def clauses(words: str, start: int, stops: str = r"[、。,;\n()]|\s{2,}|(?<=\S)\s(?=\S)") -> Iterator[tuple[str, int]]:
    """Parts of a sentence with their places."""
    at = 0
    for stop in re.finditer(stops, words):
        if stop.start() > at:
            yield words[at : stop.start()], start + at
        at = stop.end()
    if at < len(words):
        yield words[at:], start + at
