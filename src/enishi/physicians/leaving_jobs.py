"""Every night: what the law no longer asks us to keep of those who left is erased."""

import logging

from procrastinate.contrib.django import app

from enishi.accounts.models import Session
from enishi.common.clock import now
from enishi.physicians.leaving import due_for_erasure, erase_the_rest, forget_last_notices

log = logging.getLogger("enishi.physicians")


@app.periodic(cron="20 18 * * *")  # 3:20 in Japan
@app.task(name="erase_what_is_due", queue="care", queueing_lock="erase_what_is_due")
def erase_what_is_due(timestamp: int) -> None:
    """Each in a transaction of its own: one that fails stays for the next night and holds up no other."""
    for leaving in due_for_erasure():
        try:
            if erase_the_rest(leaving=leaving):
                log.info("leaving %s: the rest is erased", leaving.pk)
        except Exception:
            log.exception("leaving %s: not erased", leaving.pk)
    forget_last_notices()
    Session.objects.filter(expire_date__lt=now()).delete()
