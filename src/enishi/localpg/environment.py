"""The virtual environment of `./dev`: hash-locked, made once, whole or made again."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from enishi.localpg.errors import ClusterError
from enishi.localpg.locking import exclusive

WINDOWS = os.name == "nt"


def install(venv: Path, lock: Path, notes: Path, *, also: tuple[Path, ...] = ()) -> None:
    """Bring `venv` to what the file `lock` says, one process at a time; does nothing when it is already so.

    `also` are lock files that contain everything of `lock`: having one of them is enough. `notes` is a folder for our
    own marks; `unfinished` stands there from the first step to the last, so an interrupted installation is seen and
    the environment is made anew. Raises ClusterError with what to do.
    """
    unfinished = notes / "venv.unfinished"
    if _installed(venv, (lock, *also)) and not unfinished.exists():
        return
    with exclusive(notes / "venv.lock") as turn:
        if _installed(venv, (lock, *also)) and not unfinished.exists():
            return
        print(f"Installing {lock.name} into {venv.name}; the first time takes a minute or two.", flush=True)
        # The installers inherit our turn: one whose ./dev was killed still keeps others out.
        held: dict[str, Any] = {} if WINDOWS else {"pass_fds": (turn.fileno(),)}
        rebuild = unfinished.exists() or not _quiet(python_of(venv), "-m", "pip", "--version")
        unfinished.touch()
        if rebuild:
            _make(venv, held)
        _fill(venv, lock, held)
        _stamp(venv, lock).write_text(_digest(lock), encoding="ascii")
        unfinished.unlink()


def python_of(venv: Path) -> str:
    """The interpreter of a virtual environment."""
    return str(venv / ("Scripts/python.exe" if WINDOWS else "bin/python"))


def _installed(venv: Path, locks: tuple[Path, ...]) -> bool:
    stamps = ((_stamp(venv, lock), lock) for lock in locks if lock.exists())
    return Path(python_of(venv)).exists() and any(s.exists() and s.read_text() == _digest(f) for s, f in stamps)


def _stamp(venv: Path, lock: Path) -> Path:
    return venv / f".installed-{lock.name}"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _make(venv: Path, held: dict[str, Any]) -> None:
    base = getattr(sys, "_base_executable", sys.executable)  # never the interpreter that is about to be removed
    if subprocess.call([base, "-m", "venv", "--clear", str(venv)], **held):
        raise ClusterError("The virtual environment could not be made; on Debian: apt-get install python3-venv.")


def _fill(venv: Path, lock: Path, held: dict[str, Any]) -> None:
    """With uv, which is faster; with pip when uv is not to be had, cannot reach its index, or DEV_NO_UV=1."""
    # The lock is the truth: it leaves out what a package names and we never load (OpenCV, for the outlines of `japanmap`).
    wanted = ["install", "--quiet", "--no-deps", "--require-hashes", "--requirement", str(lock)]
    pip = [python_of(venv), "-m", "pip", "--disable-pip-version-check"]
    uv = [python_of(venv), "-m", "uv"]
    if os.environ.get("DEV_NO_UV") != "1" and (_quiet(*uv, "--version") or _quiet(*pip, "install", "--quiet", "uv")):
        command = [*uv, "pip", *wanted, "--python", python_of(venv)]
        if subprocess.call(command, stderr=subprocess.DEVNULL, **held) == 0:
            return
        print("uv could not do it; trying pip.", flush=True)
    if subprocess.call([*pip, *wanted], **held):
        raise ClusterError(f"Not all of {lock.name} could be installed: see above, check the network, run this again.")


def _quiet(*command: str) -> bool:
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.call(command, stdin=nowhere, stdout=nowhere, stderr=nowhere) == 0
    except OSError:
        return False
