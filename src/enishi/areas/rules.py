"""Classes of the maldistribution index and distances between places. Pure: values in, values out."""

from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from enishi.areas.enums import AreaClass

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG

# Roads wind. 1.3 is the usual ratio of road to straight distance in Japan; mountains and bays have more, plains less.
DETOUR = 1.3

# (up to this many road km, km/h driven there): town streets first, then country roads, then trunk roads and motorways.
DRIVING_SPEEDS = ((5.0, 25.0), (40.0, 40.0), (float("inf"), 70.0))

PREFECTURES_PER_CLASS = 16


class Point(NamedTuple):
    """A place in degrees, WGS 84 (the Japanese geodetic datum 2011 is the same to a metre)."""

    latitude: float
    longitude: float


def great_circle_km(a: Point, b: Point) -> float:
    """Straight distance over the sphere in km, by the haversine formula; within 0.5 % of the ellipsoid's."""
    north_a, north_b = radians(a.latitude), radians(b.latitude)
    east = radians(b.longitude - a.longitude)
    half = sin((north_b - north_a) / 2) ** 2 + cos(north_a) * cos(north_b) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def distance_km(a: Point, b: Point, *, detour: float = DETOUR) -> float:
    """Road distance in km, an estimate: great circle × detour. It knows no sea and no ferries.

    Raises ValueError for a detour below 1: no road is shorter than the straight line.
    """
    if detour < 1:
        raise ValueError(f"detour is {detour}; expected 1 or more")
    return great_circle_km(a, b) * detour


def minutes_by_car(road_km: float) -> int:
    """Driving time in whole minutes as an estimate, from the speeds of `DRIVING_SPEEDS`; always show it with「約」.

    Raises ValueError for a negative distance.
    """
    if road_km < 0:
        raise ValueError(f"distance is {road_km} km; expected 0 or more")
    hours, begin = 0.0, 0.0
    for end, speed in DRIVING_SPEEDS:
        hours += max(0.0, min(road_km, end) - begin) / speed
        begin = end
    return round(hours * 60)


def minutes_between(a: Point, b: Point) -> int:
    """Driving time from one place to the other in whole minutes, an estimate."""
    return minutes_by_car(distance_km(a, b))


@dataclass(frozen=True, slots=True)
class Lines:
    """The two lines of an edition: an index of `many_from` or more is 多数, one below `few_below` is 少数.

    For January 2024 217.6 and 179.3, digits after the first cut off (医師確保計画, 厚生労働省).
    Raises ValueError when the lines cross.
    """

    many_from: Decimal
    few_below: Decimal

    def __post_init__(self) -> None:
        if self.few_below >= self.many_from:
            raise ValueError(f"few_below {self.few_below} is not below many_from {self.many_from}")


def class_of(index: Decimal, lines: Lines) -> AreaClass:
    """The class of a secondary medical area by its printed index.

    On the lower line itself the printed figure cannot tell, as digits are cut. The area that shows 179.3 (両毛) counts
    as middle in the source's own table, so 少数 begins below the line. Ask `lies_on_a_line` and say so.
    """
    if index >= lines.many_from:
        return AreaClass.MANY
    return AreaClass.FEW if index < lines.few_below else AreaClass.MIDDLE


def lies_on_a_line(index: Decimal, lines: Lines) -> bool:
    """Whether the printed index equals a line, so that only the prefecture's plan can tell the class for certain."""
    return index in (lines.many_from, lines.few_below)


def prefecture_class(rank: int) -> AreaClass:
    """A prefecture's class: the first 16 are 多数, the last 16 少数 (a third of 47). Raises ValueError outside 1–47."""
    if not 1 <= rank <= 47:
        raise ValueError(f"rank is {rank}; expected 1 to 47")
    if rank <= PREFECTURES_PER_CLASS:
        return AreaClass.MANY
    return AreaClass.FEW if rank > 47 - PREFECTURES_PER_CLASS else AreaClass.MIDDLE
