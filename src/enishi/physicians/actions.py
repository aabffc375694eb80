"""What can be done with physicians and their wishes, shield, consents and disclosures."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from enishi.accounts.models import User
from enishi.audit.actions import record
from enishi.audit.effects import record_transition
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed, tell_change
from enishi.common.clock import now, today
from enishi.common.transitions import Machine
from enishi.common.workflow import Refusal, Step, StepRefused
from enishi.institutions.models import Institution
from enishi.physicians.enums import ConsentKind, Delivery, DisclosureLevel, PhysicianState, ShieldKind
from enishi.physicians.indices import index_identity
from enishi.physicians.models import (
    Consent,
    ConsentText,
    DeliveryChoice,
    DisclosureGrant,
    Physician,
    PhysicianTransition,
    ShieldEntry,
    WishApproval,
    WishSheet,
)
from enishi.physicians.notices import tell_accepted, tell_coordinator, tell_done, tell_sheet, tell_visibility
from enishi.physicians.standing import hold_standing
from enishi.physicians.workflow import WORKFLOW

VALID_FOR = timedelta(days=365)


def acceptance_needs(physician: Physician, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """Guard of P3: 求職受理 needs the items of the seekers' ledger (則24条の7: 氏名, 住所, 生年月日, 希望職種)."""
    if step.id != "P3":
        return []
    identity = physician.identity
    needed = {"address": "ご住所", "birth_date": "生年月日"}
    found = [
        Refusal(f"missing:{k}", f"求職管理簿に必要な「{v}」をご記入ください。")
        for k, v in needed.items()
        if not getattr(identity, k)
    ]
    if not physician.wishes.specialties:
        found.append(Refusal("missing:specialties", "ご希望の診療科をご記入ください。"))
    if physician.state == PhysicianState.INTERVIEWING and _is_unapproved(physician.wishes):
        found.append(
            Refusal(
                "missing:approval",
                f"希望整理シート第{physician.wishes.no}版を、先生がまだ確かめていません。画面・お電話・書面で、ご確認をいただいてください。",
            )
        )
    if not has_consented(physician, ConsentKind.PLACEMENT):
        found.append(Refusal("missing:consent", "求職のための個人情報の利用について、先生の同意を記録してください。"))
    return found


def _is_unapproved(sheet: WishSheet) -> bool:
    """What came with the registration is the physician's own; what the desk wrote since then waits for the own word."""
    return sheet.no > 1 and not WishApproval.objects.filter(sheet=sheet).exists()


