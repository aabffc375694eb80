"""A complaint is written down, received within a working day by a second person, answered, closed. Each act is audited."""

from uuid import UUID

from django.db import transaction

from enishi.accounts.models import User
from enishi.accounts.roles import OFFICE_ROLES
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.complaints.access import handlers
from enishi.complaints.enums import CameBy, Outcome, Side
from enishi.complaints.models import Complaint
from enishi.complaints.notices import tell_answer, tell_receipt, tell_second_persons

PREFIX = "Q"
RECEIPT_WITHIN_WORKING_DAYS = 1
ANSWER_WITHIN_WORKING_DAYS = 10


@transaction.atomic
def lodge(
    *,
    came_by: CameBy,
    side: Side,
    text: str,
    key: UUID,
    by: Actor,
    name: str = "",
    phone: str = "",
    mail: str = "",
    about: int | None = None,
    user: int | None = None,
) -> Complaint:
    """Write it down and tell those who may be the second person. The same key again is the same complaint.

    user: who sent it signed in; about: whom of the staff it is about, as far as that is known.
    """
    number = next_number(PREFIX)  # also makes two presses of one button queue up for each other
    if found := Complaint.objects.filter(key=key).first():
        return found
    day = today()
    made = Complaint.objects.create(
        number=number, key=key, came_by=came_by, side=side, text=text.strip(), name=name.strip(), phone=phone, mail=mail,
        about_id=about, user_id=user, recorded_by_id=None if came_by == CameBy.WEB else by.user_id,
        receipt_due_on=add_working_days(day, RECEIPT_WITHIN_WORKING_DAYS),
        answer_due_on=add_working_days(day, ANSWER_WITHIN_WORKING_DAYS),
    )  # fmt: skip
    record(by=by, action="lodge_complaint", object_type="complaint", object_number=number, came_by=str(came_by))
    tell_second_persons(made)
    return made


def _held(complaint: Complaint, by: Actor) -> Complaint:
    """The row, held. Raises StepRefused for the one complained of, and where it is closed."""
    row = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    if by.role not in OFFICE_ROLES or row.about_id == by.user_id:
        raise StepRefused(Refusal("second", "このお申し出は、ほかの方が扱います。"))
    if row.closed_at is not None:
        raise StepRefused(Refusal("closed", "このお申し出は、もう終えています。"))
    return row


@transaction.atomic
def name_person(*, complaint: Complaint, about: User | None, by: Actor) -> Complaint:
    """Whom it is about. That person sees it no more, and if he or she handled it, somebody else has to.

    Raises StepRefused where nobody would be left to handle it.
    """
    row = _held(complaint, by)
    if about is not None and not handlers(about.pk).exists():
        raise StepRefused(
            Refusal("nobody", "この方のほかに扱える人がいません。先に、統括か事務局の方を加えてください。")
        )
    row.about = about
    if about is not None and row.handler_id == about.pk:
        row.handler_id = by.user_id if by.user_id != about.pk else handlers(about.pk).values_list("pk", flat=True)[0]
    row.save(update_fields=["about", "handler"])
    record(by=by, action="name_complained", object_type="complaint", object_number=row.number)
    return row


@transaction.atomic
def acknowledge(*, complaint: Complaint, told: bool, by: Actor) -> bool:
    """受付をお知らせする: who does it handles it from now on. Whether a mail left.

    told: the person was told by telephone or letter. Raises StepRefused where there is no mail and nobody said so.
    """
    row = _held(complaint, by)
    if row.receipt_at is not None:
        return False
    row.receipt_at, row.handler_id = now(), by.user_id
    row.save(update_fields=["receipt_at", "handler"])
    mailed = tell_receipt(row)
    if not mailed and not told:
        raise StepRefused(
            Refusal("told", "メールでお知らせできない方です。お電話か手紙でお伝えになってから、印を付けてください。")
        )
    record(by=by, action="acknowledge_complaint", object_type="complaint", object_number=row.number, mailed=mailed)
    return mailed


@transaction.atomic
def take_over(*, complaint: Complaint, by: Actor) -> Complaint:
    """Another second person goes on with it."""
    row = _held(complaint, by)
    if row.handler_id != by.user_id:
        row.handler_id = by.user_id
        row.save(update_fields=["handler"])
        record(by=by, action="take_complaint", object_type="complaint", object_number=row.number)
    return row


@transaction.atomic
def answer(*, complaint: Complaint, text: str, told: bool, by: Actor) -> bool:
    """お答えする, by the one who handles it. Whether a mail left. An answer stands; a second one is refused."""
    row = _held(complaint, by)
    if row.receipt_at is None or row.handler_id != by.user_id:
        raise StepRefused(Refusal("handler", "お答えは、受付をお知らせして扱っている方が行います。"))
    if row.answered_at is not None:
        raise StepRefused(Refusal("answered", "もうお答えしています。"))
    row.answer, row.answered_at = text.strip(), now()
    row.save(update_fields=["answer", "answered_at"])
    mailed = tell_answer(row)
    if not mailed and not told:
        raise StepRefused(
            Refusal("told", "メールでお答えできない方です。お電話か手紙でお伝えになってから、印を付けてください。")
        )
    record(by=by, action="answer_complaint", object_type="complaint", object_number=row.number, mailed=mailed)
    return mailed


@transaction.atomic
def close(*, complaint: Complaint, outcome: Outcome, lesson: str, by: Actor) -> Complaint:
    """終える, with what came of it and what is to be mended. One that was withdrawn needs no answer."""
    row = _held(complaint, by)
    if row.handler_id != by.user_id:
        raise StepRefused(Refusal("handler", "終えるのは、受付をお知らせして扱っている方です。"))
    if row.answered_at is None and outcome != Outcome.WITHDRAWN:
        raise StepRefused(Refusal("unanswered", "先に、お答えをお書きください。"))
    if outcome == Outcome.MENDED and not lesson.strip():
        raise StepRefused(Refusal("lesson", "何を直したかを、ひとことお書きください。"))
    row.outcome, row.lesson, row.closed_at = outcome, lesson.strip(), now()
    row.save(update_fields=["outcome", "lesson", "closed_at"])
    record(by=by, action="close_complaint", object_type="complaint", object_number=row.number, outcome=str(outcome))
    return row
