"""Where the snapshot of the market lies, and who may change it.

One folder for each database, below settings.MARKET_FOLDER; a snapshot names the run that wrote it, so that one left over
from a database that is gone is not taken for ours.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from enishi.engine.live import Full
from enishi.engine.snapshot import Snapshot, SnapshotError
from enishi.matching.models import MatchRun

_KEY = 0x656E6973  # of the advisory lock: one writer of the market at a time in a database


class MarketBusy(Exception):
    """Another process is changing the market; try again in a moment."""


def market_folder() -> Path:
    return Path(settings.MARKET_FOLDER) / str(connection.settings_dict["NAME"])


def open_snapshot(*, with_lists: bool) -> Snapshot | None:
    """The snapshot of this database with all changes so far; None when there is none yet.

    It must be of a run that has finished: its lists are in the database. Raises engine.live.Full when there are more
    changes than there is room for.
    """
    try:
        found = Snapshot.open(market_folder(), with_lists=with_lists)
    except SnapshotError:
        return None
    run = MatchRun.objects.finished().filter(pk=found.notes.get("run"), snapshot=found.notes.get("digest"))
    return found if run.exists() else None


class KeptOpen:
    """The snapshot as one process keeps it open: for one thread at a time, as its arrays change under their readers."""

    def __init__(self, *, with_lists: bool) -> None:
        self._with_lists = with_lists
        self._lock = threading.Lock()
        self._opened: tuple[Path, Snapshot] | None = None

    @contextmanager
    def present(self) -> Iterator[Snapshot | None]:
        """With everything that was changed so far; None while there is none.

        After any exception it is opened anew the next time, as nobody knows how far a change had come.
        """
        with self._lock:
            try:
                yield self._present()
            except BaseException:
                self._opened = None
                raise

    def forget(self) -> None:
        """Close what is open, for a process that is told of another folder."""
        with self._lock:
            self._opened = None

    def _present(self) -> Snapshot | None:
        folder = market_folder()
        if self._opened is not None and self._opened[0] == folder:
            known = self._opened[1]
            try:
                if known.is_current:
                    known.refresh()
                    return known
            except (OSError, SnapshotError, Full):
                pass  # removed, or so much changed that it no longer fits in this process: open it anew
        self._opened = None
        found = open_snapshot(with_lists=self._with_lists)
        if found is not None:
            self._opened = folder, found
        return found


@contextmanager
def market_to_oneself() -> Iterator[bool]:
    """False when somebody else has it. The lock is the session's: it goes when the process dies, however it dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_KEY])
        (mine,) = cursor.fetchone()
    try:
        yield bool(mine)
    finally:
        if mine and connection.connection is not None and not connection.connection.broken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_KEY])
