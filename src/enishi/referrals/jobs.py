"""Jobs of referrals."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import today
from enishi.referrals.wiping import wipe_expired

log = logging.getLogger("enishi.referrals")


@app.periodic(cron="0 19 * * *")  # 4:00 in Japan
@app.task(name="wipe_expired_arrivals", queue="care", queueing_lock="wipe_expired_arrivals")
def wipe_expired_arrivals(timestamp: int) -> None:
    """What was referred to us and never taken is not kept beyond its time."""
    log.info("expired referrals wiped: %s", wipe_expired(today()))
