"""Is the server of this data folder really alive? The pid file alone lies after kill -9, a restart or a zombie."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc/self/stat").exists()
PATIENCE = 5.0  # seconds in which the children of a killed server end by themselves


@dataclass(frozen=True)
class Postmaster:
    """A living server, as its pid file describes it."""

    pid: int
    port: int
    socket_folder: str  # empty when it listens on TCP only
    ready: bool


def find_postmaster(data: Path) -> Postmaster | None:
    """The living server of this data folder; None if there is none, whatever the pid file says."""
    try:
        lines = [os.fsdecode(line).strip() for line in (data / "postmaster.pid").read_bytes().splitlines()]
    except FileNotFoundError:
        return None
    if not lines or not lines[0].isdigit() or not _serves(int(lines[0]), data):
        return None
    lines += [""] * 8
    return Postmaster(int(lines[0]), int(lines[3] or 0), lines[4], ready=lines[7] == "ready")


def is_alive(pid: int) -> bool:
    """Does this process run? A zombie does not."""
    if PROC:
        return _state(pid) not in ("", "Z", "X")
    if os.name == "nt":
        return "postgres" in _output("tasklist", "/NH", "/FI", f"PID eq {pid}")
    state = _output("ps", "-o", "stat=", "-p", str(pid)).strip()
    return bool(state) and not state.startswith("Z")


def bury(data: Path) -> bool:
    """After a crash: see off what the dead server left, so that a new one can start and nothing writes twice.

    Its children normally notice within moments; one in a long query does not, and is ended. Only then, and only
    where /proc can prove that nobody is left, is the pid file removed: PostgreSQL itself would refuse to start
    beside a zombie, or beside a stranger that got the same pid after a restart of the machine. True if nobody is
    there for certain.
    """
    pid_file = data / "postmaster.pid"
    if not PROC or not pid_file.exists() or find_postmaster(data):
        return not pid_file.exists()
    for order, patience in ((None, PATIENCE), (signal.SIGQUIT, 2.0), (signal.SIGKILL, 2.0)):
        if order:
            for pid in _processes_in(data):
                _send(pid, order)
        if _deserted(data, patience):
            pid_file.unlink(missing_ok=True)
            return True
    return False


def _deserted(data: Path, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while _processes_in(data):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _serves(pid: int, data: Path) -> bool:
    """Is `pid` a living postgres at work in `data`, and not a stranger with a recycled number?"""
    if not is_alive(pid):
        return False
    if not PROC:
        return os.name == "nt" or "postgres" in _output("ps", "-o", "command=", "-p", str(pid))
    try:
        return _comm(pid) == "postgres" and data.samefile(f"/proc/{pid}/cwd")
    except PermissionError:  # another user's process: ours only if that user owns the data
        return Path(f"/proc/{pid}").stat().st_uid == data.stat().st_uid
    except OSError:
        return False


def _processes_in(data: Path) -> list[int]:
    """Living postgres processes whose current folder is `data`."""
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    found = []
    for pid in pids:
        try:
            if _comm(pid) == "postgres" and data.samefile(f"/proc/{pid}/cwd") and is_alive(pid):
                found.append(pid)
        except OSError:
            continue
    return found


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""


def _comm(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text(errors="replace").strip()


def _send(pid: int, order: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, order)


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
