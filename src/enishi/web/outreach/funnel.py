"""/ops/funnel: what became of everybody who came by a link, what it cost, and which media, words and seasons work."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.common.access import roles
from enishi.outreach import funnel, funnel_files
from enishi.outreach.costs import OUTCOMES, cost_lines
from enishi.outreach.enums import Stage
from enishi.outreach.estimates import Band, Group, apart, leaning, rate_band, share_band
from enishi.outreach.funnel import Published, Row, latest_edition
from enishi.outreach.report import people_words
from enishi.physicians.enums import HeardOf
from enishi.web.outreach.charts import bars, end_of, whisker
from enishi.web.outreach.kit import TEAM

TABS = (funnel.MEDIUM, funnel.SOCIETY, funnel.CAMPAIGN, funnel.TEXT, funnel.SEASON, funnel.YEAR)
FACTORS = (funnel.TEXT, funnel.MEDIUM, funnel.SEASON)
THOUSAND = 1000
CRUMB = ("周知", "/ops/campaigns")
HERE = ("周知の成果", "/ops/funnel")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@roles(*TEAM)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """From the visit to the year after; one way of parting the links at a time."""
    published, by = latest_edition(), request.GET.get("by", "")
    by = by if by in TABS else funnel.MEDIUM
    context: dict[str, Any] = {"published": published, "crumbs": [CRUMB, (HERE[0], "")]}
    if published:
        rows = published.tables[by]
        context |= {
            "total": published.total, "bars": bars(published.total), "stages": [stage.label for stage in Stage],
            "by": by, "title": funnel.TITLES[by][0], "head": funnel.TITLES[by][1],
            "tabs": [(key, funnel.TITLES[key][0], key == by) for key in TABS],
            "rows": [(row, [(s.label, people_words(row, s)) for s in Stage]) for row in rows],
            "comparisons": comparisons(rows),
            "costs": [_cost_words(line) for line in cost_lines(published, by)],
            "outcomes": [stage.label for stage in OUTCOMES], "costs_known": by in COSTS_KNOWN, "heard": _heard(published),
        }  # fmt: skip
    return render(request, "outreach/funnel.html", context)


COSTS_KNOWN = (funnel.MEDIUM, funnel.SOCIETY, funnel.CAMPAIGN, funnel.TEXT)


def comparisons(rows: Any) -> list[dict[str, Any]]:
    """Who registered of a thousand visits, and which of those who registered work somewhere: each with its interval."""
    of_visits = {
        row.key: rate_band(n, row.visits / THOUSAND)
        for row in rows
        if (n := row.people[Stage.REGISTERED]) is not None and row.visits
    }
    return [
        _compared("訪問1,000回あたりの、ご登録の人数", rows, of_visits, lambda x: f"{x:.1f}人"),
        _compared(
            "ご登録の先生のうち、就業に至った割合", rows, _shares(rows, Stage.PLACED, Stage.REGISTERED), _percent
        ),
    ]


def _shares(rows: Any, reached: Stage, of: Stage) -> dict[str, Band]:
    found = {}
    for row in rows:
        n = row.people[of]
        low, high = row.between(reached)
        if n and _says(row, reached, n):
            found[row.key] = share_band((low, n if high is None else high), n)
    return found


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def _compared(title: str, rows: Any, bands: dict[str, Band], words: Any) -> dict[str, Any]:
    end = end_of(bands.values()) if bands else 1.0
    lines = [
        {
            "label": row.label, "drawn": whisker(band, end),
            "point": "非公表" if band.point is None else words(band.point), "range": f"{words(band.low)}〜{words(band.high)}",
        }
        for row in rows if (band := bands.get(row.key)) is not None
    ]  # fmt: skip
    hidden = [row.label for row in rows if row.key not in bands]
    return {"title": title, "lines": lines, "end": words(end), "hidden": hidden, "verdict": verdict(rows, bands)}


def verdict(rows: Any, bands: dict[str, Band]) -> list[str]:
    """What the bands allow to say, in whole sentences. Never an order of all: only which one is above which."""
    label = {row.key: row.label for row in rows}
    if len(bands) < 2:
        return ["くらべられるだけの人数が、まだありません。"]
    pairs = apart(bands)
    if not pairs:
        return ["まだ判断できません。95%の幅がどれも重なっていて、違いは偶然かもしれません。"]
    above: dict[str, list[str]] = {}
    for one, other in pairs:
        above.setdefault(one, []).append(label[other])
    said = [f"「{label[one]}」は、「{'」「'.join(others)}」より多いといえます。" for one, others in above.items()]
    return (
        [*said, "そのほかの組み合わせは、まだ判断できません。"]
        if len(pairs) < len(bands) * (len(bands) - 1) // 2
        else said
    )


def _cost_words(line: Any) -> dict[str, Any]:
    each = [
        (Stage(stage).label, f"{cost[1]:,}円" if cost else "非公表", f"{cost[0]:,}〜{cost[2]:,}円" if cost else "")
        for stage, cost in line.each.items()
    ]
    return {"label": line.row.label, "yen": line.yen, "work": line.work_yen, "each": each}


def _heard(published: Published) -> list[tuple[str, str]]:
    """What physicians say themselves, and those who said nothing."""
    labels = {word.value: word.label for word in HeardOf} | {funnel.NOT_SAID: "お答えなし"}
    cells = published.heard.cells
    return [(word, "非公表" if (n := cells.get(key)) is None else f"{n:,}人") for key, word in labels.items()]


@roles(*TEAM)
@require_safe
def results_file(request: HttpRequest, form: str) -> HttpResponse:
    """All tables of the newest edition as Excel or CSV. 404 before the first one."""
    published = latest_edition()
    if published is None:
        raise Http404
    data, kind = (
        (funnel_files.as_workbook(published), XLSX)
        if form == "xlsx"
        else (funnel_files.as_csv(published), "text/csv; charset=utf-8")
    )
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="outreach-{published.until:%Y-%m}.{form}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    return answer


@roles(*TEAM)
@require_safe
def works(request: HttpRequest) -> HttpResponse:
    """Which words, medium and season bring physicians who stay: what can be said, and what cannot yet."""
    published = latest_edition()
    parts = [part(key, published.tables[key]) for key in FACTORS] if published else []
    context = {"published": published, "parts": parts, "crumbs": [CRUMB, HERE, ("何が効いているか", "")]}
    return render(request, "outreach/works.html", context)


def part(table: str, rows: Any) -> dict[str, Any]:
    """One way of parting the links: who came to work, and who of them stayed."""
    return {
        "title": PARTS[table],
        "questions": [
            _question("ご登録の先生が就業に至る割合", rows, Stage.PLACED, Stage.REGISTERED),
            _question("着任の1年あとも続けておられる割合", rows, Stage.STAYED, Stage.YEAR_OVER),
        ],
    }


PARTS = {funnel.TEXT: "どの文が", funnel.MEDIUM: "どの媒体が", funnel.SEASON: "どの季節が"}


def _question(title: str, rows: Any, reached: Stage, of: Stage) -> dict[str, Any]:
    groups = [
        Group(row.key, n, _range(row, reached, n)) for row in rows if (n := row.people[of]) and _says(row, reached, n)
    ]
    bands = leaning(groups)
    shown = _compared(title, rows, bands, _percent)
    shown["counts"] = {
        row.label: f"{row.people[of]}人のうち{people_words(row, reached)}" for row in rows if row.key in bands
    }
    shown["lines"] = [line | {"count": shown["counts"][line["label"]]} for line in shown["lines"]]
    return shown


def _says(row: Row, stage: Stage, n: int) -> bool:
    """Whether the table tells anything of how many of n reached the stage."""
    return _range(row, stage, n) != (0, n)


def _range(row: Row, stage: Stage, n: int) -> tuple[int, int]:
    low, high = row.between(stage)
    return low, n if high is None else min(high, n)
