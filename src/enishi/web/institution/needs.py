"""/inst/needs: the calendar of single days on which somebody is needed."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.openings.enums import Employment, OpeningState, SpotPart
from enishi.openings.models import Opening, SpotDay
from enishi.openings.spots import (
    LONGEST_WORDS,
    MOST_WEEKS,
    SpotAct,
    add_spot_days,
    change_spot_day,
    day_words,
    in_order,
    spot_for,
    upcoming,
)
from enishi.web.components.fields import EraDateField, NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards, ChoiceCardsMany
from enishi.web.institution.access import EDITORS, MEMBERS, actor_on, may_edit

EDIT = ["GET", "HEAD", "POST"]
MONTHS = 3
SAID = {
    SpotAct.FILL: "{day}は「決まった」にしました。",
    SpotAct.OPEN: "{day}は、また空いています。",
    SpotAct.WITHDRAW: "{day}を取り下げました。",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month. day: None outside the month; open, filled: numbers of half days."""

    day: date | None
    open: int = 0
    filled: int = 0


class SpotForm(EnishiForm):
    opening = forms.ChoiceField(label="募集", widget=ChoiceCards())
    first = EraDateField(label="日", help_text="例：12月3日、令和8年12月3日", yearless="next")
    parts = forms.MultipleChoiceField(label="時間帯", choices=SpotPart.choices(), widget=ChoiceCardsMany(short=True))
    what = forms.CharField(
        label="お願いすること",
        help_text="例：内科外来の代診（患者さんは20人ほど）",
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    weeks = NumberField(
        label="同じ曜日に続ける",
        help_text=f"1なら、その日だけです。4なら、4週続けて同じ曜日に。{MOST_WEEKS}週まで。",
        unit="週",
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
        required=False,
    )

    def __init__(self, *args: Any, openings: list[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opening"].choices = [(o.number, f"{o.current.title}（{o.number}）") for o in openings]  # type: ignore[attr-defined]


@roles(*MEMBERS)
@require_http_methods(EDIT)
def needs(request: HttpRequest) -> HttpResponse:
    """The months ahead, the days in order, and the form for more of them."""
    actor = actor_on(request)
    edits = may_edit(actor)
    if request.method == "POST" and not edits:
        raise Http404
    offered = _for_days(actor)
    form = SpotForm(request.POST if request.method == "POST" else None, openings=offered)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        opening = next(o for o in offered if o.number == given["opening"])
        try:
            added = add_spot_days(
                opening=opening,
                by=actor,
                first=given["first"],
                parts=[SpotPart(part) for part in given["parts"]],
                what=given["what"],
                weeks=given["weeks"] or 1,
            )
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            kept = f"{added.there_already}件は、もう書かれていました。" if added.there_already else ""
            messages.success(request, f"{added.made}件を書きました。{kept}")
            return redirect("inst_needs")
    spots = in_order(upcoming(Opening.objects.visible_to(actor)))
    context = {
        "form": form if offered else None,
        "may_edit": edits,
        "months": months_of(spots, today()),
        "days": [(day, [_row(spot) for spot in rows]) for day, rows in groupby(spots, key=lambda spot: spot.on)],
        "open": sum(spot.filled_at is None for spot in spots),
        "filled": sum(spot.filled_at is not None for spot in spots),
        "crumbs": [("今日のご案内", "/inst"), ("来てほしい日", "")],
    }
    return render(request, "institution/needs.html", context)


@roles(*EDITORS)
@require_POST
def change(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """決まった, まだ空いている, 取り下げる."""
    actor = actor_on(request)
    spot = spot_for(actor, pk)
    if act not in set(SpotAct):
        raise Http404
    try:
        change_spot_day(spot=spot, by=actor, act=SpotAct(act))
        messages.success(request, SAID[SpotAct(act)].replace("{day}", day_words(spot)))
    except StepRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.sentence)
    return redirect("inst_needs")


def _for_days(actor: Actor) -> list[Opening]:
    """Own openings for single days that are not closed."""
    rows = Opening.objects.visible_to(actor).exclude(state=OpeningState.CLOSED).with_terms().order_by("-id")
    return list(rows.filter(current__employment__contains=[Employment.SPOT.value]))


def _row(spot: SpotDay) -> dict[str, Any]:
    return {
        "spot": spot,
        "part": SpotPart(spot.part).label,
        "title": spot.opening.current.title,
        "words": day_words(spot),
    }


def months_of(spots: list[SpotDay], first: date) -> list[tuple[date, list[list[Cell]]]]:
    """The months ahead as weeks from Monday, each day with its half days."""
    found: dict[date, list[int]] = {}
    for spot in spots:
        found.setdefault(spot.on, [0, 0])[spot.filled_at is not None] += 1
    months = []
    for n in range(MONTHS):
        year, month = first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1
        weeks = [
            [
                Cell(day if day.month == month else None, *(found.get(day, (0, 0)) if day.month == month else ()))
                for day in week
            ]
            for week in Calendar().monthdatescalendar(year, month)
        ]
        months.append((date(year, month, 1), weeks))
    return months
