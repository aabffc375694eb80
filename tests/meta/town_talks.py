"""What stands around the talks of the town: letters, papers, notes of each side, held words, common answers."""

import uuid
from collections.abc import Callable
from typing import Any

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES
from enishi.candidacies import attachments, common_answers, letters, private_notes
from enishi.candidacies.models import Answer, Candidacy, CommonAnswer
from enishi.common.uploads import CleanFile
from enishi.common.workflow import Party
from factories.world import World

NUMBER, NOBODY = "C-2026-9999", 999999
Rows = list[tuple[object, ...]]


def speak_around(world: World, candidacy: Candidacy) -> None:
    physician, member = world.actor(candidacy.physician), world.actor(candidacy.opening.institution)
    for by in (physician, member, world.ms_miura):
        letters.write_letter(candidacy=candidacy, by=by, text="お待ちしております。", key=uuid.uuid4())
        private_notes.write_note(candidacy=candidacy, by=by, text="控えのことば", key=uuid.uuid4())
    attachments.attach(
        candidacy=candidacy, by=member, title="勤務表", file=CleanFile("application/pdf", b"%PDF-1"), key=uuid.uuid4()
    )
    letters.hold_for_coordinator(
        candidacy=candidacy, by=physician, kind="letter", text="お電話ください。", key=uuid.uuid4()
    )
    answer = Answer.objects.filter(question__candidacy=candidacy, side=Party.INSTITUTION).first()
    common_answers.choose_common_answer(
        institution=candidacy.opening.institution,
        by=member,
        question="夜間のお電話はありますか。",
        answer="ありません。",
        topic="nights",
        key=uuid.uuid4(),
        origin=answer,
    )


def put_around_talks(
    put: Callable[..., None], found: Any, role: str, mine: list[Candidacy], others: list[Candidacy]
) -> None:
    """A note is a reader's own only when the own side wrote it; that other sides' notes of the own talk stay closed to a post
    is told in tests/candidacies/test_talk_rooms.py."""
    side = Party.INSTITUTION if role in INSTITUTION_ROLES else Party.PHYSICIAN
    side = Party.COORDINATOR if role in DESK_ROLES else side
    notes = [(c.number, n.pk) for c in mine for n in c.private_notes.filter(side=side)]
    hidden = [(c.number, n.pk) for c in others for n in c.private_notes.all()]
    put(found, ("candidacy", "note"), notes, hidden, NUMBER, NOBODY)
    for about, related in (("talk_paper", "attachments"), ("held", "held")):
        put(found, ("candidacy", about), _of(mine, related), _of(others, related), NUMBER, NOBODY)
    put(found, ("candidacy", "answer"), _answers(mine), _answers(others), NUMBER, NOBODY)
    houses = {c.opening.institution_id for c in mine}
    every: list[tuple[int, int]] = list(CommonAnswer.objects.values_list("pk", "institution"))
    own = [(pk,) for pk, house in every if house in houses and role in INSTITUTION_ROLES]
    put(found, ("common_answer",), own, [(pk,) for pk, house in every if (pk,) not in own], NOBODY)


def _of(talks: list[Candidacy], related: str) -> Rows:
    return [(c.number, row.pk) for c in talks for row in getattr(c, related).all()]


def _answers(talks: list[Candidacy]) -> Rows:
    return [(c.number, a.pk) for c in talks for q in c.questions.all() for a in q.answers.filter(side="institution")]
