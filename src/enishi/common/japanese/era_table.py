"""The five modern eras and their boundaries."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

EraKey = Literal["meiji", "taisho", "showa", "heisei", "reiwa"]


@dataclass(frozen=True)
class Era:
    """One era. `last` is inclusive; None while the era goes on."""

    key: EraKey
    name: str
    first: date
    last: date | None
    spellings: tuple[str, ...]

    def covers(self, day: date) -> bool:
        """Whether the day carries this era's name."""
        return self.first <= day and (self.last is None or day <= self.last)

    def year_of(self, western_year: int) -> int:
        """Year of the era for a western year; 1 is the first (元年)."""
        return western_year - self.first.year + 1

    def western_year(self, era_year: int) -> int:
        """Western year in which the given year of the era falls."""
        return self.first.year + era_year - 1


# The day of a change belongs to the new era (大正 1912-07-30, 昭和 1926-12-25), as the register offices write it.
# The calendar itself became Gregorian on 1873-01-01 (明治6年): Meiji dates before it are not convertible by year alone.
ERAS: tuple[Era, ...] = (
    Era("meiji", "明治", date(1868, 10, 23), date(1912, 7, 29), ("明治", "明", "めいじ", "meiji", "m")),
    Era("taisho", "大正", date(1912, 7, 30), date(1926, 12, 24), ("大正", "大", "たいしょう", "taisho", "t")),
    Era("showa", "昭和", date(1926, 12, 25), date(1989, 1, 7), ("昭和", "昭", "しょうわ", "showa", "s")),
    Era("heisei", "平成", date(1989, 1, 8), date(2019, 4, 30), ("平成", "平", "へいせい", "heisei", "h")),
    Era("reiwa", "令和", date(2019, 5, 1), None, ("令和", "令", "れいわ", "reiwa", "r")),
)
GREGORIAN_SINCE = date(1873, 1, 1)

_BY_SPELLING = {spelling: era for era in ERAS for spelling in era.spellings}


def era_named(spelling: str) -> Era:
    """The era for any spelling of ERAS, case ignored. Raises KeyError for others."""
    return _BY_SPELLING[spelling.lower()]


def era_of(day: date) -> Era:
    """The era a day belongs to. Raises ValueError before 1868-10-23."""
    for era in reversed(ERAS):
        if day >= era.first:
            return era
    raise ValueError(f"no era is known for {day.isoformat()}")


def year_words(era: Era, era_year: int) -> str:
    """昭和33年, with 元年 for the first year."""
    return f"{era.name}{'元' if era_year == 1 else era_year}年"


def era_year_words(day: date) -> str:
    """The era year of a day: 昭和33年, 令和元年."""
    era = era_of(day)
    return year_words(era, era.year_of(day.year))
