"""The acts after the contract, as `acts.py` watches them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from enishi.aftercare import actions
from enishi.aftercare.enums import LeaveCause, LeaveHow, StartItem, TaskKind
from enishi.aftercare.models import CheckIn, Keeping
from enishi.aftercare.rules import questions_of
from enishi.aftercare.steps import open_task
from enishi.candidacies import dialogue
from enishi.common.clock import ago, today
from enishi.common.workflow import Channel
from factories.world import World

Act = Callable[[], object]


def _at_work(world: World) -> Any:
    """Since five weeks, with one clause both agreed to."""
    with ago(timedelta(days=35)):
        talk = world.candidacy("dialogue")
        clause = dialogue.propose_clause(
            candidacy=talk, by=world.actor(talk.opening.institution), text="夜間の呼び出しは行わない"
        )
        dialogue.accept_clause(clause=clause, by=world.actor(talk.physician))
        return world.walk(talk, "working")


def _checkin(act: Callable[[CheckIn, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        row = CheckIn.objects.get(placement__candidacy=_at_work(world), side="physician", kind="m1")
        return lambda: act(row, world)

    return story


def _answer(row: CheckIn, world: World) -> object:
    answers = dict.fromkeys(questions_of(row.side), "yes") | {"nights": "no"}
    by = world.ms_miura.by(Channel.PHONE)
    return actions.answer(checkin=row, by=by, answers=answers, standings={"1": ("not_yet", "")})


def _finish(world: World) -> Act:
    task = open_task(TaskKind.SIBLING, world.candidacy("dialogue"), "続けるかをうかがう")
    return lambda: actions.finish_task(task=task, by=world.ms_miura, note="続けるとのこと")


def _reopen(world: World) -> Act:
    task = open_task(TaskKind.SIBLING, world.candidacy("dialogue"), "続けるかをうかがう")
    actions.finish_task(task=task, by=world.ms_miura, note="続けるとのこと")
    return lambda: actions.reopen_task(pk=task.pk, by=world.ms_miura)


def _leave(world: World) -> Act:
    talk = _at_work(world)
    return lambda: actions.record_leave(
        candidacy=talk, by=world.ms_miura, left_on=today(), cause=LeaveCause.FAMILY, how=LeaveHow.OWN
    )


def _reply(world: World) -> Act:
    house = world.institution()
    Keeping.objects.create(institution=house)
    return lambda: actions.reply_to_rate(institution=house, by=world.actor(house), text="努めています")


def _mark(world: World) -> Act:
    talk = world.candidacy("contracted")
    by = world.actor(talk.opening.institution)
    return lambda: actions.mark_start(placement=talk.placement, by=by, item=StartItem.HOUSING, done_on=today())


A = "aftercare.actions."
AFTERCARE_ACTS: dict[str, Callable[[World], Act]] = {
    A + "answer": _checkin(_answer),
    A + "close_unanswered": _checkin(
        lambda row, w: actions.close_unanswered(checkin=row, by=w.ms_miura, note="お留守")
    ),
    A + "finish_task": _finish,
    A + "reopen_task": _reopen,
    A + "record_leave": _leave,
    A + "reply_to_rate": _reply,
    A + "mark_start": _mark,
}
