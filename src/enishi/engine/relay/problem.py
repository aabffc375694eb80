"""What a shared post asks and what each physician can give."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from enishi.engine.errors import MarketError
from enishi.engine.hours import HALF_DAY_MIN

WEEKDAYS, PARTS = 7, 3
CELLS = WEEKDAYS * PARTS
NIGHT = 2
MOST_MONTHS, MOST_MEMBERS = 24, 12
MOST_DAYS = 6
"""One day off in seven (労働基準法35条1項)."""
NIGHT_MIN = 15 * 60 + 30
"""A night from 17:00 to 8:30. It is no working time where the labour office permitted it as 宿日直 (労働基準法41条3号)."""


def cells_of(pattern: int) -> tuple[int, ...]:
    """Half-days of a pattern: cell = weekday × 3 + part, Monday 0, morning 0, afternoon 1, night 2."""
    return tuple(cell for cell in range(CELLS) if pattern >> cell & 1)


@dataclass(frozen=True, slots=True)
class Post:
    """The same half-days every week of every month, one physician at each.

    pattern: bits of cells. months: how many. stay: the fewest months in a row of one physician (cut short only by the end
    of the post). permitted: whether the nights are 宿日直 with permission.
    """

    pattern: int
    months: int
    stay: int = 1
    permitted: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.pattern < 1 << CELLS:
            raise MarketError("post.pattern", None, "at least one half-day of the week is needed")
        if not 1 <= self.months <= MOST_MONTHS:
            raise MarketError("post.months", None, f"must lie in 1 … {MOST_MONTHS}")
        if not 1 <= self.stay <= self.months:
            raise MarketError("post.stay", None, "must lie in 1 … months")

    @property
    def cells(self) -> tuple[int, ...]:
        return cells_of(self.pattern)

    def minutes(self, cell: int) -> int:
        """Working time of a half-day."""
        if cell % PARTS != NIGHT:
            return HALF_DAY_MIN
        return 0 if self.permitted else NIGHT_MIN

    def excluded_after(self, cell: int) -> tuple[int, ...]:
        """Cells one physician may not take together with this one, for want of rest (医療法123条: 9 hours within 24, 18 within
        46 after a night without permission; in force since 2024-04-01). A permitted night counts as the rest."""
        if cell % PARTS != NIGHT or self.permitted:
            return ()
        morning = (cell // PARTS + 1) % WEEKDAYS * PARTS
        return tuple(other for other in range(morning, morning + PARTS) if other in self.cells)


@dataclass(frozen=True, slots=True)
class Member:
    """A physician who could share the post.

    pattern: half-days that are possible; months: bits of months that are; days: at most so many a week, halves too;
    minutes: left of the week under the overtime level; travel: minutes one way, the last thing to be made small;
    most: months in all at most, None for no limit.
    """

    key: str
    pattern: int
    months: int
    days: float
    minutes: int
    travel: int = 0
    most: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.pattern < 1 << CELLS:
            raise MarketError("members.pattern", None, f"{self.key}: is no pattern of {CELLS} half-days")
        if self.months < 0 or self.minutes < 0 or self.travel < 0:
            raise MarketError("members.months", None, f"{self.key}: must not be negative")
        if self.most is not None and self.most < 1:
            raise MarketError("members.most", None, f"{self.key}: must be at least 1")
        if not 0 < self.days <= WEEKDAYS:
            raise MarketError("members.days", None, f"{self.key}: must lie above 0 and up to 7")

    @property
    def weekdays(self) -> int:
        """Different weekdays at most."""
        return min(MOST_DAYS, ceil(self.days))

    @property
    def half_days(self) -> int:
        """Mornings and afternoons at most."""
        return floor(self.days * 2)

    def is_limited(self, months: int) -> bool:
        """True if he or she could come in more months than wished."""
        return self.most is not None and self.most < (self.months & (1 << months) - 1).bit_count()


@dataclass(frozen=True, slots=True)
class Task:
    """A post and those who could share it. Raises MarketError for a key that stands twice or too many members."""

    post: Post
    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        keys = [member.key for member in self.members]
        if len(set(keys)) != len(keys):
            raise MarketError("members.key", None, "a key stands twice")
        if len(keys) > MOST_MEMBERS:
            raise MarketError("members.key", None, f"at most {MOST_MEMBERS} can be planned at once")

    def periods(self) -> tuple[tuple[int, int], ...]:
        """(first month, months) of the stretches in which the same people can come; month by month when somebody comes for
        fewer months than he or she could. The crew changes only between periods: within one, the crew of its best month
        serves all of it with no more people and no more hand-overs."""
        months = self.post.months
        if any(member.is_limited(months) for member in self.members):
            return tuple((month, 1) for month in range(months))
        able = [[member.months >> month & 1 for member in self.members] for month in range(months)]
        starts = [month for month in range(months) if month == 0 or able[month] != able[month - 1]]
        ends = [*starts[1:], months]
        return tuple((start, end - start) for start, end in zip(starts, ends, strict=True))
