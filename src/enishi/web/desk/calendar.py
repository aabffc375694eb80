"""/desk/calendar: a day or a week of one person, of whom one stands in for, or of the team."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any
from urllib.parse import urlencode

import jpholiday
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.working_days import YEAR_END
from enishi.desk.agenda import Cut, entries_between, names_of
from enishi.desk.agenda_rules import AgendaKind, Entry, by_day, gaps, on_day, week_of
from enishi.desk.records import coordinators, standing_in
from enishi.web.components.actors import actor_in
from enishi.web.desk.common import READERS, family_names

TEAM, ME = "team", "me"
OLDEST, NEWEST = date(2020, 1, 1), date(2100, 1, 1)
ICONS = {
    AgendaKind.AWAY: "pause", AgendaKind.TRIP: "town", AgendaKind.INTERVIEW: "doctor", AgendaKind.VISIT: "town",
    AgendaKind.OWN: "person", AgendaKind.CALL: "tel", AgendaKind.QUESTION: "mail", AgendaKind.TURN: "clock",
    AgendaKind.NEXT: "pen", AgendaKind.CARE: "ok",
}  # fmt: skip
MOST_OF_A_WEEKS_DAY, MOST_OF_A_DAY = 20, 100
"""Lines of a day that are shown in the week and by themselves; the rest is counted, and each person's day shows it."""


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
    """day: the date; special: 祝日 and the like, ""; whole, timed: the lines, as many as are shown, and
    rest: how many more there are; free: free hours of a person's day."""

    day: date
    special: str
    is_today: bool
    is_off: bool
    whole: list[Line]
    timed: list[Line]
    free: list[str]
    href: str
    rest: int = 0


# -- what is asked for ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Asked:
    """day, week or not, and whose: the code of the choice, its people (None: everybody) and their words."""

    day: date
    week: bool
    whose: str
    people: set[int] | None
    words: str

    @property
    def most(self) -> int:
        """Lines shown of one day."""
        return MOST_OF_A_WEEKS_DAY if self.week else MOST_OF_A_DAY

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
    return Asked(day_in(request.GET.get("day", "")), request.GET.get("view") != "day", whose, people, words)


def day_in(text: str) -> date:
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
    by_person = not asked.week and asked.people is None
    cut = None if by_person else Cut(asked.most)
    entries = entries_between(asked.people, days[0], days[-1], cut=cut)
    of = by_day(entries, days)
    more = cut.more if cut else {}
    named = entries if by_person else [e for day in days for e in chain(*_picked(of[day], day, asked)[:2])]
    names = family_names((e.physician for e in named), actor)  # type: ignore[misc]  # Entry is pure: no model there
    people = names_of(entries)
    shown = [
        _of_day(of[day], day, asked, actor, names, people, alone=asked.people is not None, more=more.get(day, 0))
        for day in days
    ]
    each = _each(entries, asked, actor, names) if by_person else []
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


def _picked(entries: list[Entry], day: date, asked: Asked) -> tuple[list[Entry], list[Entry], int]:
    """Of a day what is shown, whole days first, and how many more there are: names are read of no others."""
    whole, timed = on_day(entries, day)
    rest = max(0, len(whole) + len(timed) - asked.most)
    return whole[: asked.most], timed[: max(0, asked.most - len(whole))], rest


def _of_day(entries: list[Entry], day: date, asked: Asked, actor: Actor, names: dict[int, str], people: dict[int, str], *, alone: bool, more: int = 0) -> Day:  # fmt: skip
    """more: dates of this day that were counted and not read."""
    whole, timed, rest = _picked(entries, day, asked)
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
        rest=rest + more,
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
