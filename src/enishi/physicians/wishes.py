"""希望整理シート between two people: the physician's own saving that overwrites nothing unseen, and the approval."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.workflow import Refusal, StepRefused
from enishi.physicians.actions import save_wishes
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician, WishApproval, WishSheet


@transaction.atomic
def save_own_wishes(*, physician: Physician, by: Actor, wishes: Mapping[str, Any], seen: int) -> WishSheet:
    """A new version by the physician, who has approved it with that. `seen`: the version the page showed.

    Raises StepRefused if a newer one stands: the person looks at the differences first. Saving what stands already
    (a double press) gives the version that stands.
    """
    newest = _newest(physician)
    if all(_same(getattr(newest, key), value) for key, value in wishes.items()):
        _approve(newest, by)
        return newest
    if newest.no != seen:
        raise StepRefused(Refusal("newer", f"第{newest.no}版が、先に保存されています。"))
    sheet = save_wishes(physician=physician, by=by, wishes=wishes)
    _approve(sheet, by)
    return sheet


def _same(stored: Any, given: Any) -> bool:
    return bool(list(stored) == list(given) if isinstance(stored, list) else stored == given)


@transaction.atomic
def approve_wishes(*, physician: Physician, by: Actor, no: int) -> WishSheet:
    """The physician has read version `no` and finds it right. Raises StepRefused if it is not the newest."""
    newest = _newest(physician)
    if newest.no != no:
        raise StepRefused(
            Refusal("newer", f"そのあとに第{newest.no}版ができています。新しい版をご覧のうえ、もう一度お願いします。")
        )
    if _approve(newest, by):
        record(
            by=by, action="approve_wishes", object_type="physician", object_number=physician.number, version=newest.no
        )
    return newest


def _newest(physician: Physician) -> WishSheet:
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    return physician.wish_sheets.latest("no")


def _approve(sheet: WishSheet, by: Actor) -> bool:
    _, created = WishApproval.objects.get_or_create(sheet=sheet, defaults={"channel": by.channel})
    return created


def approved_at(sheet: WishSheet) -> datetime | None:
    approval = WishApproval.objects.filter(sheet=sheet).first()
    return approval.at if approval else None


def waits_for_approval(physician: Physician, sheet: WishSheet) -> bool:
    """The desk has written down what it heard, and the physician has not said yet that it is right.

    What came with the registration itself is the physician's own; there is nothing to approve before the interview.
    """
    asked = physician.state in (PhysicianState.INTERVIEWING, PhysicianState.ACTIVE)
    return asked and sheet.no > 1 and approved_at(sheet) is None
