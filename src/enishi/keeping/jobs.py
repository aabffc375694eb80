"""Every night: what the law and our periods no longer ask us to keep is erased."""

import logging
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from procrastinate.contrib.django import app

from enishi.accounts.models import Session
from enishi.accounts.roles import OFFICE_ROLES, Role
from enishi.accounts.typed import forget_what_is_over
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.keeping.backing_up import newest_file
from enishi.keeping.retention import run_retention

log = logging.getLogger("enishi.keeping")
AFTER_THE_NIGHT = 4
SUNDAY = 6


@app.periodic(cron="20 18 * * *")  # 3:20 in Japan
@app.task(name="erase_what_is_due", queue="care", queueing_lock="erase_what_is_due")
def erase_what_is_due(timestamp: int) -> None:
    run = run_retention()
    if run is not None:
        log.info("retention of %s: over %s", run.day, run.is_over)
    Session.objects.filter(expire_date__lt=now()).delete()


@app.periodic(cron="45 * * * *")
@app.task(name="retention_goes_on", queue="care", queueing_lock="retention_goes_on")
def retention_goes_on(timestamp: int) -> None:
    """A night the worker slept through, or was killed in, is made up for within the hour; forms nobody came back for go."""
    forget_what_is_over()
    if localtime(now()).hour >= AFTER_THE_NIGHT:
        run_retention()


@app.periodic(cron="30 17 * * *")  # 2:30 in Japan, before anything is erased
@app.task(name="back_up_nightly", queue="care", queueing_lock="back_up_nightly")
def back_up_nightly(timestamp: int) -> None:
    """In a process of its own, where a folder is set; on Sundays what was made is restored and checked."""
    if not settings.BACKUP_FOLDER:
        return
    python = [sys.executable, "-m", "enishi.cli"]
    if subprocess.run([*python, "backup"], check=False).returncode:
        log.error("the backup failed; see /ops/backups")
    elif localtime(now()).weekday() == SUNDAY and (file := newest_file(Path(settings.BACKUP_FOLDER))):
        subprocess.run([*python, "restore", str(file), "--verify"], check=False)


@app.task(name="erase_now", queue="care")
def erase_now(user: int) -> None:
    """Asked for on the page: today's run once more, for what fell due since."""
    run_retention(again=True, asked_by=user)


@transaction.atomic
def ask_for_a_run(*, by: Actor) -> None:
    """The office does not wait for the night. Asked twice, the second run finds nothing more to do."""
    if Role(by.role) not in OFFICE_ROLES or by.user_id is None:
        raise StepRefused(Refusal("role", "見回りは、事務局と統括だけが行えます。"))
    record(by=by, action="ask_for_retention", object_type="retention", object_number=today().isoformat())
    erase_now.defer(user=by.user_id)
