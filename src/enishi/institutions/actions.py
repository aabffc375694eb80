"""What can be done with institutions."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from enishi.accounts.models import Organisation
from enishi.audit.actions import record
from enishi.audit.effects import record_transition
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed, tell_change
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
    MACHINE.begin(institution, "I1", by=by)
    changed(Subject.FAMILY, institution.pk)  # somebody may hide from its name or its area
    return institution


@transaction.atomic
def change_family(
    *,
    institution: Institution,
    by: Actor,
    name: str,
    corporation: str = "",
    group: str = "",
    affiliations: Collection[str] = (),
) -> Institution:
    """What the institution is called and whom it belongs to: corporation, its group, departments that send physicians.

    Shields are asked anew at once: who hides from any of its new relatives is hidden from it from this moment. A group is
    of the corporation, so it changes for every institution of it.
    """
    row = None
    if corporation:
        row, _ = Corporation.objects.get_or_create(name=corporation, defaults={"group": group})
        Corporation.objects.filter(pk=row.pk).update(group=group)
    institution.name, institution.corporation, institution.affiliations = name, row, sorted(set(affiliations))
    institution.save(update_fields=["name", "corporation", "affiliations"])
    Organisation.objects.filter(pk=institution.organisation_id).update(name=name)
    record(by=by, action="change_family", object_type="institution", object_number=institution.number)
    changed(Subject.INSTITUTION, institution.pk)
    changed(Subject.FAMILY, institution.pk)
    return institution


def activate_institution(*, institution: Institution, by: Actor) -> Institution:
    """Staff checked the institution (national list, contact by telephone) and registers it."""
    return MACHINE.perform(institution, "I2", by=by)
