"""QR codes that a telephone reads from paper: error correction Q, four modules of quiet, no module below 0.4 mm. Pure."""

import functools
import io
from math import floor

import segno

QUIET = 4
"""Modules left white around (ISO/IEC 18004)."""

SMALLEST_MODULE_MM = 0.4
"""Below, older telephones fail on office paper; printers ask for at least 0.33 mm, we keep some more."""


class TooSmall(ValueError):
    """The QR code would have modules that cannot be read from paper."""


@functools.lru_cache(maxsize=16)
def code_of(link: str) -> segno.QRCode:
    """error correction Q: a quarter of it may be stained; never a Micro QR code, which few telephones read.

    Remembered, since each paper of a kit shows the same one.
    """
    return segno.make(link, error="q", micro=False, boost_error=False)


def module_mm(link: str, printed_mm: float) -> float:
    """Side of a module of the code printed `printed_mm` wide with its quiet zone. Raises TooSmall below 0.4 mm."""
    side = code_of(link).symbol_size(border=QUIET)[0]
    if (module := printed_mm / side) < SMALLEST_MODULE_MM:
        raise TooSmall(f"{printed_mm} mm for {side} modules: {module:.2f} mm each")
    return module


def smallest_mm(link: str) -> int:
    """Whole millimetres the code needs at least, with its quiet zone."""
    return -floor(-code_of(link).symbol_size(border=QUIET)[0] * SMALLEST_MODULE_MM)


def svg(link: str, *, border: int = QUIET) -> bytes:
    """As a drawing with title, for printing at any size. border: less of it where the paper itself leaves white around."""
    out = io.BytesIO()
    code_of(link).save(out, kind="svg", scale=4, border=border, xmldecl=True, title=link)
    return out.getvalue()


def png(link: str) -> bytes:
    """As a picture of about 1,000 pixels, black on white."""
    code = code_of(link)
    out = io.BytesIO()
    code.save(out, kind="png", scale=max(1, 1000 // code.symbol_size(border=QUIET)[0]), border=QUIET)
    return out.getvalue()
