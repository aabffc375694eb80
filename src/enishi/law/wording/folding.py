"""A text as the rules read it: widths and case made equal, every character where it was, so that spans stay true."""

import re
import unicodedata
from functools import lru_cache

_SENTENCE_ENDS = re.compile(r"[。．\n\r！？!?]")
_CLAUSE_ENDS = re.compile(r"[。．\n\r\t！？!?、，,；;]")
_DASHES = str.maketrans(dict.fromkeys("〜～−–—‐‑―", "~"))
_KANJI = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    wide = unicodedata.normalize("NFKC", character)
    folded = wide.lower() if len(wide) == 1 else character
    return folded if len(folded) == 1 else character


def folded(text: str) -> str:
    """As long as the text itself: full width to half, letters small, every wave and dash 「~」."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_character, text)).translate(_DASHES)


def around(text: str, start: int, end: int, *, clause: bool = False) -> tuple[int, int]:
    """Bounds of the sentence (or the clause) in which these characters stand."""
    ends = _CLAUSE_ENDS if clause else _SENTENCE_ENDS
    first = max((m.end() for m in ends.finditer(text, 0, start)), default=0)
    following = ends.search(text, end)
    return first, following.start() if following else len(text)


def number_in(word: str) -> int | None:
    """60, 六十, 六五, 六〇 → an integer; None for anything else."""
    if word.isdigit():
        return int(word)
    if not word or set(word) - set(_KANJI) - {"十", "〇"}:
        return None
    if "十" in word:
        tens, _, ones = word.partition("十")
        return _KANJI.get(tens, 1) * 10 + _KANJI.get(ones, 0)
    return int("".join("0" if c == "〇" else str(_KANJI[c]) for c in word))
