"""Jobs of institutions. Each may run twice: keys show what was done."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.institutions.declarations import remind_of_declarations

log = logging.getLogger("enishi.institutions")


@app.periodic(cron="20 0 * * *")  # 9:20 in Japan
@app.task(name="remind_of_declarations", queue="care", queueing_lock="remind_of_declarations")
def remind_of_declarations_daily(timestamp: int) -> None:
    log.info("declarations: %s reminders stand", remind_of_declarations(today()))
