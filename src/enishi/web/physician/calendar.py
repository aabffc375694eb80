"""/my/calendar: 定年カレンダー, its calendar file, and the choice of gentle mails."""

from dataclasses import replace
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.clock import today
from enishi.common.japanese.date_display import western_with_era
from enishi.common.japanese.date_parsing import parse_date
from enishi.common.japanese.month_parsing import parse_month
from enishi.common.japanese.problems import InputProblem
from enishi.law.liability_cover import Note, Situation, notes_on
from enishi.law.retirement import end_of_month
from enishi.physicians.access import own_record
from enishi.physicians.models import Physician, RetirementPlan
from enishi.physicians.preparation import cover_notes, noted_in, preparation_of
from enishi.physicians.retirement import (
    calendar_of,
    choose_reminders,
    entries_of,
    forget_plan,
    last_day_of,
    retirement_of,
    set_last_day,
    tick,
)
from enishi.web.components.fields import ParsedField
from enishi.web.components.forms import EnishiForm
from enishi.web.physician.views import HOME, actor_on

FURTHEST_YEARS = 15


class LastDayField(ParsedField):
    """A day, or a month which stands for its last day; value: date."""

    def parse(self, text: str) -> date:
        try:
            return parse_date(text, label="定年の日")
        except InputProblem:
            pass
        try:
            return end_of_month(parse_month(text))
        except InputProblem:
            words = "定年の日を読み取れませんでした。月だけでも結構です。例：令和10年3月、2028/3/31"
            raise InputProblem(words, example="2028/3/31") from None

    def show(self, value: date) -> str:
        return western_with_era(value)

    def echo(self, value: date) -> str:
        return western_with_era(value)


class LastDayForm(EnishiForm):
    last_day = LastDayField(
        label="定年（退職）の日", help_text="月だけでも結構です。その月の末日とします。例：令和10年3月、2028/3/31"
    )

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if not today().replace(day=1) <= day <= today().replace(day=1, year=today().year + FURTHEST_YEARS):
            raise forms.ValidationError(f"今月から{FURTHEST_YEARS}年先までの日をご入力ください。例：令和10年3月")
        return day


@roles(Role.PHYSICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """The plan; each button of it comes back here."""
    physician = own_record(actor_on(request))
    plan = retirement_of(physician)
    form = LastDayForm(initial={"last_day": last_day_of(plan)} if plan else None)
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act != "set":
            _press(request, physician, act)
            return redirect(f"/my/calendar#{request.POST.get('code')}" if act in ("tick", "untick") else "/my/calendar")
        form = LastDayForm(request.POST)
        if form.is_valid():
            set_last_day(physician=physician, last_day=form.cleaned_data["last_day"])
            messages.success(request, "予定表をつくりました。済んだことには印を付けてください。")
            return redirect("my_calendar")
    entries = entries_of(plan, today()) if plan else []
    context = {
        "plan": plan,
        "last_day": last_day_of(plan) if plan else None,
        "entries": entries,
        "done": sum(entry.is_done for entry in entries),
        "next_entry": next((e for e in entries if not e.is_done and not e.is_past), None),
        "notes": cover_of(plan, physician) if plan else [],
        "has_mail": physician.user_id is not None,
        "form": form,
        "crumbs": [HOME, ("定年カレンダー", "")],
    }
    return render(request, "physician/calendar.html", context)


def _press(request: HttpRequest, physician: Physician, act: str) -> None:
    if act in ("tick", "untick"):
        tick(physician=physician, code=request.POST.get("code", ""), done=act == "tick")
    elif act in ("remind", "quiet"):
        choose_reminders(physician=physician, wanted=act == "remind")
        said = "年に3回まで、近づいた項目をメールでお知らせします。" if act == "remind" else "お知らせを止めました。"
        messages.success(request, said)
    elif act == "forget":
        forget_plan(physician=physician)
        messages.success(request, "予定表を消しました。")


def cover_of(plan: RetirementPlan, physician: Physician) -> list[Note]:
    """Where the liability insurance may have a hole, by the last day here and what is known of a new post."""
    kept, last_day = preparation_of(physician), last_day_of(plan)
    if kept is not None:
        noted = noted_in(kept)
        return cover_notes(replace(noted, facts=replace(noted.facts, leaves_on=last_day)), half_days=None, on=today())
    return notes_on(Situation(last_day=last_day), today())


@roles(Role.PHYSICIAN)
@require_safe
@never_cache
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The open steps for a calendar; `?titles=1` names them, else a neighbour reads nothing from it."""
    plan: RetirementPlan | None = retirement_of(own_record(actor_on(request)))
    if plan is None:
        raise Http404
    made = calendar_of(plan, with_titles=request.GET.get("titles") == "1")
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="yotei.ics"'
    return response
