"""Plain text in lines that old mail programs show whole, broken between phrases. Pure."""

import unicodedata

from enishi.common.japanese.phrases import phrases

WIDTH = 70
"""Columns: 35 letters of full width; a mail line may hold 78 (RFC 5322 2.1.1)."""


def columns(text: str) -> int:
    """How wide the text is: a letter of full width counts two."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WFA" else 1 for ch in text)


def fold(text: str, width: int = WIDTH) -> str:
    """Every line broken at `width` columns between phrases; a line with an address of a page stays whole.

    A list line (・…) and an indented one go on below their first letter.
    """
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, width))


def _pieces(line: str, width: int) -> list[str]:
    if columns(line) <= width or "://" in line:
        return [line]
    indent = line[: len(line) - len(line.lstrip("　 "))] or ("　" if line.startswith("・") else "")
    pieces, here = [], ""
    for phrase in (part for whole in phrases(line) for part in _cut(whole, width - columns(indent))):
        if here.strip("　 ") and columns(here + phrase) > width:
            pieces.append(here.rstrip())
            here = indent + phrase.lstrip()
        else:
            here += phrase
    return [*pieces, here]


def _cut(phrase: str, width: int) -> list[str]:
    """A phrase that is wider than a line (a long word of Latin letters) in pieces that are not."""
    if columns(phrase) <= width:
        return [phrase]
    pieces = [""]
    for ch in phrase:
        if columns(pieces[-1] + ch) > width:
            pieces.append("")
        pieces[-1] += ch
    return pieces
