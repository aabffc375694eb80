"""The office's pages."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.actions import end_membership, grant_role
from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.audit.actions import record_export, record_reading
from enishi.audit.models import Entry
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.profile import load_profile
from enishi.common.workflow import StepRefused
from enishi.law.ledgers import LEDGERS
from enishi.office.audit_words import action_words, object_words, role_words
from enishi.office.due import due_on
from enishi.office.fee_ledger import EmployersList, FeesBook
from enishi.office.ledger_files import HOW_COUNTED, parts_of
from enishi.office.ledgers import AnyBook, LedgerRow, openings_ledger, referral_columns, row_columns, seekers_ledger
from enishi.office.models import LedgerEntry
from enishi.office.records import remark
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.web.asking_why import asks_why
from enishi.web.office.forms import LedgerPeriod, MoneyPeriod, NewRole
from enishi.web.office.money_forms import RemarkForm
from enishi.web.streaming import streamed

OFFICE = (Role.COMPLIANCE, Role.SUPERVISOR)
FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
READERS: dict[str, Callable[[date, date], AnyBook]] = {
    "openings": openings_ledger,
    "seekers": seekers_ledger,
    "fees": FeesBook,
    "form30": EmployersList,
}


@roles(*OFFICE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """How much stands in the books this fiscal year, each number a link to the rows behind it."""
    start = fiscal_year_start(today())
    return render(
        request,
        "office/home.html",
        {
            "start": start,
            "deadlines": [(due, due.by < today()) for due in due_on(today(), licensed=_licensed())],
            "openings": Opening.objects.filter(received_on__gte=start).count(),
            "seekers": Physician.objects.filter(accepted_on__gte=start).count(),
            "introductions": Candidacy.objects.filter(introduced_on__gte=start).count(),
            "placements": Candidacy.objects.filter(
                placement__confirmed_at__isnull=False, placement__hired_on__gte=start
            ).count(),
        },
    )


@roles(*OFFICE)
@require_safe
def ledger(request: HttpRequest, name: str) -> HttpResponse:
    """One of the statutory ledgers for a period; the fiscal year so far unless another is asked for."""
    if name not in READERS:
        raise Http404
    start, end = fiscal_year_start(today()), today()
    asked = LedgerPeriod if name in ("openings", "seekers") else MoneyPeriod
    form = asked(request.GET if "start" in request.GET else None, initial={"start": start, "end": end})
    if form.is_bound and form.is_valid():
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    page = Paginator(READERS[name](start, end), 20).get_page(request.GET.get("page"))
    record_reading(by=request.actor, what=f"ledger_{name}", object_type="ledger", object_number=name, level=3)  # type: ignore[attr-defined]
    book = LEDGERS[name]
    return render(
        request,
        "office/ledger.html",
        {
            "book": book,
            "form": form,
            "page": page,
            "start": start,
            "end": end,
            "asked": urlencode({"start": start, "end": end}),
            "rows": [shown(row) for row in page],
            "counted": HOW_COUNTED.get(name, "受け付けたもの"),
            "has_internal": name != "form30",
        },
    )


def _days_asked(request: HttpRequest) -> tuple[date, date] | None:
    """First and last day of the period in the address, the fiscal year so far where there is none; None for no period."""
    if "start" not in request.GET:
        return fiscal_year_start(today()), today()
    period = LedgerPeriod(request.GET)
    return (period.cleaned_data["start"], period.cleaned_data["end"]) if period.is_valid() else None


def _ledger_asked(request: HttpRequest, name: str, form: str) -> str:
    """Code of the file; "" where the view sends back: no such ledger, no period."""
    known = name in READERS and form in FILES and _days_asked(request) is not None
    return f"ledger_{name}" if known else ""


@roles(*OFFICE)
@asks_why(_ledger_asked, back=lambda name, form: reverse("office_ledger", args=[name]))
def ledger_file(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """The ledger of a period of any length as Excel, CSV or A4 landscape."""
    if name not in READERS or form not in FILES:
        raise Http404
    days = _days_asked(request)
    if days is None:
        return redirect(f"{reverse('office_ledger', args=[name])}?{request.GET.urlencode()}")
    start, end = days
    record_reading(by=request.actor, what=f"ledger_{name}", object_type="ledger", object_number=name, level=3)  # type: ignore[attr-defined]
    book = READERS[name](start, end)
    parts = parts_of(book, start, end, form, with_remarks=request.GET.get("remarks") == "1")
    period = f"{start:%Y-%m-%d}から{end:%Y-%m-%d}"
    record_export(by=request.actor, what=f"ledger_{name}", form=form, rows=len(book), period=period)  # type: ignore[attr-defined]
    return streamed(request, parts, name=f"{name}-{start:%Y%m%d}-{end:%Y%m%d}.{form}", content_type=FILES[form])


@roles(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_remarks(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """What the office wrote for itself beside one row, and a form to add to it."""
    if name not in ("openings", "seekers"):
        raise Http404
    which = {"opening__number": number} if name == "openings" else {"physician__number": number}
    entry = get_object_or_404(LedgerEntry, **which)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remark(entry=entry, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, "内部備考を加えました。")
            return redirect("office_ledger_remarks", name, number)
        except StepRefused as refused:
            form.add_error(None, refused.refusals[0].sentence)
    record_reading(by=request.actor, what="ledger", object_type=name.removesuffix("s") if name == "openings" else "physician", object_number=number, level=3)  # type: ignore[attr-defined]  # fmt: skip
    return render(
        request,
        "office/ledger_remarks.html",
        {
            "book": LEDGERS[name],
            "number": number,
            "form": form,
            "remarks": entry.remarks.exclude(text="").select_related("by"),
        },
    )


def shown(row: LedgerRow) -> dict[str, object]:
    """Label and text pairs of a row and of each of its referrals, for the template."""
    return {
        "number": row.number,
        "may_refer": bool(referral_columns(row.ledger)),
        "remarks_at": reverse("office_ledger_remarks", args=[row.ledger.name, row.number])
        if row.ledger.name in ("openings", "seekers")
        else "",
        "items": [(label, row.values.get(name, "")) for name, label in row_columns(row.ledger)],
        "referrals": [
            [(label, referral.get(name, "")) for name, label in referral_columns(row.ledger)]
            for referral in row.referrals
        ],
    }


@roles(*OFFICE, Role.ADMIN)
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """Who did and who read what, newest first; an object's number narrows it."""
    number = request.GET.get("number", "").strip()
    entries = Entry.objects.select_related("actor", "link").order_by("-id")
    if number:
        entries = entries.filter(object_number=number)
    page = Paginator(entries, 30).get_page(request.GET.get("page"))
    return render(
        request, "office/audit.html", {"page": page, "rows": [said(entry) for entry in page], "number": number}
    )


