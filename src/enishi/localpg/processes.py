"""Programs that live and die together, as the web server and the job worker do under `./dev run`."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import NoReturn, Self

from enishi.localpg.errors import InUse

ORDERS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
GROUPS = hasattr(os, "killpg")


class _Over(Exception):
    """Ends the body of `with Together(…)`; why, its verdict says."""


class Together:
    """Start programs, watch them, and at the end stop every one of them with all its children.

    The signals that ask us to end only set the mark `stop`, so that nothing is interrupted half way; each program has
    its own process group, so that Ctrl-C reaches us alone and the programs end in order. Being asked to stop, or a
    program that ends when it should not, leaves the `with` block; afterwards `verdict` says which it was.
    """

    def __init__(self, stop: threading.Event, env: Mapping[str, str], *, patience: float = 10.0) -> None:
        self._stop, self._env, self._patience = stop, env, patience
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._complaint = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        self._end_all()
        return isinstance(error, _Over)

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a program that has to keep running."""
        self._running[name] = subprocess.Popen(command, env=self._env, start_new_session=GROUPS)

    def finish(self, name: str, command: Sequence[str]) -> None:
        """Run a program to its end while the others run; all is over if it fails."""
        self.start(name, command)
        process = self._running[name]
        while process.poll() is None:
            self._pause()
        del self._running[name]
        if process.returncode:
            self._over(f"The {name} failed (exit code {process.returncode}); everything was stopped.")

    def watch(self, *, until: Callable[[], bool] = lambda: False, seconds: float = 0) -> None:
        """Stay until `until()` is true; all is over if a program ends, or when the time (if any) has passed."""
        deadline = time.monotonic() + seconds
        while not until():
            for name, process in self._running.items():
                if process.poll() is not None:
                    self._over(f"The {name} ended by itself (exit code {process.returncode}); everything was stopped.")
            if seconds and time.monotonic() > deadline:
                self._over(f"No good answer within {seconds:.0f} seconds; everything was stopped.")
            self._pause()

    def verdict(self) -> int:
        """Exit code: 0 if somebody asked us to stop, 1 with a sentence on stderr if something went wrong."""
        if self._complaint:
            print(self._complaint, file=sys.stderr)
        return int(bool(self._complaint))

    def _pause(self) -> None:
        if self._stop.wait(0.05):
            raise _Over

    def _over(self, complaint: str) -> NoReturn:
        self._complaint = complaint
        raise _Over

    def _end_all(self) -> None:
        """Politely at first, then by force, with whatever the programs left behind in their groups."""
        for process in self._running.values():
            _tell(process, signal.SIGTERM)
        deadline = time.monotonic() + self._patience
        for process in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            _tell(process, getattr(signal, "SIGKILL", signal.SIGTERM))
            process.wait()
        self._running.clear()


def mark_when_asked_to_stop() -> threading.Event:
    """From now on Ctrl-C, SIGTERM and a closed terminal only set this mark."""
    mark = threading.Event()
    for order in ORDERS:
        signal.signal(order, lambda *_: mark.set())
    return mark


def foreground(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run one program at the terminal; it gets Ctrl-C itself and the other signals from us. Returns its exit code."""
    process = subprocess.Popen(command, env=env)

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


def _tell(process: subprocess.Popen[bytes], order: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if GROUPS:
            os.killpg(process.pid, order)
        else:
            process.send_signal(order)


def answers(port: int) -> bool:
    """Does a web server on this machine answer here with anything but a failure of its own?"""
    site = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(site), contextlib.suppress(OSError, http.client.HTTPException):
        site.request("GET", "/")
        if site.getresponse().status < 500:
            return True
        time.sleep(1)  # it has said its complaint; no need to hear it twenty times a second
    return False


def require_free(port: int) -> None:
    """Raises InUse if nobody could listen on this port of 127.0.0.1 now."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InUse(f"Port {port} cannot be used: {reason}; choose another with --port.") from error
