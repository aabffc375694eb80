"""お尋ね: the third answer to a proposal. The physician asks the coordinator first; nothing reaches the institution."""

import uuid

from django.db import transaction

from enishi.audit.actions import record
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Inquiry
from enishi.candidacies.notices import tell_inquiry
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Party, Refusal, StepRefused

ANSWER_WITHIN_WORKING_DAYS = 2
TIME_TO_THINK_WORKING_DAYS = 5


@transaction.atomic
def inquire(*, candidacy: Candidacy, by: Actor, text: str, key: uuid.UUID) -> Inquiry:
    """Ask about a proposal before answering it. The same key again (a double press) gives the question that stands."""
    locked = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if found := Inquiry.objects.filter(key=key, candidacy=locked).first():
        return found
    if locked.state != State.PHYSICIAN_ASKED:
        raise StepRefused(
            Refusal("state", f"いまは「{locked.label}」です。ご質問は、意見交換の場か、お電話で承ります。")
        )
    inquiry = Inquiry.objects.create(
        candidacy=locked,
        key=key,
        text=text.strip(),
        channel=by.channel,
        due_on=add_working_days(today(), ANSWER_WITHIN_WORKING_DAYS),
    )
    record(by=by, action="inquire", object_type="candidacy", object_number=locked.number, inquiry=inquiry.pk)
    tell_inquiry(locked, to=Party.COORDINATOR, row=inquiry.pk)
    return inquiry


@transaction.atomic
def answer_inquiry(*, inquiry: Inquiry, by: Actor, text: str) -> Inquiry:
    """The coordinator's answer; the day for the physician's own answer moves so that there is time to think.

    Raises StepRefused if a colleague has answered already.
    """
    candidacy = Candidacy.objects.select_for_update(of=("self",)).get(pk=inquiry.candidacy_id)
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if inquiry.answered_at:
        raise StepRefused(Refusal("answered", "このお尋ねには、ほかの方が先にお答えになりました。"))
    inquiry.answer, inquiry.answered_at, inquiry.answered_by_id = text.strip(), now(), by.user_id
    inquiry.save(update_fields=["answer", "answered_at", "answered_by"])
    if candidacy.state == State.PHYSICIAN_ASKED:
        thinking = add_working_days(today(), TIME_TO_THINK_WORKING_DAYS)
        candidacy.due_on = max(candidacy.due_on or thinking, thinking)
        candidacy.save(update_fields=["due_on"])
    record(by=by, action="answer_inquiry", object_type="candidacy", object_number=candidacy.number, inquiry=inquiry.pk)
    tell_inquiry(candidacy, to=Party.PHYSICIAN, row=inquiry.pk)
    return inquiry
