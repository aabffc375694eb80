"""The index of this process: columns and map as they are in the database at this very moment.

Every search first asks the database, in one small query, what has changed since (`SearchChange`, written by triggers), and
reads just that again. So all processes agree at once, whoever wrote, and nothing waits for a broadcast or a timer. Why the
transaction's number and not a counter: a counter's smaller number may be committed after a larger one was read, or all
writers would have to queue for it. A reader remembers the oldest transaction that was still running when it looked
(`pg_snapshot_xmin`); whatever it has not seen bears that number or a later one. See docs/adr/0016.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from enishi.common.clock import today
from enishi.openings.models import SearchChange
from enishi.openings.search.columns import Columns, load_columns
from enishi.openings.search.places import Places, load_places

FORGET_AFTER_DAYS = 30
RELOAD_AFTER = 7 * 24 * 3600.0
"""Seconds. A process that did not look for so long reads everything: what it missed may be forgotten already."""
MANY = 2_000
"""So many changed openings are read faster all together."""
STEP_FORWARD = 60.0
"""Seconds after which an index that did not change is told anyway how far the others have come."""

LOOK = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_current_xact_id_if_assigned() IS NOT NULL,
  pg_relation_filenode('openings_searchchange')::bigint, current_database()
"""
CHANGES = "SELECT id, subject, subject_id, xid FROM openings_searchchange WHERE xid >= %s AND NOT id = ANY(%s)"
MAP_STATE = "SELECT count(*), max(id) FROM openings_searchchange WHERE subject = 'areas'"


@dataclass(frozen=True)
class Index:
    """columns and places belong together. since: what transactions below this one wrote is in; beyond: id → transaction of
    the changes of later ones that are in as well. storage: the file the change table lies in and the database, so that a
    truncated table is noticed. looked_at: monotonic seconds."""

    columns: Columns
    places: Places
    since: int
    beyond: Mapping[int, int]
    storage: tuple[int, str]
    looked_at: float


_kept: Index | None = None
_map: tuple[tuple[object, ...], Places] | None = None
_lock = threading.Lock()


def current_index() -> Index:
    """The index as of now. What the running transaction itself has written is in it, and leaves no trace for others."""
    global _kept
    known = _kept
    with connection.cursor() as cursor:
        cursor.execute(LOOK)
        oldest, writes, *where = cursor.fetchone()
        storage = (where[0], where[1])
        if known is None or known.storage != storage or time.monotonic() - known.looked_at > RELOAD_AFTER:
            cursor.execute(CHANGES, [oldest, []])
            found = _loaded(storage, oldest, cursor.fetchall())
        else:
            cursor.execute(CHANGES, [known.since, list(known.beyond)])
            found = _brought_up_to_date(known, oldest, cursor.fetchall())
    if not writes and found is not known:
        with _lock:
            if _kept is None or found.storage != _kept.storage or found.since >= _kept.since:
                _kept = found
    return found


def _brought_up_to_date(known: Index, oldest: int, changes: list[tuple[int, str, int, int]]) -> Index:
    openings = sorted({pk for _, subject, pk, _ in changes if subject == "opening"})
    institutions = sorted({pk for _, subject, pk, _ in changes if subject == "institution"})
    anything_moved = any(subject in ("areas", "everything") for _, subject, _, _ in changes)
    if anything_moved or len(openings) + len(institutions) > MANY:
        return _loaded(known.storage, oldest, [*changes, *((pk, "", 0, xid) for pk, xid in known.beyond.items())])
    if known.places.day != today():
        places = _places(known.storage, today())
        if (places.codes, places.areas) != (known.places.codes, known.places.areas):
            return _loaded(known.storage, oldest, [*changes, *((pk, "", 0, xid) for pk, xid in known.beyond.items())])
        known = replace(known, places=places)
        # A single day that was open yesterday may be over today.
        openings = sorted({*openings, *known.columns.id[known.columns.spots != 0].tolist()})
    if not (changes or openings) and time.monotonic() - known.looked_at < STEP_FORWARD:
        return known
    columns = known.columns
    if openings or institutions:
        fresh = load_columns(known.places, openings=openings, institutions=institutions)
        columns = columns.without(openings, institutions)
        columns = columns.joined(fresh) if len(fresh) else columns
    beyond = _later(oldest, [*known.beyond.items(), *((pk, xid) for pk, _, _, xid in changes)])
    return replace(known, columns=columns, since=oldest, beyond=beyond, looked_at=time.monotonic())


def _loaded(storage: tuple[int, str], oldest: int, changes: list[tuple[int, str, int, int]]) -> Index:
    """Everything anew. changes: what was visible before the reading began, and so is in."""
    places = _places(storage, today())
    beyond = _later(oldest, [(pk, xid) for pk, _, _, xid in changes])
    return Index(load_columns(places), places, oldest, beyond, storage, time.monotonic())


def _later(oldest: int, changes: list[tuple[int, int]]) -> dict[int, int]:
    return {pk: xid for pk, xid in changes if xid >= oldest}


def _places(storage: tuple[int, str], day: date) -> Places:
    """The map of the day, read again only when somebody has written to it."""
    global _map
    with connection.cursor() as cursor:
        cursor.execute(MAP_STATE)
        state = (*storage, day, *cursor.fetchone())
    if _map is None or _map[0] != state:
        _map = (state, load_places(day))
    return _map[1]


def newest_change() -> int:
    """The number of the last change that is visible now, 0 for none: another one means that a public page may be another."""
    return SearchChange.objects.order_by("-id").values_list("id", flat=True).first() or 0


def forget_old_changes() -> int:
    """Take out the notes that every living process has read long ago; returns how many."""
    long_ago = timezone.now() - timedelta(days=FORGET_AFTER_DAYS)
    return SearchChange.objects.filter(noted_at__lt=long_ago).delete()[0]
