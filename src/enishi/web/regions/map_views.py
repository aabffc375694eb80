"""The map of Japan and of its areas by a measure to choose; the same numbers stand in a table and can be taken away."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from enishi.areas.lookups import whole_edition_on
from enishi.areas.models import AreaEdition, AreaOutline, Prefecture
from enishi.areas.outlines import SOURCE, area_rings, outline_source
from enishi.common.access import public
from enishi.common.clock import today
from enishi.research.measures import DESIGNATED, Measured
from enishi.research.place_figures import Figures, prefecture_of
from enishi.web.regions import figures as region_figures
from enishi.web.regions import map_page
from enishi.web.regions.drawing import Sheet, japan, sheet_of
from enishi.web.regions.tables import csv_file

HERE, START = ("地域を知る", "/regions"), ("はじめ", "/")
LEVELS = ("prefectures", "areas", "towns")
AREA_WIDTH, AREA_HEIGHT = 620, 640
MOST_LISTED = 100
"""Designations on the page of the nation; all of a prefecture stand on its own page."""


@public
@require_safe
def japan_map(request: HttpRequest) -> HttpResponse:
    """All prefectures by the measure in the address."""
    figures = figures_today()
    listed = figures.designations if request.GET.get("measure") == DESIGNATED else []
    context = {
        "shown": map_page.of_japan(figures, request.GET.get("measure", ""), japan()),
        "outlines": SOURCE,
        "example": region_figures.example_area(figures.edition),
        "designations": listed[:MOST_LISTED],
        "not_listed": len(listed[MOST_LISTED:]),
        "real_figures": True,
        "crumbs": [START, HERE, ("地図", "")],
    }
    return render(request, "regions/map.html", context)


@public
@require_safe
def prefecture_map(request: HttpRequest, code: str) -> HttpResponse:
    """The areas of a prefecture: as a map where their outlines have been imported, as a table always."""
    figures = figures_today()
    prefecture = get_object_or_404(Prefecture, code=code)
    sheet = _sheet(figures.edition, code)
    shown = map_page.of_prefecture(figures, prefecture, request.GET.get("measure", ""), sheet)
    towns = figures.towns(shown.chosen.measure.key)
    context = {
        "shown": shown,
        "prefecture": prefecture,
        "prefectures": Prefecture.objects.all(),
        "outlines": outline_source(figures.edition) if sheet else "",
        "towns": _town_rows(figures, towns, code) if towns else [],
        "town_measure": towns.measure if towns else None,
        "example": region_figures.example_area(figures.edition) if code == region_figures.EXAMPLE_TOWN[:2] else None,
        "designations": [d for d in figures.designations if code == prefecture_of(d)],
        "real_figures": True,
        "crumbs": [START, HERE, ("地図", "/regions/map"), (prefecture.name, "")],
    }
    return render(request, "regions/map_prefecture.html", context)


@public
@require_safe
def map_csv(request: HttpRequest) -> HttpResponse:
    """All measures of all places of a level, each line with its edition and source. 404 for a level there is not."""
    level = request.GET.get("level", "prefectures")
    prefecture = request.GET.get("prefecture", "")
    if level not in LEVELS or (prefecture and not Prefecture.objects.filter(code=prefecture).exists()):
        raise Http404
    figures = figures_today()
    name = f"map-{level}{'-' + prefecture if prefecture else ''}-{figures.edition.code}.csv"
    return csv_file(name, map_page.CSV_HEAD, map_page.csv_rows(figures, level, prefecture))


def figures_today() -> Figures:
    """Of the edition in force; before the reference tables are loaded there is no such page."""
    edition = whole_edition_on(today())
    if edition is None:
        raise Http404
    return Figures(edition, today())


def _sheet(edition: AreaEdition, prefecture: str) -> Sheet | None:
    """None unless every area of the prefecture has its outline: a map with a hole would be read as sea."""
    areas = edition.areas.filter(prefecture=prefecture)
    newest = AreaOutline.objects.filter(area__in=areas).order_by("-pk").values_list("pk", flat=True)
    found = list(newest)
    if not found or len(found) != areas.count():
        return None
    return _drawn(edition, prefecture, found[0])


@lru_cache(maxsize=100)
def _drawn(edition: AreaEdition, prefecture: str, newest: int) -> Sheet:
    """newest: key of the newest outline; an import writes new rows, so that a kept drawing is never an old one."""
    return sheet_of(area_rings(edition, prefecture), AREA_WIDTH, AREA_HEIGHT)


def _town_rows(figures: Figures, towns: Measured, prefecture: str) -> list[tuple[str, str, str, str]]:
    """(code, name, area, words) of the municipalities of a prefecture, those with the most first."""
    names = {area.code: area.name for area in figures.all_areas}
    rows = [
        (towns.values[code], code, name)
        for code, name in figures.places
        if code[:2] == prefecture and code in towns.values
    ]
    rows.sort(reverse=True)
    return [
        (code, name, names.get(figures.area_of.get(code, ""), "—"), towns.said(code) + towns.measure.unit)
        for _, code, name in rows
    ]
