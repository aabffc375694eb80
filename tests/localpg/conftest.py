import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import enishi
from enishi.localpg import destroy

SRC = Path(enishi.__file__).parents[1]
CHILD = Path(__file__).with_name("as_child.py")


@pytest.fixture
def home() -> Iterator[Path]:
    """A short-named folder for clusters; afterwards no server and no file of it is left."""
    folder = Path(tempfile.mkdtemp(prefix="enishi-localpg-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    for lock in folder.rglob("pg.lock"):
        destroy(lock.with_name("pg"))
    shutil.rmtree(folder)


@pytest.fixture
def child() -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Run as_child.py; whatever still runs at the end of the story is killed."""
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: object, **environment: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, str(CHILD), *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": str(SRC)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        with process:
            process.kill()
