"""The office's money: bills sent and paid, one overdue, a refund that waits for the second person, and a closed year."""

import random
import uuid
from datetime import date, timedelta

from enishi.aftercare.actions import record_leave
from enishi.aftercare.enums import LeaveCause, LeaveHow
from enishi.aftercare.models import FeeEvent
from enishi.candidacies.enums import State
from enishi.candidacies.models import Placement
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.office import money
from enishi.office.enums import RefundKind, ReportKind
from enishi.office.reports import close_report
from enishi.office.results import fiscal_year

UNBILLED = 3
"""The latest events stay without a bill, so that there is something to do."""


def bill_and_collect(office: Actor, desk: Actor, rng: random.Random) -> None:
    """Bills ten days after work began, money three weeks later; one part paid, one not at all."""
    events = list(FeeEvent.objects.exclude(amount_yen=None).exclude(amount_yen=0).order_by("on", "pk"))
    for n, event in enumerate(events[:-UNBILLED]):
        since = (today() - event.on).days
        if since < 12:
            continue
        with ago(timedelta(days=since - 10)):
            bill = money.issue_invoice(event=event, by=office, key=uuid.uuid4(), net_yen=event.amount_yen or 0)
        paid_on = since - 31 - rng.randrange(8)
        if n % 6 == 4 or paid_on < 0:
            continue
        with ago(timedelta(days=paid_on)):
            yen = bill.total_yen // 2 if n % 6 == 2 else bill.total_yen
            money.record_collection(invoice=bill, by=office, key=uuid.uuid4(), on=today(), yen=yen)
    _one_leaves(office, desk)
    with ago(timedelta(days=max((today() - _tenth_of_april()).days, 0))):
        for kind in ReportKind:
            close_report(
                kind=kind,
                year=fiscal_year(today()) - 1,
                by=office,
                note="この年度の従業員教育は、紙の名簿に控えています（年2回）。",
            )


def _tenth_of_april() -> date:
    return today().replace(year=fiscal_year(today()), month=4, day=10)


def _one_leaves(office: Actor, desk: Actor) -> None:
    """Somebody who began within the last months goes; the first person has prepared what goes back."""
    rows = Placement.objects.filter(candidacy__state=State.WORKING, starts_on__gte=today() - timedelta(days=170))
    rows = rows.filter(fee_event__invoices__entries__yen__gt=0).order_by("-starts_on", "-pk")
    placement = rows.first()
    if placement is None:
        return
    record_leave(
        candidacy=placement.candidacy, by=desk, left_on=today() - timedelta(days=3), cause=LeaveCause.FAMILY,
        how=LeaveHow.OWN,
    )  # fmt: skip
    bill = placement.fee_event.invoices.get()
    with ago(timedelta(days=1)):
        money.prepare_refund(invoice=bill, by=office, key=uuid.uuid4(), kind=RefundKind.LEAVING)
