"""Where a specialty is asked for most: the one measure behind 「自分の診療科が最も足りない町」. Pure.

There is no public count of physicians by specialty and medical area, so nothing here pretends to know one. What is known
are the seats that institutions themselves have confirmed as open, and the physicians of all specialties in the area as the
published index counts them (標準化医師数: heads weighted by hours). The measure is the first per hundred of the second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

MEASURE = "募集の人数 ÷ 標準化医師数（全診療科）× 100"
SHADES = 4


@dataclass(frozen=True, slots=True)
class Posts:
    """Openings and the seats in them (an opening may look for several physicians)."""

    openings: int = 0
    seats: int = 0

    def __add__(self, other: "Posts") -> "Posts":
        return Posts(self.openings + other.openings, self.seats + other.seats)


@dataclass(frozen=True, slots=True)
class Need:
    """One medical area. physicians: 標準化医師数, None where the edition has no figure; index: of the edition."""

    code: str
    posts: Posts
    physicians: int | None
    index: Decimal

    @property
    def per_hundred(self) -> float | None:
        """Open seats of the specialty for every hundred physicians (all specialties) who work there now."""
        return seats_per_hundred(self.posts.seats, self.physicians)


def seats_per_hundred(seats: int, physicians: int | None) -> float | None:
    """seats ÷ physicians × 100; None where there is no figure to divide by."""
    return seats * 100 / physicians if physicians else None


def by_need(rows: Iterable[Need]) -> list[Need]:
    """The greatest need first; the same need: the lower index first, then the code. Areas without a seat are left out, those
    without a figure come last."""
    with_seats = [row for row in rows if row.posts.seats > 0]
    return sorted(with_seats, key=lambda n: (n.per_hundred is None, -(n.per_hundred or 0.0), n.index, n.code))


def shade_lines(values: Sequence[float]) -> list[float]:
    """Lower ends of the shades of a map, the darkest first: quarters of the values above 0, equal lines joined.

    [] without a value. The last line is the smallest value itself, so that every value has a shade.
    """
    above = sorted((v for v in values if v > 0), reverse=True)
    if not above:
        return []
    ends = (above[max(0, round(len(above) * part / SHADES) - 1)] for part in range(1, SHADES + 1))
    return sorted(set(ends), reverse=True)


def shade_of(value: float, lines: Sequence[float]) -> int:
    """1 for the darkest, up to the number of lines; 0 for a place without any seat."""
    if value <= 0:
        return 0
    return next((n for n, line in enumerate(lines, 1) if value >= line), len(lines))
