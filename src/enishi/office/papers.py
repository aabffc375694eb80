"""A bill on paper, with what came and went since: 適格請求書, and 適格返還請求書 where something was given back (消費税法57条の4)."""

from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western
from enishi.common.profile import load_profile
from enishi.office.models import Invoice
from enishi.office.money import balance_of


def _yen(yen: int) -> str:
    return f"{yen:,}円"


def bill_data(invoice: Invoice) -> dict[str, Any]:
    """Words of the bill, from its own row: what was printed once is printed again."""
    profile, balance = load_profile(settings.PROFILE), balance_of(invoice)
    rate = f"{invoice.tax_permille / 10:g}%"
    moved = [[western(row.on), row.get_kind_display(), _yen(row.yen)] for row in invoice.entries.order_by("on", "id")]
    returned = [
        [
            western(localdate(refund.decided_at)),
            f"{refund.get_kind_display()}（{refund.basis}）",
            _yen(refund.net_yen),
            f"{rate} {_yen(refund.tax_yen)}",
            _yen(refund.total_yen),
        ]
        for refund in invoice.refunds.filter(approved=True)
        if refund.decided_at
    ]
    registered = [["登録番号", invoice.registration]] if invoice.registration else []
    return {
        "sender": invoice.issuer_name,
        "payer": invoice.payer_name,
        "payer_address": invoice.payer_address,
        "head": [["請求書番号", invoice.number], ["請求日", western(invoice.issued_on)], *registered],
        "issuer": [invoice.issuer_name, invoice.issuer_address, profile.phone_with_hours],
        "licence": profile.licence,
        "total": _yen(invoice.total_yen),
        "due": western(invoice.due_on),
        "bank": profile.bank,
        "done_on": western(invoice.done_on),
        "description": invoice.description,
        "net": _yen(invoice.net_yen),
        "rate": rate,
        "tax": _yen(invoice.tax_yen),
        "moved": moved,
        "returned": returned,
        "left": _yen(abs(balance.open_yen)),
        "we_owe": balance.open_yen < 0,
        "printed": western(today()),
    }


def bill_pdf(invoice: Invoice) -> bytes:
    return pdf("office/typst/bill.typ", bill_data(invoice))
