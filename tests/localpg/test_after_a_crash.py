"""Whatever was killed, the next start works and nothing acknowledged is lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from enishi.localpg import ensure, postmaster, status

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc or Linux process control")


def family(pid: int) -> list[int]:
    """The process and all its descendants."""
    listing = subprocess.run(["ps", "-axo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parent = {int(a): int(b) for a, b in (line.split() for line in listing.splitlines())}
    found = [pid]
    for one in found:
        found += [other for other, above in parent.items() if above == one]
    return found


def server(data: Path) -> int:
    pid = status(data).pid
    assert pid is not None
    return pid


def wait_until(condition, seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "took too long"
        time.sleep(0.005)


def test_killing_the_whole_server_loses_no_acknowledged_row(home: Path, child) -> None:
    uri = ensure(home / "pg")
    writer = child("write", uri)
    acknowledged = [int(writer.stdout.readline()) for _ in range(300)]

    processes = family(server(home / "pg"))
    assert len(processes) > 4, "postmaster, checkpointer, writers and the session"
    for pid in processes:
        os.kill(pid, signal.SIGKILL)
    # Not communicate(): it would pass over lines that readline() has fetched beyond its own.
    acknowledged += [int(line) for line in writer.stdout.read().split()]
    assert writer.wait(timeout=240) != 0, "the writer was cut off while it wrote"

    with psycopg.connect(ensure(home / "pg")) as connection:
        found = {row[0] for row in connection.execute("select number from promise")}
    assert set(acknowledged) <= found
    assert len(found - set(acknowledged)) <= 1, "at most the one row whose answer was on its way"


@linux_only
def test_a_zombie_does_not_block_the_next_start(home: Path, child) -> None:
    holder = child("hold", home / "pg")
    pid = int([holder.stdout.readline() for _ in range(2)][1])
    for one in family(pid):
        os.kill(one, signal.SIGKILL)
    wait_until(lambda: postmaster._state(pid) == "Z")
    assert (home / "pg" / "postmaster.pid").exists()

    assert not status(home / "pg").running
    with psycopg.connect(ensure(home / "pg", durable=False)) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    assert postmaster._state(pid) == "Z", "it is still there, and does not matter"


@linux_only
def test_a_stranger_with_the_same_process_number_does_not_block_the_next_start(home: Path) -> None:
    ensure(home / "pg", durable=False)
    killed = server(home / "pg")
    for one in family(killed):
        os.kill(one, signal.SIGKILL)
    wait_until(lambda: not postmaster.is_alive(killed))
    pid_file = home / "pg" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")

    assert not status(home / "pg").running
    ensure(home / "pg", durable=False)
    assert server(home / "pg") != os.getppid()


@linux_only
def test_a_session_that_outlived_the_server_is_ended_before_a_new_one_starts(
    home: Path, child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postmaster, "PATIENCE", 0.2)
    uri = ensure(home / "pg", durable=False)
    connection = psycopg.connect(uri, autocommit=True)
    try:
        backend = connection.info.backend_pid
        connection.pgconn.send_query(b"select count(*) from generate_series(1, 1000000000000)")
        wait_until(lambda: postmaster._state(backend) == "R")
        killed = server(home / "pg")
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: not postmaster.is_alive(killed))
        assert postmaster.is_alive(backend), "a session at work does not notice"

        ensure(home / "pg", durable=False)
        assert not postmaster.is_alive(backend)
    finally:
        connection.close()


def test_a_creation_cut_short_is_begun_anew(home: Path, child) -> None:
    first = child("start", home / "pg")
    wait_until(lambda: (home / "pg.new" / "global").exists())
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert not (home / "pg").exists()

    with psycopg.connect(ensure(home / "pg", durable=False)) as connection:
        assert connection.execute("select current_database()").fetchone() == ("enishi",)
    assert not (home / "pg.new").exists()


def test_an_orphaned_creation_and_the_next_start_do_not_write_into_each_other(home: Path, child) -> None:
    first = child("start", home / "pg")
    wait_until(lambda: (home / "pg.new" / "global").exists())
    first.kill()  # only the parent: its initdb goes on, and with it the lock

    with psycopg.connect(ensure(home / "pg", durable=False)) as connection:
        assert connection.execute("select current_database()").fetchone() == ("enishi",)
