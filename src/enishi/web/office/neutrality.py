"""Pages of neutrality: the year's proposals beside the lists they were chosen from, each list, and the head of the audit chain."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.audit.actions import record_export
from enishi.audit.models import Entry
from enishi.audit.verify import head, link_at
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.japanese.widths import half_width
from enishi.office.chosen import neutrality_of
from enishi.office.models import ChosenFrom
from enishi.office.neutrality_papers import chain_paper, neutrality_paper
from enishi.office.results import fiscal_year
from enishi.office.safety_enums import PassedOver
from enishi.web.components.actors import actor_in
from enishi.web.office.money import handed_out
from enishi.web.office.views import OFFICE

FIRST_YEAR = 2020


@roles(*OFFICE)
@require_safe
@never_cache
def neutrality(request: HttpRequest, year: int) -> HttpResponse:
    _known(year)
    rows = ChosenFrom.objects.filter(at__date__range=_days(year)).select_related("candidacy__opening").order_by("-pk")
    this = fiscal_year(today())
    context = {
        "report": neutrality_of(year),
        "page": Paginator(rows, 20).get_page(request.GET.get("page")),
        "years": [y for y in (this, this - 1, this - 2) if y >= FIRST_YEAR],
        "year": year,
    }
    return render(request, "office/neutrality.html", context)


@roles(*OFFICE)
@require_safe
@never_cache
def neutrality_file(request: HttpRequest, year: int) -> HttpResponse:
    _known(year)
    report = neutrality_of(year)
    record_export(by=actor_in(request), what="neutrality", form="pdf", rows=report.proposals)
    return handed_out(neutrality_paper(report), f"neutrality-{year}.pdf", "application/pdf")


@roles(*OFFICE)
@require_safe
@never_cache
def chosen_from(request: HttpRequest, number: str) -> HttpResponse:
    """The list one proposal was chosen from, and why each other opening on it was not the one."""
    kept = get_object_or_404(ChosenFrom.objects.select_related("candidacy__opening"), candidacy__number=number)
    entries = [{**entry, "words": PassedOver(entry["why"]).label} for entry in kept.entries]
    return render(request, "office/chosen_from.html", {"kept": kept, "entries": entries})


@roles(*OFFICE)
@require_safe
@never_cache
def chain(request: HttpRequest) -> HttpResponse:
    """The head of the chain, and whether a printed one still fits: the place whose QR code the paper carries."""
    position, printed = _as_on_paper(request.GET.get("position", "")), _as_on_paper(request.GET.get("hash", "")).lower()
    stands = link_at(int(position)) if position.isascii() and position.isdecimal() and len(position) < 18 else None
    last = Entry.objects.filter(action="export:chain").select_related("actor").order_by("-id").first()
    context = {
        "head": head(),
        "position": position,
        "hash": printed,
        "asked": bool(position or printed),
        "fits": stands is not None and len(printed) >= 8 and stands.startswith(printed),
        "last": last,
        "due": last is None or (today() - timezone.localdate(last.at)).days >= 7,
    }
    return render(request, "office/chain.html", context)


@roles(*OFFICE)
@require_safe
@never_cache
def chain_file(request: HttpRequest) -> HttpResponse:
    """One A4: position, hash, QR code. Kept in a folder, it holds the whole log before it."""
    position, digest = head()
    record_export(by=actor_in(request), what="chain", form="pdf", rows=position)
    return handed_out(chain_paper(position, digest), f"chain-{today():%Y%m%d}.pdf", "application/pdf")


def _as_on_paper(text: str) -> str:
    """What was typed without the commas and gaps of the paper: it prints 4,844 and groups of eight letters."""
    return "".join(half_width(text).replace(",", "").split())


def _known(year: int) -> None:
    if not FIRST_YEAR <= year <= fiscal_year(today()):
        raise Http404


def _days(year: int) -> tuple[str, str]:
    return f"{year}-04-01", f"{year + 1}-03-31"
