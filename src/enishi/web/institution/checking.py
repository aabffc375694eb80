"""/inst/openings/{number}/check: what the law says of an opening's words and terms, each beside its words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from enishi.common.access import roles
from enishi.common.clock import today
from enishi.openings.access import opening_for
from enishi.openings.enums import OpeningState
from enishi.web.checker.shown import report_of
from enishi.web.components.summary import link_id
from enishi.web.institution.access import MEMBERS, actor_on, may_edit
from enishi.web.institution.opening_form import PLACE_OF_REFUSAL, OpeningForm


@roles(*MEMBERS)
@require_safe
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Members of the institution read it; who may edit finds the way to each question."""
    actor = actor_on(request)
    opening = opening_for(actor, number)
    editable = may_edit(actor) and opening.state != OpeningState.CLOSED
    form, edit = OpeningForm(), reverse("inst_opening_edit", args=[number])

    def link(field: str) -> str:
        name = PLACE_OF_REFUSAL.get(field, field)
        return f"{edit}#{link_id(form[name])}" if editable and name in form.fields else ""

    context = {
        "opening": opening,
        "report": report_of(opening, today(), link=link),
        "on": today(),
        "back": reverse("inst_opening", args=[number]),
        "edit": edit if editable else "",
        "crumbs": [
            ("今日のご案内", "/inst"),
            ("募集", "/inst/openings"),
            (number, reverse("inst_opening", args=[number])),
            ("法令と言葉の確認", ""),
        ],
    }
    return render(request, "institution/check.html", context)