def said(entry: Entry) -> dict[str, object]:
    """One line of the audit log in words."""
    who = (entry.actor.name or entry.actor.email) if entry.actor else "自動処理"
    return {
        "at": entry.at,
        "who": who,
        "role": role_words(entry.role) if entry.actor else "",
        "action": action_words(entry.action, entry.object_type),
        "level": entry.level,
        "object": object_words(entry.object_type, entry.object_number),
        # chained when the transaction commits; an entry without a link is a fault that `audit verify` names
        "position": link.position if (link := getattr(entry, "link", None)) else "",
    }


@roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def users(request: HttpRequest) -> HttpResponse:
    """Staff and members with their roles; a new role is given here."""
    form = NewRole(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        grant_role(
            email=given["email"],
            name=given["name"],
            role=Role(given["role"]),
            organisation=given["organisation"],
            by=request.actor,  # type: ignore[attr-defined]
        )
        messages.success(request, "役割を加えました。")
        return redirect("office_users")
    held = (
        Membership.objects.in_force()
        .exclude(role=Role.PHYSICIAN)
        .select_related("user", "organisation")
        .order_by("role", "user__name")
    )
    page = Paginator(held, 30).get_page(request.GET.get("page"))
    return render(request, "office/users.html", {"form": form, "page": page})


@roles(Role.ADMIN)
@require_POST
def end_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End a role at once. One's own administration cannot be ended, so that somebody is always left."""
    membership = get_object_or_404(Membership.objects.in_force(), pk=membership_id)
    if membership.user_id == request.actor.user_id:  # type: ignore[attr-defined]
        messages.error(request, "ご自分の役割は、ご自分では終えられません。ほかの管理者にお頼みください。")
    else:
        end_membership(membership=membership, by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, "役割を終えました。")
    return redirect("office_users")


def _licensed() -> date | None:
    licensed = load_profile(settings.PROFILE).licensed
    return date.fromisoformat(licensed) if licensed else None


def fiscal_year_start(day: date) -> date:
    """1 April of the fiscal year that holds this day."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)
