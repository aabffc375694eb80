"""/desk/trips: several places on one way, with times, costs and a pack of papers that needs no network."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.areas.rules import minutes_between
from enishi.common.access import roles
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.money import yen_words
from enishi.common.workflow import StepRefused
from enishi.desk.records import own_and_absent
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.visits import trips as acts
from enishi.visits.enums import Payer
from enishi.visits.models import Trip, TripStop
from enishi.visits.rules import duration_words
from enishi.visits.trip_rules import Leg, Means, TripCostKind, totals, trip_hints
from enishi.web.components.actors import actor_in
from enishi.web.components.forms import EnishiForm
from enishi.web.desk.common import DECIDERS, READERS, page_of
from enishi.web.desk.trip_forms import CostForm, StopForm, TripForm
from enishi.web.desk.trip_papers import pack

EDIT = ["GET", "HEAD", "POST"]
NEAR, NEAR_MINUTES = 6, 90
HOME = ("出張", "/desk/trips")


def _may_change(actor: Actor, trip: Trip) -> bool:
    """Who travels, who stands in for that person, and a supervisor."""
    return actor.role == Role.SUPERVISOR or trip.owner_id in own_and_absent(actor)


def _mine(actor: Actor, number: str) -> Trip:
    """The trip, if this person may change it; else 404."""
    trip = acts.trip_for(actor, number)
    if not _may_change(actor, trip):
        raise Http404
    return trip


def _href(trip: Trip) -> str:
    return reverse("desk_trip", args=[trip.number])


@roles(*READERS)
@require_safe
@never_cache
def trips(request: HttpRequest) -> HttpResponse:
    """What is ahead, the nearer first; then what lies behind, and what was called off."""
    actor = actor_in(request)
    whose = "all" if request.GET.get("whose") == "all" or actor.role == Role.DESK else "own"
    rows = acts.trips_of(actor)
    if whose == "own":
        rows = rows.filter(owner__in=own_and_absent(actor))
    edge = today() - timedelta(days=3)
    ahead = list(rows.filter(cancelled_at=None, starts_on__gte=edge).prefetch_related("stops__institution")[:50])
    context = {
        "whose": whose,
        "ahead": [{"trip": t, "stops": [acts.name_of(s) for s in t.stops.all() if not s.dropped_at]} for t in ahead],
        "page": page_of(request, rows.exclude(cancelled_at=None, starts_on__gte=edge).order_by("-starts_on", "-id")),
        "plans": actor.role in DECIDERS,
    }
    return render(request, "desk/trips.html", context)


@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    form = TripForm(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = acts.plan_trip(
                by=actor, owner=User.objects.get(pk=actor.user_id), title=given["title"], starts_on=given["starts_on"],
                from_place=given["town"], words=given["words"], key=given["key"],
            )  # fmt: skip
            messages.success(request, "出張をつくりました。行き先を加えてください。")
            return redirect(_href(made))
        except StepRefused as refused:
            _say(form, refused)
    context = {"form": form, "crumbs": [HOME, ("出張をつくる", "")]}
    return render(request, "desk/trip_new.html", context)


def _say(form: EnishiForm, refused: StepRefused) -> None:
    for refusal in refused.refusals:
        form.add_error(None, refusal.sentence)


# -- one trip ---------------------------------------------------------------------------------------
@roles(*READERS)
@require_http_methods(EDIT)
@never_cache
def trip(request: HttpRequest, number: str) -> HttpResponse:
    """Its places, ways and costs. The forms of the page come back here with their `act`."""
    actor = actor_in(request)
    found = acts.trip_for(actor, number)
    forms: dict[str, EnishiForm] = {}
    if request.method == "POST":
        if not _may_change(actor, found):
            raise Http404
        name = request.POST.get("act", "")
        act = ACTS.get(name)
        if act is None:
            return redirect(_href(found))
        try:
            said = act(request, found, actor, forms)
            if said:
                messages.success(request, said)
                return redirect(_href(found))
        except StepRefused as refused:
            form = forms.get(name)
            if form is None:
                for refusal in refused.refusals:
                    messages.error(request, refusal.sentence)
                return redirect(_href(found))
            _say(form, refused)
        found = acts.trip_for(actor, number)
    return render(request, "desk/trip.html", _context(found, actor, forms))


Forms = dict[str, EnishiForm]
Act = Callable[[HttpRequest, Trip, Actor, Forms], str]


def _change(request: HttpRequest, found: Trip, actor: Actor, forms: Forms) -> str:
    form = TripForm(request.POST, auto_id="trip_%s")
    forms["change"] = form
    if not form.is_valid():
        return ""
    given = form.cleaned_data
    acts.change_trip(
        trip=found, by=actor, seen=given["seen"] if given["seen"] is not None else -1, title=given["title"],
        starts_on=given["starts_on"], from_place=given["town"], words=given["words"],
    )  # fmt: skip
    return "出張を直しました。日を変えたときは、行き先の日もいっしょに移りました。"


def _cost(request: HttpRequest, found: Trip, actor: Actor, forms: Forms) -> str:
    form = CostForm(request.POST, stops=acts.stops_of(found), auto_id="cost_%s")
    forms["cost"] = form
    if not form.is_valid():
        return ""
    given, (payer, stop) = form.cleaned_data, form.who
    acts.add_cost(
        trip=found, by=actor, kind=TripCostKind(given["kind"]), yen=given["yen"], payer=payer, words=given["words"],
        stop=stop, key=given["key"],
    )  # fmt: skip
    return "費用を加えました。"


def _button(act: Callable[[HttpRequest, Trip, Actor], object], said: str) -> Act:
    def pressed(request: HttpRequest, found: Trip, actor: Actor, forms: Forms) -> str:
        act(request, found, actor)
        return said

    return pressed


def _pk(request: HttpRequest) -> int:
    text = request.POST.get("pk", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


ACTS: dict[str, Act] = {
    "change": _change,
    "cost": _cost,
    "drop": _button(lambda r, t, a: acts.drop_stop(trip=t, by=a, pk=_pk(r)), "行き先を外しました。「外した行き先」から戻せます。"),
    "take": _button(lambda r, t, a: acts.drop_stop(trip=t, by=a, pk=_pk(r), back=True), "行き先を戻しました。"),
    "strike": _button(lambda r, t, a: acts.strike_cost(trip=t, by=a, pk=_pk(r)), "費用を取り消しました。「取り消した費用」から戻せます。"),
    "stand": _button(lambda r, t, a: acts.strike_cost(trip=t, by=a, pk=_pk(r), back=True), "費用を戻しました。"),
    "order": _button(lambda r, t, a: acts.order_stops(trip=t, by=a), "移動の少ない順に並べました。「並べる前に戻す」で戻せます。"),
    "back": _button(lambda r, t, a: acts.order_back(trip=t, by=a), "並べる前の順に戻しました。"),
    "cancel": _button(lambda r, t, a: acts.cancel_trip(trip=t, by=a), "出張を取りやめました。「元に戻す」で戻せます。"),
    "restore": _button(lambda r, t, a: acts.cancel_trip(trip=t, by=a, back=True), "出張を元に戻しました。"),
}  # fmt: skip


def _context(found: Trip, actor: Actor, forms: Forms) -> dict[str, Any]:
    stops = acts.stops_of(found)
    legs, home = acts.legs_of(found, stops), acts.way_home(found, stops)
    costs = list(found.costs.select_related("stop__institution"))
    live = [c for c in costs if not c.struck_at]
    changes = _may_change(actor, found) and found.cancelled_at is None
    return {
        "trip": found,
        "legs": [_leg(s, leg) for s, leg in zip(stops, legs, strict=True)],
        "home": duration_words(home) if home else "",
        "hints": trip_hints(legs, home),
        "costs": live,
        "struck": [c for c in costs if c.struck_at],
        "sums": [(Payer(p).label, yen_words(y)) for p, y in totals(acts.costs_of(found)).items()],
        "budgets": [(b, yen_words(b.yen), yen_words(b.limit or 0), yen_words(b.over), yen_words(b.left)) for b in acts.budgets_of(found, stops)],
        "dropped": [(s.pk, acts.name_of(s)) for s in found.stops.exclude(dropped_at=None).select_related("institution")],
        "near": _near(found, stops) if changes else [],
        "changes": changes,
        "may_change": _may_change(actor, found),
        "change_form": forms.get("change") or TripForm(initial=TripForm.kept(found), auto_id="trip_%s"),
        "cost_form": forms.get("cost") or CostForm(stops=stops, auto_id="cost_%s"),
        "refused": next(iter(forms.values()), None),
        "crumbs": [HOME, (found.number, "")],
    }  # fmt: skip


def _leg(stop: TripStop, leg: Leg) -> dict[str, Any]:
    place = stop.institution.municipality if stop.institution else stop.municipality
    return {
        "stop": stop,
        "name": leg.name,
        "town": f"{place.prefecture.name}{place.name}" if place else "",
        "arrives": leg.arrives,
        "leaves": leg.leaves,
        "way": duration_words(leg.minutes) if leg.minutes is not None else "",
        "by_hand": leg.by_hand,
        "means": Means(stop.means).label,
    }


def _near(found: Trip, stops: list[TripStop]) -> list[dict[str, Any]]:
    """Other institutions of the same prefectures, near the last place: (institution, minutes)."""
    last = stops[-1] if stops else None
    here = (last.institution.municipality if last.institution else last.municipality) if last else found.from_place
    if here is None or here.point is None:
        return []
    taken = {s.institution_id for s in stops}
    rows = Institution.objects.filter(municipality__prefecture=here.prefecture_id, state=InstitutionState.ACTIVE)
    near = []
    for house in rows.exclude(pk__in=[pk for pk in taken if pk]).select_related("municipality", "keeper")[:300]:
        if house.municipality.point is None:
            continue
        minutes = minutes_between(here.point, house.municipality.point)
        if minutes <= NEAR_MINUTES:
            keeper = getattr(house, "keeper", None)
            near.append((not (keeper and keeper.coordinator_id == found.owner_id), minutes, house.name, house))
    return [{"house": house, "way": duration_words(minutes) if minutes else "同じ市区町村", "own": not other} for other, minutes, _, house in sorted(near, key=lambda n: n[:3])[:NEAR]]  # fmt: skip


# -- a place ----------------------------------------------------------------------------------------
@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def stop_new(request: HttpRequest, number: str) -> HttpResponse:
    """Add a place; `?institution=` begins with one, an hour behind the last place and the way from there."""
    actor = actor_in(request)
    found = _mine(actor, number)
    return _stop_page(request, actor, found, None, _first(found, request.GET.get("institution", "")))


def _first(found: Trip, institution: str) -> dict[str, Any]:
    """Values to begin with: the day and hour behind the last place and the way from it."""
    stops = acts.stops_of(found)
    house = Institution.objects.filter(number=institution).select_related("municipality").first()
    begins = _ten(found.starts_on)
    if stops:
        begins = timezone.localtime(stops[-1].leaves_at)
        way = acts.way_between(acts.place_of(stops[-1]), str(house.municipality_id)) if house else None
        quarters = -(-(way or 30) // 15)
        begins += timedelta(minutes=15 * quarters)
    ends = begins + timedelta(hours=1)
    return {
        "where": "institution", "name": house.number if house else "", "day": begins.date(), "means": Means.CAR.value,
        "arrives": begins.time(), "leaves": ends.time() if ends.date() == begins.date() else None,
    }  # fmt: skip


def _ten(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=timezone.get_default_timezone())


@roles(*DECIDERS)
@require_http_methods(EDIT)
@never_cache
def stop(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    actor = actor_in(request)
    found = _mine(actor, number)
    kept = found.stops.filter(pk=pk, dropped_at=None).select_related(
        "institution", "candidacy", "municipality__prefecture"
    )
    row = kept.first()
    if row is None:
        raise Http404
    return _stop_page(request, actor, found, row, StopForm.kept(row))


def _stop_page(request: HttpRequest, actor: Actor, found: Trip, row: TripStop | None, first: dict[str, Any]) -> HttpResponse:  # fmt: skip
    form = StopForm(request.POST or None, actor=actor, initial={"seen": found.version, **first})
    if request.method == "POST" and form.is_valid():
        try:
            acts.save_stop(trip=found, by=actor, seen=form.cleaned_data["seen"], given=form.given, stop=row)
            messages.success(request, "行き先を保存しました。")
            return redirect(_href(found))
        except StepRefused as refused:
            _say(form, refused)
    context = {
        "form": form,
        "trip": found,
        "row": row,
        "crumbs": [HOME, (found.number, _href(found)), ("行き先", "")],
    }
    return render(request, "desk/trip_stop.html", context)


@roles(*READERS)
@require_safe
@never_cache
def pack_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """出張の持ち物 on A4: the way, and one page of each record; what stands on it is logged as read."""
    actor = actor_in(request)
    found = acts.trip_for(actor, number)
    response = HttpResponse(pack(found, actor), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="trip-{found.number}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


urlpatterns = [
    path("/trips", trips, name="desk_trips"),
    path("/trips/new", new, name="desk_trip_new"),
    path("/trips/<str:number>", trip, name="desk_trip"),
    path("/trips/<str:number>/stops/new", stop_new, name="desk_trip_stop_new"),
    path("/trips/<str:number>/stops/<int:pk>", stop, name="desk_trip_stop"),
    path("/trips/<str:number>/pack.pdf", pack_pdf, name="desk_trip_pack"),
]
