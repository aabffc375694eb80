"""/desk/calendar: a day or a week of one person, of whom one stands in for, or of the team; own appointments; the address for
another calendar."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import jpholiday
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.working_days import YEAR_END
from enishi.common.workflow import StepRefused
from enishi.desk.agenda import binding_between, entries_between, names_of
from enishi.desk.agenda_rules import AgendaKind, Entry, clashes, gaps, on_day, week_of
from enishi.desk.enums import OwnKind
from enishi.desk.feeds import end_feed, make_feed, open_feed_of
from enishi.desk.models import OwnTime
from enishi.desk.own_times import drop_own_time, keep_own_time, move_own_time, own_time_for, restore_own_time
from enishi.desk.records import coordinators, standing_in
from enishi.web.components.fields import ClockField, EraDateField, YesField
from enishi.web.components.forms import EnishiForm
from enishi.web.components.widgets import ChoiceCards
from enishi.web.desk.common import READERS, actor_in, family_names, press

TEAM, ME = "team", "me"
OLDEST, NEWEST = date(2020, 1, 1), date(2100, 1, 1)
ICONS = {
    AgendaKind.AWAY: "pause", AgendaKind.TRIP: "town", AgendaKind.INTERVIEW: "doctor", AgendaKind.VISIT: "town",
    AgendaKind.OWN: "person", AgendaKind.CALL: "tel", AgendaKind.QUESTION: "mail", AgendaKind.TURN: "clock",
    AgendaKind.NEXT: "pen", AgendaKind.CARE: "ok",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as this reader sees it on one day."""

    kind: AgendaKind
    icon: str
    times: str
    words: str
    href: str
    number: str
    who: str
    busy: bool


@dataclass(frozen=True, slots=True)
class Day:
    """day: the date; special: 祝日 and the like, ""; whole, timed: the lines; free: free hours of a person's day."""

    day: date
    special: str
    is_today: bool
    is_off: bool
    whole: list[Line]
    timed: list[Line]
    free: list[str]
    href: str


# -- what is asked for ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Asked:
    """day, week or not, and whose: the code of the choice, its people (None: everybody) and their words."""

    day: date
    week: bool
    whose: str
    people: set[int] | None
    words: str

    def url(self, **changed: Any) -> str:
        given = {"view": "week" if self.week else "day", "day": self.day, "whose": self.whose, **changed}
        return f"{reverse('desk_calendar')}?{urlencode(given)}"


def choices_for(actor: Actor) -> dict[str, tuple[set[int] | None, str]]:
    """code → (people, words): own, those one stands in for, for the supervisor each coordinator, and the team."""
    found: dict[str, tuple[set[int] | None, str]] = {}
    if actor.role != Role.DESK and actor.user_id:
        found[ME] = ({actor.user_id}, "自分")
    if actor.role == Role.SUPERVISOR:
        others = coordinators().exclude(pk=actor.user_id)
    else:
        others = User.objects.filter(pk__in=standing_in(actor).values("absent")).order_by("name", "id")
    for user in others:
        found[str(user.pk)] = ({user.pk}, f"{user.name}さん")
    found[TEAM] = (None, "全員")
    return found


def asked_in(request: HttpRequest, actor: Actor) -> Asked:
    """What the address asks for; what cannot be read, or is not this reader's, becomes today's own."""
    choices = choices_for(actor)
    whose = request.GET.get("whose", "")
    whose = whose if whose in choices else next(iter(choices))
    people, words = choices[whose]
    return Asked(_day(request.GET.get("day", "")), request.GET.get("view") != "day", whose, people, words)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today()
    return found if OLDEST <= found <= NEWEST else today()


# -- the page ---------------------------------------------------------------------------------------
@roles(*READERS)
@require_safe
@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """A week or a day; names of physicians are logged as read."""
    actor = actor_in(request)
    asked = asked_in(request, actor)
    days = week_of(asked.day) if asked.week else [asked.day]
    entries = entries_between(asked.people, days[0], days[-1])
    names = family_names((e.physician for e in entries), actor)  # type: ignore[misc]  # Entry is pure: no model there
    people = names_of(entries)
    shown = [_of_day(entries, day, asked, actor, names, people, alone=asked.people is not None) for day in days]
    each = _each(entries, asked, actor, names) if not asked.week and asked.people is None else []
    if each:  # what belongs to nobody, or to somebody who has no column below
        rest = [e for e in entries if e.owner not in {row["owner"] for row in each}]
        shown = [_of_day(rest, asked.day, asked, actor, names, people, alone=False)]
    step = timedelta(days=7 if asked.week else 1)
    context = {
        "asked": asked,
        "days": shown,
        "title": _title(days),
        "each": each,
        "choices": [
            {"href": asked.url(whose=code), "words": words, "chosen": code == asked.whose}
            for code, (_, words) in choices_for(actor).items()
        ],
        "week_href": asked.url(view="week"),
        "day_href": asked.url(view="day"),
        "before": asked.url(day=asked.day - step),
        "after": asked.url(day=asked.day + step),
        "now_href": asked.url(day=today()),
        "unit": "週" if asked.week else "日",
        "day": asked.day,
        "has_own": actor.role != Role.DESK,
    }
    return render(request, "desk/calendar.html", context)


