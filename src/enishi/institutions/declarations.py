"""自己申告 on 求人不受理, once a year: recorded, asked before every publication, and reminded of."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal
from enishi.institutions.declaration_rules import Standing, refusals, standing, wording_on
from enishi.institutions.enums import InstitutionState
from enishi.institutions.members import members_of
from enishi.institutions.models import Declaration, Institution
from enishi.law.parameters import value
from enishi.law.periods import last_day_after
from enishi.notices.actions import queue_notice


@transaction.atomic
def declare(
    *, institution: Institution, by: Actor, answers: Mapping[str, bool], declarer: str, detail: str = ""
) -> Declaration:
    """The institution's answers to the wording in force. answers: code → whether it applies; all of them are needed.

    Raises ValueError for a missing or an unknown code.
    """
    day, wording = today(), wording_on(today())
    asked = {code for code, _, _ in wording.items}
    if set(answers) != asked:
        raise ValueError(f"answers {sorted(answers)} do not fit the wording {wording.version}")
    applies = any(answers.values())
    made = Declaration.objects.create(
        institution=institution,
        version=wording.version,
        text={"lead": wording.lead, "items": [list(item) for item in wording.items], "promise": wording.promise},
        answers=dict(answers),
        applies=applies,
        detail=detail,
        declared_on=day,
        valid_until=last_day_after(day, months=value("declaration_valid_months", day)),
        declarer=declarer.strip(),
        channel=by.channel,
        made_by_id=by.user_id,
    )
    record(by=by, action="declare", object_type="institution", object_number=institution.number, applies=applies)
    return made


def last_declaration(institution: Institution) -> Declaration | None:
    return Declaration.objects.filter(institution=institution).first()


def standing_of(institution: Institution) -> Standing:
    """How the institution stands today."""
    return _standing(last_declaration(institution), today())


def publishing_refusals(institution: Institution) -> list[Refusal]:
    """What the declaration has against publishing or reconfirming an opening; empty while it holds."""
    return refusals(standing_of(institution))


def not_in_order(day: date) -> list[tuple[Institution, Standing]]:
    """Registered institutions whose declaration is missing, over, near its end or says that something applies. Two queries."""
    active = list(Institution.objects.active().order_by("pk"))
    last: dict[int, Declaration] = {}
    for row in Declaration.objects.filter(institution__state=InstitutionState.ACTIVE).order_by("made_at", "id"):
        last[row.institution_id] = row
    found = [(i, _standing(last.get(i.pk), day)) for i in active]
    return [(i, s) for i, s in found if s is not Standing.HOLDS]


def remind_of_declarations(day: date) -> int:
    """IN4 thirty days ahead and again once it is over, to those who can declare; once for each. How many notices stand."""
    told = 0
    for institution, found in not_in_order(day):
        if found is Standing.APPLIES:
            continue  # the desk talks with them
        last = last_declaration(institution)
        stage = f"{found}:{last.pk if last else 'none'}"
        for user in _declarers(institution):
            queue_notice(
                notice_id="IN4",
                recipient=user,
                key=f"IN4:{institution.number}:{stage}:{user.pk}",
                about=institution.number,
            )
            told += 1
    return told


def _declarers(institution: Institution) -> Iterable[User]:
    roles = (Role.INSTITUTION_ADMIN, Role.INSTITUTION_STAFF)
    return {m.user for m in members_of(institution).filter(role__in=roles)}


def _standing(last: Declaration | None, day: date) -> Standing:
    return standing(last.valid_until if last else None, last.applies if last else False, day)
