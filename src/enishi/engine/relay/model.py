"""The mixed-integer program of a shared post: variables by name, constraints as sparse rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from enishi.engine.hours import HALF_DAY_MIN
from enishi.engine.relay.problem import NIGHT, PARTS, WEEKDAYS, Member, Task

if TYPE_CHECKING:
    from scipy.optimize import Bounds, LinearConstraint

Key = tuple[int, ...]
Terms = Iterable[tuple[int, float]]


class Model:
    """Every variable is 0 or 1; (member, period, …) → its column. Periods: see `Task.periods`.

    x: covers the cell; z: there in that period; used: there at all; begins: there, but not the period before;
    there: on that weekday; gap: (period, cell) nobody; early: comes already in the last week before the first period;
    stays: comes in the first week of a period to show the cell; together: has somebody beside at that cell; unmet: none.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.periods = task.periods()
        self._upper: list[float] = []
        self._rows: list[tuple[list[int], list[float], float, float]] = []
        self.days = [cell for cell in task.post.cells if cell % PARTS != NIGHT]
        self._variables()
        self._coverage()
        self._presence()
        for member in range(len(task.members)):
            for period in range(len(self.periods)):
                self._limits(member, period)
        self._meetings()

    # Variables

    def _new(self, keys: Iterable[Key]) -> dict[Key, int]:
        start = len(self._upper)
        columns = {key: start + at for at, key in enumerate(keys)}
        self._upper.extend([1.0] * len(columns))
        return columns

    def _variables(self) -> None:
        post, members = self.task.post, self.task.members
        everyone, periods = range(len(members)), range(len(self.periods))
        self.x = self._new(k for k in product(everyone, periods, post.cells) if self._can(k[0], k[2], k[1]))
        self.z = self._new(product(everyone, periods))
        self.used = self._new(product(everyone))
        self.begins = self._new(product(everyone, periods))
        self.there = self._new(product(everyone, periods, range(WEEKDAYS)))
        self.gap = self._new(product(periods, post.cells))
        later = [k for k in product(everyone, range(1, len(self.periods)), self.days) if self._may_meet(members[k[0]])]
        self.early = self._new(k for k in later if self._can(k[0], k[2], k[1] - 1))
        self.stays = self._new(k for k in later if self._can(k[0], k[2], k[1]))
        self.together = self._new(k for k in later if k in self.x)
        self.unmet = self._new(product(everyone, range(1, len(self.periods))))
        self.moves = self._new(k for k in self.x if k[1] and (k[0], k[1] - 1, k[2]) in self.x)

    def _can(self, member: int, cell: int, period: int) -> bool:
        person = self.task.members[member]
        return bool(person.pattern >> cell & 1 and person.months >> self.periods[period][0] & 1)

    @staticmethod
    def _may_meet(member: Member) -> bool:
        return member.half_days >= 1 and member.minutes >= HALF_DAY_MIN

    # Rows

    def _row(self, terms: Terms, low: float, high: float) -> None:
        columns, factors = zip(*terms, strict=True) if (terms := list(terms)) else ((), ())
        if columns:
            self._rows.append((list(columns), list(factors), low, high))

    def _at_most(self, terms: Terms, high: float) -> None:
        self._row(terms, -np.inf, high)

    def _coverage(self) -> None:
        """Each half-day of each period by exactly one, or it is a gap."""
        for period, cell in self.gap:
            covering = [
                (i, 1.0) for d in range(len(self.task.members)) if (i := self.x.get((d, period, cell))) is not None
            ]
            self._row([*covering, (self.gap[period, cell], 1.0)], 1, 1)

    def _presence(self) -> None:
        post = self.task.post
        worked: dict[Key, list[int]] = {key: [] for key in self.z}
        for (member, period, cell), column in self.x.items():
            worked[member, period].append(column)
            self._at_most([(column, 1), (self.there[member, period, cell // PARTS], -1)], 0)
        for (member, period), present in self.z.items():
            self._at_most([(present, 1), *((column, -1.0) for column in worked[member, period])], 0)
            self._at_most([(present, 1), (self.used[(member,)], -1)], 0)
            begins = self.begins[member, period]
            before = [(self.z[member, period - 1], 1.0)] if period else []
            self._at_most([(present, 1), (begins, -1), *((c, -f) for c, f in before)], 0)
            self._at_most([(begins, 1), (present, -1)], 0)
            self._at_most([(begins, 1), *before], 1)
            for later in self._stayed(period):
                self._at_most([(begins, 1), (self.z[member, later], -1)], 0)
        for (member, period, cell), column in self.moves.items():
            now, before_ = self.x[member, period, cell], self.x[member, period - 1, cell]
            self._at_most([(now, 1), (before_, -1), (self.begins[member, period], -1), (column, -1)], 0)

        for member, person in enumerate(self.task.members):
            if person.is_limited(post.months):
                there = [(self.z[member, at], float(length)) for at, (_, length) in enumerate(self.periods)]
                self._at_most(there, person.most or 0)

    def _stayed(self, period: int) -> Iterator[int]:
        """The periods after this one that somebody who begins in it may not miss."""
        end = self.periods[period][0] + self.task.post.stay
        return (later for later in range(period + 1, len(self.periods)) if self.periods[later][0] < end)

    def _limits(self, member: int, period: int) -> None:
        """Weekdays, half-days, minutes and rest of one member in a week of this period; the first week with what is shown."""
        post, person = self.task.post, self.task.members[member]
        weekdays = [(self.there[member, period, day], 1.0) for day in range(WEEKDAYS)]
        self._at_most([*weekdays, (self.z[member, period], -person.weekdays)], 0)
        taken = {cell: i for cell in post.cells if (i := self.x.get((member, period, cell))) is not None}
        shown = {cell: i for cell in self.days if (i := self.stays.get((member, period, cell))) is not None}
        half_days = [(i, 1.0) for cell, i in taken.items() if cell % PARTS != NIGHT]
        extra = [(i, 1.0) for i in shown.values()]
        self._at_most([*half_days, *extra], person.half_days)
        minutes = [(i, float(post.minutes(cell))) for cell, i in taken.items()]
        self._at_most([*minutes, *((i, float(HALF_DAY_MIN)) for i in shown.values())], person.minutes)
        for cell, column in taken.items():
            for other in post.excluded_after(cell):
                for second in filter(None, (taken.get(other), shown.get(other))):
                    self._at_most([(column, 1), (second, 1)], 1)

    def _meetings(self) -> None:
        """Whoever begins while another was there the period before meets one who was, on a morning or an afternoon."""
        everyone = range(len(self.task.members))
        for (member, period, cell), column in self.early.items():
            others = [
                (i, -1.0) for d in everyone if d != member and (i := self.x.get((d, period - 1, cell))) is not None
            ]
            self._at_most([(column, 1), *others], 0)
        for (member, period, cell), column in self.stays.items():
            self._at_most([(column, 1), (self.z[member, period - 1], -1)], 0)
            there = self.there[member, period, cell // PARTS]
            self._at_most([(column, 1), (there, -1), (self.z[member, period], 1)], 1)
        for (member, period, cell), column in self.together.items():
            self._at_most([(column, 1), (self.x[member, period, cell], -1)], 0)
            beside = [
                (i, -1.0) for d in everyone if d != member and (i := self.stays.get((d, period, cell))) is not None
            ]
            self._at_most([(column, 1), *beside], 0)
        for (member, period), column in self.unmet.items():
            meeting = [(i, -1.0) for i in self._chances(member, period)]
            for other in everyone:
                if other != member:
                    was = (self.z[other, period - 1], 1.0)
                    self._at_most([(self.begins[member, period], 1), was, (column, -1), *meeting], 1)

    def _chances(self, member: int, period: int) -> Iterator[int]:
        for cell in self.days:
            for kind in (self.early, self.together):
                if (column := kind.get((member, period, cell))) is not None:
                    yield column

    # What HiGHS takes

    @property
    def integrality(self) -> np.ndarray:
        return np.ones(len(self._upper))

    @property
    def bounds(self) -> Bounds:
        from scipy.optimize import Bounds

        return Bounds(0, np.array(self._upper))

    def constraints(self) -> LinearConstraint:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_matrix

        sizes = [len(columns) for columns, *_ in self._rows]
        rows = np.repeat(np.arange(len(self._rows)), sizes)
        columns = np.concatenate([columns for columns, *_ in self._rows])
        factors = np.concatenate([factors for _, factors, *_ in self._rows])
        matrix = csr_matrix((factors, (rows, columns)), (len(self._rows), len(self._upper)))
        return LinearConstraint(matrix, [low for *_, low, _ in self._rows], [high for *_, high in self._rows])

    def keep(self, aim: np.ndarray, value: float) -> None:
        """What an aim reached is not given up for the next."""
        self._at_most([(int(i), float(aim[i])) for i in np.flatnonzero(aim)], value + 1e-6)

    def aims(self) -> Iterator[np.ndarray]:
        """Gaps; hand-overs without meeting; people; hand-overs; changes of weekdays, half-days together, travel."""
        gaps = self._aim(self.gap)
        for (period, _), column in self.gap.items():
            gaps[column] = self.periods[period][1]
        yield gaps
        yield self._aim(self.unmet)
        yield self._aim(self.used)
        yield self._aim({key: column for key, column in self.begins.items() if key[1]})
        last = 600.0 * self._aim(self.moves) + self._aim(self.early) + self._aim(self.stays)
        for (member, _, _), column in self.there.items():
            last[column] += 1e-3 + self.task.members[member].travel
        yield last

    def _aim(self, block: dict[Key, int]) -> np.ndarray:
        aim = np.zeros(len(self._upper))
        aim[list(block.values())] = 1.0
        return aim

    def nobody(self) -> np.ndarray:
        """Values of the empty plan: a gap everywhere."""
        return self._aim(self.gap)
