"""Whether a plan keeps every promise, read from the plan alone; shares no code with the program that made it."""

from __future__ import annotations

from collections import Counter

from enishi.engine.hours import HALF_DAY_MIN
from enishi.engine.relay.plan import Plan
from enishi.engine.relay.problem import NIGHT, PARTS, WEEKDAYS, Member, Post, Task, cells_of

Week = dict[tuple[int, int], int]


def faults(task: Task, plan: Plan) -> list[str]:
    """Sentences, empty when all is well."""
    week: Week = {}
    found: list[str] = []
    for stint in plan.stints:
        for at, pattern in enumerate(stint.patterns):
            if (stint.member, stint.first + at) in week:
                found.append(f"member {stint.member} stands twice in month {stint.first + at}")
            week[stint.member, stint.first + at] = pattern
    found += _coverage(task, plan, week)
    for (member, month), pattern in week.items():
        found += _week(task.post, task.members[member], month, pattern, _shown(plan, member, month))
    found += _stays(task, plan) + _meetings(task, plan, week)
    return found


def _coverage(task: Task, plan: Plan, week: Week) -> list[str]:
    taken: Counter[tuple[int, int]] = Counter()
    for (_, month), pattern in week.items():
        taken.update((month, cell) for cell in cells_of(pattern))
    for gap in plan.gaps:
        taken.update((month, gap.cell) for month in range(gap.first, gap.last + 1))
    asked = {(month, cell) for month in range(task.post.months) for cell in task.post.cells}
    wrong = {key for key in asked if taken[key] != 1} | (set(taken) - asked)
    return [f"half-day {cell} of month {month} is taken {taken[month, cell]} times" for month, cell in sorted(wrong)]


def _week(post: Post, member: Member, month: int, pattern: int, shown: tuple[int, ...]) -> list[str]:
    """One week of a member: ability, weekdays, half-days, minutes, rest. shown: half-days for showing, in the first week."""
    cells = cells_of(pattern)
    every = (*cells, *shown)
    by_day = [cell for cell in every if cell % PARTS != NIGHT]
    name = f"{member.key}, month {month}"
    found = []
    if pattern & ~member.pattern or not member.months >> month & 1 or any(not member.pattern >> c & 1 for c in shown):
        found.append(f"{name}: comes when it is not possible")
    if len({cell // PARTS for cell in every}) > member.weekdays or len(by_day) > member.half_days:
        found.append(f"{name}: too many days")
    if sum(post.minutes(cell) for cell in cells) + len(shown) * HALF_DAY_MIN > member.minutes:
        found.append(f"{name}: too many minutes")
    nights = [cell for cell in cells if cell % PARTS == NIGHT and not post.permitted]
    tired = {(night // PARTS + 1) % WEEKDAYS for night in nights}
    if any(cell // PARTS in tired for cell in every):
        found.append(f"{name}: no rest after a night")
    return found


def _shown(plan: Plan, member: int, month: int) -> tuple[int, ...]:
    return tuple(
        meeting.cell
        for meeting in plan.meetings
        if meeting.shows == member and meeting.month == month and not meeting.early
    )


def _stays(task: Task, plan: Plan) -> list[str]:
    found = []
    for stint in plan.stints:
        if stint.last - stint.first + 1 < task.post.stay and stint.last < task.post.months - 1:
            found.append(f"member {stint.member} stays too short from month {stint.first}")
    for index, member in enumerate(task.members):
        months = sum(len(stint.patterns) for stint in plan.stints if stint.member == index)
        if member.most is not None and months > max(member.most, 0):
            found.append(f"member {index} comes in too many months")
    return found


def _meetings(task: Task, plan: Plan, week: Week) -> list[str]:
    found = []
    met = {(meeting.month, meeting.newcomer) for meeting in plan.meetings}
    for stint in plan.stints:
        key = (stint.first, stint.member)
        before = [m for m, month in week if month == stint.first - 1 and m != stint.member]
        if before and key not in met and key not in plan.unmet:
            found.append(f"member {stint.member} meets nobody in month {stint.first}")
    for meeting in plan.meetings:
        where = meeting.month - 1 if meeting.early else meeting.month
        covers, comes = (meeting.shows, meeting.newcomer) if meeting.early else (meeting.newcomer, meeting.shows)
        works = week.get((covers, where), 0) >> meeting.cell & 1
        visitor = task.members[comes]
        able = visitor.pattern >> meeting.cell & 1 and visitor.months >> where & 1
        was_there = (meeting.shows, meeting.month - 1) in week
        if not (works and able and was_there) or meeting.shows == meeting.newcomer or meeting.cell % PARTS == NIGHT:
            found.append(f"the meeting of month {meeting.month} is none")
    return found
