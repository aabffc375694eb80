"""保全 (legal hold): while it is in force nothing of a person is erased, neither at a wish nor by the clock.

Whoever holds evidence of a dispute must not destroy it (民事訴訟法224条2項). The office places a hold alone; lifting needs
two: one asks with a reason, another decides.
"""

from django.db import transaction
from django.db.models import QuerySet

from enishi.accounts.roles import OFFICE_ROLES, Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.physicians.access import all_of_person, goes_on_as
from enishi.physicians.models import LegalHold, Physician

NOT_THE_OFFICE = Refusal("role", "保全は、事務局と統括だけができます。")
GONE = Refusal("gone", "この保全は、もう解除されています。画面を開き直してください。")


def in_force(physician: Physician) -> LegalHold | None:
    """The hold on this person, whatever registration it was placed on."""
    return holds_of(all_of_person(physician)).filter(lifted_at=None).first()


def holds_of(physicians: list[Physician]) -> QuerySet[LegalHold]:
    return LegalHold.objects.filter(physician__in=physicians).select_related("placed_by", "asked_by", "lifted_by")


def held_registrations() -> set[int]:
    """Primary keys of every registration of every person under a hold. Holds are few."""
    held = LegalHold.objects.filter(lifted_at=None).select_related("physician")
    return {one.pk for hold in held for one in all_of_person(goes_on_as(hold.physician))}


@transaction.atomic
def place_hold(*, physician: Physician, by: Actor, reason: str) -> LegalHold:
    """Nothing of this person is erased from now on. Pressed twice, the hold that stands is given back."""
    _of_the_office(by)
    if not reason.strip():
        raise StepRefused(Refusal("reason", "保全する理由をご入力ください。"))
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    standing = in_force(physician)
    if standing is not None:
        return standing
    hold = LegalHold.objects.create(physician=physician, reason=reason.strip(), placed_by_id=by.user_id)
    _log(hold, "place_hold", by)
    return hold


@transaction.atomic
def ask_to_lift(*, hold: LegalHold, by: Actor, why: str) -> LegalHold:
    """The first of the two. Asked anew by somebody else, that one is the asker."""
    _of_the_office(by)
    row = _locked(hold)
    if not why.strip():
        raise StepRefused(Refusal("why", "解除してよい理由をご入力ください。"))
    row.asked_by_id, row.asked_at, row.asked_why = by.user_id, now(), why.strip()
    row.save()
    _log(row, "ask_to_lift_hold", by)
    return row


@transaction.atomic
def lift_hold(*, hold: LegalHold, by: Actor) -> LegalHold:
    """The second of the two. What waited is erased in the next night."""
    _of_the_office(by)
    row = _locked(hold)
    _second(row, by)
    row.lifted_by_id, row.lifted_at = by.user_id, now()
    row.save()
    _log(row, "lift_hold", by)
    return row


@transaction.atomic
def keep_hold(*, hold: LegalHold, by: Actor) -> LegalHold:
    """The second says no: the hold goes on, and who wants it lifted asks anew."""
    _of_the_office(by)
    row = _locked(hold)
    _second(row, by)
    row.asked_by, row.asked_at, row.asked_why = None, None, ""
    row.save()
    _log(row, "keep_hold", by)
    return row


def _second(row: LegalHold, by: Actor) -> None:
    if row.asked_at is None:
        raise StepRefused(Refusal("asked", "解除の求めが出ていません。画面を開き直してください。"))
    if row.asked_by_id == by.user_id:
        raise StepRefused(Refusal("second", "解除を求めた方とは別の方が、お決めください。"))


def _locked(hold: LegalHold) -> LegalHold:
    row = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if row.lifted_at is not None:
        raise StepRefused(GONE)
    return row


def _of_the_office(by: Actor) -> None:
    if Role(by.role) not in OFFICE_ROLES:
        raise StepRefused(NOT_THE_OFFICE)


def _log(hold: LegalHold, action: str, by: Actor) -> None:
    record(by=by, action=action, object_type="physician", object_number=hold.physician.number, hold=hold.pk)
