"""The town's bills, a refund that waits, and a closed year."""

import uuid
from typing import Any

from enishi.accounts.roles import INSTITUTION_ROLES
from enishi.aftercare.models import FeeEvent
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.institutions.models import Institution
from enishi.office import money, reports
from enishi.office.enums import RefundKind, ReportKind
from enishi.office.models import Invoice, LedgerEntry
from enishi.office.results import fiscal_year


class OfficeThings:
    """A bill for every fee event; of the first one a part was paid and a correction waits. Last year's report is closed."""

    def __init__(self, by: Actor) -> None:
        for event in FeeEvent.objects.order_by("pk"):
            money.issue_invoice(event=event, by=by, key=uuid.uuid4(), net_yen=event.amount_yen or 100_000)
        self.bills = list(Invoice.objects.order_by("pk"))
        for bill in self.bills[:1]:
            money.record_collection(invoice=bill, by=by, key=uuid.uuid4(), on=today(), yen=1_000)
            money.prepare_refund(
                invoice=bill, by=by, key=uuid.uuid4(), kind=RefundKind.CORRECTION, net_yen=500, reason="率の誤り"
            )
        self.year = fiscal_year(today()) - 1
        reports.close_report(kind=ReportKind.FORM8, year=self.year, by=by)


def put_office(put: Any, found: Any, role: str, things: OfficeThings, hospital: Institution) -> None:
    """What the addresses of the office name, as this role stands to it."""
    own = [b for b in things.bills if b.event.placement.candidacy.opening.institution_id == hospital.pk]
    mine = own if role in INSTITUTION_ROLES else things.bills
    rest = [bill for bill in things.bills if bill not in mine]
    put(found, ("bill",), [(b.serial,) for b in mine], [(b.serial,) for b in rest], 999999)
    waiting = [(b.serial, r.pk) for b in things.bills for r in b.refunds.all()]
    put(found, ("bill", "refund"), waiting, [], 999999, 999999)
    put(found, ("fee_case",), [(b.event.placement.candidacy.number,) for b in things.bills], [], "C-2026-9999")
    year = things.year
    put(found, ("report", "report_year"), [("form8", year), ("portal", year + 1)], [], "form9", year)
    put(
        found,
        ("report", "report_year", "report_form"),
        [("form8", year, "pdf"), ("portal", year, "json")],
        [],
        "form8",
        year,
        "doc",
    )
    put(found, ("report", "report_year", "figure"), [("form8", year + 1, "seekers_new")], [], "form8", year, "no-such")
    opening = LedgerEntry.objects.exclude(opening=None).order_by("pk").select_related("opening")[0].opening
    put(
        found,
        ("ledger", "ledger_row"),
        [("openings", opening.number)] if opening else [],
        [],
        "openings",
        "O-2026-9999",
    )
