"""What the desk keeps beside the records of the town: notes, next actions, a deputy, an offered move."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from enishi.accounts.models import User
from enishi.accounts.roles import DESK_ROLES
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.writing import Writing
from enishi.common.writing import text as words_of
from enishi.desk import covering, feeds, next_actions, notes, own_times, writings
from enishi.desk.models import CaseloadMove, Deputy, DeskNote, HandedWriting, OwnTime, WordTemplate
from enishi.desk.records import subject_of
from enishi.desk.writing_rules import HandedBy, Reader, Use, WritingKind
from enishi.institutions.models import Institution
from enishi.openings.models import Opening
from enishi.visits import trips
from enishi.visits.enums import Payer
from enishi.visits.models import Trip, TripStop
from enishi.visits.trip_rules import TripCostKind
from factories.world import World


def write_down(world: World, records: list[Any], coordinator: Actor) -> None:
    """A note beside each record, what comes next of the first, a deputy, a move that waits."""
    for record in records:
        notes.write_note(
            subject=subject_of(record), by=coordinator, text="駐車場は建物の裏、火曜の午後がよい", key=uuid.uuid4()
        )
    next_actions.set_next(subject=subject_of(records[0]), by=coordinator, words="回答を伝える", due=today())
    own, other = world.user(coordinator), world.user(world.coordinator("桐生 薫"))
    covering.set_deputy(absent=own, deputy=other, from_on=today(), until_on=today() + timedelta(days=3), by=coordinator)
    person = next(r for r in records if r._meta.model_name == "physician")
    giver = User.objects.get(pk=person.coordinator_id)
    taker = other if giver != other else own
    covering.offer_move(
        giver=giver, taker=taker, physicians=[person.pk], institutions=[], word="", by=world.supervisor()
    )


def keep_calendars(world: World, coordinator: Actor) -> str:
    """Hours of a coordinator of the tour and of another, whose calendar is read elsewhere; the token of its address."""
    other = world.coordinator("桐生 梓")
    for whose in (coordinator, other):
        begins = now() + timedelta(days=1)
        own_times.keep_own_time(by=whose, begins_at=begins, ends_at=begins + timedelta(hours=1), words="県庁")
        _travel(world, whose)
    _hand_out(world, coordinator)
    return feeds.make_feed(by=other)


def _hand_out(world: World, by: Actor) -> None:
    """Two texts, one of them given up, and a paper that was handed out beside each of two openings."""
    supervisor = world.supervisor()
    write = writings.write_template
    write(by=supervisor, use=Use.LETTER, title="ごあいさつ", text="{{団体のお名前}}です。\n\nよろしくお願いします。")
    old = write(by=supervisor, use=Use.FAX, title="前の送付状", text="お送りします。")
    writings.retire_template(template=old, by=supervisor)
    for opening in Opening.objects.order_by("pk")[:2]:
        paper = Writing("求人票", "", "", (words_of("内容"),))
        writings.hand_out(
            subject=subject_of(opening), by=by, kind=WritingKind.JOB, writing=paper, reader=Reader.PHYSICIAN,
            way=HandedBy.PAPER, digest=paper.digest, key=uuid.uuid4(),
        )  # fmt: skip


def _travel(world: World, by: Actor) -> None:
    """A trip to a hospital and to a town, with a cost beyond what the hospital can pay."""
    town = world.municipality("盛岡市")
    trip = trips.plan_trip(
        by=by, owner=world.user(by), title="県北", starts_on=today(), from_place=town, words="長靴", key=uuid.uuid4()
    )
    house, talk = Institution.objects.earliest("pk"), None
    for hour, given in enumerate(({"institution": house, "limit_yen": 1000, "candidacy": talk}, {"name": "県庁"}), 1):
        begins = timezone.localtime(now()).replace(hour=9 + hour, minute=0)
        where = {**given, "arrives_at": begins, "leaves_at": begins + timedelta(minutes=30), "purpose": "ごあいさつ"}
        trip.refresh_from_db()
        stop = trips.save_stop(trip=trip, by=by, seen=trip.version, given=where)
        if hour == 1:
            trips.add_cost(
                trip=trip,
                by=by,
                kind=TripCostKind.TRAIN,
                yen=5000,
                payer=Payer.INSTITUTION,
                stop=stop,
                key=uuid.uuid4(),
            )


def put_calendars(put: Callable[..., None], found: Any, coordinator: Actor, role: str, token: str) -> None:
    """Hours belong to one person alone; the address to whoever has it."""
    rows = [(own.pk, role == "coordinator" and own.owner_id == coordinator.user_id) for own in OwnTime.objects.all()]
    put(found, ("own_time",), [(pk,) for pk, mine in rows if mine], [(pk,) for pk, mine in rows if not mine], 999999)
    put(found, ("calendar_token",), [(token,)], [], "no-such-token")
    at_desk = role in DESK_ROLES
    texts: list[Any] = [(t.pk,) for t in WordTemplate.objects.order_by("pk")]
    copies: list[Any] = [
        (h.opening.number, h.pk) for h in HandedWriting.objects.exclude(opening=None).select_related("opening")
    ]
    papers: list[Any] = [(number, "job") for number, _ in copies]
    files: list[Any] = [(number, "job", form) for number, _ in copies[:1] for form in ("pdf", "docx")]
    for about, some, unknown in (
        (("word_template",), texts, (999999,)),
        (("record", "handed_writing"), copies, ("O-2026-9999", 1)),
        (("record", "writing_kind"), papers, ("O-2026-9999", "job")),
        (("record", "writing_kind", "writing_form"), files, ("O-2026-9999", "job", "pdf")),
    ):
        put(found, about, some if at_desk else [], [] if at_desk else some, *unknown)
    all_trips: list[Any] = [(t.number,) for t in Trip.objects.all()]
    stops: list[Any] = [(s.trip.number, s.pk) for s in TripStop.objects.select_related("trip")]
    for about, some, unknown in (
        (("trip",), all_trips, ("T-2026-9999",)),
        (("trip", "trip_stop"), stops, ("T-2026-9999", 1)),
    ):
        put(found, about, some if at_desk else [], [] if at_desk else some, *unknown)


def put_desk(put: Callable[..., None], found: Any, role: str) -> None:
    """All of it belongs to the desk; nobody else may know of it."""
    at_desk = role in DESK_ROLES
    rows = [(note.record.number, note.pk) for note in DeskNote.objects.order_by("id")]
    numbers = [(number,) for number, _ in rows]
    forms = [(number, "note") for number, _ in rows]

    def place(about: tuple[str, ...], some: list[Any], *unknown: object) -> None:
        put(found, about, some if at_desk else [], [] if at_desk else some, *unknown)

    place(("record",), numbers, "P-2026-9999")
    place(("record", "record_form"), forms, "P-2026-9999", "note")
    place(("record", "desk_note"), rows, "P-2026-9999", 999999)
    place(("deputy",), [(d.pk,) for d in Deputy.objects.order_by("id")], 999999)
    moves = [(m.pk, "take") for m in CaseloadMove.objects.order_by("id")]
    place(("caseload_move", "move_answer"), moves, 999999, "take")
