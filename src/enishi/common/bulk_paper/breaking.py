"""Where a line of Japanese may end (JIS X 4051 行頭禁則・行末禁則): greedy, words and numbers of Latin letters kept whole."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

NO_BEGIN = frozenset(
    "、。，．・：；？！ー―‐－〜～）〕］｝〉》」』】’”々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]},.:;?!%％円"
)
"""Never the first of a line."""
NO_END = frozenset("（〔［｛〈《「『【‘“([{￥¥〒")
"""Never the last of a line."""
LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@#&+_/'.,:-")
"""Of words and numbers, which stay whole."""


def broken(text: str, room: float, advances: Callable[[str], Iterable[int]]) -> list[str]:
    """Lines of `text` that fit in `room`, by what `advances` says of each letter; ends of lines that the writer gave stay.

    What is wider than the room and may not be parted is cut where it is full. No line is empty but those the writer left empty.
    """
    return [line for given in text.splitlines() or [""] for line in _lines(given, room, advances)]


def _lines(text: str, room: float, advances: Callable[[str], Iterable[int]]) -> Iterator[str]:
    ends = list(accumulate(advances(text), initial=0))
    if ends[-1] <= room:
        yield text
        return
    start = 0
    while start < len(text):
        full = bisect_right(ends, ends[start] + room, start) - 1
        end = full
        if full < len(text):
            while end > start and not may_part(text[end - 1], text[end]):
                end -= 1
        if end == start:
            end = max(full, start + 1)
        if line := text[start:end].rstrip():
            yield line
        start = end
        while start < len(text) and text[start].isspace():
            start += 1


def may_part(before: str, after: str) -> bool:
    """Whether a line may end between these two letters."""
    return after not in NO_BEGIN and before not in NO_END and not (before in LATIN and after in LATIN)
