"""希望整理シート between two people: the physician's own saving that overwrites nothing unseen, and the approval.

With the approval of what was heard in the interview the application stands, and it is accepted (求職受理) in the same
transaction, unless something of the seekers' ledger is missing (ADR 0039).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import SYSTEM, Actor
from enishi.common.workflow import Channel, Party, Refusal, StepRefused
from enishi.physicians.actions import MACHINE, accept_physician, save_wishes
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician, WishApproval, WishSheet


@transaction.atomic
def save_own_wishes(*, physician: Physician, by: Actor, wishes: Mapping[str, Any], seen: int) -> WishSheet:
    """A new version by the physician, who has approved it with that. `seen`: the version the page showed.

    Raises StepRefused if a newer one stands: the person looks at the differences first. Saving what stands already
    (a double press) gives the version that stands.
    """
    newest = _newest(physician)
    asked = waits_for_approval(physician, newest)
    if all(_same(getattr(newest, key), value) for key, value in wishes.items()):
        _approve(newest, by)
        _accept(physician, asked)
        return newest
    if newest.no != seen:
        raise StepRefused(Refusal("newer", f"第{newest.no}版が、先に保存されています。"))
    sheet = save_wishes(physician=physician, by=by, wishes=wishes)
    _approve(sheet, by)
    _accept(physician, asked)
    return sheet


def _same(stored: Any, given: Any) -> bool:
    return bool(list(stored) == list(given) if isinstance(stored, list) else stored == given)


@transaction.atomic
def approve_wishes(*, physician: Physician, by: Actor, no: int) -> WishSheet:
    """The physician has read version `no` and finds it right; so does the desk say that heard it (the actor's channel).

    Raises StepRefused if it is not the newest, or if the desk claims to have heard it on the screen.
    """
    newest = _newest(physician)
    if by.party is not Party.PHYSICIAN and by.channel is Channel.WEB:
        raise StepRefused(Refusal("channel", "お電話・書面など、ご確認をいただいた方法をお選びください。"))
    asked = waits_for_approval(physician, newest)
    if newest.no != no:
        raise StepRefused(
            Refusal("newer", f"そのあとに第{newest.no}版ができています。新しい版をご覧のうえ、もう一度お願いします。")
        )
    if _approve(newest, by):
        record(
            by=by, action="approve_wishes", object_type="physician", object_number=physician.number, version=newest.no
        )
        _accept(physician, asked)
    return newest


def _accept(physician: Physician, asked: bool) -> None:
    """求職受理 once what the desk wrote down is approved; what the ledger still lacks is left to the coordinator."""
    physician.refresh_from_db(fields=["state"])
    if asked and physician.state == PhysicianState.INTERVIEWING and not MACHINE.refusals(physician, "P3", by=SYSTEM):
        accept_physician(physician=physician, by=SYSTEM)


def _newest(physician: Physician) -> WishSheet:
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    return physician.wish_sheets.latest("no")


def _approve(sheet: WishSheet, by: Actor) -> bool:
    heard_by = None if by.party is Party.PHYSICIAN else by.user_id
    _, created = WishApproval.objects.get_or_create(
        sheet=sheet, defaults={"channel": by.channel, "heard_by_id": heard_by}
    )
    return created


def approval_of(sheet: WishSheet) -> WishApproval | None:
    return WishApproval.objects.filter(sheet=sheet).select_related("heard_by").first()


def approved_at(sheet: WishSheet) -> datetime | None:
    approval = approval_of(sheet)
    return approval.at if approval else None


def waits_for_approval(physician: Physician, sheet: WishSheet) -> bool:
    """The desk has written down what it heard, and the physician has not said yet that it is right.

    What came with the registration itself is the physician's own; there is nothing to approve before the interview.
    """
    asked = physician.state in (PhysicianState.INTERVIEWING, PhysicianState.ACTIVE)
    return asked and sheet.no > 1 and approved_at(sheet) is None
