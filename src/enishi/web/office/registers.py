"""Pages of what can be shown afterwards: texts and consents, disclosures, files taken out, and who may open which page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.audit.actions import record_export, record_reading
from enishi.audit.models import Entry
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.csv_files import csv_parts
from enishi.office import consents as books
from enishi.office.audit_words import export_words, role_words
from enishi.office.purposes import purpose_words
from enishi.physicians.models import ConsentText
from enishi.web.asking_why import asks_why
from enishi.web.office.role_matrix import COLUMNS, role_matrix
from enishi.web.office.views import OFFICE
from enishi.web.streaming import streamed
from enishi.web.taken_out import VISITOR

AT_ONCE = 20


@roles(*OFFICE)
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """Every text that was ever agreed to, its hash, its days, and how many agreed to exactly these words."""
    return render(request, "office/consents.html", {"versions": books.text_versions()})


@roles(*OFFICE)
@require_safe
@never_cache
def consent_text(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    """Who agreed to one version, when, how, until when; by number, so no name is read."""
    text = get_object_or_404(ConsentText, kind=kind, version=version)
    shown = next(v for v in books.text_versions() if v.text.pk == text.pk)
    page = Paginator(books.consents_to(text), AT_ONCE).get_page(request.GET.get("page"))
    rows = [(c, books.way_words(c), books.delivery_words(c)) for c in page]
    return render(request, "office/consent_text.html", {"shown": shown, "page": page, "rows": rows})


@roles(*OFFICE)
@require_safe
@never_cache
def disclosures(request: HttpRequest) -> HttpResponse:
    """What was shown to which institution at which level, by which consent; a number narrows it."""
    number = request.GET.get("number", "").strip()
    page = Paginator(books.disclosure_grants(number), AT_ONCE).get_page(request.GET.get("page"))
    rows = books.disclosures(list(page))
    return render(request, "office/disclosures.html", {"page": page, "rows": rows, "number": number})


@roles(*OFFICE)
@asks_why("disclosures", back=lambda: reverse("office_disclosures"))
def disclosures_csv(request: HttpRequest) -> HttpResponseBase:
    """The register as a file, made while it is handed out."""
    number = request.GET.get("number", "").strip()
    rows = books.disclosure_grants(number).count()
    record_reading(by=request.actor, what="disclosures", object_type="ledger", object_number="disclosures", level=1)  # type: ignore[attr-defined]
    record_export(by=request.actor, what="disclosures", form="csv", rows=rows)  # type: ignore[attr-defined]
    name = f"disclosures-{today():%Y%m%d}.csv"
    return streamed(
        request, csv_parts(books.disclosure_lines(number)), name=name, content_type="text/csv; charset=utf-8"
    )


@roles(*OFFICE, Role.ADMIN)
@require_safe
@never_cache
def exports(request: HttpRequest) -> HttpResponse:
    """Which files were taken out of the system, by whom, with how many rows; a number narrows it to one record."""
    number = request.GET.get("number", "").strip()
    entries = Entry.objects.filter(action__startswith="export:").select_related("actor").order_by("-id")
    if number:
        entries = entries.filter(data__about=number)
    page = Paginator(entries, 30).get_page(request.GET.get("page"))
    rows = [
        {
            "at": e.at,
            "who": (e.actor.name or e.actor.email) if e.actor else "" if e.role == VISITOR.role else "自動処理",
            "role": role_words(e.role) if e.actor or e.role == VISITOR.role else "",
            "about": e.data.get("about", ""),
            "what": export_words(e.action),
            "form": e.object_number.upper(),
            "rows": e.data.get("rows"),
            "period": e.data.get("period", ""),
            "why": why,
        }
        for e, why in zip(page, purpose_words([e.data for e in page]), strict=True)
    ]
    return render(request, "office/exports.html", {"page": page, "rows": rows, "number": number})


@roles(*OFFICE, Role.ADMIN)
@require_safe
def role_page(request: HttpRequest) -> HttpResponse:
    """Who may open which page, read from the declarations of the views themselves."""
    return render(request, "office/role_matrix.html", {"sections": role_matrix(), "columns": COLUMNS})
