"""Jobs of merging."""

import logging

from procrastinate.contrib.django import app

from enishi.common.clock import now
from enishi.merging.actions import UNDO_FOR
from enishi.merging.models import MergeChange

log = logging.getLogger("enishi.merging")


def forget_old_values() -> int:
    """Values of before and after serve the undoing alone: they go when it is over. How many values went."""
    old = MergeChange.objects.filter(merge__at__lt=now() - UNDO_FOR).exclude(before="", after="")
    return int(old.update(before="", after=""))


@app.periodic(cron="35 18 * * *")  # 3:35 in Japan
@app.task(name="forget_merged_values", queue="care", queueing_lock="forget_merged_values")
def forget(timestamp: int) -> None:
    log.info("values of old merges forgotten: %s", forget_old_values())
