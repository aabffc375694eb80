"""手数料管理簿 (職業安定法32条の15, 同法施行規則24条の7) and the list of employers (様式30) an inspection asks for beforehand.

A row of the fees ledger is money that really came or went back on that day, never an invoice; refunds and corrections are rows
of their own. Rows are read by the thousand, as in the other ledgers.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection

from enishi.law.ledgers import EMPLOYERS_LIST, FEES_LEDGER
from enishi.law.periods import last_day_of_period
from enishi.office.enums import EntryKind
from enishi.office.ledger_entries import OCCUPATION, day_words
from enishi.office.ledgers import AT_ONCE, LedgerRow
from enishi.office.models import FeeEntry, LedgerEntry
from enishi.openings.models import Opening


class FeesBook(Sequence[LedgerRow]):
    """The rows from `start` to `end`, both included, in the order in which money moved."""

    ledger = FEES_LEDGER

    def __init__(self, start: date, end: date) -> None:
        self._keys = list(
            FeeEntry.objects.filter(on__range=(start, end)).order_by("on", "id").values_list("pk", flat=True)
        )

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, which: Any) -> Any:
        keys = self._keys[which]
        return self._rows(keys) if isinstance(which, slice) else self._rows([keys])[0]

    def __iter__(self) -> Iterator[LedgerRow]:
        for begin in range(0, len(self._keys), AT_ONCE):
            yield from self._rows(self._keys[begin : begin + AT_ONCE])

    def _rows(self, keys: list[int]) -> list[LedgerRow]:
        rows = FeeEntry.objects.select_related("invoice").in_bulk(keys)
        return [_fee_row(rows[key]) for key in keys]


def _fee_row(row: FeeEntry) -> LedgerRow:
    kind = row.fee_kind if row.kind == EntryKind.COLLECTED else f"{row.fee_kind}（{row.get_kind_display()}）"
    remarks = "。".join(filter(None, (row.remarks, f"請求書 {row.invoice.number}")))
    return LedgerRow(
        FEES_LEDGER,
        row.invoice.number,
        {
            "payer_name": row.payer_name,
            "collected_on": day_words(row.on),
            "fee_kind": kind,
            "fee_amount": f"{row.yen:,}円",
            "special_insurance_premium": f"{row.insurance_yen:,}円" if row.insurance_yen else "",
            "calculation_basis": row.basis,
            "remarks": remarks,
            "internal_remarks": row.internal_remarks,
        },
    )


MOST_EMPLOYERS = 15


class EmployersList(Sequence[LedgerRow]):
    """Up to 15 employers with a named introduction in the year up to `end`, the latest first; names as they were accepted."""

    ledger = EMPLOYERS_LIST

    def __init__(self, start: date, end: date) -> None:
        since = max(start, _year_before(end))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT opening_id FROM (SELECT DISTINCT ON (o.institution_id) o.institution_id, c.opening_id, c.introduced_on,"
                " c.id FROM candidacies_candidacy c JOIN openings_opening o ON o.id = c.opening_id"
                " WHERE c.introduced_on BETWEEN %s AND %s ORDER BY o.institution_id, c.introduced_on DESC, c.id DESC) latest"
                " ORDER BY introduced_on DESC, id DESC LIMIT %s",
                [since, end, MOST_EMPLOYERS],
            )
            self._keys = [pk for (pk,) in cursor.fetchall()]

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, which: Any) -> Any:
        rows = list(self)
        return rows[which]

    def __iter__(self) -> Iterator[LedgerRow]:
        openings = Opening.objects.select_related("institution").in_bulk(self._keys)
        entries = {e.opening_id: e.then for e in LedgerEntry.objects.filter(opening__in=self._keys)}
        for n, pk in enumerate(self._keys, 1):
            opening, then = openings[pk], entries.get(pk, {})
            yield LedgerRow(
                EMPLOYERS_LIST,
                f"No. {n}",
                {
                    "no": str(n),
                    "received_on": day_words(opening.received_on),
                    "employer_name": then.get("employer_name") or opening.institution.name,
                    "employer_address": then.get("employer_address") or opening.institution.address,
                    "occupation": then.get("occupation") or OCCUPATION,
                    "remarks": f"求人受理番号 {opening.number}",
                },
            )


def _year_before(end: date) -> date:
    """The first day of the year that ends with this day."""
    first = date(end.year - 1, end.month, 28 if (end.month, end.day) == (2, 29) else end.day)
    return first if last_day_of_period(first, years=1) >= end else date.fromordinal(first.toordinal() + 1)
