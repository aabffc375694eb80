"""Rankings out of the mapped snapshot, inside the web process: one thread, no parallel kernels, a few milliseconds.

A process opens the snapshot when it is first asked, notices a newer one or new changes by a look at two small files, and
goes back to the database's own rows where there is none yet.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from enishi.engine import Market, Schema, query_opening, query_physician
from enishi.engine.live import Full
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS, Column
from enishi.engine.snapshot import Snapshot, SnapshotError
from enishi.matching.folder import market_folder, open_snapshot
from enishi.matching.market import Columns

_lock = threading.Lock()  # the arrays change under their readers, so one at a time
_opened: dict[Path, Snapshot] = {}


@contextmanager
def served() -> Iterator[Snapshot | None]:
    """The snapshot as it stands now, for this thread alone; None while there is none."""
    with _lock:
        yield _present()


def forget() -> None:
    """Close what is open, for a process that is told of another folder."""
    with _lock:
        _opened.clear()


def _present() -> Snapshot | None:
    folder = market_folder()
    known = _opened.get(folder)
    try:
        if known is not None and known.is_current:
            known.refresh()
            return known
    except (OSError, SnapshotError, Full):
        pass  # removed, or so much changed that it no longer fits in this process: open it anew
    _opened.pop(folder, None)
    found = open_snapshot(with_lists=False)
    if found is not None:
        _opened[folder] = found
    return found


def put_as_it_is(snapshot: Snapshot, side: str, columns: Columns) -> bool:
    """Let this process's market have one physician or opening as the database has it now, before its job ran.

    `side`: "physician" or "opening"; `columns`: one row, none for who is not to be found. False when there is no row.
    Shields stay as they were: the few pairs found are checked again anyway.
    """
    if not len(columns["number"]):
        return False
    number, live = str(columns["number"][0]), snapshot.live
    kinds = PHYSICIAN_COLUMNS if side == "physician" else POST_COLUMNS
    row: dict[str, Any] = {kind.name: columns[kind.name][0].item() for kind in kinds}
    stored = live.market.physicians if side == "physician" else live.market.posts
    directory = live.market.physician_directory if side == "physician" else live.market.opening_directory
    try:
        index = directory.find(number)
    except KeyError:
        index = -1
    if index >= 0 and all(getattr(stored, name)[index] == value for name, value in row.items()):
        return True
    if side == "opening":
        live.put_opening(number, row)
    else:
        live.put_physician(number, row, live.market.shields.of_physician(index).tolist() if index >= 0 else ())
    return True


def warm() -> None:
    """Load every kernel a request needs, so that nobody waits for it; in a thread of its own when a server starts."""
    physician, post = (_smallest(columns) for columns in (PHYSICIAN_COLUMNS, POST_COLUMNS))
    physician |= {"shield_row": np.zeros(0, np.int64), "shield_key": np.zeros(0, np.int64)}
    market = Market.from_columns(physician, post, Schema(date(2026, 11, 23)))
    query_physician(market, 0, k=1)
    query_opening(market, 0, k=1)


def _smallest(columns: tuple[Column, ...]) -> Columns:
    """One row of the smallest value each column may have."""
    return {c.name: np.full(1, max(c.low, 0), c.dtype) for c in columns} | {"number": np.array(["0"])}


def warm_in_the_background() -> None:
    threading.Thread(target=warm, name="warm", daemon=True).start()
