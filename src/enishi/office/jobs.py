"""Jobs of the office."""

import logging

from procrastinate.contrib.django import app

from enishi.office.explanations import load_explanation_texts
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
