"""Computations that a job works out while somebody waits: how far one is, asked to stop, ended, or lost with its worker.

A row of a model is one run. It has `state` (of the values below), `cancel_asked`, `touched_at` and `finished_at`; how far it is
stands in columns of its own (`stage` and `share`, or `done`). Where it has `stage` or `problem`, an end empties the one and
says in the other what went wrong. A job begins a run anew after its worker was killed, and a run that has ended stays as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db.models import Model, QuerySet

from enishi.common.clock import now

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
UNDER_WAY = (WAITING, RUNNING)


class Run(Protocol):
    """What is asked of a row here."""

    state: Any
    touched_at: datetime


class Cancelled(Exception):
    """Somebody asked to stop, or the run is no longer this worker's."""


def is_lost(run: Run, after: timedelta) -> bool:
    """Whether it is under way and has said nothing for so long: its worker has died and none took it up."""
    return run.state in UNDER_WAY and run.touched_at < now() - after


def ask_to_stop(run: Model) -> bool:
    """Note that somebody wants it to stop at its next step; False where it has ended, or was asked already.

    Of two who ask at once one is told True; where there is nothing to stop, nothing is written.
    """
    going = type(run)._default_manager.filter(pk=run.pk, state__in=UNDER_WAY, cancel_asked=False)
    return going.exists() and bool(going.update(cancel_asked=True))


@dataclass(frozen=True, slots=True)
class Work:
    """A run in the hands of the job that works it out; rows: of this run alone."""

    rows: QuerySet[Any]

    def tell(self, **columns: Any) -> None:
        """How far it is; seen at once by who waits, as the job runs outside a transaction. Raises Cancelled."""
        if not self.rows.filter(state=RUNNING, cancel_asked=False).update(touched_at=now(), **columns):
            raise Cancelled

    def hold(self) -> bool:
        """Lock the run for what is stored with its end, within a transaction; False if another worker, to whom it was given
        too early, has stored that meanwhile."""
        return self.rows.select_for_update().filter(state=RUNNING).values_list("pk", flat=True).first() is not None

    def done(self, **columns: Any) -> None:
        """It is finished, with what came out."""
        self._end(DONE, **columns)

    def _end(self, state: str, problem: str = "", **columns: Any) -> None:
        has = {field.name for field in self.rows.model._meta.concrete_fields}
        words = {name: text for name, text in (("stage", ""), ("problem", problem)) if name in has}
        ended = {"state": state, "touched_at": now(), "finished_at": now(), **words, **columns}
        self.rows.filter(state__in=UNDER_WAY).update(**ended)


def work_out(rows: QuerySet[Any], make: Callable[[Work], None], **anew: Any) -> None:
    """The job. rows: of one run; make: computes, tells how far it is, and ends with `Work.done`; anew: the columns of its
    progress as they are at the beginning.

    Run twice, it does nothing the second time; run again after a kill, it begins anew. Raises what `make` raises but Cancelled.
    """
    if not rows.filter(state__in=UNDER_WAY).update(state=RUNNING, touched_at=now(), **anew):
        return
    work = Work(rows)
    try:
        make(work)
    except Cancelled:
        work._end(CANCELLED)
    except Exception as problem:
        # The type alone: a message may hold what somebody wrote.
        work._end(FAILED, problem=type(problem).__name__)
        raise
