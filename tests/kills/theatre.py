"""The real processes of the kill tests: a private cluster, the web server, the worker; each can be killed and come back."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import psycopg

import enishi
from enishi.localpg import destroy, ensure

SRC = Path(enishi.__file__).parents[1]
STAGE = Path(__file__).with_name("stage.py")


PATIENCE = 240
"""Seconds after which something counts as lost; a machine that does much else may need most of it."""


class Theatre:
    """`home`: a folder of our own. Every process stands in a group of its own, so that kill -9 takes all of it."""

    def __init__(self, home: Path) -> None:
        self.data = home / "pg"
        self.uri = ensure(self.data, durable=True).replace("/postgres?", "/kills?")
        self.env = {
            **os.environ,
            "PYTHONPATH": str(SRC),
            "PYTHONWARNINGS": "ignore",
            "DATABASE_URL": self.uri,
            "ENISHI_STATE": str(home),
            "ENISHI_ENV": "development",
            "DJANGO_SETTINGS_MODULE": "enishi.config.settings",
        }
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        self.port = _free_port()
        self.stage: dict[str, Any] = {}

    def prepare(self) -> dict[str, Any]:
        """Set the stage; it is set once."""
        if self.stage:
            return self.stage
        self.enishi("prepare", "--empty")
        done = subprocess.run([sys.executable, str(STAGE)], env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        self.stage = dict(json.loads(done.stdout))
        return self.stage

    def enishi(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "enishi.cli", *arguments], env=self.env, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def start_web(self) -> None:
        if self.web is not None:
            return
        self.web = self._start("serve", "--port", str(self.port))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/settings/token", timeout=60):
                    return
            except OSError:
                assert self.web.poll() is None, "the web server ended by itself"
                time.sleep(0.05)
        raise AssertionError("the web server did not come back in time")

    def start_worker(self) -> None:
        self.worker = self._start("worker")

    def kill_web(self) -> None:
        self.web = _kill(self.web)

    def kill_worker(self) -> None:
        self.worker = _kill(self.worker)

    def kill_database(self) -> None:
        """kill -9 of the postmaster; its children die with it or when they notice.

        On a busy machine it dies a moment after the call: whoever starts it anew before would find it alive.
        """
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while _lives(pid) and time.monotonic() < deadline:
            time.sleep(0.01)

    def start_database(self) -> None:
        ensure(self.data, durable=True)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.uri) as connection:
            return connection.execute(query, values).fetchall()

    def close(self) -> None:
        self.kill_web()
        self.kill_worker()
        destroy(self.data)

    def _start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "enishi.cli", *arguments],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _kill(process: "subprocess.Popen[bytes] | None") -> None:
    if process is not None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
