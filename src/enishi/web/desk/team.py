"""/desk/team: the team's figures by month with what they count, who carries how much, what waits for a second person."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.audit.actions import record_export
from enishi.common.access import roles
from enishi.common.clock import now, today
from enishi.common.csv_files import csv_file
from enishi.desk import team
from enishi.desk.team_rules import FEWEST, Median, Share
from enishi.web.components.actors import actor_in

ON_A_PAGE = 50
OVERRIDES_SINCE = timedelta(days=30)


@roles(Role.SUPERVISOR)
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    actor, day = actor_in(request), today()
    figures = [
        {
            "figure": figure,
            "months": [
                {"first": m.first, "words": words_of(m.told), "small": small_of(m.told), "n": m.told.n} for m in months
            ],
        }
        for figure, months in team.by_month(actor, day)
    ]
    return render(
        request,
        "desk/team.html",
        {
            "months": team.months_until(day),
            "waits": [f for f in figures if not f["figure"].is_share],  # type: ignore[attr-defined]
            "promises": [f for f in figures if f["figure"].is_share],  # type: ignore[attr-defined]
            "loads": team.loads(day),
            "waiting": team.waiting(actor),
            "overrides": team.overrides(now() - OVERRIDES_SINCE),
            "fewest": FEWEST,
        },
    )


def words_of(told: Median | Share) -> str:
    """The number itself, in words; of too few only that they are few."""
    if told.n == 0:
        return "なし"
    if not told.is_told:
        return f"{FEWEST - 1}件以下"
    if isinstance(told, Share):
        return f"{told.percent}%"
    return "半分がまだ" if told.middle is None else "その日のうち" if told.middle == 0 else f"{told.middle}営業日"


def small_of(told: Median | Share) -> str:
    """The interval and how many."""
    if not told.is_told:
        return ""
    if isinstance(told, Share):
        return f"{told.low}〜{told.high}%、{told.n}件"
    low = "—" if told.low is None else str(told.low)
    high = "" if told.high is None else str(told.high)
    return f"{low}〜{high}日、{told.n}件" + (f"、まだ{told.waiting}件" if told.waiting else "")


@roles(Role.SUPERVISOR)
@require_safe
@never_cache
def figure(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """The rows behind one number. month: 2026-11."""
    found, first = team.BY_CODE.get(code), _month(month)
    if found is None or first is None:
        raise Http404
    rows = team.rows_of(found, first, actor_in(request))
    told = team.told(found, rows)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    crumbs = [("チームのようす", "/desk/team"), (found.title, "")]
    return render(
        request,
        "desk/team_figure.html",
        {
            "figure": found,
            "first": first,
            "page": page,
            "words": words_of(told),
            "small": small_of(told),
            "crumbs": crumbs,
        },
    )


def _month(text: str) -> date | None:
    """Of the months that are shown; None for any other."""
    return next((m for m in team.months_until(today()) if f"{m:%Y-%m}" == text), None)


@roles(Role.SUPERVISOR)
@require_safe
@never_cache
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers as a table: a row for each figure and month."""
    lines: list[tuple[object, ...]] = [
        ("数字", "数え方", "月", "値", "95%の幅の下", "95%の幅の上", "件数", "まだの件数")
    ]
    for found, months in team.by_month(actor_in(request), today()):
        for m in months:
            low, high = (m.told.low, m.told.high) if m.told.is_told else (None, None)
            waits = m.told.waiting if isinstance(m.told, Median) and m.told.is_told else ""
            count = m.told.n if m.told.is_told or m.told.n == 0 else f"{FEWEST - 1}件以下"
            cells = (found.title, found.definition, f"{m.first:%Y-%m}", words_of(m.told), low, high, count, waits)
            lines.append(tuple("" if cell is None else str(cell) for cell in cells))
    record_export(by=actor_in(request), what="team", form="csv", rows=len(lines) - 1)
    answer = HttpResponse(csv_file(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="team-{today():%Y%m%d}.csv"'
    return answer
