"""The acts of visits and trial work, as `acts.py` watches them."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.timezone import localtime

from enishi.common.clock import now, today
from enishi.common.workflow import Party
from enishi.visits import actions, reflections, trips
from enishi.visits.enums import Length, NextWish, Payer, VisitEnd, VisitKind
from enishi.visits.reflection_questions import PHYSICIAN_QUESTIONS
from enishi.visits.steps import open_visit_of
from enishi.visits.trip_rules import TripCostKind
from factories.walking import checked
from factories.world import World

Act = Callable[[], object]
SOON = timedelta(days=9)


def _opened(kind: VisitKind, act: Callable[[Any, Any, World], object]) -> Callable[[World], Act]:
    """With a visit for which the physician offered a time."""

    def story(world: World) -> Act:
        talk = world.candidacy("dialogue")
        at, by = now() + SOON, world.actor(talk.physician)
        visit = actions.open_visit(candidacy=talk, by=by, kind=kind, length=Length.DAY, times=[at])
        return lambda: act(visit, at, world)

    return story


def _chosen(visit: Any, world: World) -> None:
    actions.choose_time(time=visit.times.get(), by=world.actor(visit.candidacy.opening.institution))


def _begin_trial(world: World) -> Act:
    talk = world.candidacy("dialogue")
    at, by = now() + SOON, world.by_phone()
    visit = actions.open_visit(candidacy=talk, by=by, kind=VisitKind.TRIAL, length=Length.DAY)
    actions.set_time(visit=visit, by=by, at=at)
    actions.check_trial(visit=visit, by=by, **checked(at.date()))
    return lambda: actions.begin_trial(visit=visit, by=world.ms_miura)


def _fixed(act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        visit = open_visit_of(world.candidacy("visit_fixed"))
        return lambda: act(visit, world)

    return story


def _reflect(world: World) -> Act:
    talk = world.candidacy("visited")
    visit, answers = talk.visits.get(result=VisitEnd.DONE), dict.fromkeys(PHYSICIAN_QUESTIONS, "yes")
    return lambda: reflections.reflect(
        visit=visit, by=world.actor(talk.physician), answers=answers, wish=NextWish.TERMS
    )


def _trip(world: World) -> Any:
    return trips.plan_trip(
        by=world.ms_miura, owner=world.user(world.ms_miura), title="県北", starts_on=today(), from_place=None,
        key=uuid.uuid4(),
    )  # fmt: skip


def _stop(world: World, trip: Any, hour: int = 10, name: str = "久慈市") -> Any:
    town, begins = world.municipality(name), localtime(now()).replace(hour=hour, minute=0)
    given = {"name": name, "municipality": town, "arrives_at": begins, "leaves_at": begins + timedelta(hours=1)}
    trip.refresh_from_db()
    return trips.save_stop(trip=trip, by=world.ms_miura, seen=trip.version, given=given)


def _cost(world: World, trip: Any) -> Any:
    return trips.add_cost(
        trip=trip, by=world.ms_miura, kind=TripCostKind.TRAIN, yen=1200, payer=Payer.OPERATOR, key=uuid.uuid4()
    )


def _on_trip(act: Callable[[World, Any], object], before: Callable[[World, Any], object] | None = None) -> Any:
    def story(world: World) -> Act:
        trip = _trip(world)
        if before:
            before(world, trip)
        return lambda: act(world, trip)

    return story


def _three(world: World, trip: Any) -> None:
    trip.from_place = world.municipality("盛岡市")
    trip.save()
    for hour, name in ((9, "宮古市"), (11, "盛岡市"), (13, "釜石市")):
        _stop(world, trip, hour, name)


T = "visits.trips."
TRIP_ACTS: dict[str, Callable[[World], Act]] = {
    T + "plan_trip": lambda w: lambda: _trip(w),
    T + "change_trip": _on_trip(lambda w, t: trips.change_trip(trip=t, by=w.ms_miura, seen=0, title="県南", starts_on=today(), from_place=None, words="")),
    T + "save_stop": _on_trip(_stop),
    T + "drop_stop": _on_trip(lambda w, t: trips.drop_stop(trip=t, by=w.ms_miura, pk=t.stops.get().pk), _stop),
    T + "order_stops": _on_trip(lambda w, t: trips.order_stops(trip=t, by=w.ms_miura), _three),
    T + "order_back": _on_trip(lambda w, t: trips.order_back(trip=t, by=w.ms_miura), lambda w, t: (_three(w, t), trips.order_stops(trip=t, by=w.ms_miura))),
    T + "add_cost": _on_trip(_cost),
    T + "strike_cost": _on_trip(lambda w, t: trips.strike_cost(trip=t, by=w.ms_miura, pk=t.costs.get().pk), _cost),
    T + "cancel_trip": _on_trip(lambda w, t: trips.cancel_trip(trip=t, by=w.ms_miura)),
}  # fmt: skip

A = "visits.actions."
VISIT_ACTS: dict[str, Callable[[World], Act]] = {
    A + "open_visit": lambda w: (lambda c: lambda: actions.open_visit(candidacy=c, by=w.ms_miura, kind=VisitKind.TOUR, length=Length.DAY))(w.candidacy("dialogue")),
    A + "offer_times": _opened(VisitKind.TOUR, lambda v, at, w: actions.offer_times(visit=v, by=w.by_phone(), times=[at + SOON], speaks_for=Party.INSTITUTION)),
    A + "propose_times": _opened(VisitKind.TOUR, lambda v, at, w: actions.propose_times(visit=v, by=w.ms_miura, times=[at + SOON])),
    A + "choose_time": _opened(VisitKind.TOUR, lambda v, _, w: _chosen(v, w)),
    A + "set_time": _opened(VisitKind.TOUR, lambda v, at, w: actions.set_time(visit=v, by=w.by_phone(), at=at)),
    A + "shape_visit": _opened(VisitKind.TOUR, lambda v, _, w: actions.shape_visit(visit=v, by=w.ms_miura, length=Length.HOUR)),
    A + "move_visit": _fixed(lambda v, w: actions.move_visit(visit=v, by=w.ms_miura, reason="雪")),
    A + "drop_trial": _opened(VisitKind.TRIAL, lambda v, _, w: actions.drop_trial(visit=v, by=w.ms_miura)),
    A + "check_trial": _opened(VisitKind.TRIAL, lambda v, _, w: actions.check_trial(visit=v, by=w.ms_miura, contract_seen=True)),
    A + "begin_trial": _begin_trial,
    A + "save_costs": _fixed(lambda v, w: actions.save_costs(visit=v, by=w.ms_miura, costs={"travel": {"payer": "institution"}})),
    A + "save_plan": _fixed(lambda v, w: actions.save_plan(visit=v, by=w.ms_miura, plan={"place": "駅"})),
    "visits.reflections.reflect": _reflect,
}  # fmt: skip
VISIT_ACTS |= TRIP_ACTS