def merging_names_where(physician: Physician, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """Guard of P7 and P8, which are no buttons by themselves: see enishi.merging."""
    if (step.id == "P7" and not isinstance(given.get("into"), Physician)) or (step.id == "P8" and "rest" not in given):
        return [Refusal("merging", "登録を一つにする画面から、お手続きください。")]
    return []


def lead_on(physician: Physician, step: Step, given: Mapping[str, Any]) -> None:
    """P7 leads to the registration that goes on; P8 takes that back, and a rest knows again what came before it."""
    if step.id == "P7":
        physician.merged_into = given["into"]
    if step.id == "P8":
        physician.merged_into, physician.stored_state = None, given["rest"]


MACHINE = Machine(
    WORKFLOW,
    Physician,
    PhysicianTransition,
    subject="physician",
    guards=(acceptance_needs, merging_names_where),
    prepare=lead_on,
    effects=(record_transition, tell_change(PhysicianState.ACTIVE), tell_done),
)


@transaction.atomic
def save_wishes(*, physician: Physician, by: Actor, wishes: Mapping[str, Any]) -> WishSheet:
    """A new version of the wish sheet: the last one with the given fields changed."""
    hold_standing(physician)
    last = physician.wish_sheets.order_by("-no").first()
    sheet = WishSheet(physician=physician, no=(last.no if last else 0) + 1)
    if last:
        for field in WishSheet._meta.concrete_fields:
            if field.name not in {"id", "physician", "no", "made_at"}:
                setattr(sheet, field.attname, getattr(last, field.attname))
    for key, value in wishes.items():
        setattr(sheet, key, value)
    # What is not known yet (a registration for a call, 「相談して決めたい」) is an empty list, and asked in the interview.
    sheet.full_clean(exclude=["physician", *(f for f in ("specialties", "employment") if not getattr(sheet, f))])
    sheet.save()
    record(by=by, action="save_wishes", object_type="physician", object_number=physician.number, version=sheet.no)
    changed(Subject.PHYSICIAN, physician.pk)
    tell_sheet(physician, sheet, by)
    return sheet


def begin_interview(*, physician: Physician, by: Actor) -> Physician:
    return MACHINE.perform(physician, "P2", by=by)


@transaction.atomic
def complete_identity(*, physician: Physician, by: Actor, fields: Mapping[str, str]) -> None:
    """What the desk learned in the interview: address, birth date, licence number. Of two at once none undoes the other's."""
    hold_standing(physician)
    identity = physician.identity
    identity.refresh_from_db()
    for key, value in fields.items():
        setattr(identity, key, value)
    index_identity(identity)
    identity.save()
    record(
        by=by,
        action="complete_identity",
        object_type="physician",
        object_number=physician.number,
        fields=sorted(fields),
    )
    if "birth_date" in fields:
        changed(Subject.PHYSICIAN, physician.pk)


@transaction.atomic
def verify_licence(*, physician: Physician, by: Actor, on: date) -> None:
    """The licence was checked (original seen, or the ministry's search with all five items); evidence stays with the desk."""
    Physician.objects.filter(pk=physician.pk).update(licence_verified_on=on)
    physician.licence_verified_on = on
    record(by=by, action="verify_licence", object_type="physician", object_number=physician.number)
    changed(Subject.PHYSICIAN, physician.pk)


@transaction.atomic
def accept_physician(*, physician: Physician, by: Actor) -> Physician:
    """求職受理: from this day the physician stands in the seekers' ledger and may be introduced."""
    MACHINE.perform(physician, "P3", by=by)
    first = physician.accepted_on is None
    if first:
        physician.accepted_on = today()
    physician.valid_until = today() + VALID_FOR
    physician.save(update_fields=["accepted_on", "valid_until"])
    if first:
        tell_accepted(physician)
    return physician


@transaction.atomic
def assign_coordinator(*, physician: Physician, coordinator: User, by: Actor) -> None:
    """Another person listens to this physician from now on; both are told. The same person again changes nothing."""
    held = Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    if held.coordinator_id == coordinator.pk:
        return
    Physician.objects.filter(pk=physician.pk).update(coordinator=coordinator)
    physician.coordinator = coordinator
    record(by=by, action="assign_coordinator", object_type="physician", object_number=physician.number)
    tell_coordinator(physician, coordinator)


@transaction.atomic
def add_shield(
    *,
    physician: Physician,
    by: Actor,
    name: str = "",
    kind: ShieldKind | None = None,
    institution: Institution | None = None,
    is_employer: bool = False,
    **whom: Any,
) -> ShieldEntry:
    """Hide the physician from an institution, a corporation, an area, or every name that touches `name`.

    `whom`: listed, corporation, prefecture, area or municipality of ShieldEntry. What stands already is not added twice.
    Whoever was in talks there no longer sees them (see candidacies.shielding).
    """
    kind = kind or (ShieldKind.INSTITUTION if institution else ShieldKind.NAME)
    if not name.strip() and institution is None and not any(whom.values()):
        raise ValueError("a shield needs a name, an institution, a corporation or an area")
    hold_standing(physician)  # one at a time for each physician: a form sent twice makes one entry
    exact = {"kind": kind, "institution": institution, **whom}
    for standing in ShieldEntry.objects.filter(physician=physician, ended_at=None, **exact):
        if standing.name == name.strip():
            return standing
    entry = ShieldEntry.objects.create(physician=physician, name=name.strip(), is_employer=is_employer, **exact)
    record(by=by, action="add_shield", object_type="physician", object_number=physician.number, kind=kind)
    changed(Subject.PHYSICIAN, physician.pk)
    changed(Subject.SHIELD, physician.pk)
    return entry


@transaction.atomic
def end_shield(*, entry: ShieldEntry, by: Actor) -> None:
    if not ShieldEntry.objects.filter(pk=entry.pk, ended_at=None).update(ended_at=now()):
        return
    record(by=by, action="end_shield", object_type="physician", object_number=entry.physician.number)
    changed(Subject.PHYSICIAN, entry.physician_id)


@transaction.atomic
def change_delivery(*, physician: Physician, method: Delivery, by: Actor) -> None:
    """Another way of being given the statutory explanations, from now on; the same one again changes nothing.

    Raises StepRefused while the registration is to be completed by telephone: the choice is part of it.
    """
    held = DeliveryChoice.objects.select_for_update().filter(physician=physician).first()
    if held is None:
        raise StepRefused(Refusal("delivery", "受け取り方は、お電話でご登録が済んでから、お選びいただけます。"))
    if held.method != method:
        choose_delivery(physician=physician, method=method)
        record(
            by=by, action="change_delivery", object_type="physician", object_number=physician.number, method=str(method)
        )


def choose_delivery(*, physician: Physician, method: Delivery) -> None:
    DeliveryChoice.objects.update_or_create(physician=physician, defaults={"method": method, "chosen_at": now()})


@transaction.atomic
def give_consent(*, physician: Physician, kind: ConsentKind, by: Actor, told: bool = True) -> Consent:
    """Agree to the newest text of this kind; agreeing twice to the same text changes nothing. told: E08 confirms it."""
    text = ConsentText.objects.filter(kind=kind, valid_from__lte=today()).latest("version")
    consent, created = Consent.objects.get_or_create(
        physician=physician,
        text=text,
        withdrawn_at=None,
        defaults={"channel": by.channel, "taken_by_id": by.user_id if by.user_id != physician.user_id else None},
    )
    if created:
        record(
            by=by,
            action=f"consent:{kind}",
            object_type="physician",
            object_number=physician.number,
            version=text.version,
        )
        if told:
            tell_visibility(physician, by)
    return consent


@transaction.atomic
def withdraw_consent(*, physician: Physician, kind: ConsentKind, by: Actor) -> None:
    Consent.objects.filter(physician=physician, text__kind=kind, withdrawn_at=None).update(withdrawn_at=now())
    record(by=by, action=f"withdraw:{kind}", object_type="physician", object_number=physician.number)
    tell_visibility(physician, by)


def has_consented(physician: Physician, kind: ConsentKind) -> bool:
    return Consent.objects.filter(physician=physician, text__kind=kind, withdrawn_at=None).exists()


@transaction.atomic
def grant_disclosure(
    *, physician: Physician, institution: Institution, level: DisclosureLevel, until: date, by: Actor
) -> DisclosureGrant:
    """The physician lets this one institution see up to `level` until `until`; it takes the place of an earlier grant."""
    if until < today():
        raise ValueError("a disclosure cannot end in the past")
    withdraw_disclosure(physician=physician, institution=institution, by=by, quiet=True)
    grant = DisclosureGrant.objects.create(
        physician=physician, institution=institution, level=level, until=until, channel=by.channel
    )
    record(
        by=by,
        action=f"disclose:{level}",
        object_type="physician",
        object_number=physician.number,
        institution=institution.number,
        until=until.isoformat(),
    )
    return grant


@transaction.atomic
def withdraw_disclosure(*, physician: Physician, institution: Institution, by: Actor, quiet: bool = False) -> None:
    """Nothing more is shown to this institution from now on."""
    changed = DisclosureGrant.objects.filter(physician=physician, institution=institution, withdrawn_at=None).update(
        withdrawn_at=now()
    )
    if changed and not quiet:
        record(
            by=by,
            action="withdraw_disclosure",
            object_type="physician",
            object_number=physician.number,
            institution=institution.number,
        )
        tell_visibility(physician, by)
