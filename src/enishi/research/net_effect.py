"""What a placement changes on the whole: ΔFTE × need where work began, less the same where it ended (product.md N5). Pure.

Nothing is said of a person. One placement is told by classes of areas that at least five share, its effect as a range to the
outer tenth, so that no index can be read back from it; sums stand only where the tables (`cubes`) show their number.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from enishi.engine.bands import FEWEST
from enishi.research.need import SCHEMES
from enishi.research.records import Employment

ALL_MOVED, NONE_LOST = "moved", "kept"
ASSUMED: Mapping[str, str] = {
    ALL_MOVED: "もとの勤務から、同じ時間が移ったとみる",
    NONE_LOST: "もとの勤務は減らなかったとみる",
}
"""What is known is who worked elsewhere before, and not whether that work goes on beside, or would have ended anyway."""
RETURNED = "returned"
NEARLY = 1e-9


def effect(fte: float, to_need: float, from_need: float, *, moved: bool) -> float:
    """In full-time physicians at the nation's mean need. fte: full-time equivalents gained where work began; moved: as much
    was lost at the origin; else nothing was, as after retirement. Raises ValueError for a negative fte."""
    if fte < 0:
        raise ValueError(f"fte is {fte}; expected 0 or more")
    return fte * to_need - (fte * from_need if moved else 0.0)


def by_scheme(row: Employment, assumed: str = ALL_MOVED) -> dict[str, float]:
    """The effect of one placement by each scheme of need."""
    loses = row.moved and assumed == ALL_MOVED
    return {key: effect(row.fte, row.to_need[key], row.from_need[key], moved=loses) for key in SCHEMES}


def span(row: Employment) -> tuple[float, float]:
    """The least and the most over all schemes, to the outer tenth."""
    found = by_scheme(row).values()
    return floor(min(found) * 10 + NEARLY) / 10, ceil(max(found) * 10 - NEARLY) / 10


# -- one placement ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Told:
    """One placement as it may be told. to_class: of the area, origin: as `origin_of`; None where too few share it."""

    key: str
    to_class: str | None
    origin: str | None
    low: float
    high: float

    def as_json(self) -> list[Any]:
        return [self.key, self.to_class, self.origin, self.low, self.high]


def origin_of(row: Employment) -> str:
    """RETURNED where no work was left behind, else the class of the area it was left in ("" where not known)."""
    return row.from_class if row.moved else RETURNED


def told(rows: Sequence[Employment], shown: Callable[[str | None, str | None], bool]) -> list[Told]:
    """Every placement in the order of the drawn keys, none where there are fewer than five in all.

    shown: whether the number of placements of this class, this origin (None: any) stands in the tables. Only such words are
    used, so that the list counts nothing that the tables hide.
    """
    if len(rows) < FEWEST:
        return []
    made = []
    for row in sorted(rows, key=lambda one: one.key):
        to_class, origin = row.to_class, origin_of(row)
        words = next(
            (w for w in ((to_class, origin), (to_class, None), (None, origin)) if shown(*w)), (None, None)
        )  # fmt: skip
        made.append(Told(row.key, *words, *span(row)))
    return made


# -- sums ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Sum:
    """One line. placements: None where hidden, and then nothing else is said. fte: gained where work began; effects: by
    scheme when the hours of all who worked before have moved; kept: the same by `NONE_LOST`. To the tenth."""

    key: str
    label: str
    placements: int | None
    fte: float
    effects: Mapping[str, float]
    kept: Mapping[str, float]

    @property
    def low(self) -> float:
        return min(self.effects.values(), default=0.0)

    @property
    def high(self) -> float:
        return max(self.effects.values(), default=0.0)

    def as_json(self) -> list[Any]:
        return [self.key, self.label, self.placements, self.fte, dict(self.effects), dict(self.kept)]


def sum_of(key: str, label: str, rows: Sequence[Employment], shown: int | None, before: Sum | None = None) -> Sum:
    """The line of these placements. shown: their number as it may be shown. before: the line of the edition before, which
    stays as it stood where the number moved by less than five, so that months cannot be subtracted."""
    if shown is None:
        return Sum(key, label, None, 0.0, {}, {})
    if before is not None and before.placements is not None and abs(shown - before.placements) < FEWEST:
        return before

    def added(assumed: str) -> dict[str, float]:
        found = [by_scheme(row, assumed) for row in rows]
        return {scheme: round(sum(one[scheme] for one in found), 1) for scheme in SCHEMES}

    return Sum(key, label, shown, round(sum(row.fte for row in rows), 1), added(ALL_MOVED), added(NONE_LOST))
