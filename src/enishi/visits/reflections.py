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
from enishi.visits.reflection_questions import INSTITUTION_QUESTIONS, PHYSICIAN_QUESTIONS, Degree


def questions_of(side: str) -> dict[str, str]:
    """code → question."""
    return PHYSICIAN_QUESTIONS if side == Party.PHYSICIAN else INSTITUTION_QUESTIONS


@transaction.atomic
def reflect(
    *,
    visit: Visit,
    by: Actor,
    answers: Mapping[str, str],
    wish: NextWish,
    words: str = "",
    speaks_for: Party | None = None,
) -> Reflection:
    """Six answers, once a side; sent again they take the place of the former. Raises StepRefused before the visit is over."""
    side = side_of(by, speaks_for)
    held = Visit.objects.select_for_update().get(pk=visit.pk)
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
            "wish": wish,
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
