"""/research/retention/kinds: how long placements last by their kind, with the test; why some ended; promises and staying."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.common.access import roles
from enishi.common.csv_files import csv_file
from enishi.research.editions import latest
from enishi.research.staying import LEAST
from enishi.web.research.curve import HEIGHT, LEFT, TOP, WIDTH
from enishi.web.research.views import HERE, READERS

MONTHS = (1, 3, 6, 12, 24, 36)
CRUMB = ("定着の曲線", "/research/retention")


@dataclass(frozen=True, slots=True)
class Line:
    """One curve of a drawing: its points, where its words stand, which of four dashes it has."""

    points: str
    x: int
    y: int
    label: str
    dash: int


def lines(groups: Sequence[Sequence[Any]]) -> list[Line]:
    """Steps downwards from everybody on the first day; groups: key, label, band, curve."""
    drawn = [(label, curve) for _, label, _, curve in groups if curve]
    last = max((curve[-1][0] for _, curve in drawn), default=1)
    made = []
    for place, (label, curve) in enumerate(drawn):
        points, y = [(LEFT, TOP)], TOP
        for months, stays, *_ in curve:
            x = LEFT + round(WIDTH * months / last)
            points += [(x, y), (x, y := TOP + round(HEIGHT * (1 - stays)))]
        made.append(
            Line(
                " ".join(f"{x},{y}" for x, y in points), points[-1][0], min(y + 22, TOP + HEIGHT - 6), label, place % 4
            )
        )
    return made


def shown(part: dict[str, Any]) -> dict[str, Any]:
    """A parting as the page tells it: rows of words, lines, the test as a sentence."""
    rows = []
    for _, label, band, curve in part["groups"]:
        at = {months: f"{stays:.0%}（{low:.0%}〜{high:.0%}）" for months, stays, low, high in curve}
        rows.append((label, band, [(f"{m}か月", at.get(m, "—")) for m in MONTHS]))
    hidden = sum(band is None for _, band, _ in rows)
    drawn = [row for row in rows if row[1] is not None]
    return {
        "label": part["label"], "rows": drawn, "hidden": hidden, "lines": lines(part["groups"]),
        "test": test_words(part["test"]) if drawn and len(rows) > 1 else "",
    }  # fmt: skip


def test_words(test: Sequence[float] | None) -> str:
    """What the log-rank test says, and what it does not."""
    if test is None:
        return "くらべられる組が二つ以上ないため、検定はしていません。"
    statistic, degrees, p = test
    said = (
        "組のあいだの差は、偶然だけでは起こりにくい大きさです（わけは、この数からは分かりません）。"
        if p < 0.05
        else "組のあいだに差があるとは言えません（差がないことの証明でもありません）。"
    )
    small = "0.0001未満" if p < 0.0001 else f"{p:.4f}"
    return f"ログランク検定：χ²＝{statistic:.2f}、自由度{degrees:.0f}、p＝{small}。{said}"


@roles(*READERS)
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    edition = latest()
    context: dict[str, Any] = {"edition": edition, "least": LEAST, "crumbs": [HERE, CRUMB, ("種類ごとの定着", "")]}
    if edition:
        told = edition.tables["staying"]
        parts = [shown(part) for part in told["partings"]]
        context |= {
            "all": shown({"label": "すべて", "groups": [["all", "すべて", told["band"], told["all"]]], "test": None}),
            "parts": [part for part in parts if part["rows"]],
            "missing": "、".join(part["label"] for part in parts if not part["rows"]),
            "promises": shown(told["promises"]),
            "causes": told["causes"],
            "months": [f"{m}か月" for m in MONTHS],
            "levels": [(TOP + round(HEIGHT * (1 - share)), f"{share:.0%}") for share in (1, 0.75, 0.5, 0.25, 0)],
        }
    return render(request, "research/staying.html", context)


@roles(*READERS)
@require_safe
def kinds_csv(request: HttpRequest) -> HttpResponse:
    """Every curve and reason; what is hidden has no row."""
    edition = latest()
    rows: list[list[Any]] = [["snapshot", "part", "group", "label", "placements", "months", "stays", "low95", "high95"]]
    told = edition.tables["staying"] if edition else {"band": None, "all": [], "partings": [], "promises": None}
    groups = [("all", ["all", "すべて", told["band"], told["all"]])]
    for part in [*told["partings"], *([told["promises"]] if told["promises"] else [])]:
        groups += [(part["key"], group) for group in part["groups"]]
    for part, (key, label, band, curve) in groups:
        rows += [[str(edition), part, key, label, band, *point] for point in curve]
    response = HttpResponse(csv_file(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="retention-kinds.csv"'
    return response
