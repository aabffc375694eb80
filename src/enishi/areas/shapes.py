"""Outlines as drawings: rings of degrees to the paths of an SVG. Pure.

The sphere is laid flat with degrees of longitude shortened by the cosine of the middle latitude (equirectangular). That
is right enough to find one's town by, and no ground to measure anything on: distances are reckoned elsewhere (`rules`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

Ring = Sequence[tuple[float, float]]
"""Longitude, latitude in degrees; the last point need not repeat the first."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the map. west, north: degrees of its upper left corner; scale: units a degree of latitude;
    squeeze: units of a degree of longitude ÷ of latitude; width, height: units of the drawing."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: int
    height: int

    def x(self, longitude: float) -> float:
        return (longitude - self.west) * self.scale * self.squeeze

    def y(self, latitude: float) -> float:
        return (self.north - latitude) * self.scale


def frame_of(rings: Iterable[Ring], *, width: int, most_height: int, margin: int = 8) -> Frame:
    """The window that holds these rings whole: as wide as asked unless it grew too high. Raises ValueError without any."""
    points = [point for ring in rings for point in ring]
    if not points:
        raise ValueError("nothing to frame")
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = cos(radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-6), max(north - south, 1e-6)
    scale = min((width - 2 * margin) / wide, (most_height - 2 * margin) / high)
    drawn = round(wide * scale) + 2 * margin
    return Frame(
        west - margin / scale / squeeze, north + margin / scale, scale, squeeze, drawn, round(high * scale) + 2 * margin
    )


def path_of(rings: Iterable[Ring], frame: Frame, *, least: float = 1.5) -> str:
    """The `d` of an SVG path, one closed piece a ring, to a tenth of a unit; pieces smaller than `least` both ways or
    wholly outside the window are left out."""
    pieces = []
    for ring in rings:
        points = [(frame.x(x), frame.y(y)) for x, y in ring]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) - min(xs) < least and max(ys) - min(ys) < least:
            continue
        if max(xs) < 0 or min(xs) > frame.width or max(ys) < 0 or min(ys) > frame.height:
            continue
        pieces.append(_piece(points))
    return "".join(pieces)


def _piece(points: Sequence[tuple[float, float]]) -> str:
    """Relative steps in tenths that are summed up, so that roundings do not add up along a coast."""
    at_x, at_y = round(points[0][0] * 10), round(points[0][1] * 10)
    words = [f"M{_tenths(at_x)} {_tenths(at_y)}l"]
    first = True
    for x, y in points[1:]:
        to_x, to_y = round(x * 10), round(y * 10)
        if (to_x, to_y) == (at_x, at_y):
            continue
        step = f"{_tenths(to_x - at_x)} {_tenths(to_y - at_y)}"
        words.append(step if first else f" {step}")
        at_x, at_y, first = to_x, to_y, False
    return "".join(words) + "z"


def _tenths(value: int) -> str:
    return f"{value / 10:g}"


def area_of_ring(ring: Ring) -> float:
    """In square degrees, by the shoelace formula; the sign is dropped."""
    following = [*ring[1:], ring[0]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True))) / 2


def largest(rings: Sequence[Ring]) -> Ring:
    return max(rings, key=area_of_ring)


def middle_of(ring: Ring) -> tuple[float, float]:
    """The centroid of a ring, for a label; of a ring without an area the mean of its points."""
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if abs(twice) < 1e-12:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / (3 * twice), y / (3 * twice)


def simplified(line: Sequence[tuple[float, float]], tolerance: float) -> list[tuple[float, float]]:
    """The line with fewer points, none of the left-out ones farther than `tolerance` (degrees) from it; both ends stay.

    Douglas, D. H. & Peucker, T. K. (1973), Algorithms for the reduction of the number of points, Cartographica 10 (2).
    Shared borders must be simplified once, line by line, or neighbours would part.
    """
    kept = [False] * len(line)
    kept[0] = kept[-1] = True
    parts = [(0, len(line) - 1)]
    while parts:
        begin, end = parts.pop()
        if end - begin < 2:
            continue
        distances = [_from_chord(line[n], line[begin], line[end]) for n in range(begin + 1, end)]
        worst = max(range(len(distances)), key=distances.__getitem__)
        if distances[worst] > tolerance:
            middle = begin + 1 + worst
            kept[middle] = True
            parts += [(begin, middle), (middle, end)]
    return [point for point, keep in zip(line, kept, strict=True) if keep]


def _from_chord(point: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    """From a piece of line, in degrees of latitude of middle Japan."""
    shrink = 0.81
    px, py = (point[0] - one[0]) * shrink, point[1] - one[1]
    dx, dy = (other[0] - one[0]) * shrink, other[1] - one[1]
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, (px * dx + py * dy) / length)) if length else 0.0
    return hypot(px - along * dx, py - along * dy)
