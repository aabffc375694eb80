"""Secrets: from the environment, or made once and kept in a private file of the machine.

Data keys are written as `new,old,index:new,index:old`: the first key writes, all read; index secrets make the digests by which
equal values are found, the first writes, all find. Without an index secret the last key serves as one.
"""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import overload

from cryptography.fernet import Fernet

INDEX = "index:"
LOOK_AGAIN = 1.0
"""Seconds after which the file is looked at again for reading; whoever writes looks every time."""


class Keys(Sequence[str]):
    """The keys that encrypt, the writing one first; `index`: the secrets of digests, the writing one first."""

    def __init__(self, text: str) -> None:
        self._read(text)

    def _read(self, text: str) -> None:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        self._keys = tuple(part for part in parts if not part.startswith(INDEX))
        if not self._keys:
            raise SystemExit("there is no data key: see docs/operations.md")
        self._index = tuple(part.removeprefix(INDEX) for part in parts if part.startswith(INDEX)) or self._keys[-1:]

    def _now(self) -> None:
        """Keys of the environment stay as they were when the process began."""

    @property
    def held(self) -> tuple[str, ...]:
        """The keys for reading, as they were within the last second: a value that none of them fits asks for the keys of now."""
        return self._keys

    @property
    def index(self) -> tuple[str, ...]:
        self._now()
        return self._index

    def __iter__(self) -> Iterator[str]:
        self._now()
        return iter(self._keys)

    def __len__(self) -> int:
        self._now()
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        self._now()
        return self._keys[at]


class FileKeys(Keys):
    """Keys of a file, looked at whenever they are used (one stat), so that running processes follow a rotation at once.

    `held` looks once a second only: two stats for each value were a tenth of a full page.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._mark = self._mark_of()
        self._looked = time.monotonic()
        super().__init__(file.read_text())

    @property
    def held(self) -> tuple[str, ...]:
        if time.monotonic() - self._looked >= LOOK_AGAIN:
            self._now()
        return self._keys

    def _mark_of(self) -> tuple[int, int, int]:
        facts = self.file.stat()
        return facts.st_mtime_ns, facts.st_size, facts.st_ino

    def _now(self) -> None:
        with suppress(OSError):  # a folder that cannot be read for a moment changes no key
            mark = self._mark_of()
            if mark != self._mark:
                self._read(self.file.read_text())
                self._mark = mark
            self._looked = time.monotonic()

    def write(self, keys: Iterable[str], index: Iterable[str]) -> None:
        """Put these in their place, whole or not at all, readable by the owner alone."""
        text = ",".join([*keys, *(f"{INDEX}{secret}" for secret in index)])
        temporary = self.file.with_name(f"{self.file.name}.{os.getpid()}.new")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(self.file)
        folder = os.open(self.file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._now()


def data_keys(variable: str, file: Path, *, make: bool) -> Keys:
    """The data keys of the environment, else of the file `<variable>_FILE` or of this machine. Raises like `kept_secret`."""
    if value := os.environ.get(variable):
        return Keys(value)
    if named := os.environ.get(f"{variable}_FILE"):
        if not Path(named).is_file():
            raise SystemExit(f"{variable}_FILE names {named}, but there is no such file")
        return FileKeys(Path(named))
    kept_secret(variable, file, make=make)
    return FileKeys(file)


def kept_secret(variable: str, file: Path, *, make: bool) -> str:
    """The secret named by the environment variable, else the one kept in `file`, made there if `make`.

    Raises SystemExit with one sentence when there is none and none may be made.
    """
    if value := os.environ.get(variable):
        return value
    if not make:
        raise SystemExit(f"{variable} is not set; production needs it (see docs/operations.md)")
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_text(Fernet.generate_key().decode())
        try:  # link fails if another process was first: then its key is the key
            os.link(temporary, file)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return file.read_text().strip()
