"""Pictures that stand beside a link in a message or a post: 1200 × 630, letters and knot drawn by Pillow. Pure.

Drawn twice as large and made smaller, so that lines are smooth. The same words give the same bytes; `mark_of` names them.
"""

import hashlib
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_jp
from PIL import Image, ImageDraw, ImageFont

from enishi.common.japanese.phrases import phrases

WIDTH, HEIGHT = 1200, 630
SCALE = 2
DRAWN = 4
"""Counts up with every change of the drawing, so that pictures kept on the disk are drawn anew."""
INK, AI_9, AI_7, AI_1, MATSU, SHU = "#15222c", "#0b2b41", "#14496b", "#eef5f7", "#1c573f", "#cf4527"
SERIF, SANS = "NotoSerifJP-Regular.otf", "NotoSansJP-Regular.otf"
LEFT, RIGHT, MOST_LINES = 90, 1110, 4
SIZES = (76, 66, 56, 48)
_STROKE = re.compile(r'stroke="(#[0-9a-f]{6})" d="([^"]+)"')
_PIECE = re.compile(r"([MCH])([^MCH]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CardWords:
    """above: what it is (お知らせ); title: the large words; below: a line under them (a day, a way of working); sender: who says it."""

    above: str
    title: str
    below: str
    sender: str
    sample: bool = False


def mark_of(words: CardWords) -> str:
    """SHA-256 of the words and of the way they are drawn."""
    told = "\n".join([str(DRAWN), words.above, words.title, words.below, words.sender, str(words.sample)])
    return hashlib.sha256(told.encode()).hexdigest()


def draw(words: CardWords) -> bytes:
    """PNG."""
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH * SCALE, 12 * SCALE), fill=AI_9)
    _knot(picture)
    _cord(pen)
    _text(pen, LEFT, 62, words.above, SANS, 30, AI_7)
    size, lines = fitted(words.title)
    top = 128.0
    for line in lines:
        _text(pen, LEFT, top, line, SERIF, size, AI_9)
        top += size * 1.42
    if words.below:
        _text(pen, LEFT, top + 14, _cut(words.below, SANS, 30), SANS, 30, INK)
    _text(pen, LEFT, 572, _cut(f"縁　{words.sender}", SANS, 26), SANS, 26, AI_9)
    if words.sample:
        pen.rounded_rectangle([v * SCALE for v in (1030, 566, 1110, 608)], 6 * SCALE, outline=INK, width=2 * SCALE)
        _text(pen, 1046, 572, "見本", SANS, 24, INK)
    out = io.BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


def fitted(title: str) -> tuple[int, list[str]]:
    """The largest letters in which the title fits, and its lines; what is too long all the same ends in 「…」."""
    for size in SIZES:
        lines = _lines(title, size)
        if len(lines) <= (2 if size == SIZES[0] else 3 if size > SIZES[-1] else MOST_LINES):
            return size, lines
    kept = _lines(title, SIZES[-1])[:MOST_LINES]
    return SIZES[-1], [*kept[:-1], _cut(f"{kept[-1]}…………", SERIF, SIZES[-1])]


def _lines(title: str, size: int) -> list[str]:
    """Broken between phrases; a phrase longer than a line between letters."""
    lines, line = [], ""
    for phrase in phrases(" ".join(title.split())):
        for piece in [phrase] if _width(phrase, SERIF, size) <= RIGHT - LEFT else list(phrase):
            if line and _width(line + piece, SERIF, size) > RIGHT - LEFT:
                lines.append(line)
                line = piece.lstrip()
            else:
                line += piece
    return [*lines, line] if line else lines


def _cut(text: str, font: str, size: int) -> str:
    """As much of it as one line holds."""
    text = " ".join(text.split())
    if _width(text, font, size) <= RIGHT - LEFT:
        return text
    while text and _width(f"{text}…", font, size) > RIGHT - LEFT:
        text = text[:-1]
    return f"{text.rstrip('…')}…"


@lru_cache(maxsize=16)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(Path(pylopdf_fonts_jp.sans_path()).parent / name, size * SCALE)


def _width(text: str, font: str, size: int) -> float:
    return _font(font, size).getlength(text) / SCALE


def _text(pen: ImageDraw.ImageDraw, x: float, y: float, text: str, font: str, size: int, colour: str) -> None:
    # The fonts that are always there have no bold: large letters get a thin edge of their own colour.
    edge = SCALE if font == SERIF else 0
    pen.text((x * SCALE, y * SCALE), text, font=_font(font, size), fill=colour, stroke_width=edge, stroke_fill=colour)


KNOT_X, KNOT_Y, UNIT, STRAND = 950, 222, 430 / 156, 6
"""Where the middle and the top of the knot stand, how large a unit of its drawing is, how wide a strand: in pixels of the card."""
TAILS = ((124.3, MATSU), (127.2, SHU), (130.1, AI_7))
"""How low the ends of each strand lie in the drawing."""


def _placed(px: float, py: float) -> Point:
    """A point of the drawing on the card."""
    return (KNOT_X + (px - 108) * UNIT) * SCALE, (KNOT_Y + (py - 8) * UNIT) * SCALE


def _cord(pen: ImageDraw.ImageDraw) -> None:
    """Three strands from edge to edge, in which the ends of the knot run out."""
    for low, colour in TAILS:
        middle = _placed(0, low)[1]
        pen.rectangle((0, middle - STRAND / 2 * SCALE, WIDTH * SCALE, middle + STRAND / 2 * SCALE), fill=colour)


def _knot(picture: Image.Image) -> None:
    """The knot of the logo, pale, behind the words."""
    shade = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(shade)
    for colour, points in strokes():
        pen.line([_placed(*point) for point in points], fill=colour, width=STRAND * SCALE, joint="curve")
    picture.paste(Image.blend(Image.new("RGB", picture.size, "white"), shade, 0.16))


@lru_cache(maxsize=1)
def strokes() -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """The curves of the knot (knot.svg: M, C and H with absolute numbers) as points."""
    text = Path(__file__).with_name("typst").joinpath("knot.svg").read_text(encoding="utf-8")
    found: list[tuple[str, tuple[Point, ...]]] = []
    for colour, path in _STROKE.findall(text):
        line: list[Point] = []
        for kind, numbers in _PIECE.findall(path):
            if kind == "H":  # the cord runs on to both sides, far beyond the picture
                continue
            values = [float(number) for number in _NUMBER.findall(numbers)]
            pairs = list(zip(values[::2], values[1::2], strict=True))
            if kind == "M":
                if len(line) > 1:
                    found.append((colour, tuple(line)))
                line = [pairs[0]]
                continue
            for a, b, c in zip(pairs[::3], pairs[1::3], pairs[2::3], strict=True):
                line += [_bezier(line[-1], a, b, c, t / 10) for t in range(1, 11)]
        if len(line) > 1:
            found.append((colour, tuple(line)))
    return tuple(found)


def _bezier(p: Point, a: Point, b: Point, c: Point, t: float) -> Point:
    u = 1 - t
    return (
        u**3 * p[0] + 3 * u * u * t * a[0] + 3 * u * t * t * b[0] + t**3 * c[0],
        u**3 * p[1] + 3 * u * u * t * a[1] + 3 * u * t * t * b[1] + t**3 * c[1],
    )
