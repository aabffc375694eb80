"""Jobs of registration, talks and physicians' own plans. Each may run twice: rows and keys show what was done."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.physicians.drafts import forget_old_drafts
from enishi.physicians.half_yearly import ask_whether_wishes_hold, renew_applications
from enishi.physicians.interviews import remind_of_tomorrow
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


@app.periodic(cron="15 * * * *")  # every hour, so that nothing is lost while the worker sleeps; the key tells it once
@app.task(name="tell_of_tomorrow", queue="care", queueing_lock="tell_of_tomorrow")
def tell_of_tomorrow(timestamp: int) -> None:
    log.info("talks tomorrow: %s", remind_of_tomorrow())


@app.periodic(cron="25 */6 * * *")
@app.task(name="ask_half_yearly", queue="care", queueing_lock="ask_half_yearly")
def ask_half_yearly(timestamp: int) -> None:
    """The question of every half year, and applications that go on for another year."""
    log.info("asked whether wishes hold: %s", ask_whether_wishes_hold())
    log.info("applications renewed: %s", renew_applications(today()))
