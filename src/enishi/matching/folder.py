"""Where the snapshot of the market lies, and who may change it.

One folder for each database, below settings.MARKET_FOLDER; a snapshot names the run that wrote it, so that one left over
from a database that is gone is not taken for ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from enishi.engine.snapshot import Snapshot, SnapshotError
from enishi.matching.models import MatchRun

_KEY = 0x656E6973  # of the advisory lock: one writer of the market at a time in a database


class MarketBusy(Exception):
    """Another process is changing the market; try again in a moment."""


def market_folder() -> Path:
    return Path(settings.MARKET_FOLDER) / str(connection.settings_dict["NAME"])


def open_snapshot(*, with_lists: bool) -> Snapshot | None:
    """The snapshot of this database with all changes so far; None when there is none yet."""
    try:
        found = Snapshot.open(market_folder(), with_lists=with_lists)
    except SnapshotError:
        return None
    run = MatchRun.objects.filter(pk=found.notes.get("run"), snapshot=found.notes.get("digest"))
    return found if run.exists() else None


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


def take_the_market() -> None:
    """Hold it until the running transaction ends. Raises MarketBusy."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_KEY])
        if not cursor.fetchone()[0]:
            raise MarketBusy
