"""/research/net-effect: what placements change on the whole, sums and single ones, none of which points at a person."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.csv_files import csv_file
from enishi.research import effect_words
from enishi.research.editions import latest
from enishi.research.need import SCHEMES
from enishi.research.net_effect import ASSUMED
from enishi.web.components.actors import actor_in
from enishi.web.research.views import HERE, READERS

TITLE = "偏在への純効果"
BACK = (TITLE, "/research/net-effect")


@roles(*READERS)
@require_safe
def net_effect(request: HttpRequest) -> HttpResponse:
    """The sum as a sentence, the scales it rests on, sums by class, region, year and area, and each placement."""
    edition = latest()
    context = {"edition": edition, "crumbs": [HERE, (TITLE, "")], "assumed": list(ASSUMED.values())}
    if edition:
        effects = edition.tables["effects"]
        (whole,) = effect_words.lines_of(effects, "all")
        tables, missing = [], []
        for key, (title, head) in effect_words.TITLES.items():
            lines = [line for line in effect_words.lines_of(effects, key) if line.placements is not None]
            if lines:
                tables.append((title, head, [(line, effect_words.cells(line)) for line in lines]))
            else:
                missing.append(title)
        context |= {
            "said": effect_words.whole(whole),
            "sensitivity": effect_words.sensitivity(whole),
            "schemes": [scheme.label for scheme in SCHEMES.values()],
            "tables": tables,
            "missing": "、".join(missing),
            "page": Paginator([effect_words.placement(one) for one in effects["placements"]], 10).get_page(
                request.GET.get("page")
            ),
        }
    return render(request, "research/net_effect.html", context)


@roles(*READERS)
@require_safe
def placement(request: HttpRequest, key: str) -> HttpResponse:
    """One placement of the newest edition: no person, no institution, no area, no day."""
    edition = latest()
    found = next((one for one in edition.tables["effects"]["placements"] if one[0] == key), None) if edition else None
    if found is None:
        raise Http404
    context = {
        "edition": edition,
        "shown": effect_words.placement(found),
        "schemes": list(SCHEMES.values()),
        "crumbs": [HERE, BACK, ("一つの採用", "")],
    }
    return render(request, "research/placement.html", context)


@roles(*READERS)
@require_safe
def net_effect_csv(request: HttpRequest) -> HttpResponse:
    """All sums with every scale, both assumptions; a hidden line has no numbers."""
    edition = latest()
    names = [f"{assumed}_{key}" for assumed in ASSUMED for key in SCHEMES]
    rows: list[list[Any]] = [["snapshot", "table", "key", "label", "placements", "fte", *names]]
    for table in ("all", *effect_words.TITLES):
        for line in effect_words.lines_of(edition.tables["effects"], table) if edition else ():
            hidden = line.placements is None
            numbers = [] if hidden else [line.placements, line.fte, *line.effects.values(), *line.kept.values()]
            rows.append([str(edition), table, line.key, line.label, *(numbers or [""] * (2 + len(names)))])
    record_export(by=actor_in(request), what="net_effect", form="csv", rows=len(rows) - 1)
    response = HttpResponse(csv_file(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="net-effect.csv"'
    return response
