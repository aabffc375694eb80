"""An OpenType font with CFF outlines as a PDF wants it: the code of each letter, its width, and the outlines of those used.

Only what a PDF needs is read: tables `cmap` (format 12), `hmtx` and `CFF ` (Adobe Technical Note 5176; OpenType 1.9). The tests
hold it against fontTools, letter by letter. The outlines of letters that were not used are blanked where they stand: nothing in
the program moves, and deflate makes nothing of the blanks. (fontTools' own subset of 4,000 letters took 3.7 s.)
"""

import struct
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

ENDCHAR = 14
CHARSET, CHARSTRINGS, ROS = 15, 17, (12, 30)
"""Operators of a Top DICT (5176, 9)."""


class Font:
    """cids: CID by code point; the CID is also what stands in the text of a page (Identity-H). Raises ValueError for another kind."""

    def __init__(self, data: bytes) -> None:
        tables = {
            data[at : at + 4]: struct.unpack_from(">LL", data, at + 8)
            for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
        }
        if b"CFF " not in tables:
            raise ValueError("no CFF outlines")
        begin, length = tables[b"CFF "]
        self._cff = data[begin : begin + length]
        top = _top_dict(self._cff)
        if ROS not in top:
            raise ValueError("not keyed by CID")
        glyphs, self._outlines = _index(self._cff, top[CHARSTRINGS][0])
        cid_of = _charset(self._cff, top[CHARSET][0], glyphs)
        self._glyph_of = {int(cid): glyph for glyph, cid in enumerate(cid_of)}
        self.cids = {point: int(cid_of[glyph]) for point, glyph in _cmap(data, tables[b"cmap"][0]).items()}
        last = struct.unpack_from(">H", data, tables[b"hhea"][0] + 34)[0] - 1
        advances = np.frombuffer(data, ">u2", 2 * (last + 1), tables[b"hmtx"][0])[::2]
        self._advances = advances
        self._last = last
        _, names = _index(self._cff, self._cff[2])
        self.name = self._cff[names[0] : names[1]].decode("ascii")
        head, os2 = tables[b"head"][0], tables[b"OS/2"][0]
        self.box = struct.unpack_from(">4h", data, head + 36)
        self.ascent, self.descent = struct.unpack_from(">hh", data, os2 + 68)
        (self.cap_height,) = struct.unpack_from(">h", data, os2 + 88)

    def width(self, cid: int) -> int:
        """Thousandths of the size."""
        return int(self._advances[min(self._glyph_of[cid], self._last)])

    def program(self, used: Iterable[int]) -> bytes:
        """The CFF table with the outlines of `used` (CIDs) and of .notdef alone."""
        kept = {0, *(self._glyph_of[cid] for cid in used)}
        made, empty = bytearray(len(self._cff)), self._outlines
        begin, end = int(empty[0]), int(empty[-1])
        made[:begin], made[end:] = self._cff[:begin], self._cff[end:]
        heads = np.frombuffer(made, np.uint8)
        heads[empty[:-1]] = ENDCHAR
        for glyph in kept:
            at, to = int(empty[glyph]), int(empty[glyph + 1])
            made[at:to] = self._cff[at:to]
        del heads
        return bytes(made)


@lru_cache(maxsize=2)
def font_of(file: Path) -> Font:
    return Font(file.read_bytes())


def _index(data: bytes, at: int) -> tuple[int, npt.NDArray[np.int64]]:
    """(entries, where each begins and the last one ends) of an INDEX (5176, 5)."""
    count, size = struct.unpack_from(">HB", data, at)
    raw = np.frombuffer(data, np.uint8, (count + 1) * size, at + 3).reshape(-1, size).astype(np.int64)
    offsets = raw @ (256 ** np.arange(size - 1, -1, -1, dtype=np.int64))
    return count, offsets + at + 2 + (count + 1) * size


def _top_dict(cff: bytes) -> dict[int | tuple[int, int], list[int]]:
    """Operands by operator; real numbers are of no use here and read as 0."""
    _, names = _index(cff, cff[2])
    _, tops = _index(cff, int(names[-1]))
    found: dict[int | tuple[int, int], list[int]] = {}
    operands: list[int] = []
    at = int(tops[0])
    while at < tops[1]:
        first = cff[at]
        if first <= 21:
            wide = first == 12
            found[(12, cff[at + 1]) if wide else first] = operands
            operands, at = [], at + (2 if wide else 1)
        elif first == 28:
            operands.append(struct.unpack_from(">h", cff, at + 1)[0])
            at += 3
        elif first == 29:
            operands.append(struct.unpack_from(">l", cff, at + 1)[0])
            at += 5
        elif first == 30:
            at += 1
            while cff[at] & 15 != 15:
                at += 1
            operands.append(0)
            at += 1
        elif first <= 246:
            operands.append(first - 139)
            at += 1
        elif first <= 250:
            operands.append((first - 247) * 256 + cff[at + 1] + 108)
            at += 2
        else:
            operands.append(-(first - 251) * 256 - cff[at + 1] - 108)
            at += 2
    return found


def _charset(cff: bytes, at: int, glyphs: int) -> npt.NDArray[np.int64]:
    """CID of each glyph (5176, 13)."""
    form, at = cff[at], at + 1
    cids = [0]
    if form == 0:
        cids += struct.unpack_from(f">{glyphs - 1}H", cff, at)
    while len(cids) < glyphs:
        first, left = struct.unpack_from(">HB" if form == 1 else ">HH", cff, at)
        at += 3 if form == 1 else 4
        cids += range(first, first + left + 1)
    return np.array(cids, np.int64)


def _cmap(data: bytes, table: int) -> dict[int, int]:
    """Glyph by code point, from the subtable of all planes."""
    for n in range(struct.unpack_from(">H", data, table + 2)[0]):
        platform, encoding, at = struct.unpack_from(">HHL", data, table + 4 + 8 * n)
        if (platform, encoding) == (3, 10):
            at += table
            groups = struct.unpack_from(">L", data, at + 12)[0]
            found = {}
            for first, last, glyph in np.frombuffer(data, ">u4", 3 * groups, at + 16).reshape(-1, 3).tolist():
                found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
            return found
    raise ValueError("no Unicode map of all planes")
