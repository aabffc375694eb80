"""Yearly reports to societies: for the team at /ops/societies/{pk}/reports, for the society itself at /society/reports."""

from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.outreach.enums import Stage
from enishi.outreach.funnel import latest_edition
from enishi.outreach.models import Society
from enishi.outreach.report import (
    FIRST_YEAR,
    PAGES,
    Report,
    paper_of,
    people_words,
    report_of,
    report_page,
    report_pdf,
    years_of,
)
from enishi.outreach.societies import own_society, society_for
from enishi.web.components.actors import actor_in
from enishi.web.outreach.contacts import BOOK
from enishi.web.outreach.kit import TEAM

TEN_MINUTES = 600


def _answer(data: bytes, kind: str, name: str = "") -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    if name:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    return answer


def _pdf(society: Society, year: int) -> HttpResponse:
    return _answer(report_pdf(report_of(society, year)), "application/pdf", f"report-{society.pk}-{year}.pdf")


def _picture(society: Society, year: int, page: int) -> HttpResponse:
    """A page as picture, kept for some minutes: the page that shows it asks for each of them."""
    if not 1 <= page <= PAGES or not year >= FIRST_YEAR:
        raise Http404
    report = report_of(society, year)
    pages, key = caches["pages"], f"report:{society.pk}:{year}:{page}:{hash(repr(paper_of(report)))}"
    found = pages.get(key)
    if found is None:
        found = report_page(report, page)
        if found is None:
            raise Http404
        pages.set(key, found, TEN_MINUTES)
    return _answer(found, "image/png")


def _page(request: HttpRequest, report: Report, layout: str, base: str, crumbs: list[tuple[str, str]]) -> HttpResponse:
    society, year = report.society, report.year
    at = [society.pk, year] if base == "society_report" else [year]
    context: dict[str, Any] = {
        "layout": layout, "report": report, "society": society, "crumbs": crumbs,
        "stages": [(s.label, people_words(report.row, s)) for s in Stage],
        "pages": [reverse(f"{base}_page", args=[*at, page]) for page in range(1, PAGES + 1)],
        "pdf": reverse(f"{base}_pdf", args=at),
        "texts": [("会報などにお載せいただける文", report.text), (f"次の号の文　{report.season.label}", report.next)],
        "others": [
            (other, reverse(base, args=[*at[:-1], other])) for other in years_of(society, latest_edition()) if other != year
        ],
    }  # fmt: skip
    return render(request, "outreach/report.html", context)


@roles(*TEAM)
@require_safe
def society_report(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """What this society would get, to look at first."""
    society = society_for(actor_in(request), pk)
    crumbs = [BOOK, (society.name, f"/ops/societies/{pk}"), (f"{year}年のご報告", "")]
    return _page(request, report_of(society, year), "base_staff.html", "society_report", crumbs)


@roles(*TEAM)
@require_safe
def society_report_pdf(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    return _pdf(society_for(actor_in(request), pk), year)


@roles(*TEAM)
@require_safe
def society_report_page(request: HttpRequest, pk: int, year: int, page: int) -> HttpResponse:
    return _picture(society_for(actor_in(request), pk), year, page)


@roles(Role.SOCIETY)
@require_safe
def own_report(request: HttpRequest, year: int) -> HttpResponse:
    """For the society itself: its own year and no other's."""
    society = own_society(actor_in(request))
    crumbs = [("ご案内の状況", "/society"), (f"{year}年のご報告", "")]
    return _page(request, report_of(society, year), "base.html", "own_report", crumbs)


@roles(Role.SOCIETY)
@require_safe
def own_report_pdf(request: HttpRequest, year: int) -> HttpResponse:
    return _pdf(own_society(actor_in(request)), year)


@roles(Role.SOCIETY)
@require_safe
def own_report_page(request: HttpRequest, year: int, page: int) -> HttpResponse:
    return _picture(own_society(actor_in(request)), year, page)
