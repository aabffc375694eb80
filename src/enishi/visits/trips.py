"""Trips of a coordinator: planned, changed, put into a shorter order, called off; each change can be taken back."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from enishi.accounts.models import User
from enishi.accounts.roles import DESK_ROLES
from enishi.areas.lookups import commute_between
from enishi.areas.models import Municipality
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.visits.enums import Payer
from enishi.visits.models import Trip, TripCost, TripStop
from enishi.visits.trip_rules import MOST_STOPS, Budget, Cost, Leg, TripCostKind, budgets, shortest_order

PREFIX = "T"
LONGEST = timedelta(days=14)
MOST_YEN = 10_000_000
STALE = Refusal("stale", "この画面を開いたあとに、出張の予定が直されました。画面を開き直して、お確かめください。")


def trips_of(actor: Actor) -> "QuerySet[Trip]":
    """Every trip, for the desk; nobody else knows of any."""
    rows = Trip.objects.select_related("owner", "from_place__prefecture")
    return rows if actor.role in DESK_ROLES else rows.none()


def trip_for(actor: Actor, number: str) -> Trip:
    """The trip with this number, for the desk; else 404."""
    found = trips_of(actor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def stops_of(trip: Trip) -> list[TripStop]:
    """Where it goes, in order of time, without what was left out."""
    rows = trip.stops.filter(dropped_at=None)
    return list(rows.select_related("institution__municipality__prefecture", "candidacy__physician", "municipality"))


def place_of(stop: TripStop) -> str:
    """The code of its municipality, "" if unknown."""
    if stop.institution:
        return str(stop.institution.municipality_id)
    return str(stop.municipality_id or "")


def name_of(stop: TripStop) -> str:
    return stop.institution.name if stop.institution else stop.name


def way_between(one: str, other: str) -> int | None:
    return commute_between(one, other) if one and other else None


def legs_of(trip: Trip, stops: list[TripStop]) -> list[Leg]:
    """The places with the way to each: as written, else an estimate from where the municipalities lie."""
    found, before = [], str(trip.from_place_id or "")
    for stop in stops:
        here = place_of(stop)
        by_hand = stop.minutes is not None
        minutes = stop.minutes if by_hand else way_between(before, here)
        found.append(
            Leg(
                stop.pk, name_of(stop), timezone.localtime(stop.arrives_at), timezone.localtime(stop.leaves_at), minutes,
                by_hand,
            )
        )  # fmt: skip
        before = here
    return found


def way_home(trip: Trip, stops: list[TripStop]) -> int | None:
    return way_between(place_of(stops[-1]), str(trip.from_place_id or "")) if stops else None


def budgets_of(trip: Trip, stops: list[TripStop]) -> list[Budget]:
    return budgets([(s.pk, name_of(s), s.limit_yen) for s in stops], costs_of(trip))


def costs_of(trip: Trip) -> list[Cost]:
    return [Cost(row.payer, row.yen, row.stop_id) for row in trip.costs.filter(struck_at=None)]


# -- acts -------------------------------------------------------------------------------------------
@transaction.atomic
def plan_trip(
    *, by: Actor, owner: User, title: str, starts_on: date, from_place: Municipality | None, words: str = "",
    key: uuid.UUID,
) -> Trip:  # fmt: skip
    """A new trip of this person. key: of the form; the same again returns what stands."""
    if found := Trip.objects.filter(key=key).first():
        return found
    _look_at_day(starts_on)
    number = next_number(PREFIX)
    try:
        with transaction.atomic():
            made = Trip.objects.create(
                number=number, key=key, owner=owner, title=title.strip(), starts_on=starts_on, from_place=from_place,
                words=words.strip(),
            )  # fmt: skip
    except IntegrityError:  # the same form at the same moment
        return Trip.objects.get(key=key)
    record(by=by, action="plan_trip", object_type="trip", object_number=made.number)
    return made


@transaction.atomic
def change_trip(
    *, trip: Trip, by: Actor, seen: int, title: str, starts_on: date, from_place: Municipality | None, words: str
) -> Trip:
    """Its name, where it begins, and the first day: with another day all places move along by as many days."""
    held = _held(trip, seen)
    _look_at_day(starts_on)
    moved = starts_on - held.starts_on
    if moved:
        for stop in held.stops.filter(dropped_at=None):
            stop.arrives_at, stop.leaves_at = stop.arrives_at + moved, stop.leaves_at + moved
            stop.save(update_fields=["arrives_at", "leaves_at"])
    held.title, held.starts_on, held.from_place, held.words = title.strip(), starts_on, from_place, words.strip()
    return _changed(held, by, "change_trip")


@transaction.atomic
def save_stop(*, trip: Trip, by: Actor, seen: int, given: Mapping[str, Any], stop: TripStop | None = None) -> TripStop:
    """A place of it: institution or name, arrives_at, leaves_at, means, minutes (None: estimated), purpose, limit_yen."""
    held = _held(trip, seen)
    if given["leaves_at"] <= given["arrives_at"]:
        raise StepRefused(Refusal("order", "出る時刻は、着く時刻より後にしてください。"))
    if not held.starts_on <= timezone.localdate(given["arrives_at"]) <= held.starts_on + LONGEST:
        raise StepRefused(Refusal("day", "行き先の日は、出張の初めの日から2週間までにしてください。"))
    if stop is None:
        if held.stops.filter(dropped_at=None).count() >= MOST_STOPS:
            raise StepRefused(Refusal("many", f"行き先は{MOST_STOPS}か所までです。2つの出張に分けてください。"))
        stop = TripStop(trip=held)
    for name, value in given.items():
        setattr(stop, name, value)
    stop.save()
    _changed(held, by, "save_trip_stop")
    return stop


@transaction.atomic
def drop_stop(*, trip: Trip, by: Actor, pk: int, back: bool = False) -> Trip:
    """Leave a place out, or (back) take it in again. Twice the same changes nothing."""
    held = _held(trip, None)
    stop = held.stops.filter(pk=pk).first()
    if stop is None:
        raise Http404
    if (stop.dropped_at is None) is back:
        return held
    stop.dropped_at = None if back else now()
    stop.save(update_fields=["dropped_at"])
    return _changed(held, by, "restore_trip_stop" if back else "drop_trip_stop")


@transaction.atomic
def order_stops(*, trip: Trip, by: Actor) -> Trip:
    """Put the places of one day into the order with the least travel; the order before is kept (`reorder_back`)."""
    held = _held(trip, None)
    stops = stops_of(held)
    codes: dict[int | None, str] = {None: str(held.from_place_id or ""), **{s.pk: place_of(s) for s in stops}}
    best = shortest_order(legs_of(held, stops), lambda a, b: way_between(codes[a], codes[b]))
    if best is None:
        raise StepRefused(
            Refusal(
                "same",
                "いまの順が、いちばん移動の少ない順です（3か所以上、1日のうち、位置の分かる所どうしで比べます）。",
            )
        )
    held.before = {str(s.pk): [s.arrives_at.isoformat(), s.leaves_at.isoformat(), s.minutes] for s in stops}
    for leg in best:
        held.stops.filter(pk=leg.pk).update(arrives_at=leg.arrives, leaves_at=leg.leaves, minutes=None)
    return _changed(held, by, "order_trip")


@transaction.atomic
def order_back(*, trip: Trip, by: Actor) -> Trip:
    """As it was before the places were put into another order."""
    held = _held(trip, None)
    if not held.before:
        return held
    for pk, (arrives, leaves, minutes) in held.before.items():
        held.stops.filter(pk=int(pk)).update(arrives_at=_moment(arrives), leaves_at=_moment(leaves), minutes=minutes)
    held.before = {}
    return _changed(held, by, "order_trip_back")


def _moment(text: str) -> datetime:
    found = parse_datetime(text)
    assert found is not None  # written by `order_stops`
    return found


@transaction.atomic
def add_cost(
    *, trip: Trip, by: Actor, kind: TripCostKind, yen: int, payer: Payer, words: str = "", stop: TripStop | None = None,
    key: uuid.UUID,
) -> TripCost:  # fmt: skip
    """One cost. Whose institution pays it is said by its place. The same key again returns what stands."""
    held = _held(trip, None)
    if found := TripCost.objects.filter(key=key, trip=held).first():
        return found
    if not 0 < yen <= MOST_YEN:
        raise StepRefused(Refusal("yen", "金額は1円から1,000万円のあいだでご入力ください。"))
    if payer is Payer.INSTITUTION and (stop is None or stop.trip_id != held.pk or stop.institution_id is None):
        raise StepRefused(Refusal("whose", "どの医療機関・自治体が持つか、行き先をお選びください。"))
    made = TripCost.objects.create(
        trip=held, key=key, kind=kind, yen=yen, payer=payer, words=words.strip(),
        stop=stop if payer is Payer.INSTITUTION else None,
    )  # fmt: skip
    _changed(held, by, "add_trip_cost")
    return made


@transaction.atomic
def strike_cost(*, trip: Trip, by: Actor, pk: int, back: bool = False) -> Trip:
    """Strike a cost, or (back) let it stand again."""
    held = _held(trip, None)
    cost = held.costs.filter(pk=pk).first()
    if cost is None:
        raise Http404
    if (cost.struck_at is None) is back:
        return held
    cost.struck_at = None if back else now()
    cost.save(update_fields=["struck_at"])
    return _changed(held, by, "restore_trip_cost" if back else "strike_trip_cost")


@transaction.atomic
def cancel_trip(*, trip: Trip, by: Actor, back: bool = False) -> Trip:
    """Call it off, or (back) let it stand again."""
    held = Trip.objects.select_for_update().get(pk=trip.pk)
    if (held.cancelled_at is None) is back:
        return held
    held.cancelled_at = None if back else now()
    return _changed(held, by, "restore_trip" if back else "cancel_trip")


def _held(trip: Trip, seen: int | None) -> Trip:
    held = Trip.objects.select_for_update().get(pk=trip.pk)
    if held.cancelled_at:
        raise StepRefused(Refusal("over", "この出張は取りやめています。元に戻してから、お直しください。"))
    if seen is not None and held.version != seen:
        raise StepRefused(STALE)
    return held


def _changed(held: Trip, by: Actor, action: str) -> Trip:
    held.version, held.changed_at = held.version + 1, now()
    if action not in ("order_trip", "order_trip_back"):
        held.before = {}  # places were changed meanwhile: the former order would undo that too
    held.save()
    record(by=by, action=action, object_type="trip", object_number=held.number)
    return held


def _look_at_day(starts_on: date) -> None:
    if abs((starts_on - today()).days) > 731:
        raise StepRefused(Refusal("far", "2年以内の日をご入力ください。"))
