"""手取りのめやす for a visitor and, in the physician's room, for a physician; a POST is answered and forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.common.access import public
from enishi.common.clock import today
from enishi.law.net_pay import End, NetPay, net_pay
from enishi.law.parameters import TABLE, parameter
from enishi.web.guide.net_pay_form import NetPayForm
from enishi.web.guide.views import ASKED, FIRST

MAN = 10_000
SHOWN = (
    "pension_rate",
    "pension_contribution_last_age",
    "health_rate_high",
    "care_rate",
    "later_first_age",
    "unemployment_rate",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is taken off, to ten thousand yen a year: where little is left in the end, and where much is."""

    label: str
    low: int
    high: int
    note: str = ""


@public
@require_http_methods(ASKED)
@never_cache
def net_pay_guide(request: HttpRequest) -> HttpResponse:
    return net_pay_page(request, crumbs=FIRST)


def net_pay_page(request: HttpRequest, *, crumbs: list[tuple[str, str]]) -> HttpResponse:
    form = NetPayForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "result": None, "crumbs": [*crumbs, ("手取りのめやす", "")]}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        found = net_pay(
            jobs=form.jobs, age=given["age"], spouse=given["spouse"], others=given["others"] or 0, on=today()
        )
        context |= {
            "result": found,
            "least": _down(found.low.net),
            "most": _up(found.high.net),
            "month_least": _down(found.low.net // 12),
            "month_most": _up(found.high.net // 12),
            "lines": lines_of(found, given["age"]),
        }
    on = today()
    context |= {
        "figures": [_shown(name) for name in SHOWN],
        "is_old": TABLE.history("health_rate_high")[-1].valid_to < on,  # type: ignore[operator]
    }
    return render(request, "guide/net_pay.html", context)


def lines_of(found: NetPay, age: int) -> list[Line]:
    """What is taken off, by kind, at both ends of the range."""
    on = today()
    care_own, later = parameter("care_own_age", on).value, parameter("later_first_age", on).value
    health = "後期高齢者医療" if age >= later else "健康保険（国民健康保険）"
    care = "市区町村へ納めます" if age >= care_own else "健康保険といっしょに引かれます"
    return [
        _line("所得税", found, lambda end: end.income_tax, "復興のための分を含みます"),
        _line("住民税", found, lambda end: end.resident_tax, "次の年に納めます"),
        _line("年金の保険料", found, lambda end: end.premiums.pension),
        _line(health, found, lambda end: end.premiums.health),
        _line("介護保険料", found, lambda end: end.premiums.care, care),
        _line("雇用保険料", found, lambda end: end.premiums.unemployment),
        _line("引かれる合計", found, lambda end: end.taken),
    ]


def _line(label: str, found: NetPay, of: Callable[[End], int], note: str = "") -> Line:
    low, high = of(found.low), of(found.high)
    return Line(label, _near(low), _near(high), note if low or high else "")


def _shown(name: str) -> dict[str, Any]:
    row = TABLE.history(name)[-1]
    rate = f"{row.value / 1000:g}%" if row.unit.startswith("parts") else f"{row.value}歳"
    return {"label": row.label, "words": rate, "row": row}


def _down(yen: int) -> int:
    return yen // MAN * MAN


def _up(yen: int) -> int:
    return -(-yen // MAN) * MAN


def _near(yen: int) -> int:
    return (yen + MAN // 2) // MAN * MAN if yen >= MAN else _up(yen)
