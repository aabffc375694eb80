"""`./dev run`: one command from nothing to a site that answers, and one Ctrl-C back to nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import enishi
from enishi.localpg import status

ROOT = Path(enishi.__file__).parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """That of a developer's terminal, with the state in a folder of its own."""
    ours = ("ENISHI_", "PYTEST", "DJANGO_")
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL" and not k.startswith(ours)}
    return kept | {"ENISHI_STATE": str(tmp_path / "state")}


@pytest.fixture
def site(port: int, environment: dict[str, str], tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    with (tmp_path / "words").open("w") as words:
        command = [sys.executable, str(ROOT / "dev"), "run", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=words, stderr=subprocess.STDOUT, text=True)
        yield process
        process.terminate()
        process.wait(240)


def words(tmp_path: Path) -> str:
    return (tmp_path / "words").read_text()


def wait_for(word: str, site: "subprocess.Popen[str]", tmp_path: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while word not in words(tmp_path):
        assert site.poll() is None, words(tmp_path)
        assert time.monotonic() < deadline, words(tmp_path)
        time.sleep(0.05)


def family(pid: int) -> set[int]:
    """The process and all its descendants, sessions of their own included."""
    listing = subprocess.run(["ps", "-axo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listing.splitlines()]
    found = {pid}
    while more := {child for child, parent in pairs if parent in found} - found:
        found |= more
    return found


def alive(pids: set[int]) -> set[int]:
    """Those of them that still run; a zombie does not."""
    listing = subprocess.run(["ps", "-axo", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    return {int(pid) for pid, state in map(str.split, listing.splitlines()) if int(pid) in pids and "Z" not in state}


def test_one_command_brings_the_site_up_and_one_signal_takes_it_down_without_a_trace(
    site: "subprocess.Popen[str]", port: int, tmp_path: Path
) -> None:
    wait_for(f"ready http://127.0.0.1:{port}/", site, tmp_path, seconds=900)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
        assert page.status == 200
        assert "<html" in page.read().decode()
    wait_for("@", site, tmp_path, seconds=240)  # the table of demo sign-ins names mail addresses
    database = status(tmp_path / "state" / "pg")
    assert database.running and database.pid
    everyone = family(site.pid) | family(database.pid)
    assert len(everyone) > 6, "ourselves, web server, worker, database and their children"

    site.send_signal(signal.SIGTERM)

    assert site.wait(240) == 0, words(tmp_path)
    assert not alive(everyone)
    assert not status(tmp_path / "state" / "pg").running
    assert not list((tmp_path / "state").rglob("*.pid")) and not list((tmp_path / "state").rglob(".s.PGSQL*"))
    socket.create_server(("127.0.0.1", port)).close()
