"""What comes out: who comes when, who shows the work to whom, and what nobody can cover."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stint:
    """Months in a row of one member. member: index; first: month; patterns: bits of cells, one for each month."""

    member: int
    first: int
    patterns: tuple[int, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.patterns) - 1


@dataclass(frozen=True, slots=True)
class Meeting:
    """申し送り: a half-day on which newcomer and predecessor are both there.

    month: the newcomer's first. early: in the last week before it, else in its first week. shows: who was there before.
    """

    month: int
    newcomer: int
    shows: int
    cell: int
    early: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A half-day nobody can take, in these months."""

    cell: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Plan:
    """proved: nothing better exists (False when the time ran out). unmet: (month, newcomer) without a half-day together."""

    stints: tuple[Stint, ...]
    meetings: tuple[Meeting, ...]
    gaps: tuple[Gap, ...]
    unmet: tuple[tuple[int, int], ...]
    proved: bool

    @property
    def is_whole(self) -> bool:
        """Every half-day is covered and every hand-over has its half-day together."""
        return not self.gaps and not self.unmet

    @property
    def people(self) -> int:
        return len({stint.member for stint in self.stints})

    @property
    def hand_overs(self) -> int:
        """How often somebody begins after the first month."""
        return sum(stint.first > 0 for stint in self.stints)

    @property
    def missing(self) -> int:
        """Half-days a week × months that nobody covers."""
        return sum(gap.last - gap.first + 1 for gap in self.gaps)
