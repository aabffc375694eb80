"""The daily mail about what is new in the talks."""

import logging

from procrastinate.contrib.django import app

from enishi.candidacies.news import forget_told, send_digests

log = logging.getLogger("enishi.candidacies")


@app.periodic(cron="5 * * * *")  # every hour, so that a morning the worker slept through is made up for
@app.task(name="send_digests", queue="care", queueing_lock="send_digests")
def digests(timestamp: int) -> None:
    """E43, once a day for each reader."""
    log.info("mails about talks: %s, old rows removed: %s", send_digests(), forget_told())
