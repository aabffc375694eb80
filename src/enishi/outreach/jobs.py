"""Jobs of outreach."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.outreach import newsletter
from enishi.outreach.funnel import last_month, make_funnel
from enishi.outreach.press import forget_old_files, print_run
from enishi.outreach.seminars import erase_old_entries, remind
from enishi.outreach.stories import erase_old_consents

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


@app.periodic(cron="50 18 * * *")  # 3:50 in Japan
@app.task(name="erase_old_story_consents", queue="care", queueing_lock="erase_old_story_consents")
def erase_story_consents(timestamp: int) -> None:
    """Who agreed to a story is kept as evidence, and no longer."""
    log.info("names of story consents erased: %s", erase_old_consents(today()))


@app.periodic(cron="10 0 * * *")  # 9:10 in Japan
@app.task(name="remind_of_seminars", queue="care", queueing_lock="remind_of_seminars")
def remind_of_seminars(timestamp: int) -> None:
    """Run again, nobody is told twice."""
    log.info("seminars of tomorrow: %s", remind(today()))


@app.periodic(cron="55 18 * * *")  # 3:55 in Japan
@app.task(name="erase_old_seminar_entries", queue="care", queueing_lock="erase_old_seminar_entries")
def erase_seminar_entries(timestamp: int) -> None:
    """Names and addresses of people who came are not kept longer than we say."""
    log.info("seminar entries erased: %s", erase_old_entries(today()))


@app.periodic(cron="5 19 * * *")  # 4:05 in Japan
@app.task(name="forget_old_readers", queue="care", queueing_lock="forget_old_readers")
def forget_old_readers(timestamp: int) -> None:
    """Addresses that nobody confirmed, and those in lists of old issues."""
    log.info("addresses of the newsletter forgotten: %s", newsletter.forget_old(today()))


@app.periodic(cron="50 18 * * *")  # 3:50 in Japan, every day, should the worker have slept on the first of the month
@app.task(name="make_outreach_funnel", queue="care", queueing_lock="make_outreach_funnel")
def make_outreach_funnel(timestamp: int) -> None:
    """What became of who came by a link, up to the end of the month that is over, once."""
    made = make_funnel(last_month(today()))
    if made is not None:
        log.info("funnel of outreach made: %s", made)
