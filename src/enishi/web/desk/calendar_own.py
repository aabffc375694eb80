"""/desk/calendar/own: one's own appointments, which others see as 「予定あり」."""

import uuid
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.workflow import StepRefused
from enishi.desk.agenda import binding_between
from enishi.desk.agenda_rules import Entry, clashes
from enishi.desk.enums import OwnKind
from enishi.desk.models import OwnTime
from enishi.desk.own_times import drop_own_time, keep_own_time, move_own_time, own_time_for, restore_own_time
from enishi.web.components.actors import actor_in
from enishi.web.components.fields import ClockField, EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.calendar import day_in
from enishi.web.desk.common import press
from enishi.web.desk.undo import offer_undo

MINE = (Role.COORDINATOR, Role.SUPERVISOR)
"""Who has a calendar of their own."""


class OwnTimeForm(EnishiForm):
    """Hours of one day, or whole days."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="種類", choices=OwnKind.choices(), widget=ChoiceCards())
    words = forms.CharField(
        label="予定",
        required=False,
        max_length=100,
        help_text="ほかの人には「予定あり」とだけ見えます。先生のお名前は書かないでください。例：県庁で打ち合わせ",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )
    day = EraDateField(label="日", yearless="next", help_text="例：12月8日")
    until = EraDateField(
        label="終わりの日", yearless="next", required=False, help_text="何日か続くときだけ。例：12月10日"
    )
    whole = YesField(label="終日", required=False)
    begins = ClockField(label="始まり", required=False, help_text="例：午前10時")
    ends = ClockField(label="終わり", required=False, help_text="例：午前11時30分")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("whole"):
            return given
        for name, words in (("begins", "始まりの時刻"), ("ends", "終わりの時刻")):
            if given.get(name) is None and name not in self.errors:
                self.add_error(name, f"{words}をご入力いただくか、「終日」に印をお付けください。例：午前10時")
        return given

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Aware times in Japan. Of a valid form only."""
        given, zone = self.cleaned_data, timezone.get_default_timezone()
        first, last = given["day"], given["until"] or given["day"]
        if given["whole"]:
            after = last + timedelta(days=1)
            return datetime.combine(first, time.min, tzinfo=zone), datetime.combine(after, time.min, tzinfo=zone)
        return datetime.combine(first, given["begins"], tzinfo=zone), datetime.combine(last, given["ends"], tzinfo=zone)


@roles(*MINE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own_new(request: HttpRequest) -> HttpResponse:
    """自分の予定を入れる."""
    actor = actor_in(request)
    first = {"key": uuid.uuid4(), "kind": OwnKind.BUSY.value, "day": day_in(request.GET.get("day", ""))}
    form = OwnTimeForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        begins, ends = form.span
        given = form.cleaned_data
        try:
            made = keep_own_time(
                by=actor, begins_at=begins, ends_at=ends, kind=OwnKind(given["kind"]), words=given["words"],
                whole_day=given["whole"], key=given["key"],
            )  # fmt: skip
        except StepRefused as refused:
            _say(form, refused)
        else:
            messages.success(request, "予定を入れました。")
            _tell_clashes(request, actor, made)
            return redirect(_back(made))
    return _own_page(request, form, None)


@roles(*MINE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """One of one's own: read, changed, taken back, restored."""
    actor = actor_in(request)
    found = own_time_for(actor, pk)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    here = reverse("desk_own_time", args=[pk])
    if act == "drop":
        drop_own_time(own=found, by=actor)
        offer_undo(request, "予定を取りやめました。", "own_time", pk)
        return redirect(here)
    if act == "restore":
        return press(request, lambda: restore_own_time(own=found, by=actor), "予定を元に戻しました。", here)
    form = OwnTimeForm(request.POST or None, initial=_kept(found))
    if request.method == "POST" and form.is_valid():
        begins, ends = form.span
        given = form.cleaned_data
        try:
            moved = move_own_time(
                own=found, by=actor, begins_at=begins, ends_at=ends, kind=OwnKind(given["kind"]), words=given["words"],
                whole_day=given["whole"], seen=given["seen"] if given["seen"] is not None else -1,
            )  # fmt: skip
        except StepRefused as refused:
            _say(form, refused)
        else:
            messages.success(request, "予定を直しました。")
            _tell_clashes(request, actor, moved)
            return redirect(_back(moved))
    return _own_page(request, form, found)


def _kept(row: OwnTime) -> dict[str, Any]:
    begins, ends = timezone.localtime(row.begins_at), timezone.localtime(row.ends_at)
    last = (ends - timedelta(days=1)).date() if row.whole_day else ends.date()
    return {
        "key": row.key,
        "seen": row.sequence,
        "kind": row.kind,
        "words": row.words,
        "day": begins.date(),
        "until": last if last != begins.date() else None,
        "whole": row.whole_day,
        "begins": None if row.whole_day else begins.time(),
        "ends": None if row.whole_day else ends.time(),
    }


def _own_page(request: HttpRequest, form: OwnTimeForm, row: OwnTime | None) -> HttpResponse:
    context = {
        "form": form,
        "own": row,
        "crumbs": [("予定表", reverse("desk_calendar")), ("自分の予定", "")],
    }
    return render(request, "desk/own_time.html", context)


def _back(row: OwnTime) -> str:
    return f"{reverse('desk_calendar')}?day={timezone.localtime(row.begins_at):%Y-%m-%d}"


def _say(form: EnishiForm, refused: StepRefused) -> None:
    for refusal in refused.refusals:
        form.add_error(None, refusal.sentence)


def _tell_clashes(request: HttpRequest, actor: Actor, row: OwnTime) -> None:
    """Nothing is refused: who plans may know better; but it is said."""
    begins, ends = timezone.localtime(row.begins_at), timezone.localtime(row.ends_at)
    there = binding_between({row.owner_id}, begins.date(), ends.date())
    _warn(request, clashes(there, begins, ends, but=f"{row.uid}@yotei"))


def _warn(request: HttpRequest, found: Iterable[Entry]) -> None:
    for entry in found:
        messages.warning(
            request, f"同じ時間に、ほかの予定があります：{entry.times(entry.on) or '終日'}、{entry.neutral}"
        )
