"""What an area's index would be with more physicians: the index's own formula and the labour weights of its classes. Pure.

Adding f of full time of a physician of a class adds f × weight standardised physicians, and weight is the class's mean hours ÷ the
mean of all (`areas.index_formula`, 医師確保計画策定ガイドライン 第8次前期, 2023-03-31). An estimate: the official weights of the edition
of 2024 are not published by class, so the hours of the survey behind the guideline stand in for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from enishi.areas.index_formula import maldistribution_index

MEAN_HOURS = 56.4
HOURS: Mapping[str, tuple[str, float]] = {
    "m20": ("20代の男性", 64 + 59 / 60), "m30": ("30代の男性", 63 + 51 / 60), "m40": ("40代の男性", 61 + 6 / 60),
    "m50": ("50代の男性", 55 + 28 / 60), "m60": ("60歳以上の男性", 45 + 17 / 60),
    "f20": ("20代の女性", 59 + 12 / 60), "f30": ("30代の女性", 52 + 13 / 60), "f40": ("40代の女性", 49 + 20 / 60),
    "f50": ("50代の女性", 50 + 5 / 60), "f60": ("60歳以上の女性", 42 + 49 / 60),
}  # fmt: skip
"""Hours a week of full-time hospital physicians, and their mean: 「医師の勤務実態及び働き方の意向等に関する調査」 (厚生労働省科学研究, 2016)."""
MOST_FTE = 100.0


@dataclass(frozen=True, slots=True)
class Parts:
    """Of an area's index as published. physicians: standardised; population: heads; ratio: 標準化受療率比."""

    index: float
    physicians: float
    population: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Moved:
    """index before, as published, and after; added: standardised physicians."""

    before: float
    after: float
    added: float

    @property
    def change(self) -> float:
        return self.after - self.before


def labour_weight(kind: str) -> float:
    """Raises KeyError for a class that is not in `HOURS`."""
    return HOURS[kind][1] / MEAN_HOURS


def with_more(parts: Parts, fte: float, kind: str) -> Moved:
    """The index with `fte` of full time of this class of `HOURS` added (or, below 0, taken away).

    The published index moves by what the formula says of its parts: they are rounded, and nothing added must change nothing.
    Raises ValueError where more would be taken than there is.
    """
    added = fte * labour_weight(kind)
    now = maldistribution_index(parts.physicians, parts.population, parts.ratio)
    then = maldistribution_index(parts.physicians + added, parts.population, parts.ratio)
    return Moved(parts.index, parts.index + (then - now), added)


def fte_to_reach(parts: Parts, goal: float, kind: str) -> float:
    """Full time of this class that lifts the area to this index; 0 where it is there already."""
    one = with_more(parts, 1, kind).change
    return max(0.0, (goal - parts.index) / one)
