"""How unevenly physicians are spread, and how figures changed over years and editions; each as a table to take away too."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.common.access import public
from enishi.research.inequality import thinned
from enishi.research.place_figures import Figures
from enishi.research.spread import Editions, Spread, comparable_years, spreads
from enishi.web.regions.map_views import HERE, START, figures_today
from enishi.web.regions.tables import csv_file

MAP = ("地図", "/regions/map")
LEFT, TOP, SIDE, MOST_POINTS = 76, 20, 420, 120
TENTHS = [n / 10 for n in range(1, 11)]
SPREAD_HEAD = (
    "curve", "title", "code", "name", "physicians", "people", "cumulative_people", "cumulative_physicians", "gini",
    "edition", "source",
)  # fmt: skip
YEARS_HEAD = ("code", "prefecture", "year", "physicians", "change_percent", "source")


@dataclass(frozen=True, slots=True)
class Drawing:
    """curve: points of the line; gap: of the field between it and the even line; marks: (x, y, words) along both axes."""

    curve: str
    gap: str
    across: list[tuple[int, str]]
    upwards: list[tuple[int, str]]
    left: int = LEFT
    top: int = TOP
    right: int = LEFT + SIDE
    bottom: int = TOP + SIDE
    middle: int = LEFT + SIDE // 2


@public
@require_safe
def inequality(request: HttpRequest) -> HttpResponse:
    """The curve chosen in the address, the coefficient of all, and what the tenths of the people have."""
    figures = figures_today()
    found = spreads(figures)
    asked = request.GET.get("curve", "")
    chosen = next((spread for spread in found if spread.key == asked), found[0] if found else None)
    context = {
        "found": [(s, f"{s.curve.gini:.3f}", s is chosen) for s in found],
        "chosen": chosen,
        "gini": f"{chosen.curve.gini:.3f}" if chosen else "",
        "drawing": _drawing(chosen) if chosen else None,
        "tenths": _tenths(chosen) if chosen else [],
        "fifth": f"{chosen.curve.share_of_the_lowest(0.2) * 100:.1f}" if chosen else "",
        "years": len(comparable_years(figures)),
        "real_figures": True,
        "crumbs": [START, HERE, MAP, ("偏りの大きさ", "")],
    }
    return render(request, "regions/inequality.html", context)


@public
@require_safe
def inequality_csv(request: HttpRequest) -> HttpResponse:
    rows = (
        (s.key, s.title, code, name, f"{held:g}", f"{people:g}", f"{x:.6f}", f"{y:.6f}", f"{s.curve.gini:.6f}", s.edition, s.source)
        for s in spreads(figures_today())
        for code, name, held, people, x, y in s.rows()
    )  # fmt: skip
    return csv_file("inequality.csv", SPREAD_HEAD, rows)


@public
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Physicians by prefecture over the years, and the index over its editions as far as more than one is known."""
    figures = figures_today()
    counts, source = figures.physicians
    known = sorted(counts, reverse=True)  # the newest first: on a phone it stands beside the name
    editions = Editions()
    context = {
        "years": known,
        "source": source,
        "total": [f"{sum(counts[year].values()):,}" for year in known],
        "total_change": _change(sum(counts[known[-1]].values()), sum(counts[known[0]].values())) if known else "",
        "rows": [
            (
                row.prefecture_id,
                row.prefecture.name,
                [f"{counts[year][row.prefecture_id]:,}" for year in known],
                _change(counts[known[-1]][row.prefecture_id], counts[known[0]][row.prefecture_id]),
            )
            for row in figures.own
        ]
        if known
        else [],
        "editions": editions,
        "edition": figures.edition,
        "index_tables": [("都道府県", editions.prefectures), ("構成市区町村の同じ二次医療圏", editions.areas)]
        if editions.several
        else [],
        "real_figures": True,
        "crumbs": [START, HERE, MAP, ("年ごとに比べる", "")],
    }
    return render(request, "regions/years.html", context)


@public
@require_safe
def years_csv(request: HttpRequest) -> HttpResponse:
    return csv_file("physicians-by-year.csv", YEARS_HEAD, _year_rows(figures_today()))


def _year_rows(figures: Figures) -> Iterator[tuple[str, str, str, int, str, str]]:
    """The change is against the first year of the table."""
    counts, source = figures.physicians
    for row in figures.own:
        for year in sorted(counts):
            first, now = counts[min(counts)][row.prefecture_id], counts[year][row.prefecture_id]
            yield (
                row.prefecture_id,
                row.prefecture.name,
                year,
                now,
                f"{(now / first - 1) * 100:.2f}" if first else "",
                source,
            )


def _change(before: int, after: int) -> str:
    """＋5.0% or −2.3%."""
    if not before:
        return "—"
    change = round((after / before - 1) * 100, 1)
    return f"{'＋' if change > 0 else '−' if change < 0 else '±'}{abs(change):.1f}%"


def _drawing(spread: Spread) -> Drawing:
    points = " ".join(
        f"{LEFT + x * SIDE:.1f},{TOP + (1 - y) * SIDE:.1f}" for x, y in thinned(spread.curve, MOST_POINTS)
    )
    fifths = [n / 5 for n in range(6)]
    return Drawing(
        curve=points,
        gap=points,
        across=[(round(LEFT + x * SIDE), f"{x:.0%}") for x in fifths],
        upwards=[(round(TOP + (1 - y) * SIDE), f"{y:.0%}") for y in fifths],
    )


def _tenths(spread: Spread) -> list[tuple[str, str]]:
    """(share of the people with the fewest, their share of the physicians)."""
    return [(f"{x:.0%}", f"{spread.curve.share_of_the_lowest(x) * 100:.1f}%") for x in TENTHS]
