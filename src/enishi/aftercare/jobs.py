"""What happens after the contract by the clock. Every part may run twice."""

import logging

from procrastinate.contrib.django import app

from enishi.aftercare.enums import CheckKind, TaskKind
from enishi.aftercare.keeping import tell_new_rates
from enishi.aftercare.models import CheckIn
from enishi.aftercare.notices import ask
from enishi.aftercare.rules import SILENT_AFTER
from enishi.aftercare.steps import keep_day, open_task, schedule
from enishi.candidacies.actions import take_step
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Placement
from enishi.common.actor import SYSTEM
from enishi.common.clock import now, today
from enishi.common.workflow import Party, StepRefused
from enishi.law.periods import last_day_after

log = logging.getLogger("enishi.aftercare")


@app.periodic(cron="20 * * * *")
@app.task(name="watch_aftercare", queue="care", queueing_lock="watch_aftercare")
def watch_aftercare(timestamp: int) -> None:
    """Hourly, so that no day is missed while the worker sleeps."""
    complete_schedules()
    log.info("asked: %s, silent: %s, settled: %s, rates: %s", ask_due(), note_silence(), settle(), tell_new_rates())


def complete_schedules() -> None:
    """Employments that began before check-ins were kept get theirs; past ones are not asked afterwards. Days are put right."""
    for placement in Placement.objects.filter(candidacy__state=State.WORKING, checkins=None):
        schedule(placement)
        CheckIn.objects.filter(placement=placement, due_on__lt=today()).update(closed_at=now())
    for placement in Placement.objects.filter(candidacy__state=State.WORKING, candidacy__due_on__lt=today()):
        keep_day(placement)


def ask_due() -> int:
    """E48 on the day, E38 after a leaving; each side apart, each once."""
    rows = CheckIn.objects.filter(due_on__lte=today(), asked_at=None, answered_at=None, closed_at=None)
    found = list(
        rows.select_related("placement__candidacy__physician__user", "placement__candidacy__opening__institution")
    )
    for checkin in found:
        if CheckIn.objects.filter(pk=checkin.pk, asked_at=None).update(asked_at=now()):
            ask(checkin)
    return len(found)


def note_silence() -> int:
    """Ten days without an answer: the coordinator asks by telephone; no second mail is sent."""
    rows = CheckIn.objects.filter(asked_at__lte=now() - SILENT_AFTER, answered_at=None, closed_at=None)
    found = list(rows.exclude(tasks__kind=TaskKind.SILENT).select_related("placement__candidacy__owner"))
    for checkin in found:
        who = "先生" if checkin.side == Party.PHYSICIAN else "医療機関"
        words = f"{who}にお電話で、{CheckKind(checkin.kind).label}のご様子をうかがう"
        open_task(TaskKind.SILENT, checkin.placement.candidacy, words, checkin=checkin)
    return len(found)


def settle() -> int:
    """T23 after twelve months, once both sides have answered or were given up; a shorter term that has run out too."""
    done = 0
    for placement in Placement.objects.filter(candidacy__state=State.WORKING).order_by("pk"):
        year = last_day_after(placement.starts_on, months=12)
        if today() <= year or (placement.ends_on is not None and placement.ends_on < year):
            continue
        candidacy = Candidacy.objects.get(pk=placement.candidacy_id)
        try:
            take_step(candidacy=candidacy, step_id="T23", by=SYSTEM)
            done += 1
        except StepRefused:
            continue
    return done
