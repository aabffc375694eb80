"""The private database starts when asked, once, and ends with its last user."""

import stat
from pathlib import Path

import psycopg
import pytest

from enishi.localpg import ClusterError, InUse, destroy, ensure, status, stop, using
from enishi.localpg.__main__ import main


def ask(uri: str, question: str) -> object:
    with psycopg.connect(uri, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def tell(uri: str, *statements: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_cold_start_makes_a_private_unicode_database_in_which_japanese_words_can_be_searched(home: Path) -> None:
    uri = ensure(home / "pg")

    assert ask(uri, "show server_encoding") == "UTF8"
    assert ask(uri, "select current_database()") == "enishi"
    tell(uri, "create extension pg_trgm")
    assert ask(uri, "select show_trgm('内科')"), "under plain C trigrams are blind to Japanese"
    assert ask(uri, "select similarity('整形外科', '形成外科') > 0") is True
    assert stat.S_IMODE((home / "pg").stat().st_mode) == 0o700
    assert ask(uri, "show listen_addresses") == "", "socket only"
    assert ask(uri, "show fsync") == "on"


def test_a_warm_start_finds_what_was_written_before(home: Path) -> None:
    uri = ensure(home / "pg", durable=False)
    tell(uri, "create table town (name text)", "insert into town values ('青葉町')")
    assert stop(home / "pg")
    assert not status(home / "pg").running
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(uri)

    assert ask(ensure(home / "pg", durable=False), "select name from town") == "青葉町"


def test_a_running_server_is_left_alone(home: Path) -> None:
    first = ensure(home / "pg", durable=False)
    pid = status(home / "pg").pid

    assert ensure(home / "pg", durable=False) == first
    assert status(home / "pg").pid == pid
    assert status(home / "pg").uri == first


def test_eight_starts_at_the_same_time_give_one_server(home: Path, child) -> None:
    starts = [child("start", home / "pg") for _ in range(8)]
    answers = {start.communicate(timeout=300) for start in starts}

    assert [start.returncode for start in starts] == [0] * 8
    assert len(answers) == 1, answers
    uri, pid, _ = answers.pop()[0].split()
    assert status(home / "pg").pid == int(pid)
    assert ask(uri, "select 1") == 1


def test_stopping_leaves_no_process_no_socket_and_no_pid_file(home: Path) -> None:
    ensure(home / "pg", durable=False)
    pid = status(home / "pg").pid
    assert pid is not None

    assert stop(home / "pg")

    assert not Path(f"/proc/{pid}/cwd").exists()
    assert not list((home / "pg").glob(".s.PGSQL*")) and not (home / "pg" / "postmaster.pid").exists()
    assert stop(home / "pg") is False, "a second time there is nothing to stop"


def test_the_test_cluster_trades_safety_for_speed_and_only_that_one(home: Path) -> None:
    uri = ensure(home / "pg", durable=False, settings={"max_connections": "17"})

    assert [ask(uri, f"show {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")] == ["off"] * 3
    assert ask(uri, "show max_connections") == "17"


def test_the_last_user_turns_the_light_off(home: Path) -> None:
    with using(home / "pg", durable=False) as uri:
        with using(home / "pg", durable=False) as same:
            assert same == uri
        assert ask(uri, "select 1") == 1, "one user left, the other one stays"
    assert not status(home / "pg").running


def test_a_server_started_by_hand_outlives_its_users(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ensure(home / "pg", durable=False)
    assert main(["start", str(home / "pg")]) == 0
    with using(home / "pg", durable=False):
        pass
    assert main(["status", str(home / "pg")]) == 0
    assert main(["stop", str(home / "pg")]) == 0
    assert main(["status", str(home / "pg")]) == 3
    assert "running (process" in capsys.readouterr().out
    with using(home / "pg", durable=False):
        pass
    assert not status(home / "pg").running, "stopped by hand, it is like any other again"


def test_a_cluster_is_destroyed_only_when_nobody_uses_it(home: Path) -> None:
    with using(home / "pg", durable=False) as uri:
        tell(uri, "create table old (x int)")
        with pytest.raises(InUse, match="in use"):
            destroy(home / "pg")
        assert ask(uri, "select count(*) from old") == 0
    destroy(home / "pg")
    assert not (home / "pg").exists()

    assert ask(ensure(home / "pg", durable=False), "select to_regclass('old') is null") is True


def one_sentence(error: ClusterError) -> str:
    text = str(error)
    assert "\n" not in text and text
    return text


def test_a_wrong_pg_bindir_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINDIR", str(home))
    with pytest.raises(ClusterError) as refusal:
        ensure(home / "pg", durable=False)
    assert f"PG_BINDIR is {home}" in one_sentence(refusal.value)


def test_data_of_another_version_is_not_touched(home: Path) -> None:
    (home / "pg").mkdir(mode=0o700)
    (home / "pg" / "PG_VERSION").write_text("14\n")
    with pytest.raises(ClusterError) as refusal:
        ensure(home / "pg", durable=False)
    assert "was made by PostgreSQL 14" in one_sentence(refusal.value)
    assert [file.name for file in (home / "pg").iterdir()] == ["PG_VERSION"]


def test_a_server_that_does_not_start_says_why(home: Path) -> None:
    with pytest.raises(ClusterError) as refusal:
        ensure(home / "pg", durable=False, settings={"shared_buffers": "much"})
    assert 'invalid value for parameter "shared_buffers"' in one_sentence(refusal.value)
    assert ask(ensure(home / "pg", durable=False), "select 1") == 1, "and the mistake does no lasting harm"


def test_a_place_that_cannot_be_a_folder_is_refused(home: Path) -> None:
    (home / "file").write_text("")
    with pytest.raises(ClusterError) as refusal:
        ensure(home / "file" / "pg")
    assert str(home / "file") in one_sentence(refusal.value)
