"""The acts of the interview, the sheet drafted from it, and the weekly slate, as `acts.py` watches them."""

from collections.abc import Callable
from typing import Any

from enishi.desk import slates
from enishi.desk.slates import LeftWhy
from enishi.matching.models import Slate, SlateLine
from enishi.physicians.interview_notes import Typed, mark_of, write_notes
from enishi.physicians.models import Physician
from enishi.physicians.wish_drafts import save_drafted
from factories.world import World

Act = Callable[[], object]
NOTE = {"pace": Typed("当直はもう無理", mark_of(""), "")}


def _write(physician: Physician, world: World) -> object:
    return write_notes(physician=physician, by=world.ms_miura, typed=NOTE, page="p")


def _notes(world: World) -> Act:
    physician = world.physician()
    return lambda: _write(physician, world)


def _drafted(world: World) -> Act:
    physician = world.physician()
    _write(physician, world)
    return lambda: save_drafted(physician=physician, by=world.ms_miura, wishes={"night_duty": "no"})


def _line(world: World) -> SlateLine:
    slate = Slate.objects.create(made_by_id=world.ms_miura.user_id)
    return SlateLine.objects.create(slate=slate, physician=world.physician(), opening=world.opening())


def _with_line(act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        line = _line(world)
        return lambda: act(line, world)

    return story


def _ask(world: World) -> Act:
    by = world.ms_miura
    return lambda: slates.ask_slate(by=by, everybody=False, shortage_weight=0.5)


def _cancel(world: World) -> Act:
    slate = Slate.objects.create(made_by_id=world.ms_miura.user_id)
    return lambda: slates.cancel_slate(slate=slate, by=world.ms_miura)


def _replace(world: World) -> Act:
    line, other = _line(world), world.opening()
    return lambda: slates.replace_line(
        line=line, by=world.ms_miura, opening=other, code=LeftWhy.BETTER, reason="ご実家に近い"
    )


def _reopen(world: World) -> Act:
    line = _line(world)
    slates.leave_line(line=line, by=world.ms_miura, code=LeftWhy.LATER, reason="")
    return lambda: slates.reopen_line(line=line, by=world.ms_miura)


SHEET_ACTS: dict[str, Callable[[World], Act]] = {
    "physicians.interview_notes.write_notes": _notes,
    "physicians.wish_drafts.save_drafted": _drafted,
    "desk.slates.ask_slate": _ask,
    "desk.slates.cancel_slate": _cancel,
    "desk.slates.keep_line": _with_line(lambda line, world: slates.keep_line(line=line, by=world.ms_miura)),
    "desk.slates.leave_line": _with_line(
        lambda line, world: slates.leave_line(line=line, by=world.ms_miura, code=LeftWhy.LATER, reason="")
    ),
    "desk.slates.replace_line": _replace,
    "desk.slates.reopen_line": _reopen,
}
