"""What many say in their own words: content words by their normalised form, which stand together, and a few sentences. Pure.

SudachiPy with its core dictionary cuts a text into words and brings each to one form (引越し and 引っ越し are one), so that
counting needs nothing but a list. Only what at least `FEWEST` people say is told at all; names of people, places and houses never are.
Takaoka et al., "Sudachi: a Japanese Tokenizer for Business", LREC 2018.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from enishi.engine.bands import FEWEST

MOST, QUOTES, QUOTE_LENGTH = 20, 3, 80
CONTENT = {"名詞", "動詞", "形容詞", "形状詞"}
_EMPTY = frozenset(
    ("こと", "事", "もの", "物", "ところ", "所", "為", "ため", "為る", "する", "有る", "居る", "成る", "出来る", "思う", "言う", "良い", "無い", "行く",
     "来る", "時", "方", "等", "場合", "先生", "自分", "私", "今", "為さる", "頂く", "下さる", "御座る", "仕舞う", "見る", "分", "其れ", "此れ", "感ずる")
)  # fmt: skip
"""Words that say nothing by themselves."""
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
Look = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Theme:
    """people: how many used the word; beside: other words at least `FEWEST` of them used too; quotes: sentences without signs of a person."""

    word: str
    people: int
    beside: tuple[tuple[str, int], ...]
    quotes: tuple[str, ...]


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    import sudachipy  # the dictionary takes a moment

    return sudachipy.Dictionary(dict="core").tokenizer()


def words_of(text: str) -> dict[str, str]:
    """Normalised content words → as they stand; no names of their own kind (固有名詞), numbers or pronouns."""
    found: dict[str, str] = {}
    for token in _tokenizer().tokenize(text):
        kind, finer, third = token.part_of_speech()[:3]
        word = token.normalized_form()
        if kind not in CONTENT or finer in ("固有名詞", "数詞", "非自立可能") or third == "助数詞可能":
            continue
        if word in _EMPTY or (len(word) < 2 and not re.search(r"[\u4e00-\u9fff]", word)):
            continue
        found.setdefault(word, token.surface())
    return found


def themes(texts: Sequence[str], signs: Look) -> list[Theme]:
    """The words most people use, the most frequent first. texts: one of each person. signs: words in a sentence that may tell a person."""
    used: dict[str, set[int]] = defaultdict(set)
    together: dict[tuple[str, str], int] = defaultdict(int)
    of_person = [words_of(text) for text in texts]
    for at, words in enumerate(of_person):
        for word in words:
            used[word].add(at)
    often = sorted((w for w, who in used.items() if len(who) >= FEWEST), key=lambda w: (-len(used[w]), w))[:MOST]
    for words in of_person:
        for pair in combinations(sorted(set(often) & words.keys()), 2):
            together[pair] += 1
    spoken: set[str] = set()
    found = []
    for word in often:
        beside = sorted(
            ((other, count) for pair, count in together.items() if word in pair and count >= FEWEST
             for other in pair if other != word),
            key=lambda one: (-one[1], one[0]),
        )[:5]  # fmt: skip
        quotes = _quotes(word, [texts[at] for at in sorted(used[word])], signs, spoken)
        found.append(Theme(word, len(used[word]), tuple(beside), quotes))
    return found


def _quotes(word: str, texts: Iterable[str], signs: Look, spoken: set[str]) -> tuple[str, ...]:
    """Short sentences with the word, one of a person; none with a sign or a name in it, none twice on a page."""
    found: list[str] = []
    for text in texts:
        for sentence in map(str.strip, _SENTENCE.findall(text)):
            if len(found) == QUOTES:
                return tuple(found)
            if len(sentence) > QUOTE_LENGTH or sentence in spoken or word not in words_of(sentence):
                continue
            if any(True for _ in signs(sentence)) or has_name(sentence):
                continue
            spoken.add(sentence)
            found.append(sentence)
            break
    return tuple(found)


def has_name(text: str) -> bool:
    """Whether a name of a person, a place or a house, or a number, stands in it."""
    return any(token.part_of_speech()[1] in ("固有名詞", "数詞") for token in _tokenizer().tokenize(text))
