"""Jobs of the office."""

import logging

from procrastinate.contrib.django import app

from enishi.office.explanations import load_explanation_texts
from enishi.office.ledger_runs import forget_volumes, print_run
from enishi.office.watching import tell_findings

log = logging.getLogger("enishi.office")


@app.periodic(cron="50 21 * * *")  # 6:50 in Japan, when the night is over
@app.task(name="tell_unusual_readings", queue="care", queueing_lock="tell_unusual_readings")
def tell_unusual(timestamp: int) -> None:
    """Readings that are not as on other days are told to those responsible, once each."""
    if told := tell_findings():
        log.info("notices of unusual readings: %s", told)


@app.periodic(cron="5 15 * * *")  # just after midnight in Japan
@app.task(name="keep_explanations", queue="care", queueing_lock="keep_explanations")
def keep_explanations(timestamp: int) -> None:
    """A table of fees that ends or begins today makes a new version of the explanations, whether or not somebody is told."""
    load_explanation_texts()


@app.task(name="print_ledger", queue="matching", lock="print_ledger")
def print_ledger(run: int) -> None:
    """One at a time. Not tried again by itself: who asked sees that it failed, and asks anew."""
    print_run(run)


@app.periodic(cron="35 * * * *")
@app.task(name="forget_ledger_volumes", queue="care", queueing_lock="forget_ledger_volumes")
def forget_ledger_volumes(timestamp: int) -> None:
    """Paper with names on it stays a day; it can be made again at any time."""
    if gone := forget_volumes():
        log.info("volumes of ledgers forgotten: %s", gone)
