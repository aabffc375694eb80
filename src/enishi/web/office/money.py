"""/ops/fees, /ops/invoices, /ops/journal: what is to be billed, what came, what goes back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.roles import Role
from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.office import fee_lists, money, records
from enishi.office.access import fee_event_for, invoice_for, invoices_of
from enishi.office.enums import RefundKind
from enishi.office.journal import journal_file
from enishi.office.models import Invoice
from enishi.office.papers import bill_pdf
from enishi.office.statements import statement_pdf
from enishi.web.aftercare.words import class_words, fee_rows
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.office.forms import MoneyPeriod
from enishi.web.office.money_forms import CollectForm, CorrectForm, CreditForm, DayForm, IssueForm, OnceForm, TermForm
from enishi.web.office.tried import tried

OFFICE = (Role.COMPLIANCE, Role.SUPERVISOR)


def handed_out(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to save; the name is ASCII."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@roles(*OFFICE)
@require_safe
@never_cache
def fees(request: HttpRequest) -> HttpResponse:
    """What waits, in the order in which somebody has to act."""
    unbilled = fee_lists.unbilled()
    return render(
        request,
        "office/fees.html",
        {
            "refunds": fee_lists.waiting_refunds()[: fee_lists.MOST],
            "unpaid": fee_lists.unpaid_refunds()[: fee_lists.MOST],
            "leavings": fee_lists.leavings(),
            "unbilled": unbilled[: fee_lists.MOST],
            "unbilled_count": unbilled.count(),
            "bills": fee_lists.open_bills(invoices_of(actor_in(request))),
            "page": Paginator(invoices_of(actor_in(request)), 20).get_page(request.GET.get("page")),
            "period": MoneyPeriod(initial={"start": today().replace(day=1), "end": today()}, auto_id="journal-%s"),
        },
    )


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def fee_case(request: HttpRequest, number: str) -> HttpResponse:
    """One employment: what its fee is reckoned from, its bills, its term; a bill is made here."""
    event = fee_event_for(number)
    placement = event.placement
    rest = None if event.amount_yen is None else event.amount_yen - money.billed_net(event)
    issue: EnishiForm = IssueForm(initial={"net_yen": rest or ""}, auto_id="issue-%s")
    term: EnishiForm = TermForm(initial={"agreed_on": today()}, auto_id="term-%s")
    if request.method == "POST" and request.POST.get("act") == "term":
        term = TermForm(request.POST, auto_id="term-%s")
        if tried(request, term, lambda given: records.change_term(placement=placement, by=actor_in(request), **given), "契約期間の変更を記録しました。"):  # fmt: skip
            return redirect("office_fee_case", number)
    elif request.method == "POST":
        issue = IssueForm(request.POST, auto_id="issue-%s")
        if tried(request, issue, lambda given: money.issue_invoice(event=event, by=actor_in(request), **given), "請求書をつくりました。"):  # fmt: skip
            made = get_object_or_404(Invoice, key=issue.cleaned_data["key"])
            return redirect("office_invoice", made.serial)
    return render(
        request,
        "office/fee_case.html",
        {
            "event": event,
            "placement": placement,
            "class_words": class_words(placement),
            "rows": fee_rows(event),
            "bills": event.invoices.order_by("serial"),
            "changes": placement.term_changes.select_related("recorded_by"),
            "rest": rest,
            "may_bill": rest is None or rest > 0,
            "issue": issue,
            "term": term if placement.ends_on else None,
        },
    )


ACTS: dict[str, type[OnceForm]] = {
    "collect": CollectForm, "correct": CorrectForm, "credit": CreditForm, "leaving": OnceForm, "pay": DayForm,
}  # fmt: skip
DONE = {
    "collect": "入金を手数料管理簿に記しました。", "correct": "取り消しの行を加えました。",
    "credit": "請求の訂正を用意しました。別の方が確かめます。", "leaving": "返戻を用意しました。別の方が確かめます。",
    "pay": "お返しした額を手数料管理簿に記しました。",
}  # fmt: skip


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invoice(request: HttpRequest, serial: int) -> HttpResponse:
    """A bill with all that followed from it; money that came is recorded here, and what goes back is prepared."""
    bill = invoice_for(actor_in(request), serial)
    forms: dict[str, EnishiForm] = {name: made(auto_id=f"{name}-%s") for name, made in ACTS.items()}
    which = request.POST.get("act", "")
    if request.method == "POST":
        if which not in ACTS:
            messages.error(request, "何をするかを読み取れませんでした。もう一度お試しください。")
            return redirect("office_invoice", serial)
        forms[which] = ACTS[which](request.POST, auto_id=f"{which}-%s")
        if tried(request, forms[which], lambda given: _act(request, bill, which, given), DONE[which]):
            return redirect("office_invoice", serial)
    balance = money.balance_of(bill)
    if not forms["collect"].is_bound:
        forms["collect"] = CollectForm(initial={"on": today(), "yen": max(balance.open_yen, 0)}, auto_id="collect-%s")
    entries = list(bill.entries.select_related("recorded_by", "corrected_by").order_by("on", "id"))
    refunds = list(bill.refunds.select_related("prepared_by", "decided_by", "entry"))
    share = money.reckoned(bill.event.placement)
    settled = any(r.kind == RefundKind.LEAVING and r.approved is not False for r in refunds)
    return render(
        request,
        "office/invoice.html",
        {
            "bill": bill,
            "number": bill.event.placement.candidacy.number,
            "rate": f"{bill.tax_permille / 10:g}%",
            "balance": balance,
            "owed": -balance.open_yen,
            "entries": entries,
            "correctable": [e for e in entries if e.kind == "collected" and getattr(e, "corrected_by", None) is None],
            "refunds": refunds,
            "payable": next((r for r in refunds if r.approved and getattr(r, "entry", None) is None), None) if balance.open_yen < 0 else None,
            "share": share if share.percent and not settled else None,
            "me": actor_in(request).user_id,
            "forms": forms,
            "asked": which if request.method == "POST" else "",
            "today": today(),
        },
    )  # fmt: skip


def _act(request: HttpRequest, bill: Invoice, which: str, given: dict[str, Any]) -> object:
    by = actor_in(request)
    match which:
        case "collect":
            return money.record_collection(invoice=bill, by=by, **given)
        case "correct":
            entry = get_object_or_404(bill.entries, pk=_number(request.POST.get("entry", "")))
            return money.correct_entry(entry=entry, by=by, **given)
        case "credit":
            return money.prepare_refund(invoice=bill, by=by, kind=RefundKind.CORRECTION, **given)
        case "leaving":
            return money.prepare_refund(invoice=bill, by=by, kind=RefundKind.LEAVING, **given)
        case _:
            refund = get_object_or_404(bill.refunds, pk=_number(request.POST.get("refund", "")))
            return money.pay_refund(refund=refund, by=by, **given)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@roles(*OFFICE)
@require_POST
def decide(request: HttpRequest, serial: int, pk: int) -> HttpResponse:
    """The second person's yes or no to what was prepared."""
    bill = invoice_for(actor_in(request), serial)
    refund = get_object_or_404(bill.refunds, pk=pk)
    answer = request.POST.get("answer")
    if answer not in ("yes", "no"):
        messages.error(request, "「承認する」か「承認しない」をお選びください。")
        return redirect("office_invoice", serial)
    try:
        money.decide_refund(refund=refund, by=actor_in(request), approved=answer == "yes")
        messages.success(request, "承認しました。" if answer == "yes" else "承認しませんでした。")
    except StepRefused as refused:
        messages.error(request, refused.refusals[0].sentence)
    return redirect("office_invoice", serial)


