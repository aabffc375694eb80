"""お取引明細書: what one institution was asked for, paid and got back in a fiscal year, with the balance before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western
from enishi.common.profile import load_profile
from enishi.office.models import FeeEntry, Invoice, Refund
from enishi.office.results import APRIL, fiscal_year


@dataclass(frozen=True, slots=True)
class Line:
    """asked: yen that came to be owed, less than 0 where something was taken off; paid: yen received, less than 0 what went back."""

    on: date
    words: str
    number: str
    asked: int
    paid: int


@dataclass(frozen=True, slots=True)
class Statement:
    """brought: owed when the year began; left: owed on its last day, or now. Tax is in all amounts."""

    year: int
    payer: str
    brought: int
    lines: list[Line]
    left: int


def bills_beside(bill: Invoice) -> QuerySet[Invoice]:
    """All bills to the institution of this one."""
    house = bill.event.placement.candidacy.opening.institution_id
    return Invoice.objects.filter(event__placement__candidacy__opening__institution=house)


def statement_of(bill: Invoice) -> Statement:
    """Of the institution that was billed, for the fiscal year of the bill."""
    year = fiscal_year(bill.issued_on)
    first, after = date(year, APRIL, 1), date(year + 1, APRIL, 1)
    moved = sorted(_lines(bills_beside(bill)), key=lambda line: (line.on, line.number, -line.asked))
    brought = sum(line.asked - line.paid for line in moved if line.on < first)
    here = [line for line in moved if first <= line.on < after]
    return Statement(year, bill.payer_name, brought, here, brought + sum(line.asked - line.paid for line in here))


def _lines(bills: QuerySet[Invoice]) -> Iterator[Line]:
    for bill in bills:
        yield Line(bill.issued_on, "ご請求", bill.number, bill.total_yen, 0)
    for refund in Refund.objects.filter(invoice__in=bills, approved=True).select_related("invoice"):
        if refund.decided_at:
            words = f"ご請求の減額（{refund.get_kind_display()}）"
            yield Line(localdate(refund.decided_at), words, refund.invoice.number, -refund.total_yen, 0)
    for row in FeeEntry.objects.filter(invoice__in=bills).select_related("invoice"):
        words = "ご入金" if row.kind == "collected" else row.get_kind_display()
        yield Line(row.on, words, row.invoice.number, 0, row.yen)


def statement_pdf(bill: Invoice) -> bytes:
    told, profile = statement_of(bill), load_profile(settings.PROFILE)
    end = min(date(told.year + 1, APRIL, 1) - timedelta(days=1), today())
    stands, rows = told.brought, []
    for line in told.lines:
        stands += line.asked - line.paid
        rows.append(
            [
                western(line.on),
                f"{line.words}　請求書 {line.number}",
                _yen(line.asked),
                _yen(line.paid),
                f"{stands:,}円",
            ]
        )
    data: dict[str, Any] = {
        "title": "お取引明細書",
        "sender": profile.name,
        "payer": told.payer,
        "period": f"{western(date(told.year, APRIL, 1))}から{western(end)}まで",
        "printed": f"{western(today())}作成",
        "issuer": [profile.name, profile.full_address, profile.phone_with_hours],
        "licence": profile.licence,
        "brought": f"{told.brought:,}円",
        "rows": rows,
        "left": f"{abs(told.left):,}円",
        "we_owe": told.left < 0,
    }
    return pdf("office/typst/statement.typ", data)


def _yen(yen: int) -> str:
    return f"{yen:,}円" if yen else ""
