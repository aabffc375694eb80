"""The maldistribution index by area, with its edition, source and caveat; what changed terms would do in a region."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.areas.enums import AreaClass
from enishi.areas.lookups import edition_on
from enishi.areas.models import MedicalArea, Prefecture, PrefectureIndex
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.web.desk.region_changes import area_page, list_page

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
