"""/ops/campaigns/{code}/costs: what a link has cost, written down and struck out."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.workflow import StepRefused
from enishi.outreach.costs import HOUR_YEN, MOST_YEN, add_cost, cost_for, costs_for, strike_cost
from enishi.outreach.enums import CostKind
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import EraDateField, NumberField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.outreach.contacts import SEND
from enishi.web.outreach.kit import TEAM, campaign_for


class CostForm(EnishiForm):
    """One cost of a link."""

    kind = forms.ChoiceField(label="費目", choices=CostKind.choices(), widget=ChoiceCards(two_columns=True, short=True))
    yen = NumberField(
        label="金額（円）", required=False, min_value=0, max_value=MOST_YEN, help_text=f"「職員の時間」は、空欄なら1時間{HOUR_YEN:,}円で計算します。例：12000",
    )  # fmt: skip
    hours = forms.DecimalField(
        label="時間", required=False, min_value=0, max_value=2000, decimal_places=2, localize=False, help_text="「職員の時間」のときだけ。例：2.5",
        widget=forms.TextInput(attrs={"class": "w-s", "inputmode": "decimal"}),
    )  # fmt: skip
    day = EraDateField(label="日付", yearless="last")
    note = forms.CharField(
        label="控え", required=False, max_length=120, widget=forms.TextInput(attrs={"class": "w-l"}), help_text="例：春号へのちらし同封、3,000部"
    )  # fmt: skip
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)


@roles(*TEAM)
@require_http_methods(SEND)
def costs(request: HttpRequest, code: str) -> HttpResponse:
    """What has been written down so far, and one more."""
    actor = actor_in(request)
    campaign = campaign_for(actor, code)
    form = CostForm(request.POST or None, initial={"day": today(), "key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            add_cost(
                campaign=campaign, kind=given["kind"], day=given["day"], yen=given["yen"], hours=given["hours"],
                note=given["note"].strip(), key=given["key"] or uuid.uuid4(), by=actor,
            )  # fmt: skip
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, "費用を控えました。")
            return redirect("campaign_costs", code)
    rows = list(costs_for(actor, campaign))
    context: dict[str, Any] = {
        "campaign": campaign, "form": form, "rows": [(row, CostKind(row.kind).label) for row in rows],
        "total": sum(row.yen for row in rows if row.struck_at is None),
        "crumbs": [("周知", "/ops/campaigns"), (code, f"/ops/campaigns/{code}"), ("費用", "")],
    }  # fmt: skip
    return render(request, "outreach/costs.html", context)


@roles(*TEAM)
@require_POST
def cost_strike(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Strike out what was entered by mistake."""
    actor = actor_in(request)
    strike_cost(cost=cost_for(actor, campaign_for(actor, code), pk), by=actor)
    messages.success(request, "費用の控えを取り消しました。合計には入りません。")
    return redirect("campaign_costs", code)
