"""Acts of the team: letters to many. See acts.py."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

from enishi.accounts.models import User
from enishi.common.clock import ago, today
from enishi.complaints import actions as complaints
from enishi.complaints.enums import CameBy, Outcome, Side
from enishi.desk import quality
from enishi.notices import bulk
from enishi.physicians import contact
from factories.world import World

Act = Callable[[], object]


def letter(world: World, *, asked: bool = False, approved: bool = False) -> Any:
    """A draft to whoever administers an institution at work, far enough for one more act; as if one were more than a handful."""
    world.member(world.institution(), "institution_admin")
    made = bulk.prepare(
        circle="institutions", choice="", purpose="年末年始の受付をお知らせする", subject="年末年始の受付について",
        body="｛宛名｝ ご担当者さま\n\n12月29日から1月3日まで、お電話の受付をお休みします。", key=uuid.uuid4(), by=world.ms_miura,
    )  # fmt: skip
    if asked or approved:
        with mock.patch.object(bulk, "HANDFUL", 0):
            made = bulk.ask_approval(sending=made, seen=0, by=world.ms_miura)
    return let_go(made, world.supervisor()) if approved else made


def let_go(sending: Any, by: Any) -> Any:
    return bulk.approve(sending=sending, seen_fingerprint=sending.fingerprint, count=bulk.to_send(sending), by=by)


def _with_letter(act: Callable[[Any, World], object], **how: bool) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        made = letter(world, **how)
        return lambda: act(made, world)

    return story


def complain(world: World, *, far: str = "", **given: Any) -> Any:
    """A complaint by telephone, as far as `far`: "", "received" or "answered". The handler is `given["by"]` or a new supervisor."""
    by = given.pop("by", None) or (world.supervisor() if far else None)
    facts = {
        "came_by": CameBy.PHONE,
        "side": Side.INSTITUTION,
        "text": "お返事が遅い",
        "mail": "jimu@hospital.example.jp",
    }
    made = complaints.lodge(**(facts | given), key=uuid.uuid4(), by=world.desk())
    if far:
        complaints.acknowledge(complaint=made, told=False, by=by)
    if far == "answered":
        complaints.answer(complaint=made, text="おわびします", told=False, by=by)
    made.refresh_from_db()
    return made


def _with_complaint(act: Callable[[Any, Any], object], far: str = "") -> Callable[[World], Act]:
    def story(world: World) -> Act:
        chief = world.supervisor()
        made = complain(world, far=far, by=chief)
        return lambda: act(made, chief)

    return story


def sampled(world: World, *, checked: bool = False) -> Any:
    """One call of the coordinator of every story a month ago, drawn; with `checked` something is to be mended."""
    chief, physician = world.supervisor(), world.physician()
    with ago(timedelta(days=32)):
        contact.start_call(physician=physician, by=world.ms_miura, about="ご様子", override="お急ぎの件")
        month = today()
    item = quality.draw_sample(month=month, per_coordinator=4, by=chief).items.get()
    return look_at(item, chief) if checked else item


def look_at(item: Any, by: Any) -> Any:
    answers = {"promise": "yes", "about": "no", "next": "none"}
    return quality.check_item(item=item, answers=answers, finding="用件を書き足してください", by=by)


def _draw(world: World) -> Act:
    chief, physician = world.supervisor(), world.physician()
    with ago(timedelta(days=32)):
        contact.start_call(physician=physician, by=world.ms_miura, about="ご様子", override="お急ぎの件")
        month = today()
    return lambda: quality.draw_sample(month=month, per_coordinator=4, by=chief)


def _check(world: World) -> Act:
    item, chief = sampled(world), world.supervisor()
    return lambda: look_at(item, chief)


def _mend(world: World) -> Act:
    item = sampled(world, checked=True)
    return lambda: quality.mend_item(item=item, word="書き足しました", by=world.ms_miura)


TEAM_ACTS: dict[str, Callable[[World], Act]] = {
    "desk.quality.draw_sample": _draw,
    "desk.quality.check_item": _check,
    "desk.quality.mend_item": _mend,
    "complaints.actions.lodge": lambda w: lambda: complain(w),
    "complaints.actions.name_person": _with_complaint(
        lambda c, by: complaints.name_person(complaint=c, about=User.objects.exclude(pk=by.user_id).first(), by=by)
    ),
    "complaints.actions.acknowledge": _with_complaint(
        lambda c, by: complaints.acknowledge(complaint=c, told=False, by=by)
    ),
    "complaints.actions.take_over": lambda w: (lambda c, by: lambda: complaints.take_over(complaint=c, by=by))(
        complain(w, far="received"), w.office()
    ),
    "complaints.actions.answer": _with_complaint(
        lambda c, by: complaints.answer(complaint=c, text="おわびします", told=False, by=by), "received"
    ),
    "complaints.actions.close": _with_complaint(
        lambda c, by: complaints.close(complaint=c, outcome=Outcome.EXPLAINED, lesson="", by=by), "answered"
    ),
    "notices.bulk.prepare": lambda w: lambda: letter(w),
    "notices.bulk.rewrite": _with_letter(
        lambda s, w: bulk.rewrite(sending=s, purpose="別の目的", subject=s.subject, body=s.body, seen=0, by=w.ms_miura)
    ),
    "notices.bulk.ask_approval": _with_letter(lambda s, w: bulk.ask_approval(sending=s, seen=0, by=w.ms_miura)),
    "notices.bulk.approve": _with_letter(lambda s, w: let_go(s, w.supervisor()), asked=True),
    "notices.bulk.give_back": _with_letter(
        lambda s, w: bulk.give_back(sending=s, word="日付が違っています", by=w.supervisor()), asked=True
    ),
    "notices.bulk.stop": _with_letter(lambda s, w: bulk.stop(sending=s, by=w.supervisor()), approved=True),
}
