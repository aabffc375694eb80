"""The weekly word about saved searches, and the forgetting of what the search has long read."""

import logging

from procrastinate.contrib.django import app

from enishi.openings.search.index import forget_old_changes
from enishi.physicians import searches

log = logging.getLogger("enishi.physicians")


@app.periodic(cron="0 0-8 * * 2")  # hourly from 9:00 to 17:00 in Japan, should the worker sleep; told once a week
@app.task(name="weekly_searches", queue="mail", queueing_lock="weekly_searches")
def weekly_searches(timestamp: int) -> None:
    """Tuesday morning: Mondays are full, and the mail of a weekend is read late."""
    log.info("weekly searches: %s told", searches.tell_everybody())


@app.periodic(cron="50 18 * * *")  # 3:50 in Japan: the worker counts in UTC
@app.task(name="forget_search_changes", queue="care", queueing_lock="forget_search_changes")
def forget_search_changes(timestamp: int) -> None:
    forget_old_changes()
