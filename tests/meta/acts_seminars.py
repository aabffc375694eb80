"""Acts around seminars. See acts.py."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from enishi.common.actor import SYSTEM
from enishi.common.clock import now
from enishi.outreach import seminars
from enishi.outreach.models import Seminar
from factories.seminars import entry_in, facts, seminar_in
from factories.world import World

Act = Callable[[], object]


def _write(world: World) -> Act:
    by = world.outreach()
    return lambda: seminars.write_seminar(facts=facts(), key=uuid.uuid4(), by=by)


def _edit(world: World) -> Act:
    seminar, by = seminar_in(world), world.outreach()
    return lambda: seminars.edit_seminar(seminar=seminar, facts=facts(title="別の題"), seen=0, by=by)


def _publish(world: World) -> Act:
    seminar, by = seminar_in(world, "draft"), world.supervisor()
    return lambda: seminars.publish_seminar(seminar=seminar, seen=0, by=by)


def _cancel(world: World) -> Act:
    seminar, by = seminar_in(world), world.outreach()
    return lambda: seminars.cancel_seminar(seminar=seminar, word="大雪のため", by=by)


def _ask(world: World) -> Act:
    seminar = seminar_in(world)
    return lambda: seminars.ask_entry(seminar=seminar, name="見本 太郎", address="taro@example.jp", by=SYSTEM)


def _confirm(world: World) -> Act:
    entry = entry_in(world, seminar_in(world), "asked")
    return lambda: seminars.confirm_entry(entry=entry, by=SYSTEM)


def _give_back(world: World) -> Act:
    entry = entry_in(world, seminar_in(world))
    return lambda: seminars.cancel_entry(entry=entry, by=SYSTEM)


def _mark(world: World) -> Act:
    entry, by = entry_in(world, seminar_in(world)), world.outreach()
    Seminar.objects.update(begins_at=now() - timedelta(hours=1))
    return lambda: seminars.mark_attendance(seminar=entry.seminar, came=[entry.pk], by=by)


SEMINAR_ACTS: dict[str, Callable[[World], Act]] = {
    "outreach.seminars.write_seminar": _write,
    "outreach.seminars.edit_seminar": _edit,
    "outreach.seminars.publish_seminar": _publish,
    "outreach.seminars.cancel_seminar": _cancel,
    "outreach.seminars.ask_entry": _ask,
    "outreach.seminars.confirm_entry": _confirm,
    "outreach.seminars.cancel_entry": _give_back,
    "outreach.seminars.mark_attendance": _mark,
}
