"""Jobs of the outbox. A job may run twice: sending looks at the row, not at the job."""

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from enishi.notices import actions
from enishi.notices.models import Notice

log = logging.getLogger("enishi.notices")


@app.task(name="send_notice", queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=5))
def send_notice(notice_id: int) -> None:
    log.info("notice %s: %s", notice_id, actions.send_notice(notice_id=notice_id))


def send_later(notice: Notice) -> None:
    """Defer the sending in the same transaction as the notice itself."""
    send_notice.configure(schedule_at=notice.send_after).defer(notice_id=notice.pk)


@app.periodic(cron="*/2 * * * *")
@app.task(name="retry_stalled", queue="care", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: object, timestamp: int) -> None:
    """A worker that was killed leaves its job 'doing' for ever; give such jobs back."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=60):
        await app.job_manager.retry_job(job)
