"""What happens to visits by the clock: the day before is told, and what is over is closed."""

import logging
from datetime import timedelta

from procrastinate.contrib.django import app

from enishi.candidacies.actions import take_step
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy
from enishi.common.actor import SYSTEM
from enishi.common.clock import now, today
from enishi.common.workflow import StepRefused
from enishi.visits.models import Visit
from enishi.visits.notices import tell_tomorrow

log = logging.getLogger("enishi.visits")
OVER = {State.VISIT_FIXED: "T13", State.TRIAL: "T15"}


@app.periodic(cron="15 * * * *")
@app.task(name="watch_visits", queue="care", queueing_lock="watch_visits")
def watch_visits(timestamp: int) -> None:
    """Every hour; running twice tells nobody twice and closes nothing twice."""
    log.info("visits tomorrow: %s, closed: %s", remind_of_tomorrow(), close_past())


def remind_of_tomorrow() -> int:
    """E24 on the day before."""
    rows = Visit.objects.filter(result="", begins_at__date=today() + timedelta(days=1), candidacy__state__in=list(OVER))
    found = list(rows.select_related("candidacy__physician__user", "candidacy__opening__institution"))
    for visit in found:
        tell_tomorrow(visit)
    return len(found)


def close_past() -> int:
    """T13 or T15 when the end has passed; both sides are then asked for six answers."""
    done = 0
    for visit in Visit.objects.filter(result="", ends_at__lte=now(), candidacy__state__in=list(OVER)).order_by("pk"):
        candidacy = Candidacy.objects.get(pk=visit.candidacy_id)
        try:
            take_step(candidacy=candidacy, step_id=OVER[State(candidacy.state)], by=SYSTEM)
            done += 1
        except (StepRefused, KeyError):  # somebody was faster
            continue
    return done
