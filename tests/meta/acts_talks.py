"""Acts in a talk beside questions, answers and clauses. See acts.py."""

import uuid
from collections.abc import Callable
from typing import Any

from enishi.candidacies import attachments, common_answers, introduction, letters, private_notes
from enishi.common.uploads import CleanFile
from enishi.physicians.enums import DisclosureLevel
from factories.world import World

Act = Callable[[], object]
PAPER = CleanFile("application/pdf", b"%PDF-1")


def _in_talk(act: Callable[[Any, World], object]) -> Callable[[World], Act]:
    def story(world: World) -> Act:
        candidacy = world.candidacy("dialogue")
        return lambda: act(candidacy, world)

    return story


def _house(candidacy: Any, world: World) -> Any:
    return world.actor(candidacy.opening.institution)


def _write(candidacy: Any, world: World) -> object:
    return letters.write_letter(candidacy=candidacy, by=_house(candidacy, world), text="お待ちします", key=uuid.uuid4())


def _hold(candidacy: Any, world: World) -> Any:
    return letters.hold_for_coordinator(
        candidacy=candidacy, by=world.actor(candidacy.physician), kind="letter", text="北川です", key=uuid.uuid4()
    )


def _note(candidacy: Any, world: World) -> Any:
    return private_notes.write_note(candidacy=candidacy, by=_house(candidacy, world), text="控え", key=uuid.uuid4())


def _attach(candidacy: Any, world: World) -> Any:
    by = _house(candidacy, world)
    return attachments.attach(candidacy=candidacy, by=by, title="勤務表", file=PAPER, key=uuid.uuid4())


def _choose(institution: Any, world: World) -> Any:
    return common_answers.choose_common_answer(
        institution=institution, by=world.actor(institution), question="駐車場は", answer="あります", key=uuid.uuid4()
    )


def _with_hold(world: World) -> Act:
    held = _hold(world.candidacy("dialogue", level=DisclosureLevel.L2), world)
    return lambda: letters.decide_held(held=held, by=world.ms_miura, passes=True)


def _with_note(world: World) -> Act:
    candidacy = world.candidacy("dialogue")
    note = _note(candidacy, world)
    return lambda: private_notes.drop_note(note=note, by=_house(candidacy, world))


def _with_paper(world: World) -> Act:
    candidacy = world.candidacy("dialogue")
    paper = _attach(candidacy, world)
    return lambda: attachments.take_back(attachment=paper, by=_house(candidacy, world))


def _choose_one(world: World) -> Act:
    institution = world.institution()
    return lambda: _choose(institution, world)


def _end_one(world: World) -> Act:
    institution = world.institution()
    common = _choose(institution, world)
    return lambda: common_answers.end_common_answer(common=common, by=world.actor(institution))


def _introduce(world: World) -> Act:
    candidacy = world.candidacy("physician_yes")
    return lambda: introduction.edit_introduction(
        candidacy=candidacy, by=world.ms_miura, reasons=["火曜に勤務できます。"], questions=[], smallest_change=""
    )


TALK_ACTS: dict[str, Callable[[World], Act]] = {
    "candidacies.letters.write_letter": _in_talk(_write),
    "candidacies.letters.hold_for_coordinator": _in_talk(_hold),
    "candidacies.letters.decide_held": _with_hold,
    "candidacies.private_notes.write_note": _in_talk(_note),
    "candidacies.private_notes.drop_note": _with_note,
    "candidacies.attachments.attach": _in_talk(_attach),
    "candidacies.attachments.take_back": _with_paper,
    "candidacies.common_answers.choose_common_answer": _choose_one,
    "candidacies.common_answers.end_common_answer": _end_one,
    "candidacies.introduction.edit_introduction": _introduce,
}
