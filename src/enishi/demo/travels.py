"""What stands in the pinned coordinator's calendar besides talks: own hours, a trip that is ahead, one that was called off."""

import uuid
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from enishi.accounts.models import User
from enishi.areas.models import Municipality
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.common.japanese.working_days import add_working_days
from enishi.demo.places import Place
from enishi.desk.enums import OwnKind
from enishi.desk.own_times import keep_own_time
from enishi.desk.writings import begin_templates
from enishi.institutions.models import Institution
from enishi.physicians import interviews
from enishi.physicians.models import Physician, TalkWay
from enishi.visits import trips
from enishi.visits.enums import Payer
from enishi.visits.trip_rules import Means, TripCostKind

BEFORE_TERMS = ("dialogue", "visit_arranging", "visit_fixed", "visited")
OWN = (
    (0, time(13, 30), time(14, 30), OwnKind.MEETING, "週の打ち合わせ"),
    (1, time(10), time(11), OwnKind.BUSY, "県庁 医療政策課"),
    (3, time(15), time(16, 30), OwnKind.MEETING, "事例の検討会"),
)


def plan_days(places: list[Place], staff: dict[str, Actor]) -> None:
    """Through the real acts; the trip goes to three institutions of the prefecture of the pinned one."""
    coordinator = staff["coordinator"]
    first = add_working_days(today(), 0)
    for days, begins, ends, kind, words in OWN:
        day = add_working_days(first, days)
        keep_own_time(by=coordinator, begins_at=_at(day, begins), ends_at=_at(day, ends), kind=kind, words=words)
    away = add_working_days(first, 12)
    keep_own_time(
        by=coordinator, begins_at=_at(away, time(0)), ends_at=_at(away + timedelta(days=1), time(0)), kind=OwnKind.AWAY,
        words="", whole_day=True,
    )  # fmt: skip
    with ago(timedelta(days=1)):
        _talks(coordinator, first)
        _travel(places, coordinator, add_working_days(first, 7))
    _called_off(coordinator, add_working_days(first, 20))
    with ago(timedelta(days=40)):
        begin_templates(by=staff["supervisor"])


def _talks(coordinator: Actor, first: date) -> None:
    """First talks that were fixed on the telephone."""
    own = Physician.objects.filter(coordinator=coordinator.user_id, state="interviewing", interviews=None)
    for days, way, physician in zip((1, 2), (TalkWay.PHONE, TalkWay.VIDEO), own.order_by("pk")[:2], strict=False):
        at = _at(add_working_days(first, days), time(14))
        interviews.fix_interview(physician=physician, by=coordinator, way=way, at=at)


def _travel(places: list[Place], coordinator: Actor, day: date) -> None:
    pinned = places[0].institution
    near = [pinned] + [
        p.institution
        for p in places[1:]
        if p.institution.municipality.prefecture_id == pinned.municipality.prefecture_id
        and p.institution.municipality_id != pinned.municipality_id
    ]
    trip = trips.plan_trip(
        by=coordinator, owner=User.objects.get(pk=coordinator.user_id), title="県北の病院をまわる", starts_on=day,
        from_place=Municipality.objects.filter(name="盛岡市", valid=True).first(),
        words="雪の予報のときは、前の日の午後に出る。レンタカーは四輪駆動で。", key=uuid.uuid4(),
    )  # fmt: skip
    talks = Candidacy.objects.filter(opening__institution=pinned, owner=coordinator.user_id, state__in=BEFORE_TERMS)
    talk = talks.order_by("pk").first()
    hours = ((time(10), time(11, 30)), (time(14), time(15)), (time(16, 30), time(17, 15)))
    for (arrives, leaves), house in zip(hours, near[:3], strict=False):
        _stop(trip.number, coordinator, house, _at(day, arrives), _at(day, leaves), talk if house == pinned else None)
    trip.refresh_from_db()
    stops = trips.stops_of(trip)
    for kind, words, yen, payer in (
        (TripCostKind.CAR, "レンタカーと燃料", 14800, Payer.OPERATOR),
        (TripCostKind.MEALS, "昼食", 1200, Payer.OPERATOR),
        (TripCostKind.LODGING, "前の晩のお泊まり", 8900, Payer.INSTITUTION),
    ):
        trips.add_cost(
            trip=trip, by=coordinator, kind=kind, words=words, yen=yen, payer=payer, key=uuid.uuid4(),
            stop=stops[0] if payer is Payer.INSTITUTION else None,
        )  # fmt: skip


def _stop(
    number: str, by: Actor, house: Institution, arrives: datetime, leaves: datetime, talk: Candidacy | None
) -> None:
    trip = trips.trip_for(by, number)
    purpose = "見学の受け入れと、医師住宅を見せていただく" if talk else "来年度の体制をうかがう"
    given = {
        "institution": house, "candidacy": talk, "arrives_at": arrives, "leaves_at": leaves, "means": Means.CAR.value,
        "purpose": purpose, "limit_yen": 10000 if talk else None,
    }  # fmt: skip
    trips.save_stop(trip=trip, by=by, seen=trip.version, given=given)


def _called_off(coordinator: Actor, day: date) -> None:
    owner = User.objects.get(pk=coordinator.user_id)
    trip = trips.plan_trip(
        by=coordinator, owner=owner, title="学会の会場で面談", starts_on=day, from_place=None, key=uuid.uuid4()
    )
    trips.cancel_trip(trip=trip, by=coordinator)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())
