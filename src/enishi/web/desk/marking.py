"""The words that were found, marked in the entry as it was typed, and the entry cut around the first of them."""

import re
import unicodedata

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from enishi.common.japanese.ngrams import searchable

AROUND = 60
"""Letters shown before the first word found; the whole is four times as long."""

LETTERS = re.compile("[^ﾞﾟ][ﾞﾟ]?|[ﾞﾟ]", re.DOTALL)
"""A letter, with the mark of voice that half-width katakana writes apart."""

Piece = tuple[str, bool]


def marked(text: str, asked: str) -> SafeString:
    """The text around the first word with every word in <mark>; typed shapes stay as they were typed."""
    return format_html_join("", "{}", ((_piece(words, hit),) for words, hit in cut(pieces(text, asked))))


def _piece(words: str, hit: bool) -> SafeString:
    return format_html_join("", "<mark>{}</mark>" if hit else "{}", [(words,)])


def pieces(text: str, asked: str) -> list[Piece]:
    """The text in pieces, each with whether it is a word that was found. Compared letter by letter in the searchable shape."""
    letters = LETTERS.findall(unicodedata.normalize("NFC", text))
    shape, origin = [], []
    for i, letter in enumerate(letters):
        for plain in searchable(letter):
            shape.append(plain)
            origin.append(i)
    whole, hit = "".join(shape), [False] * len(letters)
    for word in filter(None, map(searchable, asked.split())):
        start = whole.find(word)
        while start >= 0:
            for i in range(origin[start], origin[start + len(word) - 1] + 1):
                hit[i] = True
            start = whole.find(word, start + len(word))
    found: list[Piece] = []
    for letter, is_hit in zip(letters, hit, strict=True):
        if found and found[-1][1] == is_hit:
            found[-1] = (found[-1][0] + letter, is_hit)
        else:
            found.append((letter, is_hit))
    return found


def cut(found: list[Piece]) -> list[Piece]:
    """A long text is cut: some letters before the first word found, more after it."""
    if not found or not any(hit for _, hit in found):
        return [(found[0][0][: 4 * AROUND], False)] if found else []
    shown: list[Piece] = []
    length = 0
    for i, (words, hit) in enumerate(found):
        if i == 0 and not hit and len(words) > AROUND:
            words = f"…{words[-AROUND:]}"
        if length + len(words) > 4 * AROUND:
            shown.append((f"{words[: max(0, 4 * AROUND - length)]}…", hit))
            break
        shown.append((words, hit))
        length += len(words)
    return shown
