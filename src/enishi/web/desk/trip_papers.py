"""出張の持ち物: the papers of a trip in one file, to be printed before leaving."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from enishi.audit.actions import record_reading
from enishi.common.actor import Actor
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import date_with_weekday
from enishi.common.japanese.money import yen_words
from enishi.common.japanese.times import time_words
from enishi.desk.handover import handover_of
from enishi.desk.records import subject_of
from enishi.visits.enums import Payer
from enishi.visits.models import Trip, TripStop
from enishi.visits.rules import duration_words
from enishi.visits.trip_rules import Leg, Means, TripCostKind, totals, trip_hints
from enishi.visits.trips import budgets_of, costs_of, legs_of, stops_of, way_home
from enishi.web.context import operator
from enishi.web.desk.records import READ_LEVEL, title_of


def pack(trip: Trip, actor: Actor) -> bytes:
    """The way, its costs, and the page of each talk or institution behind it. Every page that holds a record is logged."""
    stops = stops_of(trip)
    legs, home = legs_of(trip, stops), way_home(trip, stops)
    data = {
        "number": trip.number,
        "title": trip.title,
        "who": f"{trip.owner.name}",
        "when": date_with_weekday(trip.starts_on) + ("　取りやめ" if trip.cancelled_at else ""),
        "rows": [_row(s, leg) for s, leg in zip(stops, legs, strict=True)] + _home(trip, stops, home),
        "hints": trip_hints(legs, home),
        "costs": [_cost(c) for c in trip.costs.filter(struck_at=None).select_related("stop__institution")],
        "sums": _sums(trip, stops),
        "words": trip.words,
        "parts": [_part(row, actor) for row in _records(stops)],
        "sender": operator().name,
    }
    return pdf("desk/typst/trip.typ", data)


def _row(stop: TripStop, leg: Leg) -> list[str]:
    day = date_with_weekday(leg.arrives.date(), with_year=False)
    way = (
        f"{Means(stop.means).label}\n{duration_words(leg.minutes)}{'（手入力）' if leg.by_hand else '（目安）'}"
        if leg.minutes
        else ""
    )
    told = [stop.purpose]
    if stop.institution:
        told = [
            stop.institution.address,
            f"電話 {stop.institution.phone}" if stop.institution.phone else "",
            stop.purpose,
        ]
    if stop.candidacy:
        told.append(f"お話 {stop.candidacy.number}")
    times = f"{day}\n{time_words(leg.arrives.time())}着\n{time_words(leg.leaves.time())}発"
    return [times, way, leg.name, "\n".join(filter(None, told))]


def _home(trip: Trip, stops: list[TripStop], minutes: int | None) -> list[list[str]]:
    if not stops or minutes is None or trip.from_place is None:
        return []
    leaves = timezone.localtime(stops[-1].leaves_at)
    back = leaves + timedelta(minutes=minutes)
    return [
        [f"{time_words(back.time())}ごろ", f"{duration_words(minutes)}（目安）", f"{trip.from_place.name}に戻る", ""]
    ]


def _cost(row: Any) -> list[str]:
    who = row.stop.institution.name if row.stop and row.stop.institution else Payer(row.payer).label
    return [TripCostKind(row.kind).label, row.words, who, yen_words(row.yen)]


def _sums(trip: Trip, stops: list[TripStop]) -> list[str]:
    found = [f"{Payer(payer).label}：{yen_words(yen)}" for payer, yen in totals(costs_of(trip)).items()]
    for b in budgets_of(trip, stops):
        if b.limit is not None:
            told = f"{yen_words(b.over)}超えています" if b.over else f"あと{yen_words(b.left)}"
            found.append(f"{b.name}の上限 {yen_words(b.limit)}（{told}）")
    return found


def _records(stops: list[TripStop]) -> list[Any]:
    """Each record once, in the order of the way: the talk one goes for, else the institution."""
    found: list[Any] = []
    for stop in stops:
        row = stop.candidacy or stop.institution
        if row is not None and row not in found:
            found.append(row)
    return found


def _part(row: Any, actor: Actor) -> dict[str, Any]:
    subject = subject_of(row)
    record_reading(by=actor, what="handover", object_type=subject.kind, object_number=subject.number, level=READ_LEVEL)
    return handover_of(subject, actor, title_of(subject, actor))
