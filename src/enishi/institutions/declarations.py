"""自己申告 on 求人不受理, once a year: recorded, asked before every publication, and reminded of."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from enishi.accounts.models import User
from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal, StepRefused
from enishi.institutions.declaration_rules import (
    REMIND_BEFORE,
    TO_BE_HEARD,
    Standing,
    may_be_proposed,
    refusals,
    standing,
    wording_on,
)
from enishi.institutions.declaration_rules import proposed_until as rules_proposed_until
from enishi.institutions.members import members_of
from enishi.institutions.models import Declaration, Institution
from enishi.institutions.querysets import InstitutionQuerySet
from enishi.law.parameters import value
from enishi.law.periods import last_day_after
from enishi.notices.actions import queue_notice


@transaction.atomic
def declare(
    *, institution: Institution, by: Actor, answers: Mapping[str, bool], declarer: str, detail: str = ""
) -> Declaration:
    """The institution's answers to the wording in force. answers: code → whether it applies; all of them are needed.

    Raises ValueError for a missing or an unknown code, StepRefused where the institution itself takes back that something applies: whether it
    has been put right is heard by a person of ours (職業安定法5条の6第2項, in force since 2020-03-30, lets us ask for a report).
    """
    day, wording = today(), wording_on(today())
    asked = {code for code, _, _ in wording.items}
    if set(answers) != asked:
        raise ValueError(f"answers {sorted(answers)} do not fit the wording {wording.version}")
    applies = any(answers.values())
    Institution.objects.select_for_update().get(pk=institution.pk)  # of two at once the later sees the earlier
    if (
        not applies
        and by.role in INSTITUTION_ROLES
        and _standing(last_declaration(institution), day) is Standing.APPLIES
    ):
        raise StepRefused(TO_BE_HEARD)
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


def proposed_until(institution: Institution) -> date | None:
    """The last day on which its openings may newly be proposed; None if they may not be proposed at all."""
    last = last_declaration(institution)
    grace = value("declaration_grace_days", today())
    if last is None or not may_be_proposed(last.valid_until, last.applies, today(), grace):
        return None
    return rules_proposed_until(last.valid_until, grace)


def to_be_proposed() -> InstitutionQuerySet:
    """All institutions whose openings may be proposed today, as far as the declaration goes: `may_be_proposed` in SQL."""
    last = Declaration.objects.filter(institution=OuterRef("pk")).order_by("-made_at", "-id")
    told = Institution.objects.annotate(
        declared_until=Subquery(last.values("valid_until")[:1]), something_applies=Subquery(last.values("applies")[:1])
    )
    oldest = today() - timedelta(days=value("declaration_grace_days", today()))
    return told.filter(declared_until__gte=oldest, something_applies=False)


def not_in_order(day: date) -> list[tuple[Institution, Standing]]:
    """Registered institutions whose declaration is missing, over, near its end or says that something applies: all whose
    `standing` is not HOLDS. Two queries, which read no others."""
    latest = Declaration.objects.order_by("institution", "-made_at", "-id").distinct("institution").values("pk")
    unsure = Declaration.objects.filter(Q(applies=True) | Q(valid_until__lte=day + REMIND_BEFORE), pk__in=latest)
    said = {pk: (until, applies) for pk, until, applies in unsure.values_list("institution", "valid_until", "applies")}
    has_one = Exists(Declaration.objects.filter(institution=OuterRef("pk")))
    told = Institution.objects.active().filter(~Q(has_one) | Q(pk__in=said)).order_by("pk")
    return [(house, standing(*said.get(house.pk, (None, False)), day)) for house in told]


def remind_of_declarations(day: date) -> int:
    """IN4 thirty days ahead, once it is over, and when proposals stop, to those who can declare; once for each.

    Returns how many notices stand.
    """
    told, grace = 0, value("declaration_grace_days", day)
    for institution, found in not_in_order(day):
        if found is Standing.APPLIES:
            continue  # the desk talks with them
        last = last_declaration(institution)
        stage = f"{found}:{last.pk if last else 'none'}"
        if last and not may_be_proposed(last.valid_until, False, day, grace):
            stage = f"paused:{last.pk}"
        for user in _declarers(institution):
            queue_notice(
                notice_id="IN4",
                recipient=user,
                key=f"IN4:{institution.number}:{stage}:{user.pk}",
                about=institution.number,
                values={"days": grace},
            )
            told += 1
    return told


def _declarers(institution: Institution) -> Iterable[User]:
    roles = (Role.INSTITUTION_ADMIN, Role.INSTITUTION_STAFF)
    return {m.user for m in members_of(institution).filter(role__in=roles)}


def _standing(last: Declaration | None, day: date) -> Standing:
    return standing(last.valid_until if last else None, last.applies if last else False, day)
