"""Jobs of the outbox. A job may run twice: sending looks at the row, not at the job."""

import logging

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Status

from enishi.notices import actions, bounces, bulk
from enishi.notices.models import Notice

log = logging.getLogger("enishi.notices")
KEEP_DONE = 24  # hours
KEEP_FAILED = 24 * 30


@app.task(name="send_notice", queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=5))
def send_notice(notice_id: int) -> None:
    log.info("notice %s: %s", notice_id, actions.send_notice(notice_id=notice_id))


@app.task(name="send_bulk", queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=5))
def send_bulk(sending: int) -> None:
    log.info("bulk %s: %s", sending, bulk.carry_on(sending=sending))


def send_later(*notices: Notice) -> None:
    """Defer the sending in the same transaction as the notices themselves; one question for all that leave at one time."""
    for at in dict.fromkeys(notice.send_after for notice in notices):
        due = [{"notice_id": notice.pk} for notice in notices if notice.send_after == at]
        send_notice.configure(schedule_at=at).batch_defer(*due)


@app.periodic(cron="*/10 * * * *")
@app.task(name="read_bounces", queue="care", queueing_lock="read_bounces", lock="read_bounces")
def read_bounces(timestamp: int) -> None:
    """Mails that came back, from the folder that the operator named; none named: nothing to read."""
    read, ours = bounces.read_folder()
    if read:
        log.info("returned mails read: %s, of ours: %s", read, ours)


@app.periodic(cron="*/2 * * * *")
@app.task(name="retry_stalled", queue="care", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """A worker that was killed leaves its job 'doing' for ever; give such jobs back.

    Whatever is wrong with one of them, those behind it are given back too.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=60):
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # its twin waits already, and does all that this one was to do
            await manager.finish_job(job, Status.ABORTED, delete_job=True)
        except ConnectorException:
            log.exception("job %s is not given back", job.id)


@app.periodic(cron="40 * * * *")
@app.task(name="forget_old_jobs", queue="care", queueing_lock="forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Jobs that are done serve nobody; those that failed are kept long enough to be looked at."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(KEEP_DONE)
    await manager.delete_old_jobs(KEEP_FAILED, include_failed=True, include_cancelled=True, include_aborted=True)
