"""/inst/openings/confirm: every published opening on one page, answered once a month by one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from enishi.common.access import roles
from enishi.common.workflow import StepRefused
from enishi.institutions.access import own_institution
from enishi.institutions.models import Institution
from enishi.openings.conditions import days_words, pay_text
from enishi.openings.enums import ConfirmWay, OpeningState
from enishi.openings.freshness import asked_until, choose_confirm_way, confirm_openings, ways_of
from enishi.openings.models import Opening
from enishi.openings.rules import closed_from, hidden_from
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.institution.access import EDITORS, actor_on
from enishi.web.institution.opening_acts import FRESHNESS_CHIPS
from enishi.web.institution.opening_form import confirmer_field
from enishi.web.openings.facts import duty_words, specialty_words

EDIT = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Line:
    """One opening as it is asked about. marked: 今も正しい was ticked; problem: why that was refused."""

    number: str
    seen: int
    title: str
    facts: list[str]
    chip: tuple[str, str]
    freshness: str
    confirmed_on: date | None
    confirmed_by: str
    asked_until: date | None
    hidden_from: date | None
    closed_from: date | None
    marked: bool
    problem: str


class ConfirmAllForm(EnishiForm):
    """Which are true, and who says so. The ticks stand in the page itself, one for each opening."""

    confirmed_by = confirmer_field()


class WayForm(EnishiForm):
    way = forms.ChoiceField(
        label="毎月のお尋ねの方法",
        choices=ConfirmWay.choices(),
        widget=ChoiceCards(
            hints={
                ConfirmWay.MAIL: "この画面へのご案内を、担当の方へお送りします",
                ConfirmWay.FAX: "A4の用紙をお送りします。印を付けてお返しください",
                ConfirmWay.PHONE: "担当者からお電話します",
            }
        ),
    )


@roles(*EDITORS)
@require_http_methods(EDIT)
def confirm_all(request: HttpRequest) -> HttpResponse:
    actor = actor_on(request)
    institution = own_institution(actor)
    form = ConfirmAllForm(request.POST if request.method == "POST" else None)
    answered = marked_in(request)
    if request.method == "POST" and form.is_valid():
        try:
            count = confirm_openings(
                openings=answered, of=institution, by=actor, confirmed_by=form.cleaned_data["confirmed_by"]
            )
        except StepRefused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, f"{count}件の確認を記録しました。ありがとうございます。")
            return redirect("inst_openings_confirm")
    problems = {e.code: e.message for e in form.non_field_errors().as_data()} if form.is_bound else {}
    context = {
        "form": form,
        "lines": lines_to_confirm(institution, answered if form.is_bound else {}, problems),
        "way_form": WayForm(initial={"way": ways_of([institution])[institution.pk]}),
        "institution": institution,
        "crumbs": [("今日のご案内", "/inst"), ("募集", "/inst/openings"), ("毎月の確認", "")],
    }
    return render(request, "institution/confirm_all.html", context)


@roles(*EDITORS)
@require_POST
def choose_way(request: HttpRequest) -> HttpResponse:
    """Mail, fax or telephone."""
    actor = actor_on(request)
    form = WayForm(request.POST)
    if form.is_valid():
        choose_confirm_way(institution=own_institution(actor), by=actor, way=ConfirmWay(form.cleaned_data["way"]))
        messages.success(request, "毎月のお尋ねの方法を承りました。")
    else:
        messages.error(request, "毎月のお尋ねの方法をお選びください。")
    return redirect("inst_openings_confirm")


def marked_in(request: HttpRequest) -> dict[str, int]:
    """number → version on the screen, of the openings that were ticked."""
    return {
        number: int(seen)
        for number in request.POST.getlist("right")
        if (seen := request.POST.get(f"seen:{number}", "")).isascii() and seen.isdigit() and len(seen) < 6
    }


def lines_to_confirm(institution: Institution, marked: dict[str, int], problems: dict[Any, str]) -> list[Line]:
    """All published openings, the one confirmed longest ago first."""
    rows = Opening.objects.filter(institution=institution, state=OpeningState.PUBLISHED).with_terms()
    return [
        _line(o, o.number in marked, problems.get(f"opening:{o.number}", ""))
        for o in rows.order_by("confirmed_at", "id")
    ]


def _line(o: Opening, marked: bool, problem: str) -> Line:
    v, on = o.current, timezone.localdate(o.confirmed_at) if o.confirmed_at else None
    return Line(
        number=o.number,
        seen=v.no,
        title=v.title,
        facts=[
            word for word in (specialty_words(v.specialties), days_words(v.days), *duty_words(v), pay_text(v)) if word
        ],
        chip=FRESHNESS_CHIPS[o.freshness],
        freshness=o.freshness.label,
        confirmed_on=on,
        confirmed_by=o.confirmed_by,
        asked_until=asked_until(o),
        hidden_from=hidden_from(on) if on else None,
        closed_from=closed_from(on) if on else None,
        marked=marked,
        problem=problem,
    )
