"""Restoring: read to the end first, then into a new database that gets its name when it is whole."""

import os
import secrets
import struct
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from enishi.backups.book import KeyBook
from enishi.backups.errors import BackupError
from enishi.backups.making import BEGIN, DATA, DATABASE, END, client_environment
from enishi.backups.sealed import opened, read_header
from enishi.localpg.binaries import find_binaries


def parts(file: Path, book: KeyBook) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(name, portions) of everything in a backup, in order; each must be read before the next. Raises BackupError."""
    with _source(file) as source:
        header, mark = read_header(source)
        plain = _Frames(opened(source, book.key_of(str(header.get("name", ""))), mark))
        while (begin := plain.frame()) is not None:
            kind, name = begin
            if kind != BEGIN:
                raise BackupError("this backup is not in the expected order; take another copy of it.")
            yield name.decode(), plain.until_end()


def _source(file: Path) -> IO[bytes]:
    try:
        return file.open("rb")
    except OSError as fault:
        raise BackupError(f"{file} cannot be read ({fault.strerror}).") from fault


class _Frames:
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, bytearray()

    def _take(self, number: int) -> bytes | None:
        while len(self._rest) < number:
            piece = next(self._pieces, None)
            if piece is None:
                return None
            self._rest += piece
        taken = bytes(self._rest[:number])
        del self._rest[:number]
        return taken

    def frame(self) -> tuple[bytes, bytes] | None:
        head = self._take(5)
        if head is None:
            if self._rest:
                raise BackupError("this backup ends in the middle; take another copy of it.")
            return None
        data = self._take(struct.unpack(">I", head[1:])[0])
        if data is None:
            raise BackupError("this backup ends in the middle; take another copy of it.")
        return head[:1], data

    def until_end(self) -> Iterator[bytes]:
        while True:
            found = self.frame()
            if found is None:
                raise BackupError("this backup ends in the middle; take another copy of it.")
            if found[0] == END:
                return
            if found[0] == DATA:
                yield found[1]


def verify_file(file: Path, book: KeyBook) -> dict[str, int]:
    """Read all of it: {part: bytes}. Raises BackupError for whatever is wrong with it."""
    found = {name: sum(map(len, portions)) for name, portions in parts(file, book)}
    if not found.get(DATABASE):
        raise BackupError("there is no database in this backup.")
    return found


def restore_into(*, file: Path, book: KeyBook, server: Mapping[str, str], name: str, files: Path | None = None) -> None:
    """A new database `name` on this server (PGHOST … of any database there), and the files into a new folder.

    The file is read to its end before anything is made; the database is filled under another name in one transaction and
    then renamed, so that a fault, a kill or a full disk leaves none of that name. Raises BackupError.
    """
    verify_file(file, book)
    if _ask(server, "SELECT 1 FROM pg_database WHERE datname = :'name'", name=name):
        raise BackupError(f"there is a database {name} already; choose another name.")
    waiting = f"{name}_unfinished_{secrets.token_hex(4)}"
    _ask(server, 'CREATE DATABASE :"name"', name=waiting)
    try:
        for part, portions in parts(file, book):
            if part == DATABASE:
                _fill(portions, {**server, "PGDATABASE": waiting})
            elif files is not None:
                target = files / Path(part).name
                files.mkdir(parents=True, exist_ok=True)
                handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "wb") as out:
                    out.writelines(portions)
            else:
                for _ in portions:
                    pass
        _ask(server, 'ALTER DATABASE :"name" RENAME TO :"goal"', name=waiting, goal=name)
    except OSError as fault:
        _drop(server, waiting)
        raise BackupError(f"the files could not be written ({fault.strerror}); nothing was restored.") from fault
    except BaseException:
        _drop(server, waiting)
        raise


def _drop(server: Mapping[str, str], name: str) -> None:
    _ask(server, 'DROP DATABASE IF EXISTS :"name" WITH (FORCE)', name=name)


def _fill(portions: Iterator[bytes], target: Mapping[str, str]) -> None:
    command = [str(find_binaries() / "pg_restore"), "--no-owner", "--no-privileges", "--no-password", "--exit-on-error",
               "--single-transaction", f"--dbname={target['PGDATABASE']}"]  # fmt: skip
    with tempfile.TemporaryFile() as words, subprocess.Popen(
        command, env=client_environment(target), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=words
    ) as program:  # fmt: skip
        assert program.stdin is not None
        try:
            for portion in portions:
                program.stdin.write(portion)
            program.stdin.close()
        except BrokenPipeError:
            for _ in portions:
                pass
        except BaseException:
            program.kill()
            raise
        program.wait()
        words.seek(0)
        said = words.read().decode(errors="replace").strip()
    if program.returncode:
        raise BackupError(
            f"PostgreSQL did not take the backup; nothing was restored: {said.splitlines()[0] if said else ''}"
        )


def _ask(server: Mapping[str, str], statement: str, **values: str) -> str:
    """One statement by psql, whose variables quote names and words."""
    command = [str(find_binaries() / "psql"), "--no-psqlrc", "--tuples-only", "--no-align", "--quiet", "--no-password",
               "--set=ON_ERROR_STOP=1", *(f"--set={k}={v}" for k, v in values.items())]  # fmt: skip
    done = subprocess.run(
        command, input=statement + ";\n", text=True, capture_output=True, check=False, env=client_environment(server)
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise BackupError(f"the server refused: {said[0] if said else 'it said nothing'}")
    return done.stdout.strip()
