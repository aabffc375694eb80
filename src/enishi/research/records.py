"""What research may look at: rows without names, numbers or days, of those who agreed to it. Pure.

The codebook of a frozen cut is made of the same columns (`codebook.py`), so that neither can say what the other does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

FULL_TIME_FROM = 8
"""Half-days a week from which work counts as full time: four days, as 医師確保計画 counts 週32時間以上 for 常勤換算."""
HALF_DAYS_FULL = 10
"""Half-days of one full-time equivalent: 半日 = 0.1."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who registered and agreed to research.

    key: drawn anew for each cut, so that cuts cannot be joined. region: of the home, a key of `areas.enums.Region`; field:
    basic area of the first specialty; age: label of the band at registration; stage: furthest reached before any placement.
    """

    key: str
    year: int
    region: str
    field: str
    age: str
    present: str
    stage: str


@dataclass(frozen=True, slots=True)
class Employment:
    """A placement that came of a registration here.

    to_class, from_class: class of the areas in the edition in force on the day of hiring, "" where not known. to_area: key
    of the area, for sums by area alone. moved: he or she worked elsewhere before, so that those hours are taken from there.
    half_days: a week. supported: the conditions offered housing, travel, retraining or help to the family.
    days: observed since the first day of work, -1 before it; left: not by the mere end of a term. audited, kept: clauses the
    physician judged at the first month and the third, and how many he or she found kept. to_need, from_need: weight by
    scheme of `need.SCHEMES`.
    """

    key: str
    person: str
    year: int
    region: str
    to_area: str
    to_class: str
    from_class: str
    moved: bool
    half_days: int
    term: str
    field: str
    age: str
    supported: bool
    days: int
    left: bool
    cause: str
    audited: int
    kept: int
    to_need: Mapping[str, float] = field(default_factory=dict)
    from_need: Mapping[str, float] = field(default_factory=dict)

    @property
    def fte(self) -> float:
        return self.half_days / HALF_DAYS_FULL

    @property
    def full_time(self) -> bool:
        return self.half_days >= FULL_TIME_FROM


@dataclass(frozen=True, slots=True)
class Records:
    """Everything counted up to the day `until`, the last of a month."""

    until: date
    people: Sequence[Person]
    employments: Sequence[Employment]
