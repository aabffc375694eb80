"""Words as a page shows them: codes of the font, lines that fit, each worked out once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_jp

from enishi.common.bulk_paper.breaking import broken
from enishi.common.bulk_paper.font import Font, font_of

GETA = 0x3013
"""〓, as printers set for a letter that their case does not hold."""
REMEMBERED = 20_000
UNSEEN: dict[int, str | None] = dict.fromkeys([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x200B, 0xFEFF])
"""Selectors of variants and joints without width: they ask for a form that these fonts do not have."""
SPACES: dict[int, str | None] = dict.fromkeys([*range(9), 9, *range(14, 32), 127, 160], " ")


_CLEAN = UNSEEN | SPACES


def _clean(words: str) -> str:
    return words.translate(_CLEAN)


class LackingError(Exception):
    """A letter that a font does not hold. No LookupError: `str.translate` would leave the letter as it is."""


class _Codes(dict[int, str]):
    """The letter of the page by that of the text, each put down when it is used first. Raises LackingError."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, point: int) -> str:
        if point not in self._font.cids:
            raise LackingError
        self[point] = found = chr(self._font.cids[point])
        return found


class Letters:
    """size: in points, of all words set by this; the fonts are those of every document (`common.documents`), the gothic first.

    F1 is the gothic, F2 the mincho, which holds some letters that the gothic does not.
    """

    def __init__(self, size: float, codes: "tuple[_Codes, ...] | None" = None) -> None:
        self.size = size
        self.fonts = tuple(font_of(Path(path())) for path in (pylopdf_fonts_jp.sans_path, pylopdf_fonts_jp.serif_path))
        self._codes = codes or tuple(_Codes(font) for font in self.fonts)
        self._advance: dict[str, float] = {}
        self.set = lru_cache(REMEMBERED)(self._set)

    def sized(self, size: float) -> "Letters":
        """The same letters in another size."""
        return Letters(size, self._codes)

    @property
    def used(self) -> tuple[Mapping[int, str], ...]:
        """By font: the letter of the page by that of the text."""
        return self._codes

    def width(self, text: str) -> float:
        """In points."""
        return sum(self._advance.get(letter) or self._measured(letter) for letter in text)

    def _measured(self, letter: str) -> float:
        font = self._font_of(letter)
        point = ord(letter) if ord(letter) in self.fonts[font].cids else GETA
        self._advance[letter] = found = self.fonts[font].width(self.fonts[font].cids[point]) * self.size / 1000
        return found

    def _font_of(self, letter: str) -> int:
        return next((n for n, font in enumerate(self.fonts) if ord(letter) in font.cids), 0)

    def _set(self, words: str, room: float) -> tuple[int, str]:
        """(lines, operators that show them one under the other) in so much room; — for nothing."""
        text = _clean(words) or "—"
        lines = [text] if len(text) * self.size <= room and "\n" not in text else broken(text, room, self.width)
        return len(lines), " T* ".join(map(self.shown, lines))

    def lines(self, words: str, room: float) -> list[str]:
        """The lines of `words` in so much room, in points."""
        return broken(_clean(words), room, self.width)

    def shown(self, line: str) -> str:
        """The operators that show one line, in the gothic before and after."""
        try:
            return f"<{line.translate(self._codes[0]).encode('utf-16-be', 'surrogatepass').hex()}>Tj"
        except LackingError:
            return self._of_two_fonts(line)

    def _of_two_fonts(self, line: str) -> str:
        shown, now = [], 0
        for letter in line:
            font = self._font_of(letter)
            if font != now:
                shown.append(f"/F{font + 1} {self.size} Tf")
                now = font
            point = ord(letter) if ord(letter) in self.fonts[font].cids else GETA
            shown.append(f"<{ord(self._codes[font][point]):04x}>Tj")
        return " ".join([*shown, f"/F1 {self.size} Tf"] if now else shown)
