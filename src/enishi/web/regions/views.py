"""Regions in public: the index as the ministry printed it, with its edition, source and limits, beside our openings.

What stands between header and footer is the same for everybody and kept while openings and map are the same (`web.kept`);
whatever costs something is worked out only where it is not kept: the template calls it.
"""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.areas.lookups import whole_edition_on
from enishi.areas.models import AreaEdition, Designation, MedicalArea, Prefecture, PrefectureIndex
from enishi.areas.querysets import Designations
from enishi.common.access import public
from enishi.common.clock import today
from enishi.openings.regional import openings_by_prefecture, openings_in, posts_by_area
from enishi.web.kept import state_of_the_data
from enishi.web.openings.cards import card_of
from enishi.web.regions import figures, need
from enishi.web.regions.links import openings_link
from enishi.web.regions.tables import csv_file
from enishi.web.regions.town import CODE_DIGITS, town

CARDS = 3
HERE = ("地域を知る", "/regions")
START = ("はじめ", "/")


@public
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """The map of prefectures, and the same numbers in three tables."""
    edition = _edition()
    rows = cache(lambda: list(PrefectureIndex.objects.of_edition(edition)))
    context = {
        "kept": state_of_the_data(),
        "edition": edition,
        "tiles": lambda: figures.index_tiles(rows()),
        "legend": figures.LEGEND,
        "classes": lambda: figures.by_class(rows(), openings_by_prefecture()),
        "example": cache(lambda: figures.example_area(edition)),
        "real_figures": True,
        "crumbs": [START, (HERE[0], "")],
    }
    return render(request, "regions/list.html", context)


@public
@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """A prefecture by its two digits, a medical area of the edition in force by its four, a municipality by its five."""
    edition = _edition()
    if len(code) == 2:
        return _prefecture(request, edition, code)
    if len(code) == CODE_DIGITS:
        return town(request, code)
    return _area(request, edition, code)


@public
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """All medical areas as a table to take away, with edition and source in each row."""
    edition = _edition()
    return csv_file(f"areas-{edition.code}.csv", figures.CSV_HEAD, figures.csv_rows(edition))


@public
@require_safe
def find_need(request: HttpRequest) -> HttpResponse:
    """自分の診療科が最も足りない町 (product.md P16): by what institutions ask for, never by an invented count."""
    edition = _edition()
    form = need.SpecialtyForm(request.GET.dict())
    context = {
        "edition": edition,
        "form": form,
        "found": need.found(edition, form.chosen) if form.chosen else None,
        "real_figures": True,
        "crumbs": [START, ("募集をさがす", "/openings"), ("診療科から町をさがす", "")],
    }
    return render(request, "regions/find_need.html", context)


def _prefecture(request: HttpRequest, edition: AreaEdition, code: str) -> HttpResponse:
    own = PrefectureIndex.objects.of_edition(edition).filter(prefecture=code).first()
    if own is None:
        raise Http404
    context = {
        "kept": state_of_the_data(),
        "edition": edition,
        "own": own,
        "heads": lambda: figures.prefecture_heads(own),
        "areas": cache(lambda: _area_rows(edition, code)),
        "scale": figures.scale_of(edition),
        "total": cache(lambda: openings_by_prefecture().get(code, 0)),
        "openings_href": openings_link(prefecture=code),
        "designations": cache(lambda: list(_designations().touching_prefecture(code))),
        "neighbours": cache(lambda: list(Prefecture.objects.filter(region=own.prefecture.region).exclude(code=code))),
        "real_figures": True,
        "crumbs": [START, HERE, (own.prefecture.name, "")],
    }
    return render(request, "regions/prefecture.html", context)


def _area(request: HttpRequest, edition: AreaEdition, code: str) -> HttpResponse:
    area = MedicalArea.objects.of_edition(edition).filter(code=code).select_related("prefecture", "edition").first()
    if area is None:
        raise Http404
    shown = cache(lambda: openings_in(area))
    context = {
        "kept": state_of_the_data(),
        "edition": edition,
        "area": area,
        "facts": lambda: figures.area_facts(area),
        "scale": figures.scale_of(edition),
        "bar": figures.bar_of(area.index),
        "towns": cache(lambda: figures.towns_of(area)),
        "designations": cache(lambda: list(_designations().touching_area(area))),
        "total": cache(lambda: shown().count()),
        "cards": cache(lambda: [card_of(o) for o in shown().with_terms().last_confirmed_first()[:CARDS]]),
        "openings_href": openings_link(area=area.code),
        "is_example": cache(lambda: figures.example_area(edition) == area),
        "real_figures": True,
        "crumbs": [START, HERE, (area.prefecture.name, f"/regions/{area.prefecture_id}"), (area.name, "")],
    }
    return render(request, "regions/area.html", context)


def _area_rows(edition: AreaEdition, code: str) -> list[figures.AreaRow]:
    """The areas of a prefecture, fewest physicians first, with their openings."""
    areas = MedicalArea.objects.of_edition(edition).in_prefecture(code).order_by("index", "code")
    posts = posts_by_area(edition, prefecture=code).posts
    return [figures.area_row(area, posts.get(area.pk)) for area in areas]


def _designations() -> Designations:
    return Designation.objects.in_force_on(today()).select_related("area", "municipality")


def _edition() -> AreaEdition:
    """The edition in force; before the reference tables are loaded there is no such page."""
    edition = whole_edition_on(today())
    if edition is None:
        raise Http404
    return edition
