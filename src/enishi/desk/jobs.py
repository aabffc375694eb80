"""Jobs of the desk."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.desk.callbacks import erase_old_callbacks
from enishi.desk.records import keep_all
from enishi.desk.slate_work import work_out
from enishi.desk.traces import trace_new

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


@app.periodic(cron="* * * * *")
@app.task(name="trace_new_entries", queue="care", queueing_lock="trace_new_entries", lock="trace_entries")
def trace_entries(timestamp: int) -> None:
    """What was written since the last minute can be searched."""
    if made := trace_new():
        log.info("traces made: %s", made)


@app.periodic(cron="45 18 * * *")  # 3:45 in Japan
@app.task(name="trace_all_entries", queue="care", queueing_lock="trace_all_entries", lock="trace_entries")
def trace_all(timestamp: int) -> None:
    """Every entry has its trace and no trace outlives its entry; every institution has somebody who looks after it."""
    log.info("traces made: %s, institutions given to somebody: %s", trace_new(everything=True), keep_all())
