"""Jobs of outreach."""

import logging

from procrastinate.contrib.django import app

from enishi.outreach.press import forget_old_files, print_run

log = logging.getLogger("enishi.outreach")


@app.task(name="press", queue="matching", lock="press")
def press(run: int) -> None:
    """One run at a time. Not tried again by itself: who asked sees that it failed, and asks anew."""
    print_run(run)


@app.periodic(cron="20 18 * * *")  # 3:20 in Japan: the worker counts in UTC
@app.task(name="forget_press_files", queue="care", queueing_lock="forget_press_files")
def forget_press_files(timestamp: int) -> None:
    """A file can be made again at any time; nobody needs last month's."""
    log.info("files of the press forgotten: %s", forget_old_files())
