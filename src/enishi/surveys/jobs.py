"""What happens with surveys by the clock. Every part may run twice."""

import logging

from procrastinate.contrib.django import app

from enishi.common.actor import SYSTEM
from enishi.common.clock import today
from enishi.surveys.actions import close_survey, erase_answers, forget_withdrawn
from enishi.surveys.inviting import remind
from enishi.surveys.models import Survey

log = logging.getLogger("enishi.surveys")


@app.periodic(cron="40 22 * * *")  # 7:40 in Japan: the worker counts in UTC
@app.task(name="watch_surveys", queue="care", queueing_lock="watch_surveys")
def watch_surveys(timestamp: int) -> None:
    """Close what is over, drop answers of who took the consent back, remind who has not answered, erase what is past its period."""
    log.info("surveys: %s", watch())


def watch() -> dict[str, int]:
    """closed: surveys; withdrawn, reminded: people; erased: answers."""
    running = Survey.objects.filter(opened_at__isnull=False, closed_at=None)
    over = list(running.filter(closes_on__lt=today()))
    for survey in over:
        close_survey(survey=survey, by=SYSTEM)
    withdrawn = sum(forget_withdrawn(survey=survey, by=SYSTEM) for survey in running)
    reminded = sum(remind(survey=survey, by=SYSTEM) for survey in running)
    kept = Survey.objects.filter(closed_at__isnull=False, erased_at=None)
    erased = sum(erase_answers(survey=survey, by=SYSTEM) for survey in kept)
    return {"closed": len(over), "withdrawn": withdrawn, "reminded": reminded, "erased": erased}
