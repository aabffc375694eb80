"""E03: whoever stopped on the way is told once, after two days, by which link the registration goes on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from enishi.common.clock import now, today
from enishi.common.encrypted import blind_index, blind_indices
from enishi.common.japanese.emails import parse_email
from enishi.common.japanese.problems import InputProblem
from enishi.notices.models import Notice
from enishi.notices.unregistered import queue_to_address
from enishi.physicians.drafts import DESK, draft_data, kept_for, make_resume_link
from enishi.physicians.models import Identity, Physician, RegistrationDraft

AFTER = timedelta(days=2)
MOST_AT_ONCE = 500


def remind_of_drafts() -> int:
    """Queue E03 for every draft that rests since two days and tells an address; how many were queued.

    One letter a draft, and one a month to one address whatever is typed by whom. Who has registered meanwhile, in
    another browser or by telephone, gets none.
    """
    waiting = RegistrationDraft.objects.filter(
        physician=None,
        reminded_at=None,
        saved_at__lte=now() - AFTER,
        saved_at__gt=now() - kept_for(),
    )
    waiting = waiting.exclude(key__startswith=DESK).order_by("saved_at")
    return sum(_remind(pk) for pk in waiting.values_list("pk", flat=True)[:MOST_AT_ONCE])


@transaction.atomic
def _remind(pk: int) -> bool:
    draft = (
        RegistrationDraft.objects.select_for_update(skip_locked=True)
        .filter(pk=pk, physician=None, reminded_at=None)
        .first()
    )
    if draft is None:
        return False
    address = _address_in(draft)
    key = f"E03:{blind_index('mail', address)}:{today():%Y%m}" if address else ""
    if not address or _is_registered(address) or Notice.objects.filter(key=key).exists():
        RegistrationDraft.objects.filter(pk=pk).update(reminded_at=now())  # not looked at again
        return False
    token = make_resume_link(draft=draft)
    queue_to_address(notice_id="E03", address=address, key=key, values={"token": token})
    return True


def reminders_to(address: str) -> "QuerySet[Notice]":
    """The reminders of drafts that went to this address before anybody was registered with it."""
    known = Q()
    for index in blind_indices("mail", address):
        known |= Q(key__startswith=f"E03:{index}:")
    return Notice.objects.filter(known, recipient=None)


def claim_reminders(*, physician: Physician, address: str) -> None:
    """The address is known to be this physician's: its reminders are found with him or her even when the address changes."""
    if address:
        reminders_to(address).filter(about="").update(about=physician.number)


def _address_in(draft: RegistrationDraft) -> str:
    return address_typed(draft_data(draft))


def address_typed(data: Mapping[str, Any]) -> str:
    """The mail address typed in the first step, "" without a readable one or without the name that opens the link."""
    first = data.get("1", {})
    typed, name = ((first.get(field) or [""])[-1].strip() for field in ("mail", "family_name"))
    try:
        return parse_email(typed).address if typed and name else ""
    except InputProblem:
        return ""


def _is_registered(address: str) -> bool:
    return Identity.objects.filter(mail_index__in=blind_indices("mail", address)).exists()
