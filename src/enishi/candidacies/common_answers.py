"""よくあるお答え: answers of an institution that serve every talk about its openings, chosen and worded by its people."""

import uuid

from django.db import transaction
from django.db.models import QuerySet

from enishi.audit.actions import record
from enishi.candidacies.models import Answer, CommonAnswer
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.giveaways import giveaways_in
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.institutions.models import Institution

MOST = 60


def common_answers(institution: Institution) -> QuerySet[CommonAnswer]:
    """Those that stand, by topic."""
    return CommonAnswer.objects.filter(institution=institution, ended_at=None)


def common_answers_listed(institution: Institution) -> list[CommonAnswer]:
    """The same, read at once."""
    return _LISTED.all(institution=institution.pk)


_LISTED = Worded(lambda: CommonAnswer.objects.filter(institution=Given("institution"), ended_at=None))


@transaction.atomic
def choose_common_answer(
    *,
    institution: Institution,
    by: Actor,
    question: str,
    answer: str,
    key: uuid.UUID,
    topic: str = "",
    origin: Answer | None = None,
) -> CommonAnswer:
    """Other physicians will read both sentences, so a person's name or address in them is refused.

    `origin`: the answer in a talk it came from; its question was somebody's own words and is worded anew. The same key
    again returns the one that stands.
    """
    if found := CommonAnswer.objects.filter(key=key, institution=institution).first():
        return found
    if origin is not None and (
        origin.question.candidacy.opening.institution_id != institution.pk or origin.side != Party.INSTITUTION
    ):
        raise StepRefused(Refusal("origin", "この医療機関のお答えではありません。"))
    if found_words := giveaways_in(f"{question}\n{answer}"):
        words = "".join(f"「{g.words}」" for g in found_words)
        raise StepRefused(
            Refusal("giveaway", f"お名前や連絡先のようなことばがあります（{words}）。除いてから載せてください。")
        )
    if common_answers(institution).count() >= MOST:
        raise StepRefused(Refusal("full", f"よくあるお答えは{MOST}件までです。古いものを取り下げてください。"))
    row, created = CommonAnswer.objects.get_or_create(
        key=key,
        defaults={
            "institution": institution,
            "origin": origin,
            "topic": topic,
            "question": question.strip(),
            "answer": answer.strip(),
            "chosen_by_id": by.user_id,
        },
    )
    if created:
        record(
            by=by,
            action="choose_common_answer",
            object_type="institution",
            object_number=institution.number,
            row=row.pk,
        )
    return row


@transaction.atomic
def end_common_answer(*, common: CommonAnswer, by: Actor) -> None:
    """It is shown no more; what stands in talks stays there."""
    if CommonAnswer.objects.filter(pk=common.pk, ended_at=None).update(ended_at=now()):
        record(
            by=by,
            action="end_common_answer",
            object_type="institution",
            object_number=common.institution.number,
            row=common.pk,
        )
