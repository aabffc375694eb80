"""What the clock does to talks: proposals that nobody answers are asked about twice and then rest; what rests goes on.

Run as often as one likes: a reminder has a key, a step is taken once. Nothing here presses a physician: two kind words, five
working days apart, and then the proposal ends by itself, which tells nobody anything (T6).
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from enishi.candidacies.actions import decline, take_step
from enishi.candidacies.enums import DeclineReason, State
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.common.actor import SYSTEM
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import StepRefused
from enishi.notices.models import Notice
from enishi.physicians.notices import tell

REMINDERS = 2
BETWEEN_REMINDERS = 5
"""Working days between two reminders, and after the second until the proposal ends."""


def watch_talks(today: date) -> tuple[int, int, int]:
    """(physicians reminded, proposals ended without an answer, talks resumed) on this day."""
    reminded = ended = 0
    for candidacy in _unanswered(today):
        done = _remind_or_end(candidacy, today)
        reminded, ended = reminded + (done == "reminded"), ended + (done == "ended")
    return reminded, ended, sum(_resume(candidacy, today) for candidacy in _rested(today))


def _unanswered(today: date) -> Iterator[Candidacy]:
    """Proposals past their date, and no question of the physician's that we owe an answer to."""
    late = Candidacy.objects.filter(state=State.PHYSICIAN_ASKED, due_on__lt=today)
    yield from late.exclude(inquiries__answered_at=None, inquiries__isnull=False).order_by("pk")


@transaction.atomic
def _remind_or_end(candidacy: Candidacy, today: date) -> str:
    """One thing at most: the reminder that is due, or the end after the last."""
    held = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if held.state != State.PHYSICIAN_ASKED or held.due_on is None or held.due_on >= today:
        return ""  # answered, or given more time, a moment ago
    asked = CandidacyTransition.objects.filter(candidacy=held, to_state=State.PHYSICIAN_ASKED).order_by("-id").first()
    keys = [f"E11r:{held.number}:{asked.pk if asked else 0}:{n}" for n in range(1, REMINDERS + 1)]
    sent = Notice.objects.filter(key__in=keys).count()
    if today <= add_working_days(held.due_on, sent * BETWEEN_REMINDERS):
        return ""
    if sent < REMINDERS:
        tell(held.physician, "E11r", key=keys[sent], about=held.number)
        return "reminded"
    decline(candidacy=held, by=SYSTEM, step_id="T6", reason_code=DeclineReason.NO_ANSWER)
    return "ended"


def _rested(today: date) -> Iterator[Candidacy]:
    yield from Candidacy.objects.filter(state=State.ON_HOLD, resume_on__lte=today).order_by("pk")


def _resume(candidacy: Candidacy, today: date) -> bool:
    """The day has come: the talk goes on where it was. False if somebody was quicker."""
    try:
        take_step(candidacy=candidacy, step_id="T27b", by=SYSTEM)
    except StepRefused:
        return False
    return True
