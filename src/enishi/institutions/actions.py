"""What can be done with institutions."""

from typing import Any

from django.db import transaction

from enishi.accounts.models import Organisation
from enishi.audit.effects import record_transition
from enishi.common.actor import Actor
from enishi.common.changes import tell_change
from enishi.common.models import next_number
from enishi.common.transitions import Machine
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Corporation, Institution, InstitutionTransition
from enishi.institutions.workflow import WORKFLOW

MACHINE = Machine(
    WORKFLOW,
    Institution,
    InstitutionTransition,
    subject="institution",
    effects=(record_transition, tell_change(InstitutionState.ACTIVE)),
)


@transaction.atomic
def register_institution(*, name: str, by: Actor, corporation: str = "", group: str = "", **facts: Any) -> Institution:
    """An institution applies (or is entered by the desk). `facts`: the other fields of Institution."""
    corporation_row = None
    if corporation:
        corporation_row, _ = Corporation.objects.get_or_create(name=corporation, defaults={"group": group})
    organisation = Organisation.objects.create(kind=Organisation.Kind.INSTITUTION, name=name)
    institution = Institution(
        number=next_number("I"), organisation=organisation, corporation=corporation_row, name=name, **facts
    )
    return MACHINE.begin(institution, "I1", by=by)


def activate_institution(*, institution: Institution, by: Actor) -> Institution:
    """Staff checked the institution (national list, contact by telephone) and registers it."""
    return MACHINE.perform(institution, "I2", by=by)
