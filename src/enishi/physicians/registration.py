"""Registration: drafts that lose nothing, and the one act that turns a draft into a physician."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from enishi.accounts.actions import digest_of, grant_role
from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.encrypted import blind_index
from enishi.common.japanese.working_days import add_working_days
from enishi.common.models import next_number
from enishi.notices.actions import queue_notice
from enishi.physicians.actions import (
    MACHINE,
    add_shield,
    choose_delivery,
    give_consent,
    save_wishes,
)
from enishi.physicians.enums import ConsentKind, Delivery
from enishi.physicians.models import (
    ContactPromise,
    Identity,
    Physician,
    RegistrationDraft,
)

FIRST_CONTACT_WORKING_DAYS = 1


@dataclass(frozen=True, slots=True)
class Registration:
    """Everything a physician gave in the four steps, checked and normalised by the forms.

    identity: fields of Identity; wishes: fields of WishSheet; promise: fields of ContactPromise.
    call_only: name and contact were left so that we call; the rest, consents too, is asked on the telephone.
    """

    identity: Mapping[str, str]
    wishes: Mapping[str, Any]
    present: str
    consents: frozenset[ConsentKind]
    delivery: Delivery | None
    promise: Mapping[str, Any] = field(default_factory=dict)
    shield_names: tuple[str, ...] = ()
    campaign_code: str = ""
    call_only: bool = False


def start_draft(*, campaign_code: str = "") -> tuple[str, RegistrationDraft]:
    """A new draft and the key that opens it again; only the digest of the key is stored."""
    key = secrets.token_urlsafe(24)
    return key, RegistrationDraft.objects.create(key=digest_of(key), campaign_code=campaign_code)


def find_draft(key: str) -> RegistrationDraft | None:
    """The draft of this key, also when it was sent already (the page then shows what happens next)."""
    return RegistrationDraft.objects.filter(key=digest_of(key)).first() if key else None


def draft_data(draft: RegistrationDraft) -> dict[str, Any]:
    return dict(json.loads(draft.data or "{}"))


def save_draft(*, draft: RegistrationDraft, step: int, data: Mapping[str, Any]) -> None:
    """Keep what was typed on a step, right or wrong."""
    everything = draft_data(draft) | {str(step): dict(data)}
    RegistrationDraft.objects.filter(pk=draft.pk, physician=None).update(
        data=json.dumps(everything, ensure_ascii=False), step=step, saved_at=now()
    )
    draft.refresh_from_db()


@transaction.atomic
def register_physician(*, registration: Registration, by: Actor, draft: RegistrationDraft | None = None) -> Physician:
    """Make the physician with identity, wishes, shield, consents and promise, assign a coordinator, tell both.

    Sending the same draft twice gives the same physician. Raises ValueError without the consent the law demands; only a
    registration for a call does without, and then nothing but the call is allowed until the consent is given (P3).
    """
    if ConsentKind.PLACEMENT not in registration.consents and not registration.call_only:
        raise ValueError("the consent to use personal data for placement is required")
    if registration.delivery is None and not registration.call_only:
        raise ValueError("the way of delivering the statutory explanations is required")
    if draft is not None:
        draft = RegistrationDraft.objects.select_for_update().get(pk=draft.pk)
        if draft.physician is not None:
            return draft.physician
    physician = Physician(
        number=next_number("P"),
        campaign_code=registration.campaign_code,
        present=registration.present,
        coordinator=least_busy_coordinator(),
        contact_by=add_working_days(today(), FIRST_CONTACT_WORKING_DAYS),
    )
    MACHINE.begin(physician, "P1", by=by)
    identity = _identity(physician, registration.identity)
    if not identity.mail or User.objects.filter(email__iexact=identity.mail).exists():
        pass  # no mail, or an address already known: the desk joins the two after a call, nobody learns that it exists
    else:
        physician.user, _ = grant_role(email=identity.mail, name=identity.full_name, role=Role.PHYSICIAN, by=by)
        physician.save(update_fields=["user"])
    save_wishes(physician=physician, by=by, wishes=registration.wishes)
    ContactPromise.objects.create(physician=physician, **dict(registration.promise))
    if registration.delivery is not None:
        choose_delivery(physician=physician, method=registration.delivery)
    for kind in sorted(registration.consents):
        give_consent(physician=physician, kind=kind, by=by)
    if identity.employer:
        add_shield(physician=physician, name=identity.employer, by=by, is_employer=True)
    for name in registration.shield_names:
        add_shield(physician=physician, name=name, by=by)
    if draft is not None:
        draft.physician, draft.data = physician, ""
        draft.save(update_fields=["physician", "data"])
    _tell(physician, "お電話でのご登録のご希望があります" if registration.call_only else "新しいご登録があります")
    return physician


def discard_draft(*, draft: RegistrationDraft) -> None:
    """What was typed is erased at the person's own wish (a shared computer); a registration that was sent stays."""
    RegistrationDraft.objects.filter(pk=draft.pk, physician=None).update(data="", step=1, saved_at=now())


def _identity(physician: Physician, fields: Mapping[str, str]) -> Identity:
    return Identity.objects.create(
        physician=physician,
        **fields,
        mail_index=blind_index("mail", fields["mail"]) if fields.get("mail") else "",
        phone_index=blind_index("phone", fields["phone"]) if fields.get("phone") else "",
    )


def _tell(physician: Physician, what: str) -> None:
    number = physician.number
    contact_by = _day(physician.contact_by)
    if physician.user:
        queue_notice(
            notice_id="E02",
            recipient=physician.user,
            key=f"E02:{number}",
            about=number,
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
        .annotate(load=Count("coordinated", filter=~Q(coordinated__state="closed"), distinct=True))
        .order_by("load", "id")
        .first()
    )


def possible_duplicates(physician: Physician) -> list[Physician]:
    """Others with the same mail address or telephone number: the desk decides, nothing is joined by itself."""
    identity = physician.identity
    same = Q()
    for name in ("mail_index", "phone_index"):
        if value := getattr(identity, name):
            same |= Q(**{f"identity__{name}": value})
    return list(Physician.objects.filter(same).exclude(pk=physician.pk)) if same else []
