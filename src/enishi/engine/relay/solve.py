"""The plan with the least missing, then the fewest people, the fewest hand-overs, the fewest changes and the least travel.

One mixed-integer program solved by HiGHS (`scipy.optimize.milp`) once for each aim in turn; what an aim reached becomes a
constraint of the next. A need that cannot be met whole is so answered by its smallest missing piece: the fewest half-days that
nobody covers, and after them the fewest hand-overs without a half-day together.
"""

from __future__ import annotations

import numpy as np

from enishi.engine.relay.model import Key, Model
from enishi.engine.relay.plan import Gap, Meeting, Plan, Stint
from enishi.engine.relay.problem import Task

LIMIT_S = 5.0


def plan_relay(task: Task, seconds: float = LIMIT_S) -> Plan:
    """The best plan; `seconds` for each of the five aims at most. Deterministic unless the time runs out."""
    from scipy.optimize import (
        milp,  # here: loaded where a plan is looked for, and in no process that only knows of plans
    )

    model = Model(task)
    values, proved = model.nobody(), True
    for aim in model.aims():
        found = milp(
            aim,
            integrality=model.integrality,
            bounds=model.bounds,
            constraints=model.constraints(),
            options={"time_limit": seconds, "mip_rel_gap": 0},
        )
        proved = proved and found.status == 0
        if found.x is not None:
            values = np.round(found.x)
        model.keep(aim, float(aim @ values))
    return _plan(model, values, proved)


def _plan(model: Model, values: np.ndarray, proved: bool) -> Plan:
    task = model.task
    on = {key for key, index in model.x.items() if values[index]}
    patterns = np.zeros((len(task.members), task.post.months), np.int64)
    for member, period, cell in on:
        patterns[member, _months(model, period)] |= 1 << cell
    uncovered = [
        (month, cell)
        for (period, cell), index in model.gap.items()
        if values[index]
        for month in range(task.post.months)[_months(model, period)]
    ]
    unmet = sorted((model.periods[p][0], d) for (d, p), index in model.unmet.items() if values[index])
    begun = sorted((p, d) for (d, p), index in model.begins.items() if p and values[index])
    meetings = [meeting for period, member in begun if (meeting := _meeting(model, values, on, period, member))]
    return Plan(tuple(_stints(patterns)), tuple(meetings), tuple(_gaps(uncovered)), tuple(unmet), proved)


def _months(model: Model, period: int) -> slice:
    first, length = model.periods[period]
    return slice(first, first + length)


def _stints(patterns: np.ndarray) -> list[Stint]:
    """patterns: int64[members, months]; by first month, then member."""
    found = []
    for member, row in enumerate(patterns):
        month = 0
        while month < len(row):
            first = month
            while month < len(row) and row[month]:
                month += 1
            if month > first:
                found.append(Stint(member, first, tuple(int(p) for p in row[first:month])))
            month += 1
    return sorted(found, key=lambda stint: (stint.first, stint.member))


def _meeting(model: Model, values: np.ndarray, on: set[Key], period: int, newcomer: int) -> Meeting | None:
    """The half-day the program chose for this beginning; the earliest if several."""
    month = model.periods[period][0]
    for cell in model.days:
        early = model.early.get((newcomer, period, cell))
        if early is not None and values[early]:
            shows = next(d for d, p, c in on if (p, c) == (period - 1, cell))
            return Meeting(month, newcomer, shows, cell, True)
    for cell in model.days:
        together = model.together.get((newcomer, period, cell))
        if together is not None and values[together]:
            beside = sorted(d for (d, p, c), i in model.stays.items() if (p, c) == (period, cell) and values[i])
            return Meeting(month, newcomer, next(d for d in beside if d != newcomer), cell, False)
    return None


def _gaps(uncovered: list[tuple[int, int]]) -> list[Gap]:
    """(month, cell) joined over months in a row."""
    found: list[Gap] = []
    for cell, month in sorted((c, m) for m, c in uncovered):
        if found and found[-1].cell == cell and found[-1].last == month - 1:
            found[-1] = Gap(cell, found[-1].first, month)
        else:
            found.append(Gap(cell, month, month))
    return found
