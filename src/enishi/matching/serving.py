"""Rankings out of the mapped snapshot, inside the web process: one thread, no parallel kernels, a few milliseconds.

A process opens the snapshot when it is first asked, notices a newer one or new changes by a look at two small files, and
goes back to the database's own rows where there is none yet.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import numpy as np

from enishi.engine import Market, Schema, query_opening, query_physician
from enishi.engine.directory import Directory
from enishi.engine.live import Live
from enishi.engine.schema import PHYSICIAN_COLUMNS, POST_COLUMNS, Column
from enishi.engine.snapshot import Snapshot
from enishi.matching.folder import KeptOpen
from enishi.matching.market import Columns

Row = dict[str, Any]
_open = KeptOpen(with_lists=False)


@contextmanager
def served() -> Iterator[Snapshot | None]:
    """The snapshot as it stands now, for this thread alone; None while there is none.

    Raises engine.live.Full when there are more changes than there is room for. After any exception it is opened anew.
    """
    with _open.present() as snapshot:
        yield snapshot


def forget() -> None:
    """Close what is open, for a process that is told of another folder."""
    _open.forget()


@contextmanager
def as_it_is(snapshot: Snapshot, side: str, columns: Columns) -> Iterator[int | None]:
    """For the time of one question, one physician or opening as the database has it now, before its job ran; the index.

    `side`: "physician" or "opening"; `columns`: one row, none for who is not to be found: then None. Afterwards the market
    is what it was: should the change be taken back, no job would ever say so. Raises engine.live.Full.
    """
    if not len(columns["number"]):
        yield None
        return
    number, live = str(columns["number"][0]), snapshot.live
    put_back = (_put_physician if side == "physician" else _put_opening)(live, number, columns)
    directory = live.market.physician_directory if side == "physician" else live.market.opening_directory
    yield directory.find(number)
    put_back()


def _put_physician(live: Live, number: str, columns: Columns) -> Callable[[], object]:
    """Do it; returns the way back."""
    row, keys = _row(columns, PHYSICIAN_COLUMNS, 0), columns["shield_key"].tolist()
    index = _find(live.market.physician_directory, number)
    if index is None:
        live.put_physician(number, row, keys)
        return lambda: live.remove_physician(number)
    before = _row(vars(live.market.physicians), PHYSICIAN_COLUMNS, index)
    own = live.market.shields.of_physician(index).tolist()
    if (row, keys) == (before, own):
        return lambda: None
    live.put_physician(number, row, keys)
    if not before["prefectures"]:  # was removed
        return lambda: live.remove_physician(number)
    return lambda: live.put_physician(number, before, own)


def _put_opening(live: Live, number: str, columns: Columns) -> Callable[[], object]:
    """As `_put_physician`."""
    row = _row(columns, POST_COLUMNS, 0)
    index = _find(live.market.opening_directory, number)
    if index is None:
        live.put_opening(number, row)
        return lambda: live.remove_opening(number)
    before = _row(vars(live.market.posts), POST_COLUMNS, index)
    if row == before:
        return lambda: None
    live.put_opening(number, row)
    return lambda: live.put_opening(number, before)


def _row(columns: Columns, kinds: tuple[Column, ...], index: int) -> Row:
    return {kind.name: columns[kind.name][index].item() for kind in kinds}


def _find(directory: Directory, number: str) -> int | None:
    try:
        return directory.find(number)
    except KeyError:
        return None


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
