"""The acts of the office's money and reports, as `acts.py` watches them."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from enishi.aftercare.actions import record_leave
from enishi.aftercare.enums import LeaveCause, LeaveHow
from enishi.aftercare.models import FeeEvent
from enishi.candidacies.models import Placement
from enishi.common.clock import ago, today
from enishi.office import money, records, reports
from enishi.office.enums import AskedBy, RefundKind, ReportKind, StillThere
from enishi.office.models import FeeEntry, Invoice, LedgerEntry, Refund
from enishi.office.results import fiscal_year
from factories.world import World

Act = Callable[[], object]


def event(world: World, *, contract_kind: str = "indefinite", days: int = 20) -> FeeEvent:
    """Somebody at work since so many days; the fee is 10 % of a year or of three months by the table of the sample."""
    with ago(timedelta(days=days)):
        talk = world.candidacy("dialogue")
        world.walk(talk, "working", contract_kind=contract_kind)
    return FeeEvent.objects.get(placement__candidacy=talk)


def billed(world: World, **how: object) -> Invoice:
    found = event(world, **how)  # type: ignore[arg-type]
    return money.issue_invoice(event=found, by=world.office(), key=uuid.uuid4(), net_yen=found.amount_yen or 100_000)


def paid(world: World, **how: object) -> FeeEntry:
    bill = billed(world, **how)
    return money.record_collection(
        invoice=bill, by=world.office(), key=uuid.uuid4(), on=today(), yen=money.balance_of(bill).open_yen
    )


def left(world: World, bill: Invoice, *, how: LeaveHow = LeaveHow.OWN, cause: LeaveCause = LeaveCause.FAMILY) -> None:
    talk = bill.event.placement.candidacy
    record_leave(candidacy=talk, by=world.ms_miura, left_on=today(), cause=cause, how=how)


def prepared(world: World) -> Refund:
    bill = paid(world).invoice
    left(world, bill)
    bill.event.placement.refresh_from_db()
    return money.prepare_refund(invoice=bill, by=world.office(), key=uuid.uuid4(), kind=RefundKind.LEAVING)


def _issue(world: World) -> Act:
    found = event(world)
    return lambda: money.issue_invoice(event=found, by=world.office(), key=uuid.uuid4(), net_yen=100_000)


def _collect(world: World) -> Act:
    bill = billed(world)
    return lambda: money.record_collection(
        invoice=bill, by=world.office(), key=uuid.uuid4(), on=today(), yen=1_000, internal_remarks="窓口で確かめた"
    )


def _correct(world: World) -> Act:
    row = paid(world)
    return lambda: money.correct_entry(entry=row, by=world.office(), key=uuid.uuid4(), reason="打ち間違い")


def _prepare(world: World) -> Act:
    bill = billed(world)
    return lambda: money.prepare_refund(
        invoice=bill, by=world.office(), key=uuid.uuid4(), kind=RefundKind.CORRECTION, net_yen=500, reason="率の誤り"
    )


def _decide(world: World) -> Act:
    refund = prepared(world)
    return lambda: money.decide_refund(refund=refund, by=world.supervisor(), approved=True)


def _pay(world: World) -> Act:
    refund = money.decide_refund(refund=prepared(world), by=world.supervisor(), approved=True)
    return lambda: money.pay_refund(refund=refund, by=world.office(), key=uuid.uuid4(), on=today())


def _remark(world: World) -> Act:
    opening = world.opening()
    entry = LedgerEntry.objects.get(opening=opening)
    return lambda: records.remark(entry=entry, by=world.office(), key=uuid.uuid4(), text="電話で確かめた")


def _term(world: World) -> Act:
    placement = event(world, contract_kind="fixed").placement
    return lambda: records.change_term(
        placement=placement, by=world.office(), key=uuid.uuid4(), agreed_on=today(), ends_on=today()
    )


def _half_year(world: World) -> Act:
    placement = Placement.objects.get(pk=event(world, days=200).placement_id)
    return lambda: records.check_half_year(
        placement=placement, by=world.office(), key=uuid.uuid4(), asked_on=today(), method=AskedBy.PHONE,
        answer=StillThere.STAYS,
    )  # fmt: skip


def _close(world: World) -> Act:
    year = fiscal_year(today()) - 1
    return lambda: reports.close_report(kind=ReportKind.FORM8, year=year, by=world.office())


OFFICE_ACTS: dict[str, Callable[[World], Act]] = {
    "office.money.issue_invoice": _issue,
    "office.money.record_collection": _collect,
    "office.money.correct_entry": _correct,
    "office.money.prepare_refund": _prepare,
    "office.money.decide_refund": _decide,
    "office.money.pay_refund": _pay,
    "office.records.remark": _remark,
    "office.records.change_term": _term,
    "office.records.check_half_year": _half_year,
    "office.reports.close_report": _close,
}
