"""/inst/billing: the bills to one's own institution, what was paid and what came back, each on paper too."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.common.access import roles
from enishi.office.access import invoice_for, invoices_of
from enishi.office.fee_lists import OpenBill
from enishi.office.money import balances_of
from enishi.office.papers import bill_pdf
from enishi.office.results import fiscal_year
from enishi.office.statements import statement_pdf
from enishi.web.institution.access import MEMBERS, actor_on


@roles(*MEMBERS)
@require_safe
@never_cache
def billing(request: HttpRequest) -> HttpResponse:
    """All bills, the latest first, with what is still open of each."""
    page = Paginator(invoices_of(actor_on(request)), 20).get_page(request.GET.get("page"))
    balances = balances_of(list(page))
    rows = [OpenBill(bill, balances[bill.pk]) for bill in page]
    years = {
        fiscal_year(on): serial
        for serial, on in invoices_of(actor_on(request)).order_by("serial").values_list("serial", "issued_on")
    }
    return render(
        request, "institution/billing.html", {"page": page, "rows": rows, "years": sorted(years.items(), reverse=True)}
    )


@roles(*MEMBERS)
@require_safe
def billing_file(request: HttpRequest, serial: int) -> HttpResponse:
    bill = invoice_for(actor_on(request), serial)
    return _paper(bill_pdf(bill), f"invoice-{bill.number}.pdf")


@roles(*MEMBERS)
@require_safe
def statement_file(request: HttpRequest, serial: int) -> HttpResponse:
    """All that was asked for, paid and given back in the fiscal year of one bill."""
    bill = invoice_for(actor_on(request), serial)
    return _paper(statement_pdf(bill), f"statement-{fiscal_year(bill.issued_on)}.pdf")


def _paper(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer
