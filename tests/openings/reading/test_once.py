"""What is remembered while one text is read, and words that are looked for only where one may begin."""

import re
from pathlib import Path

from enishi.openings.reading import scoping
from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.once import once, one_text

CORPUS = Path(__file__).parent / "corpus"


def test_a_text_is_asked_once_and_forgotten() -> None:
    asked: list[tuple[object, ...]] = []

    @once
    def longest(words: list[str], more: str = "") -> str:
        asked.append((tuple(words), more))
        return max([*words, more], key=len)

    longest(["a"])
    longest(["a"])
    assert len(asked) == 2  # no text is read: nothing is kept
    asked.clear()
    with one_text():
        with one_text():
            assert longest(["a", "bc"]) == longest(["a", "bc"]) == "bc"
        assert longest(["a", "bc"], more="def") == "def"
        assert longest(["a", "bc"]) == "bc"
    assert asked == [(("a", "bc"), ""), (("a", "bc"), "def")]
    with one_text():
        longest(["a", "bc"])
    assert len(asked) == 3


def test_no_word_begins_with_a_letter_that_is_not_looked_at() -> None:
    """A word that is added to the others needs its first letter before them."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))[::25]]
    for pattern in (OTHERS, scoping._REF.pattern):
        bare = re.compile(re.sub(r"\(\?=\[.*?\]\)", "", pattern, count=1))
        for text in texts:
            assert [m.span() for m in bare.finditer(text)] == [m.span() for m in re.finditer(pattern, text)]
