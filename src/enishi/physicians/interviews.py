"""The talk with the coordinator: times are offered, one is chosen on the screen or on the telephone, the day before is told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.physicians.models import Interview, Physician, TalkWay
from enishi.physicians.notices import moment_words, tell_interview, tell_slots, tell_talk_wish
from enishi.physicians.standing import hold_standing

MOST_SLOTS = 5
PAST = Refusal("past", "過ぎた日時です。これからの日時をお選びください。")
GONE = Refusal("gone", "この日時は、もうお選びいただけません。画面を開き直してお確かめください。")


def interview_of(physician: Physician) -> Interview | None:
    """The talk that is under way: offered or fixed, and not over."""
    return Interview.objects.filter(physician=physician, ended_at=None).first()


@transaction.atomic
def offer_slots(*, physician: Physician, by: Actor, way: TalkWay, slots: Sequence[datetime]) -> Interview:
    """Times to choose from; they take the place of what was offered or fixed before. Raises StepRefused for the past."""
    hold_standing(physician)
    times = sorted(set(slots))
    if not times or len(times) > MOST_SLOTS:
        raise StepRefused(Refusal("slots", f"日時を1つから{MOST_SLOTS}つまでご用意ください。"))
    if times[0] <= now():
        raise StepRefused(PAST)
    _end_all(physician)
    interview = Interview.objects.create(physician=physician, way=way, slots=times, offered_by_id=by.user_id)
    record(by=by, action="offer_slots", object_type="physician", object_number=physician.number, slots=len(times))
    tell_slots(physician, interview)
    return interview


@transaction.atomic
def choose_slot(*, interview: Interview, by: Actor, slot: datetime) -> Interview:
    """The physician (or the desk, who heard it) takes one of the times. Of two answers the first stands.

    Raises StepRefused if the time was never offered, is over, or the talk was replaced meanwhile.
    """
    held = Interview.objects.select_for_update().get(pk=interview.pk)
    if held.fixed_for == slot and held.ended_at is None:
        return held
    if held.ended_at is not None or held.fixed_for is not None or slot not in held.slots:
        raise StepRefused(GONE)
    if slot <= now():  # a page left open, or a mail read late
        raise StepRefused(PAST)
    return _fix(held, slot, by)


@transaction.atomic
def fix_interview(*, physician: Physician, by: Actor, way: TalkWay, at: datetime) -> Interview:
    """A time that was agreed on the telephone. It takes the place of what was offered or fixed before."""
    hold_standing(physician)
    if at <= now():
        raise StepRefused(PAST)
    _end_all(physician)
    return _fix(Interview.objects.create(physician=physician, way=way, offered_by_id=by.user_id), at, by)


def _fix(interview: Interview, at: datetime, by: Actor) -> Interview:
    physician = interview.physician
    interview.fixed_for, interview.fixed_at, interview.fixed_through = at, now(), by.channel
    interview.asked_again = ""
    interview.save(update_fields=["fixed_for", "fixed_at", "fixed_through", "asked_again"])
    record(by=by, action="fix_interview", object_type="physician", object_number=physician.number)
    tell_interview(physician, interview)
    if by.user_id is not None and by.user_id == physician.user_id:
        tell_talk_wish(physician, f"面談の日時が決まりました。{moment_words(timezone.localtime(at))}")
    return interview


@transaction.atomic
def ask_other_times(*, interview: Interview, by: Actor, words: str) -> None:
    """None of the times fits, or what was fixed no longer does: the coordinator is told in the physician's words."""
    held = Interview.objects.select_for_update().get(pk=interview.pk)
    if held.ended_at is not None:
        raise StepRefused(GONE)
    held.asked_again = words.strip() or "ほかの日時をご希望です"
    held.fixed_for = held.fixed_at = None
    held.save(update_fields=["asked_again", "fixed_for", "fixed_at"])
    record(by=by, action="ask_other_times", object_type="physician", object_number=held.physician.number)
    tell_talk_wish(held.physician, "先生が、面談のほかの日時をご希望です")


@transaction.atomic
def end_interview(*, interview: Interview, by: Actor) -> None:
    """The talk is over, or is not to be; ending it twice changes nothing."""
    if Interview.objects.filter(pk=interview.pk, ended_at=None).update(ended_at=now()):
        record(by=by, action="end_interview", object_type="physician", object_number=interview.physician.number)


def remind_of_tomorrow() -> int:
    """E05 on the day before; how many talks are tomorrow. Running twice tells nobody twice."""
    tomorrow = today() + timedelta(days=1)
    rows = Interview.objects.filter(ended_at=None, fixed_for__date=tomorrow).select_related("physician__user")
    for interview in rows:
        tell_interview(interview.physician, interview, reminder=True)
    return len(rows)


def _end_all(physician: Physician) -> None:
    Interview.objects.filter(physician=physician, ended_at=None).update(ended_at=now())
