"""The maps as drawings: one path a place. The same numbers always stand in a table below."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from enishi.areas.outlines import prefecture_rings
from enishi.areas.shapes import Frame, Ring, area_of_ring, frame_of, largest, middle_of, path_of

WIDTH, MOST_HEIGHT = 760, 860
OKINAWA = "47"
INSET = (30, 130, 150)
"""Left, upper edge and side of the box that holds Okinawa, in the empty sea of the upper left."""


@dataclass(frozen=True, slots=True)
class Shape:
    """x, y: middle of the main part, for the label; d: of its path; size: square units of the main part, about."""

    d: str
    x: int
    y: int
    size: int
    move: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map without colours. inset: left, upper edge and side of the box, or None."""

    width: int
    height: int
    shapes: Mapping[str, Shape]
    inset: tuple[int, int, int] | None = None


@lru_cache(maxsize=1)
def japan() -> Sheet:
    """All prefectures; Okinawa in a box, drawn larger than the rest. Worked out once a process."""
    rings = prefecture_rings()
    sheet = sheet_of({code: [ring] for code, ring in rings.items() if code != OKINAWA}, WIDTH, MOST_HEIGHT)
    left, top, side = INSET
    island = frame_of([rings[OKINAWA]], width=side, most_height=side, margin=18)
    shape = _shape([rings[OKINAWA]], island)
    move_x, move_y = left + (side - island.width) // 2, top + (side - island.height) // 2
    moved = Shape(shape.d, shape.x + move_x, shape.y + move_y, shape.size, f"translate({move_x} {move_y})")
    return Sheet(sheet.width, sheet.height, {**sheet.shapes, OKINAWA: moved}, INSET)


def sheet_of(rings: Mapping[str, list[Ring]], width: int, most_height: int) -> Sheet:
    """The map that holds the main part of every place; islands far from it lie outside and are cut."""
    frame = frame_of([largest(parts) for parts in rings.values()], width=width, most_height=most_height)
    return Sheet(frame.width, frame.height, {code: _shape(parts, frame) for code, parts in rings.items()})


def _shape(parts: list[Ring], frame: Frame) -> Shape:
    main = largest(parts)
    x, y = middle_of(main)
    size = area_of_ring([(frame.x(x), frame.y(y)) for x, y in main])
    return Shape(path_of(parts, frame), round(frame.x(x)), round(frame.y(y)), round(size))
