"""The hourly look at how fresh the openings are, and at talks that nobody moves."""

import logging

from procrastinate.contrib.django import app

from enishi.candidacies.clock import watch_talks
from enishi.candidacies.freshness import watch_freshness
from enishi.candidacies.track import watch_tracks
from enishi.common.clock import today
from enishi.openings.sheets.plan import forget_old_sheets

log = logging.getLogger("enishi.openings")


@app.periodic(
    cron="35 * * * *"
)  # every hour, so that no day is missed while the worker sleeps; each reminder is given once
@app.task(name="watch_freshness", queue="care", queueing_lock="watch_freshness")
def watch(timestamp: int) -> None:
    """Ask what is due today, hide nothing by hand (the date does that), close what is 90 days old."""
    asked, closed = watch_freshness(today())
    log.info("openings asked about: %s, closed: %s", asked, closed)


@app.periodic(cron="45 * * * *")
@app.task(name="watch_talks", queue="care", queueing_lock="watch_talks")
def watch_the_talks(timestamp: int) -> None:
    """Remind kindly of proposals, end those nobody answers, resume what rested until today."""
    log.info("reminded: %s, ended without an answer: %s, resumed: %s", *watch_talks(today()))
    log.info("steps inside institutions that are late: %s", watch_tracks(today()))


@app.periodic(cron="50 * * * *")
@app.task(name="forget_old_sheets", queue="care", queueing_lock="forget_old_sheets")
def forget_sheets(timestamp: int) -> None:
    """Lists of openings to which nobody said yes are not kept longer than a day."""
    log.info("lists of openings removed: %s", forget_old_sheets())
