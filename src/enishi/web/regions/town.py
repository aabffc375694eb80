"""/regions/{municipality}: 地域の肖像 (N12), every fact with its source and day, what is missing as 未確認."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.areas.lookups import area_of, municipality
from enishi.areas.models import Municipality
from enishi.common.access import public
from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western_with_era
from enishi.institutions.region import RegionRow, portrait_of
from enishi.openings.models import Opening
from enishi.web.context import operator
from enishi.web.openings.cards import card_of

CARDS = 3
CODE_DIGITS = 5


def place_of(code: str) -> Municipality:
    """The municipality that is there today; else 404."""
    found = municipality(code) if len(code) == CODE_DIGITS and code.isascii() and code.isdecimal() else None
    if found is None or not found.valid:
        raise Http404
    return found


def town(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one municipality; called by the view of a region."""
    place = place_of(code)
    area = area_of(code)
    shown = Opening.objects.published().filter(institution__municipality=place)
    context: dict[str, Any] = {
        "place": place,
        "area": area,
        "portrait": portrait_of(place),
        "total": shown.count(),
        "cards": [card_of(o) for o in shown.with_terms().last_confirmed_first()[:CARDS]],
        "crumbs": [
            ("はじめ", "/"),
            ("地域を知る", "/regions"),
            (place.prefecture.name, f"/regions/{place.prefecture_id}"),
            *([(area.name, f"/regions/{area.code}")] if area else []),
            (place.name, ""),
        ],
    }
    return render(request, "regions/town.html", context)


@public
@require_safe
def portrait_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The portrait on paper, to be read at the kitchen table."""
    place, profile = place_of(code), operator()
    portrait = portrait_of(place)
    groups = [(topic.label, rows) for topic, rows in portrait.topics]
    data = {
        "title": f"{place.prefecture.name} {place.name}",
        "lead": f"{portrait.asked}の問いのうち、{portrait.known}に答えがあります。",
        "groups": [[title, [_line(row) for row in rows]] for title, rows in groups],
        "honest": [_line(row) for row in portrait.honest],
        "voices": [_line(row) for row in portrait.voices],
        "printed": f"{western_with_era(today())}に印刷",
        "sender": profile.name,
        "sample": profile.sample,
    }
    return HttpResponse(
        pdf("web/regions/typst/portrait.typ", data),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="region-{code}.pdf"', "X-Robots-Tag": "noindex"},
    )


def _line(row: RegionRow) -> list[str]:
    return [row.label, row.text, f"{row.source}　{western_with_era(row.as_of)}" if row.as_of else ""]
