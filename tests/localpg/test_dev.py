"""`./dev` on a bare machine: it finds a Python, installs once, shares, starts, stops, and explains itself.

The stories run a copy of ./dev with this project's own supervisor and a project so small that nothing has to be
fetched; the real project under `./dev run` is told in journeys/test_dev_run.py.
"""

import ast
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import enishi
from enishi.localpg import status
from enishi.localpg.binaries import find_binaries

ROOT = Path(enishi.__file__).parents[2]
SMALL_PROJECT = """
import http.server, os, sys, time
name, rest = sys.argv[1], sys.argv[2:]
if name == "serve":
    http.server.HTTPServer(("127.0.0.1", int(rest[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
elif name == "worker":
    while not os.path.exists(os.environ["ENISHI_STATE"] + "/worker-must-crash"):
        time.sleep(0.05)
    sys.exit(3)
elif name == "demo":
    print("demo", *rest)
elif name == "prepare":
    assert os.environ["ENISHI_ENV"] == "development"
else:
    print(name, *rest, os.environ.get("DATABASE_URL", "no database"), os.getcwd())
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of ./dev beside a project of one file, with nothing to install and no environment yet."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "dev", root / "dev")
    shutil.copytree(ROOT / "src/enishi/localpg", root / "src/enishi/localpg", ignore=shutil.ignore_patterns("*.pyc"))
    (root / "src/enishi/__init__.py").write_text("")
    (root / "src/enishi/cli.py").write_text(SMALL_PROJECT)
    for name in ("requirements.lock", "requirements-test.lock", "requirements-bench.lock"):
        (root / name).write_text("# nothing\n")
    return root


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL" and not k.startswith(("ENISHI_", "PYTEST"))}
    return kept | {"PG_BINDIR": str(find_binaries()), "DEV_NO_UV": "1"} | more


def dev(project: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(project / "dev"), *arguments]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture
def running(project: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **more: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-u", str(project / "dev"), *arguments]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, env=environment(**more), stdout=pipe, stderr=pipe, text=True))
        return started[-1]

    yield start
    for process in started:
        with process:
            process.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def line_with(process: "subprocess.Popen[str]", word: str) -> str:
    """The first line that begins with this word; fails with everything said when there is none."""
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith(word):
            return line.strip()
    pytest.fail("".join(said) + process.stderr.read())


def processes_of(place: Path) -> list[str]:
    """Everything that runs with this folder on its command line."""
    listing = subprocess.run(["ps", "-axww", "-o", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listing.splitlines() if str(place) in line]


def test_the_script_stays_readable_for_an_old_python_and_for_people() -> None:
    text = (ROOT / "dev").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "from __future__" not in text, "Python 3.6 stops at the one that matters"
    assert len(text.splitlines()) < 160
    assert os.access(ROOT / "dev", os.X_OK) and os.access(ROOT / ".ci/run", os.X_OK)


def test_an_old_python_finds_a_newer_one(project: Path) -> None:
    old = next((p for v in ("3.6", "3.7", "3.8", "3.9", "3.10") if (p := real_python(v))), None)
    if old is None:
        # No old Python here: the next story and the syntax check above are what can be told.
        assert sys.version_info >= (3, 11)
        return
    answer = subprocess.run([old, str(project / "dev"), "--help"], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert "./dev run" in answer.stdout


def real_python(version: str) -> str | None:
    """The path of this Python, if it is here and runs (a shim may be there without what it stands for)."""
    places = [shutil.which(f"python{version}"), *Path.home().glob(f".pyenv/versions/{version}.*/bin/python")]
    for place in filter(None, places):
        if subprocess.run([str(place), "-c", ""], capture_output=True, check=False).returncode == 0:
            return str(place)
    return None


def test_an_old_python_alone_gets_one_clear_sentence(project: Path, tmp_path: Path) -> None:
    pretend = (
        f"import sys; sys.version_info = (3, 8, 1); sys.argv = ['dev', 'check']; __file__ = {str(project / 'dev')!r}"
    )
    code = f"{pretend}; exec(compile(open(__file__).read(), __file__, 'exec'))"
    bare = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    answer = subprocess.run([sys.executable, "-c", code], env=bare, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr.startswith("Python 3.11 or newer is needed") and len(answer.stderr.splitlines()) == 1


def test_help_and_unknown_commands(project: Path) -> None:
    helped = dev(project, "--help")
    assert helped.returncode == 0
    for command in ("run", "test", "check", "fix", "bench", "enishi"):
        assert f"./dev {command}" in helped.stdout
    unknown = dev(project, "dance")
    assert unknown.returncode == 2 and "no ./dev dance" in unknown.stdout
    assert dev(project).returncode == 2


def test_a_port_in_use_is_one_sentence_before_anything_else(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = dev(project, "run", "--port", str(port))
    assert answer.returncode == 1
    assert f"Port {port} cannot be used" in answer.stderr and len(answer.stderr.splitlines()) == 1


def test_somebody_elses_database_is_not_erased_by_accident(project: Path) -> None:
    answer = dev(
        project, "run", "--fresh", "--port", str(free_port()), DATABASE_URL="postgresql://elsewhere/production"
    )
    assert answer.returncode == 1
    assert "ENISHI_ALLOW_FRESH=1" in answer.stderr


def test_two_first_calls_install_once_and_a_broken_installation_is_made_anew(project: Path, running) -> None:
    shutil.rmtree(project / ".venv", ignore_errors=True)
    both = [running("enishi", "match", "a.csv") for _ in range(2)]
    words = [process.communicate(timeout=600)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("Installing" in word for word in words) == 1
    assert all(f"match a.csv no database {Path.cwd()}" in word for word in words)
    assert "Installing" not in dev(project, "enishi", "match").stdout

    # As after kill -9 in the middle: the mark stands, and half of the environment is missing.
    (project / ".local/venv.unfinished").touch()
    shutil.rmtree(next((project / ".venv/lib").glob("python*")) / "site-packages/pip")
    again = dev(project, "enishi", "match")
    assert again.returncode == 0 and "Installing" in again.stdout, again.stderr
    assert "Installing" not in dev(project, "enishi", "match").stdout


def test_a_command_starts_the_database_for_itself_and_leaves_a_running_one_running(
    project: Path, running, tmp_path: Path
) -> None:
    alone = dev(project, "enishi", "migrate", ENISHI_STATE=str(tmp_path))
    assert f"host={tmp_path}/pg" in alone.stdout, alone.stderr
    assert not status(tmp_path / "pg").running

    site = running("run", "--port", str(free_port()), ENISHI_STATE=str(tmp_path))
    line_with(site, "ready")
    assert dev(project, "enishi", "migrate", ENISHI_STATE=str(tmp_path)).returncode == 0
    assert status(tmp_path / "pg").running

    second = dev(project, "run", "--port", str(free_port()), ENISHI_STATE=str(tmp_path))
    assert second.returncode == 1 and "running here already" in second.stderr


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_site_leaves_nothing_behind(project: Path, running, tmp_path: Path, order: signal.Signals) -> None:
    port = free_port()
    site = running("run", "--port", str(port), ENISHI_STATE=str(tmp_path))
    assert line_with(site, "ready") == f"ready http://127.0.0.1:{port}/"
    assert line_with(site, "demo") == "demo sign-ins"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
        assert page.status == 200
    assert processes_of(tmp_path) and status(tmp_path / "pg").running

    site.send_signal(order)

    assert site.wait(240) == 0, site.stderr.read()
    assert not processes_of(tmp_path) and not processes_of(project / ".venv")
    assert not status(tmp_path / "pg").running
    assert not list(tmp_path.rglob("*.pid")) and not list(tmp_path.rglob(".s.PGSQL*"))
    socket.create_server(("127.0.0.1", port)).close()


def test_when_one_program_crashes_all_stop_and_say_so(project: Path, running, tmp_path: Path) -> None:
    site = running("run", "--port", str(free_port()), ENISHI_STATE=str(tmp_path))
    line_with(site, "ready")

    (tmp_path / "worker-must-crash").touch()

    assert site.wait(240) == 1
    assert "The job worker ended by itself (exit code 3)" in site.stderr.read()
    assert not processes_of(project / ".venv") and not status(tmp_path / "pg").running


def test_fresh_begins_anew(project: Path, running, tmp_path: Path) -> None:
    assert dev(project, "enishi", "migrate", ENISHI_STATE=str(tmp_path)).returncode == 0
    (tmp_path / "pg" / "trace-of-the-old").touch()
    site = running("run", "--fresh", "--empty", "--port", str(free_port()), ENISHI_STATE=str(tmp_path))
    line_with(site, "ready")
    assert not (tmp_path / "pg" / "trace-of-the-old").exists()
    assert status(tmp_path / "pg").running


def test_the_second_start_costs_little(project: Path, running, tmp_path: Path) -> None:
    for _ in ("first", "second"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        site = running("run", "--port", str(free_port()), ENISHI_STATE=str(tmp_path))
        line_with(site, "ready")
        site.terminate()
        assert site.wait(240) == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Seconds of work, not of the clock: a busy machine is no fault of ./dev. The promise of 5 s leaves room for Django.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
