"""Jobs of the desk."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.desk.callbacks import erase_old_callbacks

log = logging.getLogger("enishi.desk")


@app.periodic(cron="25 18 * * *")  # 3:25 in Japan
@app.task(name="erase_old_callbacks", queue="care", queueing_lock="erase_old_callbacks")
def erase_callbacks(timestamp: int) -> None:
    """Names and numbers of people who were called back are not kept longer than we say."""
    log.info("callback requests erased: %s", erase_old_callbacks(today()))
