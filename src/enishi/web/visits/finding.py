"""What the coordinator's own calendar has to say to a time of a visit, and times that suit all three."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Party
from enishi.desk.agenda import binding_between
from enishi.desk.agenda_rules import clashes
from enishi.visits import reading
from enishi.visits.enums import Length, VisitKind
from enishi.visits.models import Visit
from enishi.visits.reading import Offered
from enishi.visits.rules import Appointment, Hint, ends_at, way_hints
from enishi.visits.slots import AHEAD_WORKING_DAYS, DAYS_LOOKED_AT, Slot, free_slots, with_wished


def beside_the_coordinator(visit: Visit, row: Offered) -> Offered:
    """The same time, with what stands in the coordinator's calendar then. It hinders nobody: a colleague may go instead."""
    begins = timezone.localtime(row.time.begins_at)
    found = owner_hints(visit, begins, ends_at(begins, Length(visit.length)))
    return replace(row, hints=[*row.hints, *found])


def owner_hints(visit: Visit, begins: datetime, ends: datetime) -> list[Hint]:
    owner = visit.candidacy.owner
    if owner is None:
        return []
    there = binding_between({owner.pk}, begins.date(), ends.date())
    return [
        Hint(
            "owner",
            f"担当の{owner.name}さんは、この時間に予定があります（{e.times(begins.date()) or '終日'}、{e.neutral}）。",
        )
        for e in clashes(there, begins, ends, but=f"{visit.uid}@yotei")
    ]


def slots_for(visit: Visit) -> list[Slot]:
    """Times at which physician, institution and coordinator are all free, from five working days ahead; what a side named
    already stands among them."""
    talk, length = visit.candidacy, Length(visit.length)
    first = add_working_days(today(), AHEAD_WORKING_DAYS)
    busy = [
        *reading.appointments_of(visit),
        *reading.interviews_of(talk.physician),
        *reading.host_appointments(visit),
        *_of_the_coordinator(visit),
    ]
    minutes = None if visit.kind == VisitKind.ONLINE else reading.way_to(talk)
    found = free_slots(
        first,
        kind=VisitKind(visit.kind),
        length=length,
        busy=busy,
        minutes=minutes,
        zone=timezone.get_default_timezone(),
        weekdays=reading.liked_weekdays(talk.physician),
    )
    live = visit.times.filter(dropped_at=None, begins_at__gt=now()).exclude(side=Party.COORDINATOR)
    named: dict[datetime, Slot] = {}
    for row in live:
        begins = timezone.localtime(row.begins_at)
        ends = ends_at(begins, length)
        named[begins] = Slot(begins, ends, tuple(way_hints(begins, ends, minutes)), asked_by=row.side)
    return with_wished(found, named.values(), busy)


def _of_the_coordinator(visit: Visit) -> list[Appointment]:
    owner = visit.candidacy.owner
    if owner is None:
        return []
    zone, day = timezone.get_default_timezone(), today()
    found = []
    for entry in binding_between({owner.pk}, day, day + timedelta(days=DAYS_LOOKED_AT + 14)):
        if not entry.busy or entry.uid == f"{visit.uid}@yotei":
            continue
        if entry.begins and entry.ends:
            found.append(Appointment(entry.begins, entry.ends))
        else:
            begins = datetime.combine(entry.on, datetime.min.time(), tzinfo=zone)
            after = datetime.combine(entry.last + timedelta(days=1), datetime.min.time(), tzinfo=zone)
            found.append(Appointment(begins, after))
    return found
