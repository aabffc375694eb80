"""期限つきの閲覧: somebody who keeps the system running looks at one record for some hours, with a reason, when another
person lets him or her, and with every look written where the physician reads it."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.http import Http404

from enishi.accounts.roles import OFFICE_ROLES, Role
from enishi.audit.actions import record, record_reading
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.office.models import SupportAccess
from enishi.office.once import made_already
from enishi.physicians.models import Physician

MOST_HOURS = 72
ASKERS = frozenset({Role.ADMIN, *OFFICE_ROLES})


@transaction.atomic
def ask_support(*, physician: Physician, by: Actor, key: uuid.UUID, reason: str, hours: int) -> SupportAccess:
    """Raises StepRefused without a reason, for too long a time, and while the same person's request or time still stands."""
    if made := made_already(SupportAccess, key, physician=physician):
        return made
    if not reason.strip():
        raise StepRefused(Refusal("reason", "理由をご記入ください。"))
    if not 1 <= hours <= MOST_HOURS:
        raise StepRefused(Refusal("hours", f"1時間から{MOST_HOURS}時間までで、ご記入ください。"))
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    mine = SupportAccess.objects.filter(physician=physician, asked_by=by.user_id, ended_at=None)
    if mine.filter(granted=None).exists() or mine.filter(granted=True, until__gt=now()).exists():
        raise StepRefused(Refusal("number", "この先生については、もう求めているか、いま認められています。"))
    made = SupportAccess.objects.create(
        key=key, physician=physician, reason=reason.strip(), hours=hours, asked_by_id=by.user_id
    )
    record(by=by, action="ask_support", object_type="physician", object_number=physician.number, hours=hours)
    return made


@transaction.atomic
def decide_support(*, access: SupportAccess, by: Actor, granted: bool) -> SupportAccess:
    """By another person than who asked. The hours run from here. Raises StepRefused for one's own and for one decided before."""
    held = SupportAccess.objects.select_for_update(of=("self",)).select_related("physician").get(pk=access.pk)
    if held.asked_by_id == by.user_id:
        raise StepRefused(Refusal("second", "求めた方とは別の方が決めます。"))
    if held.decided_at is not None or held.ended_at is not None:
        raise StepRefused(Refusal("decided", "もう決まっています。画面を開き直して、お確かめください。"))
    held.decided_by_id, held.decided_at, held.granted = by.user_id, now(), granted
    held.until = now() + timedelta(hours=held.hours) if granted else None
    held.save(update_fields=["decided_by", "decided_at", "granted", "until"])
    record(
        by=by, action="grant_support" if granted else "refuse_support", object_type="physician",
        object_number=held.physician.number, hours=held.hours,
    )  # fmt: skip
    return held


@transaction.atomic
def end_support(*, access: SupportAccess, by: Actor) -> SupportAccess:
    """Given up, or taken back, before its time. A second press changes nothing."""
    held = SupportAccess.objects.select_for_update(of=("self",)).select_related("physician").get(pk=access.pk)
    if held.ended_at is None:
        held.ended_at = now()
        held.save(update_fields=["ended_at"])
        record(by=by, action="end_support", object_type="physician", object_number=held.physician.number)
    return held


def is_open(access: SupportAccess) -> bool:
    """Whether the record may be looked at now."""
    return bool(access.granted and access.ended_at is None and access.until and access.until > now())


def supported_record(pk: int, actor: Actor) -> SupportAccess:
    """The look that was granted to this person and still runs, its reading logged; else 404."""
    found = SupportAccess.objects.select_related("physician__coordinator", "decided_by").filter(pk=pk).first()
    if found is None or found.asked_by_id != actor.user_id or not is_open(found):
        raise Http404
    record_reading(by=actor, what="support", object_type="physician", object_number=found.physician.number, level=3)
    return found
