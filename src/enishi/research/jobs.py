"""Jobs of research."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.research.editions import make_edition as make_research_edition
from enishi.research.figures import last_whole_month, make_edition
from enishi.research.offers_work import work_out
from enishi.research.yearly import freeze_last_year

log = logging.getLogger("enishi.research")


@app.periodic(cron="40 18 * * *")  # 3:40 in Japan, every day, should the worker have slept on the first of the month
@app.task(name="make_public_figures", queue="care", queueing_lock="make_public_figures")
def make_public_figures(timestamp: int) -> None:
    """The public figures of the month that has ended, once."""
    made = make_edition(last_whole_month(today()))
    if made is not None:
        log.info("public figures made: %s", made)


@app.periodic(cron="50 18 * * *")  # 3:50 in Japan, after the public figures
@app.task(name="make_research_tables", queue="care", queueing_lock="make_research_tables")
def make_research_tables(timestamp: int) -> None:
    """The tables of research of the month that has ended, once."""
    made = make_research_edition(last_whole_month(today()))
    if made is not None:
        log.info("tables of research made: %s", made)


@app.periodic(cron="55 18 * * *")  # 3:55 in Japan, every day: from the middle of January the year before stands frozen
@app.task(name="freeze_yearly_cut", queue="care", queueing_lock="freeze_yearly_cut")
def freeze_yearly_cut(timestamp: int) -> None:
    """The records of the year that has ended, once."""
    made = freeze_last_year(today())
    if made is not None:
        log.info("records of %s frozen: %s", made.year, made.digest)


@app.task(name="simulate_offers", queue="matching", lock="simulate_offers")
def simulate_offers(scenario: int) -> None:
    """One simulation at a time. Not tried again: who asked sees that it failed, and asks anew."""
    work_out(scenario)
