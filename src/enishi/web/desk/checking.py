"""/desk/openings/{number}/check: what the institution sees there, and for the supervisor what may stay as it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.openings.access import opening_for
from enishi.openings.checking import waive
from enishi.openings.models import Opening
from enishi.web.checker.shown import WaiveForm, report_of
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import READERS, send


@roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_in(request)
    opening = opening_for(actor, number)
    if request.method != "POST":
        return _page(request, opening, None)
    form = WaiveForm(request.POST)
    return send(
        request,
        form,
        lambda: waive(opening=opening, by=actor, **form.cleaned_data),
        "そのままでよいと記録しました。",
        reverse("desk_opening_check", args=[number]),
        lambda: _page(request, opening, form),
    )


def _page(request: HttpRequest, opening: Opening, form: WaiveForm | None) -> HttpResponse:
    context = {
        "opening": opening,
        "report": report_of(opening, today(), may_waive=actor_in(request).role == Role.SUPERVISOR, came_back=form),
        "form": form,
        "on": today(),
        "crumbs": [
            ("募集", reverse("desk_openings")),
            (opening.number, reverse("desk_opening", args=[opening.number])),
            ("法令と言葉の確認", ""),
        ],
    }
    return render(request, "desk/check.html", context)
