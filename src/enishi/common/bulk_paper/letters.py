"""Words as a page shows them: codes of the font, lines that fit, each worked out once."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_jp

from enishi.common.bulk_paper.breaking import broken
from enishi.common.bulk_paper.font import Font, font_of

GETA = 0x3013
"""〓, as printers set for a letter that their case does not hold."""
REMEMBERED = 20_000
EXACT = 0.001
"""Of a thousandth of the size: a line that fills its room to the last fits."""
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


class _Widths(dict[str, int]):
    """Of each letter in thousandths of its size, measured when it is asked for first."""

    def __init__(self, fonts: tuple[Font, ...]) -> None:
        super().__init__()
        self._fonts = fonts

    def __missing__(self, letter: str) -> int:
        font = self._fonts[_font_of(letter, self._fonts)]
        self[letter] = found = font.width(font.cids.get(ord(letter)) or font.cids[GETA])
        return found


def _font_of(letter: str, fonts: tuple[Font, ...]) -> int:
    return next((n for n, font in enumerate(fonts) if ord(letter) in font.cids), 0)


class Letters:
    """size: in points, of all words set by this; the fonts are those of every document (`common.documents`), the gothic first.

    F1 is the gothic, F2 the mincho, which holds some letters that the gothic does not.
    """

    def __init__(self, size: float, like: "Letters | None" = None) -> None:
        self.size = size
        self.fonts = tuple(font_of(Path(path())) for path in (pylopdf_fonts_jp.sans_path, pylopdf_fonts_jp.serif_path))
        self._codes = like._codes if like else tuple(_Codes(font) for font in self.fonts)
        self._widths = like._widths if like else _Widths(self.fonts)
        self.set = lru_cache(REMEMBERED)(self._set)

    def sized(self, size: float) -> "Letters":
        """The same letters in another size."""
        return Letters(size, self)

    @property
    def used(self) -> tuple[Mapping[int, str], ...]:
        """By font: the letter of the page by that of the text."""
        return self._codes

    def width(self, text: str) -> float:
        """In points."""
        return sum(self.advances(text)) * self.size / 1000

    def advances(self, text: str) -> Iterable[int]:
        """The width of each letter in thousandths of the size."""
        return map(self._widths.__getitem__, text)

    def _set(self, words: str, room: float) -> tuple[int, str]:
        """(lines, operators that show them one under the other) in so much room; — for nothing."""
        text = _clean(words) or "—"
        lines = [text] if len(text) * self.size <= room and "\n" not in text else self._broken(text, room)
        return len(lines), " T* ".join(map(self.shown, lines))

    def lines(self, words: str, room: float) -> list[str]:
        """The lines of `words` in so much room, in points."""
        return self._broken(_clean(words), room)

    def _broken(self, text: str, room: float) -> list[str]:
        return broken(text, room * 1000 / self.size + EXACT, self.advances)

    def shown(self, line: str) -> str:
        """The operators that show one line, in the gothic before and after; each letter of this text is a byte of the page."""
        try:
            return _string(line.translate(self._codes[0]))
        except LackingError:
            return self._of_two_fonts(line)

    def _of_two_fonts(self, line: str) -> str:
        shown, now = [], 0
        for letter in line:
            font = _font_of(letter, self.fonts)
            if font != now:
                shown.append(f"/F{font + 1} {self.size} Tf")
                now = font
            point = ord(letter) if ord(letter) in self.fonts[font].cids else GETA
            shown.append(_string(self._codes[font][point]))
        return " ".join([*shown, f"/F1 {self.size} Tf"] if now else shown)


def _string(codes: str) -> str:
    """The operator that shows these letters of a page, as a literal string (ISO 32000-1, 7.3.4.2): half of what hexadecimal takes."""
    raw = codes.encode("utf-16-be", "surrogatepass").decode("latin-1")
    kept = raw.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("\r", "\\r")
    return f"({kept})Tj"
