"""Guides: short and honest, with their sources; what is typed here is answered and forgotten."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.common.access import public
from enishi.common.clock import today
from enishi.law.parameters import parameter
from enishi.law.pension import by_days, threshold
from enishi.law.week_rows import Row
from enishi.physicians.hours import MOST_ROWS, in_order, rows_from, rows_to
from enishi.web.guide.hours_form import RowForm
from enishi.web.guide.hours_words import result_of, row_lines
from enishi.web.guide.pension_form import PensionForm

FIRST = [("はじめ", "/"), ("手引き", "/guide")]
ASKED = ["GET", "HEAD", "POST"]
FIGURES = (
    "overtime_a_total_hours", "overtime_linked_b_total_hours", "overtime_b_total_hours", "overtime_month_hours",
    "rest_hours", "duty_rest_hours",
)  # fmt: skip
EIGHT_HOURS = Decimal(8)


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/index.html", {"crumbs": [FIRST[0], ("手引き", "")]})


@public
@require_http_methods(ASKED)
@never_cache
def hours(request: HttpRequest) -> HttpResponse:
    """働き方チェック that keeps nothing: the week travels in the page itself, and only by POST."""
    form, problem = RowForm(), ""
    rows = _carried(request)
    act = request.POST.get("act", "")
    if act == "add":
        form = RowForm(request.POST)
        if form.is_valid():
            more = in_order({*rows, *form.rows})
            problem = "" if len(more) <= MOST_ROWS else f"予定は{MOST_ROWS}件までです。"
            rows, form = (rows, form) if problem else (more, RowForm())
    elif act == "drop":
        dropped = request.POST.get("row", "")
        rows = [row for row in rows if rows_to([row]) != dropped]
    context = {
        "rows": row_lines(rows),
        "now": result_of(rows, today()) if rows else None,
        "added": None,
        "form": form,
        "problem": problem,
        "carried": rows_to(rows) if rows else "",
        "figures": [parameter(name, today()) for name in FIGURES],
        "crumbs": [*FIRST, ("働く時間", "")],
    }
    return render(request, "guide/hours.html", context)


def _carried(request: HttpRequest) -> list[Row]:
    """The week in the page; one that cannot be read is as none."""
    try:
        return rows_from(request.POST.get("rows", "") or "[]")
    except ValueError:
        return []


@public
@require_http_methods(ASKED)
@never_cache
def pension(request: HttpRequest) -> HttpResponse:
    return pension_page(request, crumbs=FIRST)


def pension_page(request: HttpRequest, *, crumbs: list[tuple[str, str]]) -> HttpResponse:
    """The estimate for a visitor and, in the physician's room, for a physician; a POST is answered and forgotten."""
    form = PensionForm(request.POST if request.method == "POST" else None)
    on = today()
    limit = threshold(on)
    context: dict[str, Any] = {
        "form": form,
        "threshold": limit,
        "is_old": not limit.in_force_on(on),
        "last_age": parameter("pension_contribution_last_age", on).value,
        "least_hours": parameter("insured_week_hours", on).value,
        "weeks": [],
        "crumbs": [*crumbs, ("年金の見通し", "")],
    }
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        context["weeks"] = by_days(
            basic_yen=given["basic"],
            daily_pay_yen=given["daily"],
            hours_a_day=given["hours_a_day"] or EIGHT_HOURS,
            yearly_bonus_yen=given["bonus"] or 0,
            on=on,
        )
    return render(request, "guide/pension.html", context)


@public
@require_safe
def insurance(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/insurance.html", {"crumbs": [*FIRST, ("医師賠償責任保険", "")]})


@public
@require_safe
def licence(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/licence.html", {"crumbs": [*FIRST, ("免許と資格", "")]})


@public
@require_safe
def moving(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/moving.html", {"crumbs": [*FIRST, ("移り住むとき", "")]})
