"""A long ledger on paper: asked for, made by a job with progress and cancel, kept for a day.

The volumes hold names, so they are encrypted, go after a day, and go at once when anybody is erased.
"""

import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.office.enums import RunState
from enishi.office.fee_ledger import EmployersList, FeesBook
from enishi.office.ledger_files import Outlet, parts_on_paper, volume
from enishi.office.ledgers import AnyBook, openings_ledger, seekers_ledger
from enishi.office.models import LedgerRun, LedgerVolume
from enishi.office.once import made_already

BOOKS: Mapping[str, Callable[[date, date], AnyBook]] = {
    "openings": openings_ledger,
    "seekers": seekers_ledger,
    "fees": FeesBook,
    "form30": EmployersList,
}
KEPT = timedelta(days=1)
LOST_AFTER = timedelta(minutes=10)
"""A run that says nothing for so long has died."""
UNDER_WAY = (RunState.WAITING, RunState.RUNNING)


@transaction.atomic
def ask_ledger(*, ledger: str, start: date, end: date, key: uuid.UUID, by: Actor) -> LedgerRun:
    """Queue the ledger of a period on paper; the same key again is the same run. Raises StepRefused for nothing to print."""
    from enishi.office.jobs import print_ledger

    if made := made_already(LedgerRun, key):
        return made
    count = len(BOOKS[ledger](start, end))
    if not count:
        raise StepRefused(Refusal("period", "この期間の行は、ありません。期間をお確かめください。"))
    run = LedgerRun.objects.create(
        key=key,
        ledger=ledger,
        start=start,
        end=end,
        total=parts_on_paper(count)[0],
        acceptances=count,
        made_by_id=by.user_id,
    )
    record(by=by, action="ask_ledger", object_type="ledger", object_number=ledger, count=count)
    print_ledger.defer(run=run.pk)
    return run


@transaction.atomic
def cancel_ledger(*, run: LedgerRun, by: Actor) -> None:
    """Stop after the volume in hand; one that is done stays as it is."""
    held = LedgerRun.objects.select_for_update().get(pk=run.pk)
    if held.state in UNDER_WAY and not held.cancel_asked:
        held.cancel_asked = True
        held.save(update_fields=["cancel_asked"])
        record(by=by, action="cancel_ledger", object_type="ledger", object_number=held.ledger)


def print_run(pk: int) -> None:
    """The job. A second one does nothing; after a crash it goes on with the volume that is missing."""
    if not LedgerRun.objects.filter(pk=pk, state__in=UNDER_WAY).update(state=RunState.RUNNING, touched_at=now()):
        return
    run = LedgerRun.objects.get(pk=pk)
    book = BOOKS[run.ledger](run.start, run.end)
    try:
        for n in range(run.volumes.count(), run.total):
            if LedgerRun.objects.filter(pk=pk, cancel_asked=True).exists():
                _end(run, RunState.CANCELLED)
                return
            LedgerVolume.objects.create(run=run, no=n + 1, data=volume(book, run.start, run.end, n, run.total))
            LedgerRun.objects.filter(pk=pk).update(done=n + 1, touched_at=now())
        _end(run, RunState.DONE)
    except Exception:
        _end(run, RunState.FAILED)
        raise


def _end(run: LedgerRun, state: RunState) -> None:
    if state is not RunState.DONE:
        run.volumes.all().delete()
    LedgerRun.objects.filter(pk=run.pk).update(state=state, finished_at=now(), touched_at=now())


def is_lost(run: LedgerRun) -> bool:
    return run.state in UNDER_WAY and run.touched_at < now() - LOST_AFTER


def is_there(run: LedgerRun) -> bool:
    """Whether every volume can be taken: an erasure meanwhile, or a day, took them away."""
    return run.state == RunState.DONE and run.volumes.count() == run.total


def zip_of(run: LedgerRun, title: str) -> Iterator[bytes]:
    """All volumes, one read at a time."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as file:
        for n in range(1, run.total + 1):
            file.writestr(f"{title}-{n:03}.pdf", bytes(run.volumes.get(no=n).data))
            yield outlet.taken()
    yield outlet.taken()


def runs() -> QuerySet[LedgerRun]:
    return LedgerRun.objects.select_related("made_by")


def forget_volumes(*, all_of_them: bool = False) -> int:
    """Those of runs that ended more than a day ago, or all, as somebody was erased; how many."""
    rows = LedgerVolume.objects.all()
    if not all_of_them:
        rows = rows.filter(run__made_at__lt=now() - KEPT)
    return int(rows.delete()[0])
