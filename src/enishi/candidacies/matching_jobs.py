"""Jobs of matching: the whole market every night in a process of its own, one subject whenever it changes.

They live here because candidacies know who may not be urged to move and which pairs are in talks.
"""

import logging
import subprocess
import sys

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from enishi.candidacies.models import Candidacy
from enishi.candidacies.suggesting import current_locks
from enishi.common.changes import Subject
from enishi.engine.live import Full
from enishi.matching.batch import forget_old_runs, match_everything
from enishi.matching.changes import opening_changed, physician_changed
from enishi.matching.folder import MarketBusy
from enishi.matching.models import MatchRun
from enishi.openings.models import Opening

log = logging.getLogger("enishi.matching")
AGAIN_AFTER = 20  # seconds, when another process has the market; a whole run of the nation takes minutes
NIGHTLY = "10 18 * * *"  # UTC: 03:10 in Japan


class BatchFailed(Exception):
    """The process of its own ended without having finished; its log says why."""


@app.periodic(cron=NIGHTLY)
@app.task(name="match_all", queue="matching", queueing_lock="match_all", retry=RetryStrategy(max_attempts=4, wait=300))
def match_all(timestamp: int = 0) -> None:
    """Spawned, never forked: parallel kernels live in no process that serves or sends."""
    done = subprocess.run([sys.executable, "-m", "enishi.cli", "match-all"], check=False)
    if done.returncode:
        raise BatchFailed(f"exit code {done.returncode}")


@app.task(name="match_changed", queue="matching", retry=RetryStrategy(max_attempts=90, wait=AGAIN_AFTER))
def match_changed(subject: str, pk: int) -> None:
    """Bring the market and the lists it touches up to date with one row; looks at the row, not at the job."""
    bring_up_to_date(Subject(subject), pk)


def run_all() -> MatchRun | None:
    """The batch and the clearing away after it; None if another process is at it."""
    run = match_everything(locks=current_locks)
    if run is not None:
        forget_old_runs(in_talks=Candidacy.objects.all())
    return run


def bring_up_to_date(subject: Subject, pk: int) -> None:
    locks = current_locks()
    try:
        if subject == Subject.PHYSICIAN:
            physician_changed(pk, locks=locks)
        elif subject == Subject.OPENING:
            opening_changed(pk, locks=locks)
        else:
            for opening in Opening.objects.filter(institution=pk).values_list("pk", flat=True):
                follow(Subject.OPENING, opening)
    except MarketBusy:
        raise  # tried again in a moment
    except Full:
        log.info("no room for another change: the whole market is matched anew")
        _queue_once(match_all, "match_all", {})


def follow(subject: Subject, pk: int) -> None:
    """Queue the job in the transaction of the change; ten changes of one subject are one job."""
    _queue_once(match_changed, f"match_changed:{subject}:{pk}", {"subject": str(subject), "pk": pk})


def _queue_once(task: object, lock: str, arguments: dict[str, object]) -> None:
    """A job that waits already is held back until this transaction ends, so that it sees what this one writes.

    Without that, a worker could take the waiting job a moment before we commit, and our change would have none.
    """
    while not _hold_the_waiting_one(lock):
        try:
            with transaction.atomic():
                task.configure(queueing_lock=lock).defer(**arguments)  # type: ignore[attr-defined]
            return
        except AlreadyEnqueued:  # somebody else queued it at the same moment
            continue


def _hold_the_waiting_one(lock: str) -> bool:
    """Workers skip rows that are locked."""
    if not connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo' FOR SHARE", [lock]
        )
        return cursor.fetchone() is not None
