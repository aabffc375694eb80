"""The acts of what the office answers for, as `acts.py` watches them."""

import uuid
from collections.abc import Callable

from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.audit.actions import record_reading
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.office import incidents, reviews, support, training, watching
from enishi.office.models import Incident, SupportAccess
from enishi.office.safety_enums import IncidentEntryKind, ReviewDecision, WatchKind
from factories.world import World

Act = Callable[[], object]


def asked(world: World, by: Actor | None = None) -> SupportAccess:
    return support.ask_support(
        physician=world.physician(), by=by or world.admin(), key=uuid.uuid4(), reason="メールが届かない", hours=2
    )


def leak(world: World, **facts: object) -> Incident:
    """One that has to be reported unless `facts` say otherwise."""
    known: dict[str, object] = {
        "title": "誤送信", "known_on": today(), "happened": "別の宛先に送った", "data_items": "お名前", "people": 1,
        "sensitive": True, "harmful": False, "malicious": False,
    }  # fmt: skip
    return incidents.open_incident(by=world.office(), key=uuid.uuid4(), **known | facts)


def unusual(world: World) -> watching.Finding:
    """A coordinator who read of two physicians that somebody else looks after, where one is already too many."""
    watching.set_limit(kind=WatchKind.OUTSIDE, by=world.office(), count=2)
    physicians = [world.physician() for _ in range(2)]  # before the reader is there, who would be given the next one
    reader = world.coordinator("見本 さがす")
    for physician in physicians:
        record_reading(by=reader, what="identity", object_type="physician", object_number=physician.number, level=3)
    return next(f for f in watching.findings() if f.reader.pk == reader.user_id)


def _ask(world: World) -> Act:
    physician = world.physician()
    return lambda: support.ask_support(
        physician=physician, by=world.admin(), key=uuid.uuid4(), reason="メールが届かない", hours=2
    )


def _decide(world: World) -> Act:
    access = asked(world)
    return lambda: support.decide_support(access=access, by=world.office(), granted=True)


def _end(world: World) -> Act:
    access = asked(world)
    return lambda: support.end_support(access=access, by=world.admin())


def _keep_together(world: World) -> Act:
    world.coordinator("見本 たろう")
    shown = [m.pk for m in reviews.to_review().filter(role=Role.COORDINATOR)]
    return lambda: reviews.keep_together(role=Role.COORDINATOR, shown=shown, apart=(), by=world.office())


def _review(world: World) -> Act:
    held = Membership.objects.get(user_id=world.coordinator("見本 やめる").user_id, role=Role.COORDINATOR)
    return lambda: reviews.review(membership=held, by=world.office(), decision=ReviewDecision.END)


def _answer(world: World) -> Act:
    found = unusual(world)
    return lambda: watching.answer_finding(finding=found, by=world.office(), words="代理の日でした")


def _limit(world: World) -> Act:
    return lambda: watching.set_limit(kind=WatchKind.MANY, by=world.office(), count=10)


def _open(world: World) -> Act:
    return lambda: leak(world)


def _correct(world: World) -> Act:
    found = leak(world)
    return lambda: incidents.correct_incident(incident=found, by=world.office(), people=3)


def _note(world: World) -> Act:
    found = leak(world)
    return lambda: incidents.add_entry(
        incident=found,
        by=world.office(),
        key=uuid.uuid4(),
        kind=IncidentEntryKind.NOTE,
        on=today(),
        words="宛先の選び間違い",
    )


def _close(world: World) -> Act:
    found = leak(world, sensitive=False)
    incidents.add_entry(
        incident=found, by=world.office(), key=uuid.uuid4(), kind=IncidentEntryKind.MEASURE, on=today(), words="消した"
    )
    return lambda: incidents.close_incident(incident=found, by=world.office())


def _teach(world: World) -> Act:
    return lambda: training.add_training(
        by=world.office(), key=uuid.uuid4(), on=today(), subject="個人情報", minutes=60, people=3
    )


SAFETY_ACTS: dict[str, Callable[[World], Act]] = {
    "office.support.ask_support": _ask,
    "office.support.decide_support": _decide,
    "office.support.end_support": _end,
    "office.reviews.review": _review,
    "office.reviews.keep_together": _keep_together,
    "office.watching.answer_finding": _answer,
    "office.watching.set_limit": _limit,
    "office.incidents.open_incident": _open,
    "office.incidents.correct_incident": _correct,
    "office.incidents.add_entry": _note,
    "office.incidents.close_incident": _close,
    "office.training.add_training": _teach,
}
