"""Calls back: asked for without an account, promised within one working day, done by the desk, then erased."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, QuerySet, When
from django.http import Http404
from django.utils import timezone

from enishi.audit.actions import record, record_readings
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.encrypted import blind_index, blind_indices
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.desk.enums import Caller, CallResult, DayPart
from enishi.desk.models import CallbackRequest
from enishi.desk.slots import BY_THEIR_END, next_try, promise
from enishi.law.parameters import value

PREFIX = "K"
READ_LEVEL = 3
MOST_AGAIN = 5


@transaction.atomic
def request_callback(
    *, name: str, phone: str, caller: Caller, wished_on: date | None, part: DayPart, by: Actor
) -> CallbackRequest:
    """Note who is to be called, and when. The same number again is the same request.

    Anybody may type a number: what a visitor says the second time stands beside the first for the desk to read, and neither
    name nor wish changes; a promise only comes earlier. The desk itself, which speaks with the person, writes over. phone: national digits. Raises slots.SlotRefused for a time in which we do not call.
    """
    promised = promise(timezone.localtime(now()).replace(tzinfo=None), day=wished_on, part=part)
    said = {
        "name": name,
        "phone": phone,
        "caller": caller,
        "wished_on": wished_on,
        "part": part,
        "promised_on": promised.day,
    }
    index = blind_index("phone", phone)
    found = _again(said, by)
    if found is None:
        try:
            with transaction.atomic():
                number = next_number(PREFIX)
                found = CallbackRequest.objects.create(number=number, phone_index=index, **said)
        except IntegrityError:  # the same number was sent at the same moment
            found = _again(said, by)
            if found is None:
                raise
    record(by=by, action="request_callback", object_type="callback", object_number=found.number, caller=str(caller))
    return found


@transaction.atomic
def record_call(*, callback: CallbackRequest, result: CallResult, by: Actor) -> CallbackRequest:
    """What came of the call. Done already: nothing changes (a second press, a stale tab)."""
    row = CallbackRequest.objects.select_for_update().get(pk=callback.pk)
    if row.done_at is not None:
        return row
    row.result = result
    if result == CallResult.NO_ANSWER:
        row.tries += 1
        row.promised_on = next_try(today())
    else:
        row.done_at, row.done_by_id = now(), by.user_id
    row.save()
    record(by=by, action="record_call", object_type="callback", object_number=row.number, result=str(result))
    return row


@transaction.atomic
def reopen_call(*, number: str, by: Actor) -> CallbackRequest:
    """The result is taken back by whoever wrote it; the request waits again. A second press changes nothing. 404 for others'."""
    row = CallbackRequest.objects.select_for_update().filter(number=number).first()
    if row is None or row.done_at is None:
        return callback_for(number)
    if row.done_by_id != by.user_id:
        raise Http404
    if CallbackRequest.objects.filter(phone_index=row.phone_index, done_at=None).exists():
        raise StepRefused(Refusal("again", "同じ番号の新しいご希望があります。そちらをお使いください。"))
    row.done_at, row.done_by, row.result = None, None, ""
    row.save(update_fields=["done_at", "done_by", "result"])
    record(by=by, action="reopen_call", object_type="callback", object_number=row.number)
    return row


def erase_old_callbacks(day: date) -> int:
    """Remove what was done longer ago than we keep it; the audit log keeps the bare number. How many went."""
    kept = value("callback_retention_days", day)
    done_before = CallbackRequest.objects.filter(done_at__date__lt=day - timedelta(days=kept))
    erased, _ = done_before.delete()
    return erased


def open_callbacks() -> "QuerySet[CallbackRequest]":
    """The queue: the earlier promise first, on one day the part that ends first."""
    order = Case(*(When(part=part, then=n) for n, part in enumerate(BY_THEIR_END)), default=len(BY_THEIR_END))
    return CallbackRequest.objects.filter(done_at=None).order_by("promised_on", order, "requested_at", "id")


def done_callbacks() -> "QuerySet[CallbackRequest]":
    """Those done and not yet erased, the latest first; show no names of them."""
    return CallbackRequest.objects.exclude(done_at=None).select_related("done_by").order_by("-done_at", "-id")


def callback_for(number: str) -> CallbackRequest:
    """The open or done request with this number; else 404. The desk sees all."""
    found = CallbackRequest.objects.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def read_callbacks(rows: Iterable[CallbackRequest], *, by: Actor) -> list[CallbackRequest]:
    """The rows to show with name and telephone number, each reading logged."""
    shown = list(rows)
    numbers = [row.number for row in shown]
    record_readings(by=by, what="callback", object_type="callback", object_numbers=numbers, level=READ_LEVEL)
    return shown


def _again(said: dict[str, Any], by: Actor) -> CallbackRequest | None:
    row = (
        CallbackRequest.objects.select_for_update()
        .filter(phone_index__in=blind_indices("phone", said["phone"]), done_at=None)
        .first()
    )
    if row is None:
        return None
    if by.user_id is not None:
        for name, given in said.items():
            setattr(row, name, given)
    elif any(getattr(row, name) != said[name] for name in ("name", "caller", "wished_on", "part")):
        line = _said_again(said)
        lines = [kept for kept in row.again.split("\n") if kept and kept != line]
        row.again = "\n".join([line, *lines][:MOST_AGAIN])
        row.promised_on = min(row.promised_on, said["promised_on"])
    row.save()
    return row


def _said_again(said: dict[str, Any]) -> str:
    """One line for the desk: 北川さま（医師）、12月3日、午前."""
    day: date | None = said["wished_on"]
    when = f"{day.month}月{day.day}日" if day else "できるだけ早く"
    return f"{said['name']}さま（{Caller(said['caller']).label}）、{when}、{DayPart(said['part']).label}"
