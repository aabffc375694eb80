"""Programs that live and die together, as the web server and the job worker do under `./dev run`."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

ORDERS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
GROUPS = hasattr(os, "killpg")


class Stopped(Exception):
    """Somebody asked us to stop; nothing went wrong."""


class Crashed(Exception):
    """A program ended that should have stayed, or failed; the message names it."""


class Together:
    """Start programs, watch them, and at the end stop every one of them with all its children.

    The signals that ask us to end only set a mark, so that nothing is interrupted half way; each program has its own
    process group, so that Ctrl-C reaches us alone and the programs end in order.
    """

    def __init__(self, *, env: Mapping[str, str], cwd: Path, patience: float = 10.0) -> None:
        self._env, self._cwd, self._patience = env, cwd, patience
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str | Path], **options: Any) -> subprocess.Popen[bytes]:
        """Start a program that has to keep running."""
        if GROUPS:
            options["start_new_session"] = True
        process = subprocess.Popen(command, env=self._env, cwd=self._cwd, **options)
        self._running[name] = process
        return process

    def finish(self, name: str, command: Sequence[str | Path], stop: threading.Event) -> None:
        """Run a program to its end. Raises Crashed if it fails and Stopped if we are asked to stop meanwhile."""
        process = self.start(name, command)
        while process.poll() is None:
            _pause(stop)
        del self._running[name]
        if process.returncode:
            raise Crashed(f"{name} failed (exit code {process.returncode}).")

    def watch(self, stop: threading.Event, *, until: Callable[[], bool] = lambda: False, seconds: float = 0) -> None:
        """Stay until `until()` is true. Raises Stopped, or Crashed when a program ends or the time (if any) is over."""
        deadline = time.monotonic() + seconds
        while not until():
            for name, process in self._running.items():
                if process.poll() is not None and not stop.is_set():
                    raise Crashed(
                        f"The {name} ended by itself (exit code {process.returncode}); everything was stopped."
                    )
            if seconds and time.monotonic() > deadline:
                raise Crashed(f"No answer within {seconds:.0f} seconds; everything was stopped.")
            _pause(stop)

    def stop(self) -> None:
        """End all programs: politely at first, then, with whatever they left behind, by force."""
        for process in self._running.values():
            _tell(process, signal.SIGTERM)
        deadline = time.monotonic() + self._patience
        for process in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            _tell(process, getattr(signal, "SIGKILL", signal.SIGTERM))  # the whole group, so also orphans
            process.wait()
            if process.stdout:
                process.stdout.close()
        self._running.clear()


def mark_when_asked_to_stop() -> threading.Event:
    """From now on Ctrl-C, SIGTERM and a closed terminal only set this mark."""
    mark = threading.Event()
    for order in ORDERS:
        signal.signal(order, lambda *_: mark.set())
    return mark


def foreground(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> int:
    """Run one program at the terminal; it gets Ctrl-C itself and the other signals from us. Returns its exit code."""
    process = subprocess.Popen(command, env=env, cwd=cwd)

    def pass_on(number: int, frame: FrameType | None) -> None:
        if number != signal.SIGINT:
            process.send_signal(number)

    before = {order: signal.signal(order, pass_on) for order in ORDERS}
    try:
        code = process.wait()
    finally:
        for order, handler in before.items():
            signal.signal(order, handler)
    return code if code >= 0 else 128 - code


def _pause(stop: threading.Event) -> None:
    if stop.wait(0.05):
        raise Stopped


def _tell(process: subprocess.Popen[bytes], order: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if GROUPS:
            os.killpg(process.pid, order)
        else:
            process.send_signal(order)
