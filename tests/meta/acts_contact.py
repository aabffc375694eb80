"""The acts of contacts, talks, sheets and family pages, as `acts.py` watches them."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from enishi.common.clock import now, today
from enishi.common.workflow import Channel
from enishi.physicians import actions, contact, family, interviews, taking_back
from enishi.physicians.contact_rules import Outcome
from enishi.physicians.models import Relation, TalkWay
from factories.world import World
from meta.acts_desk import DESK_ACTS
from meta.acts_sheet import SHEET_ACTS

Act = Callable[[], object]


def _with_physician(act: Callable[[Any, Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        physician = world.physician()
        return lambda: act(physician, world.ms_miura, world)

    return story


def _with_call(act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        event = contact.start_call(
            physician=world.physician(), by=world.ms_miura, about="ご様子", override="お急ぎの件"
        )
        return lambda: act(event, world)

    return story


def _post_letters(world: World) -> Act:
    physician = world.physician(mail="")
    waiting = [n.pk for n in contact.for_the_desk(physician)]
    return lambda: contact.post_letters(physician=physician, by=world.ms_miura, notices=waiting)


def _take_back_posting(world: World) -> Act:
    event: Any = _post_letters(world)()
    return lambda: taking_back.take_back_posting(event=event.pk, by=world.ms_miura)


def _take_back_licence(world: World) -> Act:
    physician = world.physician(licence=False)
    before, on = physician.licence_verified_on, today()
    actions.verify_licence(physician=physician, by=world.ms_miura, on=on)
    return lambda: taking_back.take_back_licence(physician=physician, on=on, before=before, by=world.ms_miura)


def _take_back_shield(world: World) -> Act:
    entry = actions.add_shield(physician=world.physician(), by=world.ms_miura, name="つばめ会")
    return lambda: taking_back.take_back_shield(entry=entry.pk, by=world.ms_miura)


def _with_slots(act: Callable[[Any, Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        physician, slot = world.physician(), now() + timedelta(days=3)
        talk = interviews.offer_slots(physician=physician, by=world.ms_miura, way=TalkWay.PHONE, slots=[slot])
        return lambda: act(talk, slot, world)

    return story


def _family_page(physician: Any, world: World) -> Any:
    opening = world.opening()
    return family.open_family_link(
        physician=physician, by=world.actor(physician), relation=Relation.SPOUSE, days=30, openings=[opening]
    )[0]


def _with_family(act: Callable[[Any, World], object], *, asked: bool = False) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        thing = _family_page(world.physician(), world)
        if asked:
            thing = family.ask_as_family(link=thing, text="雪は深いですか", key=uuid.uuid4())
        return lambda: act(thing, world)

    return story


CONTACT_ACTS: dict[str, Callable[[World], Act]] = {
    "physicians.contact.save_promise": _with_physician(lambda p, by, _: contact.save_promise(physician=p, by=by, per_week=2)),
    "physicians.contact.start_call": _with_physician(
        lambda p, by, _: contact.start_call(physician=p, by=by, about="ご様子", override="お急ぎの件")
    ),
    "physicians.contact.close_call": _with_call(lambda e, w: contact.close_call(event=e, by=w.ms_miura, outcome=Outcome.ABSENT)),
    "physicians.contact.record_contact": _with_physician(
        lambda p, by, _: contact.record_contact(physician=p, by=by, channel=Channel.FAX, about="ご質問")
    ),
    "physicians.contact.record_sent": _with_physician(
        lambda p, by, _: contact.record_sent(physician=p, by=by, channel=Channel.PAPER, about="礼状")
    ),
    "physicians.contact.ask_for_call": _with_physician(lambda p, by, w: contact.ask_for_call(physician=p, by=w.actor(p), about="")),
    "physicians.contact.note_interest": _with_physician(
        lambda p, by, w: contact.note_interest(physician=p, by=w.actor(p), opening="O-1")
    ),
    "physicians.contact.post_letters": _post_letters,
    "physicians.taking_back.take_back_posting": _take_back_posting,
    "physicians.taking_back.take_back_licence": _take_back_licence,
    "physicians.taking_back.take_back_shield": _take_back_shield,
    "physicians.interviews.offer_slots": _with_physician(
        lambda p, by, _: interviews.offer_slots(physician=p, by=by, way=TalkWay.VIDEO, slots=[now() + timedelta(days=2)])
    ),
    "physicians.interviews.fix_interview": _with_physician(
        lambda p, by, _: interviews.fix_interview(physician=p, by=by, way=TalkWay.VIDEO, at=now() + timedelta(days=2))
    ),
    "physicians.interviews.choose_slot": _with_slots(
        lambda t, slot, w: interviews.choose_slot(interview=t, by=w.actor(t.physician), slot=slot)
    ),
    "physicians.interviews.ask_other_times": _with_slots(
        lambda t, _, w: interviews.ask_other_times(interview=t, by=w.actor(t.physician), words="")
    ),
    "physicians.interviews.end_interview": _with_slots(lambda t, _, w: interviews.end_interview(interview=t, by=w.ms_miura)),
    "physicians.family.open_family_link": _with_physician(lambda p, by, w: _family_page(p, w)),
    "physicians.family.change_family_link": _with_family(
        lambda x, w: family.change_family_link(link=x, by=w.actor(x.physician), places={}, named=[], shows_visit=True)
    ),
    "physicians.family.end_family_link": _with_family(lambda x, w: family.end_family_link(link=x, by=w.actor(x.physician))),
    "physicians.family.ask_as_family": _with_family(lambda x, w: family.ask_as_family(link=x, text="冬は", key=uuid.uuid4())),
    "physicians.family.answer_family": _with_family(
        lambda q, w: family.answer_family(question=q, by=w.actor(q.link.physician), text="はい"), asked=True
    ),
    "physicians.family.pass_to_coordinator": _with_family(
        lambda q, w: family.pass_to_coordinator(question=q, by=w.actor(q.link.physician)), asked=True
    ),
} | SHEET_ACTS | DESK_ACTS  # fmt: skip
