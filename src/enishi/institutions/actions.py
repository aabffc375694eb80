"""What can be done with institutions."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from enishi.accounts.models import Organisation
from enishi.audit.actions import record
from enishi.audit.effects import record_transition
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed, tell_change
from enishi.common.models import next_number
from enishi.common.transitions import Machine
from enishi.common.workflow import Refusal, Step
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import (
    Application,
    Corporation,
    Institution,
    InstitutionCheck,
    InstitutionTransition,
)
from enishi.institutions.workflow import WORKFLOW


def registering_needs(institution: Institution, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """Guard of I2: who applied in public was called back at a number of the public record. The desk knows its own entries."""
    if step.id != "I2" or not Application.objects.filter(institution=institution).exists():
        return []
    last = InstitutionCheck.objects.filter(institution=institution).first()
    if last is None:
        return [Refusal("check", "国の一覧との照らし合わせと、公表の番号へのお電話を、先に記録してください。")]
    if not last.confirmed:
        return [Refusal("check", "お電話で在籍とお申し込みを確かめられていません。もう一度おかけください。")]
    return []


def merging_names_where(obj: Institution, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """Guard of I6 and I7, which are no buttons by themselves: see enishi.merging."""
    if (step.id == "I6" and not isinstance(given.get("into"), Institution)) or (
        step.id == "I7" and "rest" not in given
    ):
        return [Refusal("merging", "登録を一つにする画面から、お手続きください。")]
    return []


def lead_on(obj: Institution, step: Step, given: Mapping[str, Any]) -> None:
    """I6 leads to the registration that goes on; I7 takes that back."""
    if step.id == "I6":
        obj.merged_into = given["into"]
    if step.id == "I7":
        obj.merged_into, obj.stored_state = None, given["rest"]


OWN_FACTS = frozenset({"about", "honest_note", "phone", "contact_name", "beds", "kana", "postcode", "address"})

MACHINE = Machine(
    WORKFLOW,
    Institution,
    InstitutionTransition,
    subject="institution",
    guards=(registering_needs, merging_names_where),
    prepare=lead_on,
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


@transaction.atomic
def edit_institution(*, institution: Institution, by: Actor, **facts: Any) -> Institution:
    """What the institution itself may set right: about, honest_note, phone, contact_name, beds, kana, postcode, address.

    Name, corporation and departments are the desk's (`change_family`): every shield rests on them. Raises ValueError
    for any other field.
    """
    if strange := set(facts) - OWN_FACTS:
        raise ValueError(f"an institution does not set {sorted(strange)}")
    for name, value in facts.items():
        setattr(institution, name, value)
    institution.full_clean(exclude=["number", "organisation", "corporation", "listed"])
    institution.save(update_fields=sorted(facts))
    record(
        by=by,
        action="edit_institution",
        object_type="institution",
        object_number=institution.number,
        fields=sorted(facts),
    )
    changed(Subject.INSTITUTION, institution.pk)
    return institution


def activate_institution(*, institution: Institution, by: Actor) -> Institution:
    """Staff checked the institution (national list, contact by telephone) and registers it."""
    return MACHINE.perform(institution, "I2", by=by)
