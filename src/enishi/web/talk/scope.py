"""The scope plan of one talk for one reader: what is needed and not yet there, with a button that makes each row a clause."""

import uuid
from dataclasses import dataclass

from enishi.candidacies.enums import AFTER_INSTITUTION_YES, State
from enishi.candidacies.scope_plan import Plan, PlanRow, plan_of
from enishi.openings.scope import needs_of
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.scope import marks_of
from enishi.web.talk.topics import Writer


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the plan. clause_no: number of the standing clause with exactly these words; key: of the form."""

    row: PlanRow
    clause_no: int | None
    key: uuid.UUID


@dataclass(frozen=True, slots=True)
class ScopePlan:
    """What talk/scope.html shows."""

    plan: Plan
    lines: tuple[Line, ...]
    base: str
    may_propose: bool


def scope_plan(writer: Writer, *, base: str) -> ScopePlan | None:
    """The plan, or None: before the institution's yes, below level 2, or while one side has said nothing."""
    candidacy = writer.candidacy
    state = candidacy.stored_state if candidacy.state == State.ON_HOLD else candidacy.state
    if state not in AFTER_INSTITUTION_YES or writer.level is None or writer.level < DisclosureLevel.L2:
        return None
    asked, marks = needs_of(candidacy.opening), marks_of(candidacy.physician)
    if not asked.needs or not marks:
        return None
    plan = plan_of(marks, asked.needs, asked.backed, asked.backers)
    if not plan.needed and not plan.rows:
        return None
    standing = {c.text: c.no for c in writer.clauses}
    lines = tuple(Line(row, standing.get(row.clause), uuid.uuid4()) for row in plan.rows)
    return ScopePlan(plan, lines, base, writer.clauses_open)
