"""Jobs of registration. Each may run twice: what was done is seen on the rows."""

import logging

from procrastinate.contrib.django import app

from enishi.physicians.drafts import forget_old_drafts
from enishi.physicians.reminders import remind_of_drafts

log = logging.getLogger("enishi.physicians")


@app.periodic(cron="25 * * * *")
@app.task(name="care_for_drafts", queue="care", queueing_lock="care_for_drafts")
def care_for_drafts(timestamp: int) -> None:
    """Once an hour: remind of what rests for two days, erase what is 30 days old."""
    log.info("drafts: %s reminded, %s erased", remind_of_drafts(), forget_old_drafts())
