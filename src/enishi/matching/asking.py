"""「何が変われば来てもらえるか」 as an institution may ask it: at most three different questions a day, for its whole corporation.

The answer is `insight.what_would_help`, in bands that one physician hardly moves. Asking the same again costs nothing, today
or on another day; the limit keeps an institution from carving one physician out by editing its own opening again and again.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.engine.what_if import QUESTIONS_A_DAY, may_ask
from enishi.institutions.models import Corporation, Institution
from enishi.matching.insight import what_would_help
from enishi.matching.models import InsightAnswer
from enishi.openings.models import Opening

NO_ANSWER = Refusal(
    "insight", "公開中の募集について、毎晩の照合のあとにお答えできます。公開してから、明日またお尋ねください。"
)
ENOUGH = Refusal(
    "insight",
    f"お尋ねいただけるのは、同じ法人で1日に{QUESTIONS_A_DAY}つまでです。お一人お一人の先生を守るための決まりです。明日またお尋ねください。",
)


@transaction.atomic
def ask(*, opening: Opening, by: Actor) -> InsightAnswer:
    """The answer for the current terms of this opening, kept so that it can be read again.

    Raises StepRefused when the day's questions are used up, and while there is nothing to answer from.
    """
    institution = opening.institution
    _one_at_a_time(institution)
    bands = what_would_help(opening)
    if bands is None:
        raise StepRefused(NO_ANSWER)
    day = today()
    if not may_ask(bands.question, _asked_by(institution, day).values_list("question", flat=True)):
        raise StepRefused(ENOUGH)
    answer, _ = InsightAnswer.objects.update_or_create(
        opening=opening,
        day=day,
        question=bands.question,
        defaults={
            "asked_at": now(),
            "institution": institution,
            "corporation": institution.corporation,
            "version": opening.current,
            "answer": bands.to_dict(),
            "by_id": by.user_id,
        },
    )
    record(by=by, action="ask_insight", object_type="opening", object_number=opening.number)
    return answer


def questions_left(institution: Institution) -> int:
    """How many new questions the institution, with its corporation, may still ask today."""
    asked = _asked_by(institution, today()).values_list("question", flat=True).distinct()
    return max(0, QUESTIONS_A_DAY - len(set(asked)))


def latest_answer(opening: Opening) -> InsightAnswer | None:
    """What was last answered for this opening."""
    return InsightAnswer.objects.filter(opening=opening).select_related("version").order_by("-asked_at", "-id").first()


def _asked_by(institution: Institution, day: date) -> "QuerySet[InsightAnswer]":
    mine = Q(institution=institution)
    if institution.corporation_id:
        mine |= Q(corporation=institution.corporation_id)
    return InsightAnswer.objects.filter(mine, day=day)


def _one_at_a_time(institution: Institution) -> None:
    """Two colleagues who ask at the same moment are answered one after the other, those of a sister hospital too."""
    found: Any
    if institution.corporation_id:
        found = Corporation.objects.select_for_update().get(pk=institution.corporation_id)
    else:
        found = Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
    assert found
