"""Jobs of matching: the whole market every night in a process of its own, one subject whenever it changes.

They live here because candidacies know who may not be urged to move and which pairs are in talks.

No job is tried again by the queue itself: a second job of the same subject may wait already, and of two that wait with one
queueing lock PostgreSQL refuses the later. What must be tried again queues a job of its own, or leaves it to the one that waits.
"""

import logging
import subprocess
import sys
from typing import Any

from django.db import connection, transaction
from django.db.models import OuterRef
from django.utils.timezone import localdate, localtime
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from enishi.candidacies.models import Candidacy
from enishi.candidacies.suggesting import current_locks
from enishi.common.changes import Subject
from enishi.common.clock import now, today
from enishi.engine.live import Full
from enishi.matching.batch import forget_old_runs, match_everything
from enishi.matching.changes import opening_changed, physician_changed
from enishi.matching.folder import MarketBusy, open_snapshot
from enishi.matching.models import MatchRun, RunKind
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.physicians.shield import hiding_from

log = logging.getLogger("enishi.matching")
TRIES = 4  # of a job that fails
AFTER_FAILURE = 300  # seconds
WHEN_BUSY = 20  # seconds, when another process has the market; a whole run of the nation takes minutes
HOURLY = "10 * * * *"
NIGHT_FROM = 3  # o'clock in Japan: from then on a day wants its run
ROUNDS = 20  # of queueing; each needs somebody to queue and somebody to take the same job between two statements


class BatchFailed(Exception):
    """The process of its own ended without having finished; its log says why."""


class NotQueued(Exception):
    """The queue refuses a job because of one that cannot be found."""


@app.periodic(cron=HOURLY)
@app.task(name="match_nightly", queue="care", queueing_lock="match_nightly")
def match_nightly(timestamp: int) -> None:
    """Every hour, so that a night the worker slept through, or one that failed, is made up for."""
    newest = _whole_runs().newest_first().first()
    is_of_today = newest is not None and localdate(newest.started_at) == today()
    if localtime(now()).hour >= NIGHT_FROM and not is_of_today:
        _queue_whole_run()


@app.task(name="match_all", queue="matching", lock="match_all")  # one at a time: the other place is for mail
def match_all(tries: int = 1) -> None:
    """Spawned, never forked: parallel kernels live in no process that serves or sends."""
    begun = now()
    done = subprocess.run([sys.executable, "-m", "enishi.cli", "match-all"], check=False)
    if done.returncode:
        if tries >= TRIES:
            raise BatchFailed(f"exit code {done.returncode}")
        log.warning("matching the whole market failed, exit code %s: tried again", done.returncode)
        _queue_whole_run(tries=tries + 1, after=AFTER_FAILURE)
    elif not _whole_runs().filter(started_at__gte=begun).exists():
        _queue_whole_run(tries=tries, after=WHEN_BUSY)  # who had the market may have read it before we were asked
    else:
        _queue_once(answer_regions, "answer_regions", {}, 0)


@app.task(name="answer_regions", queue="care", lock="answer_regions")
def answer_regions() -> None:
    """What single changes would do in each region, out of the night's snapshot. Not tried again: the next night is near."""
    done = subprocess.run([sys.executable, "-m", "enishi.cli", "what-if", "regions"], check=False)
    if done.returncode:
        raise BatchFailed(f"exit code {done.returncode}")


@app.task(name="match_changed", queue="matching")
def match_changed(subject: str, pk: int, tries: int = 1) -> None:
    """Bring the market and the lists it touches up to date with one row; looks at the row, not at the job."""
    try:
        bring_up_to_date(Subject(subject), pk)
    except MarketBusy:
        _queue_change(Subject(subject), pk, tries=tries, after=WHEN_BUSY)
    except Exception as problem:
        if tries >= TRIES:
            raise
        # The type alone: a message may hold what somebody wrote.
        log.warning("a change of %s %s failed, %s: tried again", subject, pk, type(problem).__name__)
        _queue_change(Subject(subject), pk, tries=tries + 1, after=AFTER_FAILURE)


def run_all() -> MatchRun | None:
    """The batch and the clearing away after it; None if another process is at it."""
    run = match_everything(locks=current_locks)
    if run is not None:
        # Evidence is what was suggested before the talks began; the nights since say nothing new of the pair.
        forget_old_runs(in_talks=Candidacy.objects.filter(made_at__gt=OuterRef("run__started_at")))
    return run


def bring_up_to_date(subject: Subject, pk: int) -> None:
    """Raises MarketBusy while another process changes the market."""
    if subject == Subject.INSTITUTION:
        for opening in Opening.objects.filter(institution=pk).values_list("pk", flat=True):
            follow(Subject.OPENING, opening)
        return
    if subject == Subject.FAMILY:
        for physician in hiding_from([pk], Physician.objects.matchable()):
            follow(Subject.PHYSICIAN, physician)  # the keys he or she hides from are worked out anew
        return
    change = physician_changed if subject == Subject.PHYSICIAN else opening_changed
    try:
        run = change(pk, locks=current_locks())
    except Full:
        log.info("no room for another change: the whole market is matched anew")
        _queue_whole_run()
    else:
        if run is None and _is_snapshot_lost():
            log.info("no snapshot to change: the whole market is matched anew")
            _queue_whole_run()


def follow(subject: Subject, pk: int) -> None:
    """Queue the job in the transaction of the change; ten changes of one subject are one job."""
    if subject != Subject.SHIELD:  # told as a change of the physician too
        _queue_change(subject, pk)


def _is_snapshot_lost() -> bool:
    """Removed, damaged or of another version; before the first night there is none to miss."""
    return open_snapshot(with_lists=False) is None and _whole_runs().exists()


def _whole_runs() -> Any:
    return MatchRun.objects.finished().filter(kind=RunKind.WHOLE)


def _queue_whole_run(*, tries: int = 1, after: int = 0) -> None:
    _queue_once(match_all, "match_all", {"tries": tries}, after)


def _queue_change(subject: Subject, pk: int, *, tries: int = 1, after: int = 0) -> None:
    arguments = {"subject": str(subject), "pk": pk, "tries": tries}
    _queue_once(match_changed, f"match_changed:{subject}:{pk}", arguments, after)


@transaction.atomic  # a row is held until its end
def _queue_once(task: Any, lock: str, arguments: dict[str, Any], after: int) -> None:
    """A job that waits already is held back until this transaction ends, so that it sees what this one writes.

    Without that, a worker could take the waiting job a moment before we commit, and our change would have none.
    `after`: seconds before it may be taken. Raises NotQueued if the job can be neither queued nor found.
    """
    when = {"schedule_in": {"seconds": after}} if after else {}
    for _ in range(ROUNDS):
        if _hold_the_waiting_one(lock):
            return
        try:
            with transaction.atomic():
                task.configure(queueing_lock=lock, **when).defer(**arguments)
            return
        except AlreadyEnqueued:  # somebody else queued it at the same moment
            continue
    raise NotQueued(lock)


def _hold_the_waiting_one(lock: str) -> bool:
    """Workers skip rows that are locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo' FOR SHARE", [lock]
        )
        return cursor.fetchone() is not None