def _of_day(entries: list[Entry], day: date, asked: Asked, actor: Actor, names: dict[int, str], people: dict[int, str], *, alone: bool) -> Day:  # fmt: skip
    whole, timed = on_day(entries, day)
    holiday = jpholiday.is_holiday_name(day)
    closed = (day.month, day.day) in YEAR_END and not holiday
    off = bool(holiday) or closed or day.weekday() > 4
    return Day(
        day=day,
        special=f"祝日（{holiday}）" if holiday else "年末年始のお休み" if closed else "",
        is_today=day == today(),
        is_off=off,
        whole=[_line(e, day, actor, names, {} if alone else people) for e in whole],
        timed=[_line(e, day, actor, names, {} if alone else people) for e in timed],
        free=[g.words for g in gaps(entries, day)] if alone and not off and day >= today() else [],
        href=asked.url(view="day", day=day),
    )


def _each(entries: list[Entry], asked: Asked, actor: Actor, names: dict[int, str]) -> list[dict[str, Any]]:
    """The day of the team person by person, so that common free hours can be seen."""
    found = []
    for user in coordinators():
        own = [e for e in entries if e.owner == user.pk]
        found.append(
            {"owner": user.pk, "name": user.name, "day": _of_day(own, asked.day, asked, actor, names, {}, alone=True)}
        )
    return found


def _line(entry: Entry, day: date, actor: Actor, names: dict[int, str], people: dict[int, str]) -> Line:
    mine = entry.owner == actor.user_id
    is_own = entry.uid and entry.href.startswith("/desk/calendar/own/")
    words = entry.neutral if is_own and not mine else entry.words
    person: Any = entry.physician
    return Line(
        kind=entry.kind,
        icon=ICONS[entry.kind],
        times=f"{entry.times(day)}のあいだ" if entry.window else entry.times(day),
        words=words.replace("{name}", names.get(person.pk, "") if person is not None else ""),
        href="" if is_own and not mine else entry.href,
        number=entry.number,
        who=people.get(entry.owner, "") if entry.owner is not None else "",
        busy=entry.busy,
    )


def _title(days: list[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return f"{first.year}年{first.month}月{first.day}日"
    tail = f"{last.month}月{last.day}日" if first.month != last.month else f"{last.day}日"
    return f"{first.year}年{first.month}月{first.day}日〜{f'{last.year}年' if first.year != last.year else ''}{tail}"


# -- own appointments -------------------------------------------------------------------------------
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


MINE = (Role.COORDINATOR, Role.SUPERVISOR)


@roles(*MINE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own_new(request: HttpRequest) -> HttpResponse:
    """自分の予定を入れる."""
    actor = actor_in(request)
    first = {"key": uuid.uuid4(), "kind": OwnKind.BUSY.value, "day": _day(request.GET.get("day", ""))}
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
        said = "予定を取りやめました。この画面の「元に戻す」で戻せます。"
        return press(request, lambda: drop_own_time(own=found, by=actor), said, here)
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


# -- the address for another calendar ---------------------------------------------------------------
@roles(*MINE)
@require_safe
@never_cache
def feed_page(request: HttpRequest) -> HttpResponse:
    """What such a calendar holds and what it does not; make, replace, end."""
    return _feed_page(request, actor_in(request), "")


def _feed_page(request: HttpRequest, actor: Actor, token: str) -> HttpResponse:
    context = {
        "feed": open_feed_of(actor),
        "address": f"{settings.BASE_URL}{reverse('calendar_feed', args=[token])}" if token else "",
        "crumbs": [("予定表", reverse("desk_calendar")), ("ほかの予定表で見る", "")],
    }
    return render(request, "desk/calendar_feed.html", context)


@roles(*MINE)
@require_POST
@never_cache
def feed_make(request: HttpRequest) -> HttpResponse:
    """The answer to this press is the only page that ever shows the address."""
    actor = actor_in(request)
    return _feed_page(request, actor, make_feed(by=actor))


@roles(*MINE)
@require_POST
def feed_end(request: HttpRequest) -> HttpResponse:
    ended = end_feed(by=actor_in(request))
    said = "アドレスを止めました。ほかの予定表には、もう何も届きません。"
    messages.success(request, said if ended else "止めるアドレスはありません。")
    return redirect("desk_calendar_feed")
