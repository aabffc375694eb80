"""Making a backup: what pg_dump writes and the files beside it, sealed as it comes, in one new file that is whole or not there."""

import errno
import os
import struct
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from enishi.backups.book import KeyBook
from enishi.backups.errors import BackupError
from enishi.backups.sealed import Sealer
from enishi.localpg.binaries import find_binaries

SUFFIX = ".backup"
UNFINISHED = ".partial"
BEGIN, DATA, END = b"B", b"D", b"E"
DATABASE = "database.dump"
PORTION = 1 << 20
NOT_KEPT = ("cache_entry", "accounts_session")
"""Tables whose rows are of the moment."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole. digest: SHA-256 of the file."""

    file: Path
    bytes: int
    digest: str


def make_backup(
    *, connection: Mapping[str, str], folder: Path, book: KeyBook, now: datetime, files: Iterable[Path] = ()
) -> Made:
    """One new file in `folder`. connection: PGHOST, PGDATABASE … as libpq reads them.

    Raises BackupError with a sentence; then neither file nor key stays. What a killed one left is removed by the next.
    """
    name = f"enishi-{now:%Y%m%dT%H%M%SZ}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"*{SUFFIX}{UNFINISHED}"):
            left.unlink(missing_ok=True)
            book.destroy(left.name.removesuffix(UNFINISHED))
        if (folder / name).exists():
            raise BackupError(f"{name} is there already; wait a second.")
        unfinished = folder / f"{name}{UNFINISHED}"
        key = book.new_key(name, now)
        try:
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                sealer = Sealer(out, key, {"name": name, "made_at": now.isoformat()})
                _dump(sealer, connection)
                for file in files:
                    with file.open("rb") as source:
                        _put(sealer, f"files/{file.name}", source)
                sealer.close()
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(folder / name)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            book.destroy(name)
            raise
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise BackupError(f"there is not enough room in {folder}; no backup was made.") from fault
        raise BackupError(f"{folder} cannot be written ({fault.strerror}); no backup was made.") from fault
    return Made(folder / name, sealer.written, sealer.digest.hexdigest())


def _dump(sealer: Sealer, connection: Mapping[str, str]) -> None:
    command = [str(find_binaries() / "pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--no-password"]
    command += [f"--exclude-table-data={table}" for table in NOT_KEPT]
    with tempfile.TemporaryFile() as words, subprocess.Popen(
        command, env=client_environment(connection), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=words
    ) as program:  # fmt: skip
        assert program.stdout is not None
        try:
            _put(sealer, DATABASE, program.stdout)
        except BaseException:
            program.kill()
            raise
        program.wait()
        words.seek(0)
        said = words.read().decode(errors="replace").strip()
    if program.returncode:
        raise BackupError(
            f"pg_dump could not read the database: {said.splitlines()[-1] if said else 'it said nothing'}"
        )


def _put(sealer: Sealer, name: str, source: "IO[bytes]") -> None:
    sealer.write(framed(BEGIN, name.encode()))
    while portion := source.read(PORTION):
        sealer.write(framed(DATA, portion))
    sealer.write(framed(END, b""))


def framed(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack(">I", len(data)) + data


def client_environment(connection: Mapping[str, str]) -> dict[str, str]:
    """For PostgreSQL's client programs: the password stands in no command line."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    return kept | {k: v for k, v in connection.items() if v}


def connection_of(settings: Mapping[str, Any]) -> dict[str, str]:
    """From an entry of Django's DATABASES."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    options: Mapping[str, Any] = settings.get("OPTIONS") or {}
    more = {f"PG{name.upper()}": str(options[name]) for name in ("sslmode", "sslrootcert") if options.get(name)}
    return {variable: str(settings.get(name) or "") for variable, name in names.items()} | more
