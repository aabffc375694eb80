"""The one act that makes a physician of what was typed: at the screen, at the telephone or from a paper form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Q

from enishi.accounts.actions import grant_role
from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.models import next_number
from enishi.notices.actions import queue_notice
from enishi.openings.models import Opening
from enishi.physicians.actions import (
    MACHINE,
    add_shield,
    choose_delivery,
    complete_identity,
    give_consent,
    save_wishes,
)
from enishi.physicians.doubles import doubles_of
from enishi.physicians.drafts import draft_data
from enishi.physicians.enums import OVER, ConsentKind, Delivery, PhysicianState, Present
from enishi.physicians.indices import index_identity
from enishi.physicians.models import (
    ContactPromise,
    DeliveryChoice,
    Identity,
    Physician,
    RegistrationDraft,
)
from enishi.physicians.notices import tell
from enishi.physicians.reminders import address_typed, claim_reminders
from enishi.physicians.rules import first_contact_on

AtAgreement = Callable[[Physician, Actor], None]
_AT_AGREEMENT: list[AtAgreement] = []


def also_at_agreement(effect: AtAgreement) -> None:
    """To be called once, when the application starts: by the room that keeps what was explained on the form."""
    if effect not in _AT_AGREEMENT:
        _AT_AGREEMENT.append(effect)


@dataclass(frozen=True, slots=True)
class Registration:
    """Everything a physician gave in the four steps, checked and normalised by the forms.

    identity: fields of Identity; wishes: fields of WishSheet; promise: fields of ContactPromise.
    employer_corporation: the corporation or group of the present employer, hidden from like the employer itself.
    came_for: the opening from whose page the registration began.
    heard_of: a HeardOf, "" where it was not said.
    call_only: name and contact were left so that we call; the rest, consents too, is asked on the telephone.
    """

    identity: Mapping[str, str]
    wishes: Mapping[str, Any]
    present: str
    consents: frozenset[ConsentKind]
    delivery: Delivery | None
    promise: Mapping[str, Any] = field(default_factory=dict)
    employer_corporation: str = ""
    shield_names: tuple[str, ...] = ()
    campaign_code: str = ""
    heard_of: str = ""
    came_for: Opening | None = None
    call_only: bool = False


class AlreadyComplete(Exception):
    """The registration is complete; it is changed on its own pages."""


@transaction.atomic
def register_physician(
    *,
    registration: Registration,
    by: Actor,
    draft: RegistrationDraft | None = None,
    coordinator: User | None = None,
) -> Physician:
    """Make the physician with identity, wishes, shield, consents and promise, assign a coordinator, tell both.

    coordinator: who takes the physician over, else the least busy. Sending the same draft twice gives the same physician.
    Raises ValueError without the consent the law demands; only a registration for a call does without, and then nothing
    but the call is allowed until the consent is given (P3).
    """
    if ConsentKind.PLACEMENT not in registration.consents and not registration.call_only:
        raise ValueError("the consent to use personal data for placement is required")
    if registration.delivery is None and not registration.call_only:
        raise ValueError("the way of delivering the statutory explanations is required")
    if draft is not None:
        draft = RegistrationDraft.objects.select_for_update().get(pk=draft.pk)
        if draft.physician is not None:
            return draft.physician
    promise = dict(registration.promise)
    physician = Physician(
        number=next_number("P"),
        campaign_code=registration.campaign_code,
        heard_of=registration.heard_of,
        came_for=registration.came_for,
        present=registration.present,
        coordinator=coordinator or least_busy_coordinator(),
        contact_by=first_contact_on(today(), channel=promise.get("channel", ""), days=promise.get("days", ())),
    )
    MACHINE.begin(physician, "P1", by=by)
    identity = _identity(physician, registration.identity)
    claim_reminders(physician=physician, address=identity.mail)
    _give_sign_in(physician, identity, by=by)
    save_wishes(physician=physician, by=by, wishes=registration.wishes)
    ContactPromise.objects.create(physician=physician, **promise)
    _agree(physician, registration, by=by)
    if draft is not None:
        # The mailed link is dead from here on (`drafts.draft_of_link`), but a browser that came by it holds its token and
        # must still find what it has sent.
        claim_reminders(physician=physician, address=address_typed(draft_data(draft)))
        draft.physician, draft.data = physician, ""
        draft.save(update_fields=["physician", "data"])
    _tell(physician, "お電話でのご登録のご希望があります" if registration.call_only else "新しいご登録があります")
    return physician


@transaction.atomic
def complete_registration(*, physician: Physician, registration: Registration, by: Actor) -> Physician:
    """What is asked in the call that a physician wanted after the first step: all the rest, once.

    Raises AlreadyComplete if the registration was complete already, ValueError if it lacks what the law demands.
    """
    physician = Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    if not is_for_call(physician):
        raise AlreadyComplete(physician.number)
    if ConsentKind.PLACEMENT not in registration.consents or registration.delivery is None:
        raise ValueError("consent to placement and the way of delivery are required")
    known = physician.identity
    changed = {k: v for k, v in registration.identity.items() if v and v != getattr(known, k)}
    complete_identity(physician=physician, by=by, fields=changed)
    if physician.user is None:
        _give_sign_in(physician, physician.identity, by=by)
    physician.present = registration.present
    physician.heard_of = registration.heard_of or physician.heard_of
    physician.save(update_fields=["present", "heard_of"])
    save_wishes(physician=physician, by=by, wishes=registration.wishes)
    ContactPromise.objects.update_or_create(physician=physician, defaults=dict(registration.promise))
    _agree(physician, registration, by=by)
    return physician


def is_for_call(physician: Physician) -> bool:
    """Whether only name and contact are known, and the rest is to be asked by telephone (「続きはお電話で」)."""
    return (
        physician.state == PhysicianState.REGISTERED and not DeliveryChoice.objects.filter(physician=physician).exists()
    )


def employer_is_unknown(physician: Physician) -> bool:
    """Whether somebody employs the physician and nobody is hidden from as the employer: to be asked before the first proposal."""
    return (
        physician.present == Present.EMPLOYED and not physician.shield.filter(is_employer=True, ended_at=None).exists()
    )


def _agree(physician: Physician, registration: Registration, *, by: Actor) -> None:
    """How explanations are delivered, what was consented to, from whom to hide."""
    if registration.delivery is not None:
        choose_delivery(physician=physician, method=registration.delivery)
    for kind in sorted(registration.consents):
        give_consent(physician=physician, kind=kind, by=by, told=False)
    if registration.delivery is not None:  # the form was filled in, and the explanations stand on it
        for tell_above in _AT_AGREEMENT:
            tell_above(physician, by)
    _hide(physician, registration, by=by)


def _give_sign_in(physician: Physician, identity: Identity, *, by: Actor) -> None:
    """A sign-in for an address nobody has yet. With one that is known, the desk joins the two after a call.

    Nobody learns that an address is known. Two people with one address at the same moment: the database lets one of them
    have it, the other is as one whose address was known.
    """
    if not identity.mail or User.objects.filter(email__iexact=identity.mail).exists():
        return
    try:
        with transaction.atomic():
            physician.user, _ = grant_role(email=identity.mail, name=identity.full_name, role=Role.PHYSICIAN, by=by)
            physician.save(update_fields=["user"])
    except IntegrityError:
        physician.user = None


def _hide(physician: Physician, registration: Registration, *, by: Actor) -> None:
    """The present employer and its corporation without being asked, then whoever else was named."""
    employers = dict.fromkeys((registration.identity.get("employer", ""), registration.employer_corporation))
    for name in filter(None, employers):
        add_shield(physician=physician, name=name, by=by, is_employer=True)
    for name in registration.shield_names:
        if name not in employers:
            add_shield(physician=physician, name=name, by=by)


def _identity(physician: Physician, fields: Mapping[str, str]) -> Identity:
    identity = Identity(physician=physician, **fields)
    index_identity(identity)
    identity.save(force_insert=True)
    return identity


def _tell(physician: Physician, what: str) -> None:
    number = physician.number
    contact_by = _day(physician.contact_by)
    if doubles_of(physician):
        what += "。同じ方かもしれないご登録がすでにあります。ご本人にお確かめください"
    tell(
        physician,
        "E02",
        key=f"E02:{number}",
        values={
            "coordinator": physician.coordinator.name if physician.coordinator else "担当者",
            "day": contact_by,
        },
    )
    if physician.coordinator:
        queue_notice(
            notice_id="E49",
            recipient=physician.coordinator,
            key=f"E49:{number}:registered",
            about=number,
            values={"what": what, "day": contact_by, "path": f"/desk/doctors/{number}"},
        )


def _day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


def least_busy_coordinator() -> User | None:
    """The coordinator with the fewest physicians not yet closed; the smaller id on a tie."""
    return (
        User.objects.filter(memberships__role=Role.COORDINATOR, memberships__ended_at=None, is_active=True)
        .annotate(load=Count("coordinated", filter=~Q(coordinated__state__in=OVER), distinct=True))
        .order_by("load", "id")
        .first()
    )
