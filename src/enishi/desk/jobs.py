"""Jobs of the desk."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.desk.callbacks import erase_old_callbacks
from enishi.desk.slate_work import work_out

log = logging.getLogger("enishi.desk")


@app.periodic(cron="25 18 * * *")  # 3:25 in Japan
@app.task(name="erase_old_callbacks", queue="care", queueing_lock="erase_old_callbacks")
def erase_callbacks(timestamp: int) -> None:
    """Names and numbers of people who were called back are not kept longer than we say."""
    log.info("callback requests erased: %s", erase_old_callbacks(today()))


@app.task(name="make_slate", queue="matching", lock="make_slate")
def make_slate(slate: int) -> None:
    """One slate at a time. Not tried again: who asked sees that it failed, and asks anew."""
    work_out(slate)
