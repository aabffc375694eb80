"""Jobs of registration and of physicians' own plans. Each may run twice: rows and keys show what was done."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.physicians.drafts import forget_old_drafts
from enishi.physicians.reminders import remind_of_drafts
from enishi.physicians.retirement import remind_all

log = logging.getLogger("enishi.physicians")


@app.periodic(cron="25 * * * *")
@app.task(name="care_for_drafts", queue="care", queueing_lock="care_for_drafts")
def care_for_drafts(timestamp: int) -> None:
    """Once an hour: remind of what rests for two days, erase what is 30 days old."""
    log.info("drafts: %s reminded, %s erased", remind_of_drafts(), forget_old_drafts())


@app.periodic(cron="10 0 * * *")  # 9:10 in Japan
@app.task(name="remind_of_retirement_plans", queue="care", queueing_lock="remind_of_retirement_plans")
def remind_of_retirement_plans(timestamp: int) -> None:
    """The gentle mails of 定年カレンダー."""
    log.info("retirement plans: %s reminders stand", len(remind_all(today())))
