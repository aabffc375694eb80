"""After a visit each side answers six questions apart; only the coordinator reads both."""

import json
from collections.abc import Mapping

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.visits.actions import side_of
from enishi.visits.enums import NextWish, VisitEnd
from enishi.visits.models import Reflection, Visit
from enishi.visits.notices import tell_desk
from enishi.visits.reflection_questions import (
    FAMILY,
    FAMILY_QUESTIONS,
    INSTITUTION_QUESTIONS,
    PHYSICIAN_QUESTIONS,
    Degree,
)


def questions_of(side: str) -> dict[str, str]:
    """code → question."""
    asked = {FAMILY: FAMILY_QUESTIONS, Party.PHYSICIAN.value: PHYSICIAN_QUESTIONS}
    return asked.get(str(side), INSTITUTION_QUESTIONS)


@transaction.atomic
def reflect(
    *,
    visit: Visit,
    by: Actor,
    answers: Mapping[str, str],
    wish: NextWish | None,
    words: str = "",
    speaks_for: Party | None = None,
    family: bool = False,
) -> Reflection:
    """Six answers, once a side; sent again they take the place of the former. family: those of who came along, told by the
    physician, without a wish. Raises StepRefused before the visit is over, and for a family that was not there."""
    side: str = side_of(by, speaks_for)
    held = Visit.objects.select_for_update().get(pk=visit.pk)
    if family:
        if side != Party.PHYSICIAN or not held.with_family:
            raise StepRefused(Refusal("family", "ごいっしょに訪ねたご家族のご感想は、先生からうかがいます。"))
        side = FAMILY
    elif wish is None:
        raise StepRefused(Refusal("wish", "このあと、どうなさりたいかをお選びください。"))
    if held.result != VisitEnd.DONE:
        raise StepRefused(Refusal("ahead", "面談・見学が済んでから、ご感想をお書きください。"))
    asked = questions_of(side)
    if set(answers) != set(asked):
        raise StepRefused(Refusal("answers", "6つの問いすべてに、お答えください。"))
    kept = {code: Degree(answers[code]).value for code in asked}
    row, created = Reflection.objects.update_or_create(
        visit=held,
        side=side,
        defaults={
            "answers": json.dumps(kept),
            "words": words.strip(),
            "wish": wish or "",
            "channel": by.channel,
            "author_id": by.user_id,
        },
    )
    record(by=by, action="reflect", object_type="candidacy", object_number=held.candidacy.number)
    if created and by.party is not Party.COORDINATOR:
        tell_desk(held.candidacy, "面談・見学のご感想が届きました", row=f"reflection:{row.pk}")
    return row


def answers_of(row: Reflection) -> list[tuple[str, str]]:
    """(question, answer) in the order asked."""
    given = json.loads(row.answers) if row.answers else {}
    return [(words, Degree(given[code]).label) for code, words in questions_of(row.side).items() if code in given]
