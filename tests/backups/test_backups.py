"""Backups: whole or not there; what is wrong with one is said in a sentence, and nothing half restored stays behind."""

import errno
import io
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from enishi.backups import making, restoring
from enishi.backups.book import KeyBook
from enishi.backups.errors import BackupError
from enishi.backups.making import BEGIN, DATA, DATABASE, END, connection_of, framed, make_backup
from enishi.backups.restoring import parts, restore_into, verify_file
from enishi.backups.sealed import PIECE, TAG, Sealer, opened, read_header
from enishi.keeping import backing_up
from enishi.keeping.erasure import erase_at_wish
from enishi.keeping.models import Backup

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
KEY = b"k" * 32


def sealed(data, key=KEY):
    out = io.BytesIO()
    sealer = Sealer(out, key, {"name": "x"})
    sealer.write(data)
    sealer.close()
    return out.getvalue()


def read(data, key=KEY):
    source = io.BytesIO(data)
    _, mark = read_header(source)
    return b"".join(opened(source, key, mark))


@given(st.integers(0, 3 * PIECE + 7))
def test_what_was_sealed_opens_to_the_same_whatever_its_length(size):
    data = os.urandom(size % 97) * (size // 97 + 1)
    assert read(sealed(data[:size])) == data[:size]


def test_a_piece_that_is_missing_moved_changed_or_cut_off_is_noticed():
    whole, piece = sealed(b"x" * 3 * PIECE), PIECE + TAG
    head = len(whole) - 3 * piece
    first, second = whole[head : head + piece], whole[head + piece : head + 2 * piece]
    for bad in (
        whole[:-1], whole[:-piece], whole[:head], whole + b"y", whole[:head] + second + first + whole[head + 2 * piece :],
        whole[: head + 9] + bytes([whole[head + 9] ^ 1]) + whole[head + 10 :], whole.replace(b'"x"', b'"y"'),
    ):  # fmt: skip
        with pytest.raises(BackupError, match="another copy"):
            read(bad)
    with pytest.raises(BackupError, match="another copy"):
        read(whole, b"z" * 32)
    with pytest.raises(BackupError, match="no backup of Enishi"):
        read(b"PGDMP" + whole)


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A folder and a key book; the database is what a stand-in of pg_dump writes, so that no server is asked."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "pg_dump").write_text("#!/bin/sh\necho the database\n")
    (programs / "pg_dump").chmod(0o755)
    monkeypatch.setattr(making, "find_binaries", lambda: programs)
    return tmp_path / "backups", KeyBook(tmp_path / "book.json"), programs


def make(room, at=NOW, **how):
    return make_backup(connection={}, folder=room[0], book=room[1], now=at, **how)


def test_a_backup_holds_the_database_and_the_files_beside_it(room, tmp_path):
    profile = tmp_path / "our.toml"
    profile.write_text("name = 'x'")
    made = make(room, files=[profile])
    assert verify_file(made.file, room[1]) == {DATABASE: 13, "files/our.toml": 10}
    assert made.bytes == made.file.stat().st_size and made.file.stat().st_mode & 0o777 == 0o600
    assert b"the database" not in made.file.read_bytes()
    assert room[1].file.stat().st_mode & 0o777 == 0o600


def test_without_its_key_a_backup_is_unreadable_everywhere(room):
    made = make(room)
    with pytest.raises(BackupError, match="is not in"):
        verify_file(made.file, KeyBook(room[0] / "another.json"))
    later = NOW + timedelta(days=35, seconds=1)
    assert room[1].destroy_older(NOW + timedelta(days=35), timedelta(days=35)) == []
    assert room[1].destroy_older(later, timedelta(days=35)) == [made.file.name]
    with pytest.raises(BackupError, match="destroyed"):
        verify_file(made.file, room[1])


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "not enough room"), (errno.EACCES, "cannot be written")])
def test_a_full_or_closed_disk_leaves_neither_file_nor_key(room, monkeypatch, number, words):
    def full(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(making.os, "fsync", full)
    with monkeypatch.context() as book_is_elsewhere:
        book_is_elsewhere.setattr(KeyBook, "_write", lambda self, book: self.file.write_text("{}"))
        with pytest.raises(BackupError, match=words):
            make(room)
    assert not list(room[0].iterdir()) and room[1].names() == []


def test_pg_dump_that_fails_is_told_in_its_own_words_and_leaves_nothing(room):
    (room[2] / "pg_dump").write_text("#!/bin/sh\necho half\necho 'pg_dump: error: connection refused' >&2\nexit 1\n")
    with pytest.raises(BackupError, match="connection refused"):
        make(room)
    assert not list(room[0].iterdir()) and room[1].names() == []


def test_what_a_killed_backup_left_is_no_backup_and_goes_with_the_next(room):
    room[0].mkdir()
    name = "enishi-20261125T000000Z.backup"
    room[1].new_key(name, NOW)
    (room[0] / f"{name}.partial").write_bytes(b"half")
    made = make(room)
    assert [f.name for f in room[0].iterdir()] == [made.file.name] == room[1].names()


def test_an_end_that_is_missing_inside_is_noticed_too(room):
    made = make(room)
    key = room[1].key_of(made.file.name)
    for body in (framed(BEGIN, b"x") + framed(DATA, b"y"), framed(BEGIN, b"x")[:-1], framed(END, b"")):
        with made.file.open("wb") as out:
            sealer = Sealer(out, key, {"name": made.file.name})
            sealer.write(body)
            sealer.close()
        with pytest.raises(BackupError):
            verify_file(made.file, room[1])
    assert list(parts.__annotations__)


# -- with the real server ---------------------------------------------------------------------------------
@pytest.fixture
def server(transactional_db):
    return connection_of(settings.DATABASES["default"] | {"NAME": connection.settings_dict["NAME"]})


def names(server):
    return restoring._ask(server, "SELECT string_agg(datname, ',') FROM pg_database").split(",")


def test_a_database_comes_back_whole_under_a_new_name_and_what_goes_wrong_leaves_none(
    server, tmp_path, settings, world_free
):
    settings.BACKUP_KEYS = tmp_path / "book.json"
    book, goal = backing_up.book(), f"restored_{os.getpid()}"
    made = make_backup(connection=server, folder=tmp_path, book=book, now=NOW)
    before = set(names(server))
    cut = tmp_path / "cut.backup"
    cut.write_bytes(made.file.read_bytes()[:-40_000])
    with pytest.raises(BackupError, match="another copy"):
        restore_into(file=cut, book=book, server=server, name=goal)
    with pytest.raises(BackupError, match="is not in"):
        restore_into(file=made.file, book=KeyBook(tmp_path / "none.json"), server=server, name=goal)
    assert set(names(server)) == before
    try:
        restore_into(file=made.file, book=book, server=server, name=goal)
        there = {**server, "PGDATABASE": goal}
        ask = "SELECT count(*) FROM areas_municipality"
        assert restoring._ask(there, ask) == restoring._ask(server, ask) != "0"
        assert restoring._ask(there, "SELECT count(*) FROM organisations_of_the_test") == "1"
        with pytest.raises(BackupError, match="already"):
            restore_into(file=made.file, book=book, server=server, name=goal)
        assert set(names(server)) == before | {goal}
    finally:
        restoring._drop(server, goal)


def test_once_the_keys_are_destroyed_no_copy_brings_an_erased_person_back_and_what_was_made_since_never_held_one(
    server, tmp_path, settings, world
):
    """Erasure's promise for backups, as it is built: by the key of each backup, and by the period (ADR 0054, 0060)."""
    settings.BACKUP_KEYS = tmp_path / "book.json"
    book, goal = backing_up.book(), f"restored_{os.getpid()}"
    newcomer = world.physician(state="registered", family_name="白鳥", given_name="惣一郎")
    then = make_backup(connection=server, folder=tmp_path, book=book, now=NOW)
    elsewhere = tmp_path / "copies" / then.file.name
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(then.file.read_bytes())
    erase_at_wish(physician=newcomer, by=world.actor(newcomer))
    since = make_backup(connection=server, folder=tmp_path, book=book, now=NOW + timedelta(days=1))
    assert book.destroy_older(NOW + timedelta(days=35, seconds=1), timedelta(days=35)) == [then.file.name]
    for copy in (then.file, elsewhere):
        with pytest.raises(BackupError, match="destroyed"):
            restore_into(file=copy, book=book, server=server, name=goal)
    assert goal not in names(server) and then.file.name not in book.file.read_text()
    try:
        restore_into(file=since.file, book=book, server=server, name=goal)
        there = {**server, "PGDATABASE": goal}
        known = f"SELECT count(*) FROM physicians_identity WHERE physician_id = {newcomer.pk} AND family_name || phone <> ''"
        assert restoring._ask(there, known) == "0"
        assert restoring._ask(there, "SELECT count(*) FROM physicians_leaving") == "1"
    finally:
        restoring._drop(server, goal)


@pytest.fixture
def world_free(server):
    """A row that only this test knows."""
    restoring._ask(server, "CREATE TABLE organisations_of_the_test AS SELECT 1 AS one")
    yield
    restoring._ask(server, "DROP TABLE organisations_of_the_test")


def test_the_page_warns_of_what_is_too_old_or_never_happened(db):
    never = backing_up.standing(NOW)
    assert never.late and never.untested and never.latest is None
    Backup.objects.create(name="a.backup", made_at=NOW - timedelta(hours=25), bytes=1)
    assert not backing_up.standing(NOW).late and backing_up.standing(NOW + timedelta(hours=2)).late
    Backup.objects.create(made_at=NOW, fault="there is not enough room")
    told = backing_up.standing(NOW)
    assert told.failed.fault and told.latest.name == "a.backup"
    backing_up.RestoreTest.objects.create(name="a.backup", tried_at=NOW - timedelta(days=30), rules=55)
    assert not backing_up.standing(NOW).untested and backing_up.standing(NOW + timedelta(days=2)).untested
    backing_up.RestoreTest.objects.create(name="a.backup", tried_at=NOW, broken=["x"])
    assert backing_up.standing(NOW).untested


def test_a_backup_killed_in_the_middle_leaves_nothing_that_looks_like_one(room, tmp_path):
    """A real process and kill -9, while pg_dump is still writing."""
    (room[2] / "pg_dump").write_text("#!/bin/sh\necho begun\nexec sleep 30\n")
    code = (
        "from pathlib import Path; from datetime import datetime, UTC; from enishi.backups import making;"
        "from enishi.backups.book import KeyBook;"
        f"making.find_binaries = lambda: Path({str(room[2])!r});"
        f"making.make_backup(connection={{}}, folder=Path({str(room[0])!r}), book=KeyBook(Path({str(room[1].file)!r})),"
        " now=datetime(2026, 11, 25, tzinfo=UTC))"
    )
    child = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    deadline = time.monotonic() + 60
    while not list(Path(room[0]).glob("*.partial")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert [f.suffix for f in room[0].iterdir()] == [".partial"]
    (room[2] / "pg_dump").write_text("#!/bin/sh\necho the database\n")
    assert [f.name for f in room[0].iterdir()] != [] and make(room).file.name in room[1].names()
    assert len(list(room[0].iterdir())) == 1 == len(room[1].names())
