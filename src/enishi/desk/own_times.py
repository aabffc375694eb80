"""Appointments of one's own: kept, moved, taken back. Nobody changes another's, and a supervisor may neither."""

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import Http404

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.desk.enums import OwnKind
from enishi.desk.models import OwnTime

LONGEST = timedelta(days=62)
FURTHEST = timedelta(days=731)


def own_time_for(actor: Actor, pk: int) -> OwnTime:
    """One of this person's own; else 404."""
    found = OwnTime.objects.filter(pk=pk, owner=actor.user_id).first() if actor.user_id else None
    if found is None:
        raise Http404
    return found


@transaction.atomic
def keep_own_time(
    *,
    by: Actor,
    begins_at: datetime,
    ends_at: datetime,
    kind: OwnKind = OwnKind.BUSY,
    words: str = "",
    whole_day: bool = False,
    key: uuid.UUID | None = None,
) -> OwnTime:
    """Keep hours for oneself. key comes with the form: the same one again returns what stands. Raises StepRefused."""
    _look_at(begins_at, ends_at)
    key = key or uuid.uuid4()
    if found := OwnTime.objects.filter(key=key, owner=by.user_id).first():
        return found
    try:
        with transaction.atomic():
            made = OwnTime.objects.create(
                owner_id=by.user_id, key=key, kind=kind, words=words.strip(), begins_at=begins_at, ends_at=ends_at,
                whole_day=whole_day,
            )  # fmt: skip
    except IntegrityError:  # the same form at the same moment
        return OwnTime.objects.get(key=key, owner=by.user_id)
    record(by=by, action="keep_own_time", object_type="own_time", object_number=str(made.pk))
    return made


@transaction.atomic
def move_own_time(
    *,
    own: OwnTime,
    by: Actor,
    begins_at: datetime,
    ends_at: datetime,
    kind: OwnKind,
    words: str,
    whole_day: bool,
    seen: int,
) -> OwnTime:
    """Change it. seen: the sequence of the page it was changed on; a stale one is refused."""
    _look_at(begins_at, ends_at)
    held = _held(own, by)
    if held.sequence != seen:
        raise StepRefused(
            Refusal("seen", "この予定は、別の画面で先に直されています。画面を開き直してお確かめください。")
        )
    if held.cancelled_at:
        raise StepRefused(Refusal("over", "この予定は取りやめています。元に戻してから、お直しください。"))
    held.begins_at, held.ends_at, held.whole_day = begins_at, ends_at, whole_day
    held.kind, held.words = kind, words.strip()
    return _changed(held, by, "move_own_time")


@transaction.atomic
def drop_own_time(*, own: OwnTime, by: Actor) -> OwnTime:
    """Take it back; it stays readable as cancelled and can be restored."""
    held = _held(own, by)
    if held.cancelled_at:
        return held
    held.cancelled_at = now()
    return _changed(held, by, "drop_own_time")


@transaction.atomic
def restore_own_time(*, own: OwnTime, by: Actor) -> OwnTime:
    held = _held(own, by)
    if held.cancelled_at is None:
        return held
    held.cancelled_at = None
    return _changed(held, by, "restore_own_time")


def _held(own: OwnTime, by: Actor) -> OwnTime:
    found = OwnTime.objects.select_for_update().filter(pk=own.pk, owner=by.user_id).first()
    if found is None:
        raise Http404
    return found


def _changed(held: OwnTime, by: Actor, action: str) -> OwnTime:
    held.sequence, held.changed_at = held.sequence + 1, now()
    held.save()
    record(by=by, action=action, object_type="own_time", object_number=str(held.pk))
    return held


def _look_at(begins_at: datetime, ends_at: datetime) -> None:
    if ends_at <= begins_at:
        raise StepRefused(Refusal("order", "終わりは、始まりより後の日時にしてください。"))
    if ends_at - begins_at > LONGEST:
        raise StepRefused(Refusal("long", "1つの予定は、2か月までです。"))
    if abs(begins_at - now()) > FURTHEST:
        raise StepRefused(Refusal("far", "2年以内の日をご入力ください。"))
