"""Journal lines for the accounts: what was billed, what came, what was taken off and what went back. No names of persons.

Receivables come out even: a bill asks for them, money and approved refunds take them away, money that goes back returns them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from enishi.common.csv_files import csv_file
from enishi.office.models import FeeEntry, Invoice, Refund

RECEIVABLE, BANK, SALES, TAX, RETURNS = "売掛金", "普通預金", "紹介手数料収入", "仮受消費税", "紹介手数料返戻"
HEADING = ("日付", "借方科目", "借方金額", "貸方科目", "貸方金額", "税率", "請求書番号", "摘要")


@dataclass(frozen=True, slots=True)
class Line:
    """One side each way over the same amount. rate: 10% or ""."""

    on: date
    debit: str
    credit: str
    yen: int
    rate: str
    number: str
    words: str

    @property
    def cells(self) -> tuple[str, ...]:
        yen = str(self.yen)
        return (self.on.isoformat(), self.debit, yen, self.credit, yen, self.rate, self.number, self.words)


def lines(start: date, end: date) -> list[Line]:
    """All lines of a period, both days included, by day and bill."""
    return sorted(
        [*_billed(start, end), *_moved(start, end), *_taken_off(start, end)], key=lambda line: (line.on, line.number)
    )


def _rate(permille: int) -> str:
    return f"{permille / 10:g}%"


def _pair(on: date, debit: str, credit: str, bill: Invoice, net: int, tax: int, words: str) -> Iterator[Line]:
    """The amount before tax against one account, its tax against the tax account."""
    asked = debit == RECEIVABLE
    yield Line(on, debit, credit, net, _rate(bill.tax_permille), bill.number, words)
    if tax:
        sides = (debit, TAX) if asked else (TAX, credit)
        yield Line(on, *sides, tax, _rate(bill.tax_permille), bill.number, f"{words}（消費税）")


def _billed(start: date, end: date) -> Iterator[Line]:
    for bill in Invoice.objects.filter(issued_on__range=(start, end)).iterator(2_000):
        yield from _pair(bill.issued_on, RECEIVABLE, SALES, bill, bill.net_yen, bill.tax_yen, bill.description)


def _taken_off(start: date, end: date) -> Iterator[Line]:
    rows = Refund.objects.filter(approved=True, decided_at__date__range=(start, end)).select_related("invoice")
    for refund in rows.iterator(2_000):
        assert refund.decided_at is not None
        day = localdate(refund.decided_at)
        words = f"{refund.get_kind_display()}：{refund.basis}"
        yield from _pair(day, RETURNS, RECEIVABLE, refund.invoice, refund.net_yen, refund.tax_yen, words)


def _moved(start: date, end: date) -> Iterator[Line]:
    for row in FeeEntry.objects.filter(on__range=(start, end)).select_related("invoice").iterator(2_000):
        came = row.yen > 0
        debit, credit = (BANK, RECEIVABLE) if came else (RECEIVABLE, BANK)
        words = f"手数料の{row.get_kind_display()}"
        yield Line(row.on, debit, credit, abs(row.yen), "", row.invoice.number, words)


def journal_file(start: date, end: date) -> tuple[bytes, int]:
    """The lines of a period as CSV, and how many they are."""
    found = lines(start, end)
    return csv_file([HEADING, *(line.cells for line in found)]), len(found)
