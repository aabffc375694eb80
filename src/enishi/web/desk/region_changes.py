"""/desk/regions and /research/regions: what would happen if all openings of a region changed one thing.

Both rooms show the same bands; no name, no number below five.
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.common.access import roles
from enishi.engine.bands import PHYSICIANS
from enishi.matching.models import RegionAnswer
from enishi.matching.regions import AREAS, newest_answer, newest_answers
from enishi.web.desk.common import READERS

DESIGNATED = 3  # so many of `AREAS` are designations, the others prefectures
FEW = PHYSICIANS[0].key  # the same for openings
Crumbs = list[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """One change: the bands of physicians it newly brings, and of openings that reach five of them by it; "" = few."""

    phrase: str
    physicians: str
    openings: str


@roles(*READERS)
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    return list_page(request, one="desk_region", crumbs=[("募集", reverse("desk_openings")), ("地域の条件", "")])


@roles(*READERS)
@require_safe
def region(request: HttpRequest, area: str) -> HttpResponse:
    crumbs = [("募集", reverse("desk_openings")), ("地域の条件", reverse("desk_regions"))]
    return area_page(request, area, crumbs=crumbs)


def list_page(request: HttpRequest, *, one: str, crumbs: Crumbs) -> HttpResponse:
    """Every region with openings, with both bands as things are. `one`: the name of the address of one region."""
    rows = [
        {"name": AREAS[area], "href": reverse(one, args=[area]), "now": _now(row), "n_openings": row.n_openings}
        for area, row in newest_answers().items()
    ]
    split = sum(1 for row in rows if row["name"] in list(AREAS.values())[:DESIGNATED])
    groups = [("国や県が定めた区域", rows[:split]), ("都道府県", rows[split:])]
    return render(request, "desk/regions.html", {"groups": [g for g in groups if g[1]], "crumbs": crumbs})


def area_page(request: HttpRequest, area: str, *, crumbs: Crumbs) -> HttpResponse:
    """One region. Raises Http404 for what is no region."""
    if area not in AREAS:
        raise Http404
    found = newest_answer(area)
    context: dict[str, Any] = {"area": AREAS[area], "found": found, "crumbs": [*crumbs, (AREAS[area], "")]}
    if found is not None:
        context |= _lines(found) | {"now": _now(found)}
    return render(request, "desk/region.html", context)


def _lines(found: RegionAnswer) -> dict[str, Any]:
    """Changes that bring enough to tell, and the phrases of the others; both in the table's order, never by size."""
    effects = found.answer["effects"]
    lines = [Line(effect["phrase"], _told(effect["newly"]), _told(effect["reaching"])) for effect in effects]
    telling = [line for line in lines if line.physicians or line.openings]
    return {"telling": telling, "others": [line.phrase for line in lines if line not in telling]}


def _now(found: RegionAnswer) -> dict[str, str]:
    return {name: _told(found.answer[name]) for name in ("physicians", "openings")}


def _told(band: dict[str, str]) -> str:
    return "" if band["band"] == FEW else band["text"]
