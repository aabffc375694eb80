"""Jobs around advertisements and lists that were sent in."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.openings.advertisements import forget_old_advertisements
from enishi.openings.sheets.taking import take_rows

log = logging.getLogger("enishi.openings")


@app.periodic(cron="35 18 * * *")  # 3:35 in Japan
@app.task(name="forget_old_advertisements", queue="care", queueing_lock="forget_old_advertisements")
def forget_advertisements(timestamp: int) -> None:
    """Texts with the names of contact persons are not kept longer than we say."""
    log.info("advertisements forgotten: %s", forget_old_advertisements(today()))


@app.task(name="take_in_list", queue="matching")
def take_in_list(sheet: int) -> None:
    """Given back after the worker was killed, it goes on with the row that was not over."""
    log.info("rows of list %s taken in: %s", sheet, take_rows(sheet))
