"""Which services end when, from rows without names (N19). Pure.

A fiscal year begins in April. A physician counts in a year if he or she still works on its first day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

APRIL = 4
YEARS = 10


@dataclass(frozen=True, slots=True)
class Post:
    """One physician. born: a year, None if unknown; until: first day of the last month of work, None while unknown."""

    label: str
    services: tuple[str, ...]
    born: int | None = None
    until: date | None = None

    def works_in(self, year: int) -> bool:
        """On the first of April of that year; who has no planned end stays."""
        return self.until is None or (self.until.year, self.until.month) >= (year, APRIL)

    def age_in(self, year: int) -> int | None:
        """The age reached by the end of the fiscal year's first calendar year."""
        return None if self.born is None else year - self.born


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service. counts: physicians in each year; unplanned: of those today, how many have no planned end."""

    service: str
    counts: tuple[int, ...]
    unplanned: int
    ends_in: int | None
    falls_in: int | None


def fiscal_year(day: date) -> int:
    return day.year if day.month >= APRIL else day.year - 1


def years_from(today: date) -> tuple[int, ...]:
    """The ten fiscal years to look at, the running one first."""
    first = fiscal_year(today)
    return tuple(range(first, first + YEARS))


def lines(posts: Sequence[Post], years: Sequence[int]) -> list[ServiceLine]:
    """One line a service: what ends first stands first, then what shrinks first, then by name.

    ends_in: the first year without anybody, falls_in: the first with fewer than today; None if that does not happen.
    """
    services = sorted({service for post in posts for service in post.services})
    found = [_line(service, [p for p in posts if service in p.services], years) for service in services]
    never = years[-1] + 1
    return sorted(found, key=lambda x: (x.ends_in or never, x.falls_in or never, x.service))


def _line(service: str, posts: Sequence[Post], years: Sequence[int]) -> ServiceLine:
    counts = tuple(sum(post.works_in(year) for post in posts) for year in years)
    ends = next((y for y, n in zip(years, counts, strict=True) if n == 0), None)
    falls = next((y for y, n in zip(years, counts, strict=True) if n < counts[0]), None)
    here = [post for post in posts if post.works_in(years[0])]
    return ServiceLine(service, counts, sum(post.until is None for post in here), ends, falls)


def wanted_within(found: Iterable[ServiceLine], today: date, years: int = 2) -> list[ServiceLine]:
    """Services that end or shrink so soon that somebody should be looked for now."""
    last = fiscal_year(today) + years
    return [line for line in found if line.falls_in is not None and line.falls_in <= last]
