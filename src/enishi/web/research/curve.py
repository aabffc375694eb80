"""The retention curve as a drawing: numbers for an SVG, which stands beside the table of the same numbers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from enishi.aftercare.rules import Point

LEFT, TOP, WIDTH, HEIGHT = 56, 16, 520, 220
"""Of the field between the axes, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with its interval: x and y from the upper left corner."""

    x: int
    y: int
    high_y: int
    low_y: int
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """line: of the share; band: of its interval; levels: (y, words) of the lines behind."""

    line: str
    band: str
    marks: list[Mark]
    levels: list[tuple[int, str]]
    right: int = LEFT + WIDTH
    bottom: int = TOP + HEIGHT


def drawing(points: Sequence[Point]) -> Drawing | None:
    """None without points. Everybody is there on the first day."""
    if not points:
        return None
    last = points[-1].months

    def x(months: int) -> int:
        return LEFT + round(WIDTH * months / last)

    def y(share: float) -> int:
        return TOP + round(HEIGHT * (1 - share))

    marks = [Mark(x(p.months), y(p.stays), y(p.high), y(p.low), f"{p.months}か月") for p in points]
    upper = [(LEFT, y(1)), *((m.x, m.high_y) for m in marks)]
    lower = [(m.x, m.low_y) for m in reversed(marks)]
    return Drawing(
        line=_path([(LEFT, y(1)), *((m.x, m.y) for m in marks)]),
        band=_path([*upper, *lower]),
        marks=marks,
        levels=[(y(share), f"{share:.0%}") for share in (1, 0.75, 0.5, 0.25, 0)],
    )


def _path(points: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
