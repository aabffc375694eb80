"""File locks that end with the process that holds them, however it ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from enishi.localpg.errors import ClusterError, InUse

if sys.platform == "win32":
    import msvcrt

    # Windows knows no shared locks here: everyone present locks a byte of their own, alone means the whole range.
    RANGE = 1 << 20

    def _lock(file: IO[str], *, shared: bool) -> bool:
        file.seek(os.getpid() % RANGE if shared else 0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1 if shared else RANGE)
        except OSError:
            return False
        return True

    def _promote(file: IO[str]) -> bool:
        file.seek(os.getpid() % RANGE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        return _lock(file, shared=False)

else:
    import fcntl

    def _lock(file: IO[str], *, shared: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _promote(file: IO[str]) -> bool:
        return _lock(file, shared=False)


def _open(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise ClusterError(f"{path} cannot be written ({error.strerror}); make the folder yours.") from error


@contextmanager
def exclusive(path: Path, *, wait: bool = True, busy: str = "") -> Iterator[IO[str]]:
    """Hold the lock file `path` alone; yields the open file, which a child may inherit to prolong the lock.

    Raises InUse at once, saying `busy`, when `wait` is false and another process holds it.
    """
    with _open(path) as file:
        while not _lock(file, shared=False):
            if not wait:
                raise InUse(busy or f"{path} is held by another process.")
            time.sleep(0.02)
        yield file


class Presence:
    """One of possibly many users of a thing; the last to leave learns that nobody else is there.

    `join` and `leave` must themselves be called under one exclusive lock, or two could leave at the same time
    and both believe that the other one stays.
    """

    def __init__(self, path: Path) -> None:
        self._file = _open(path)

    def join(self) -> None:
        """Be present. Raises InUse if somebody holds the place alone, which nobody does for longer than a moment."""
        if not _lock(self._file, shared=True):
            raise InUse("the database is being removed by another process; try again in a moment.")

    def leave(self) -> bool:
        """Be gone; true if nobody else is present."""
        with self._file:
            return _promote(self._file)