@roles(*OFFICE)
@require_safe
def invoice_file(request: HttpRequest, serial: int) -> HttpResponse:
    bill = invoice_for(actor_in(request), serial)
    return handed_out(bill_pdf(bill), f"invoice-{bill.number}.pdf", "application/pdf")


@roles(*OFFICE)
@require_safe
def statement_file(request: HttpRequest, serial: int) -> HttpResponse:
    """Of the institution that was billed, for the fiscal year of the bill."""
    bill = invoice_for(actor_in(request), serial)
    return handed_out(statement_pdf(bill), f"statement-{bill.number}.pdf", "application/pdf")


@roles(*OFFICE)
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """The journal of a period as CSV for the accounts."""
    period = MoneyPeriod(request.GET)
    if not period.is_valid():
        messages.error(request, "仕訳の期間を読み取れませんでした。もう一度ご入力ください。")
        return redirect(reverse("office_fees"))
    start, end = period.cleaned_data["start"], period.cleaned_data["end"]
    file, lines = journal_file(start, end)
    record_export(by=actor_in(request), what="journal", form="csv", rows=lines, period=f"{start}から{end}")
    name = f"journal-{start:%Y%m%d}-{end:%Y%m%d}.csv"
    return handed_out(file, name, "text/csv; charset=utf-8")
