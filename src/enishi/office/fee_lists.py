"""What of the money waits for the office: to be billed, to come, to go back."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Least

from enishi.aftercare.models import FeeEvent
from enishi.candidacies.models import Placement
from enishi.common.clock import today
from enishi.law.parameters import value
from enishi.law.periods import last_day_after
from enishi.office.enums import RefundKind
from enishi.office.half_year import stayed
from enishi.office.models import FeeEntry, Invoice, Refund
from enishi.office.money import BEGUN, Balance, balances_of, reckoned
from enishi.office.rules import Share

MOST = 30
"""Rows of one list on the page."""


@dataclass(frozen=True, slots=True)
class OpenBill:
    invoice: Invoice
    balance: Balance

    @property
    def is_late(self) -> bool:
        return self.invoice.due_on < today()


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody left and the schedule gives something back."""

    invoice: Invoice
    share: Share


def unbilled() -> QuerySet[FeeEvent]:
    """Work began, a fee is asked for or its amount is not known, and no bill was made; the oldest first."""
    rows = FeeEvent.objects.filter(placement__candidacy__state__in=BEGUN, invoices=None).exclude(amount_yen=0)
    return rows.select_related("placement__candidacy__opening__institution").order_by("on", "pk")


def open_bills(rows: QuerySet[Invoice]) -> list[OpenBill]:
    """Bills of which something is still to come, or was received too much; the oldest first."""
    received = Coalesce(Sum("entries__yen"), 0)
    waiting = rows.annotate(received=received).exclude(received=F("net_yen") + F("tax_yen")).order_by("serial")
    found = list(waiting[: 10 * MOST])
    balances = balances_of(found)
    return [OpenBill(bill, balances[bill.pk]) for bill in found if balances[bill.pk].open_yen][:MOST]


def waiting_refunds() -> QuerySet[Refund]:
    """Prepared by one person, not yet decided by another."""
    rows = Refund.objects.filter(decided_at=None)
    return rows.select_related("invoice__event__placement__candidacy", "prepared_by")


def unpaid_refunds() -> QuerySet[Refund]:
    """Approved, and money that came has not gone back; owed_yen: how much. What never came is only taken off its bill."""
    off = Refund.objects.filter(invoice=OuterRef("invoice"), approved=True).order_by().values("invoice")
    came = FeeEntry.objects.filter(invoice=OuterRef("invoice")).order_by().values("invoice")
    over = ExpressionWrapper(
        Coalesce(Subquery(came.annotate(yen=Sum("yen")).values("yen")), 0)
        + Subquery(off.annotate(yen=Sum(F("net_yen") + F("tax_yen"))).values("yen"))
        - (F("invoice__net_yen") + F("invoice__tax_yen")),
        output_field=BigIntegerField(),
    )
    whole = ExpressionWrapper(F("net_yen") + F("tax_yen"), output_field=BigIntegerField())
    rows = Refund.objects.filter(approved=True, entry=None).annotate(owed_yen=Least(over, whole))
    return rows.filter(owed_yen__gt=0).select_related("invoice")


def leavings() -> list[Leaving]:
    """Bills of people who left early and for whom nobody has prepared what goes back."""
    decided = Q(refunds__kind=RefundKind.LEAVING)
    rows = Invoice.objects.filter(event__placement__left_on__isnull=False).exclude(decided)
    found = rows.select_related("event__placement__leave_event", "event__placement__candidacy").order_by("serial")
    recent = found.filter(event__placement__left_on__lte=F("event__placement__starts_on") + 366)[: 10 * MOST]
    shares = [Leaving(bill, reckoned(bill.event.placement)) for bill in recent]
    return [leaving for leaving in shares if leaving.share.percent][:MOST]


def to_ask_after_six_months() -> list[Placement]:
    """Hired without a term, six months over, nobody known to have left or stayed; the oldest first."""
    months = value("early_leaving_months", today())
    rows = Placement.objects.filter(
        contract_kind="indefinite", left_on=None, candidacy__state__in=("contracted", *BEGUN)
    ).exclude(stayed())
    found = rows.select_related("candidacy__opening__institution").order_by("hired_on", "pk")[: 10 * MOST]
    return [row for row in found if last_day_after(row.hired_on, months=months) < today()]
