"""The maldistribution index by area, with its edition, source and caveat; what changed terms would do in a region."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.aftercare.conversion import conversions
from enishi.aftercare.retention import LEAST, curve, curve_csv
from enishi.areas.enums import AreaClass
from enishi.areas.lookups import edition_on
from enishi.areas.models import MedicalArea, Prefecture, PrefectureIndex
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.safe_cells import safe_count
from enishi.web.desk.region_changes import area_page, list_page
from enishi.web.research.curve import drawing

READERS = (Role.RESEARCHER, Role.SUPERVISOR, Role.COMPLIANCE)
HERE = ("医師偏在指標", "/research")


@roles(*READERS)
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Secondary medical areas of the edition in force, fewest physicians first; a prefecture narrows them."""
    edition = edition_on(today())
    prefecture = request.GET.get("prefecture", "")
    rows = MedicalArea.objects.of_edition(edition).select_related("prefecture").order_by("index", "code")
    if prefecture:
        rows = rows.in_prefecture(prefecture)
    return render(
        request,
        "research/areas.html",
        {
            "edition": edition,
            "real_figures": True,
            "page": Paginator(rows, 20).get_page(request.GET.get("page")),
            "prefectures": Prefecture.objects.all(),
            "prefecture": prefecture,
            "own": PrefectureIndex.objects.filter(edition=edition, prefecture=prefecture).first()
            if prefecture
            else None,
            "counts": [
                (c.label, MedicalArea.objects.of_edition(edition).filter(area_class=c).count()) for c in AreaClass
            ],
        },
    )


@roles(*READERS)
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    return list_page(request, one="research_region", crumbs=[HERE, ("地域の条件", "")])


@roles(*READERS)
@require_safe
def region(request: HttpRequest, area: str) -> HttpResponse:
    return area_page(request, area, crumbs=[HERE, ("地域の条件", reverse("research_regions"))])


@roles(*READERS)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """How many stay, by months since the first day, and what came of visits; too few employments draw no curve."""
    count, points = curve(today())
    rows = [(p, safe_count(p.left), *(f"{share * 100:.0f}" for share in (p.stays, p.low, p.high))) for p in points]
    context = {
        "count": safe_count(count),
        "least": LEAST,
        "rows": rows,
        "drawing": drawing(points),
        "conversions": conversions(today()),
        "crumbs": [HERE, ("定着の曲線", "")],
    }
    return render(request, "research/retention.html", context)


@roles(*READERS)
@require_safe
def retention_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(curve_csv(curve(today())[1]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="retention.csv"'
    return response
