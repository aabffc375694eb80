"""The acts of the desk beside a record, as `acts.py` watches them."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from enishi.common.clock import now, today
from enishi.common.writing import Writing
from enishi.desk import callbacks, covering, feeds, next_actions, notes, own_times, writings
from enishi.desk.enums import CallResult, OwnKind
from enishi.desk.records import subject_of
from enishi.desk.writing_rules import HandedBy, Reader, Use, WritingKind
from factories.world import World

Act = Callable[[], object]


def _note(world: World) -> Any:
    subject = subject_of(world.institution())
    return subject, notes.write_note(subject=subject, by=world.ms_miura, text="駐車場は裏", key=uuid.uuid4())


def _write(world: World) -> Act:
    subject = subject_of(world.physician())
    return lambda: notes.write_note(subject=subject, by=world.ms_miura, text="火曜がよい", key=uuid.uuid4())


def _strike(world: World) -> Act:
    subject, note = _note(world)
    return lambda: notes.strike_note(subject=subject, pk=note.pk, by=world.ms_miura)


def _restore(world: World) -> Act:
    subject, note = _note(world)
    notes.strike_note(subject=subject, pk=note.pk, by=world.ms_miura)
    return lambda: notes.restore_note(subject=subject, pk=note.pk, by=world.ms_miura)


def _set(world: World) -> Act:
    subject = subject_of(world.physician())
    return lambda: next_actions.set_next(subject=subject, by=world.ms_miura, words="お電話", due=today())


def _finish(world: World) -> Act:
    subject = subject_of(world.physician())
    next_actions.set_next(subject=subject, by=world.ms_miura, words="お電話", due=today())
    return lambda: next_actions.finish_next(subject=subject, by=world.ms_miura)


def _reopen_next(world: World) -> Act:
    made = _set(world)()
    next_actions.finish_next(subject=subject_of(made.record), by=world.ms_miura)
    return lambda: next_actions.reopen_next(pk=made.pk, by=world.ms_miura)


def _take_back_set(world: World) -> Act:
    made = _set(world)()
    return lambda: next_actions.take_back_set(pk=made.pk, before=0, by=world.ms_miura)


def _resume_deputy(world: World) -> Act:
    made = _deputy(world)
    covering.end_deputy(pk=made.pk, by=world.ms_miura)
    return lambda: covering.resume_deputy(pk=made.pk, by=world.ms_miura)


def _reopen_call(world: World) -> Act:
    row = world.callback(phone="09055557777")
    callbacks.record_call(callback=row, result=CallResult.SPOKE, by=world.ms_miura)
    return lambda: callbacks.reopen_call(number=row.number, by=world.ms_miura)


def _deputy(world: World) -> Any:
    return covering.set_deputy(
        absent=world.user(world.ms_miura),
        deputy=world.user(world.coordinator("桐生 薫")),
        from_on=today(),
        until_on=today() + timedelta(days=3),
        by=world.ms_miura,
    )


def _end_deputy(world: World) -> Act:
    made = _deputy(world)
    return lambda: covering.end_deputy(pk=made.pk, by=world.ms_miura)


def _offer(world: World) -> tuple[Any, Any]:
    physician, taker = world.physician(), world.coordinator("桐生 薫")
    move = covering.offer_move(
        giver=world.user(world.ms_miura),
        taker=world.user(taker),
        physicians=[physician.pk],
        institutions=[],
        word="",
        by=world.ms_miura,
    )
    return move, taker


def _take(world: World) -> Act:
    move, taker = _offer(world)
    return lambda: covering.take_move(pk=move.pk, by=taker)


def _refuse(world: World) -> Act:
    move, taker = _offer(world)
    return lambda: covering.refuse_move(pk=move.pk, by=taker)


def _undo(world: World) -> Act:
    move, taker = _offer(world)
    covering.take_move(pk=move.pk, by=taker)
    return lambda: covering.undo_move(pk=move.pk, by=taker)


def _own(world: World) -> Any:
    begins = now() + timedelta(days=1)
    return own_times.keep_own_time(by=world.ms_miura, begins_at=begins, ends_at=begins + timedelta(hours=1))


def _move_own(world: World) -> Act:
    own, begins = _own(world), now() + timedelta(days=2)
    return lambda: own_times.move_own_time(
        own=own, by=world.ms_miura, begins_at=begins, ends_at=begins + timedelta(hours=1), kind=OwnKind.MEETING,
        words="", whole_day=False, seen=0,
    )  # fmt: skip


def _restore_own(world: World) -> Act:
    own = _own(world)
    own_times.drop_own_time(own=own, by=world.ms_miura)
    return lambda: own_times.restore_own_time(own=own, by=world.ms_miura)


def _template(world: World) -> Any:
    return writings.write_template(by=world.supervisor(), use=Use.FAX, title="送付状", text="{{今日の日付}}")


def _hand_out(world: World) -> Act:
    subject, paper = subject_of(world.opening()), Writing("求人票", "", "", ())
    words = writings.newest(_template(world))
    return lambda: writings.hand_out(
        subject=subject, by=world.ms_miura, kind=WritingKind.JOB, writing=paper, reader=Reader.PHYSICIAN,
        way=HandedBy.HAND, digest=paper.digest, key=uuid.uuid4(), words=words,
    )  # fmt: skip


def _end_feed(world: World) -> Act:
    feeds.make_feed(by=world.ms_miura)
    return lambda: feeds.end_feed(by=world.ms_miura)


DESK_ACTS: dict[str, Callable[[World], Act]] = {
    "desk.notes.write_note": _write,
    "desk.notes.strike_note": _strike,
    "desk.notes.restore_note": _restore,
    "desk.next_actions.set_next": _set,
    "desk.next_actions.finish_next": _finish,
    "desk.next_actions.reopen_next": _reopen_next,
    "desk.next_actions.take_back_set": _take_back_set,
    "desk.covering.resume_deputy": _resume_deputy,
    "desk.callbacks.reopen_call": _reopen_call,
    "desk.covering.set_deputy": lambda w: lambda: _deputy(w),
    "desk.covering.end_deputy": _end_deputy,
    "desk.covering.offer_move": lambda w: lambda: _offer(w),
    "desk.covering.take_move": _take,
    "desk.covering.refuse_move": _refuse,
    "desk.covering.undo_move": _undo,
    "desk.own_times.keep_own_time": lambda w: lambda: _own(w),
    "desk.own_times.move_own_time": _move_own,
    "desk.own_times.drop_own_time": lambda w: (lambda own: lambda: own_times.drop_own_time(own=own, by=w.ms_miura))(
        _own(w)
    ),
    "desk.own_times.restore_own_time": _restore_own,
    "desk.feeds.make_feed": lambda w: (lambda by: lambda: feeds.make_feed(by=by))(w.ms_miura),
    "desk.feeds.end_feed": _end_feed,
    "desk.writings.write_template": lambda w: lambda: _template(w),
    "desk.writings.retire_template": lambda w: (lambda t, by: lambda: writings.retire_template(template=t, by=by))(
        _template(w), w.supervisor()
    ),
    "desk.writings.begin_templates": lambda w: (lambda by: lambda: writings.begin_templates(by=by))(w.supervisor()),
    "desk.writings.hand_out": _hand_out,
}
