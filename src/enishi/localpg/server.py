"""The few things that are done with PostgreSQL's programs: create, start, wait, stop, and say the address."""

import contextlib
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from enishi.localpg.binaries import find_binaries
from enishi.localpg.errors import ClusterError
from enishi.localpg.postmaster import Postmaster, find_postmaster, is_alive
from enishi.localpg.privileges import Service, make_private

WINDOWS = os.name == "nt"
SUPERUSER = "postgres"
PASSWORD = "enishi.password"
SOCKET = "/.s.PGSQL.5432"
LONGEST_SOCKET = 107 if sys.platform == "linux" else 103  # bytes, without the closing zero
START_SECONDS = STOP_SECONDS = 60.0
MARKS = ("FATAL:", "PANIC:", "ERROR:", "error:")
LARGEST_LOG = 10_000_000
STOP_SIGNALS = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": getattr(signal, "SIGQUIT", signal.SIGTERM)}
# pg_trgm finds nothing in Japanese text under plain C; the names of the same thing differ between systems.
CTYPES = ("C.UTF-8", "C.utf8", "en_US.UTF-8")
# The shell ends at once, so the server becomes a child of init and of nobody who would have to wait for it.
LAUNCH = 'umask 077; "$@" </dev/null >>"$0" 2>&1 & echo $!'


def uri(data: Path, found: Postmaster, database: str) -> str:
    """The libpq URI of a database on this server."""
    if found.socket_folder:
        return f"postgresql://{SUPERUSER}@/{quote(database)}?host={quote(found.socket_folder)}"
    password = (data / PASSWORD).read_text(encoding="ascii")
    return f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{found.port}/{quote(database)}"


def initialise(service: Service, target: Path, version: int, *, lock: int) -> None:
    """Run initdb into `target`, not yet safe on disk (see `synchronise`). Raises ClusterError with its last words.

    The programs inherit the `lock` file, so that an initdb whose parent was killed still keeps others out.
    """
    common = ["--pgdata", str(target), "--username", SUPERUSER, "--encoding=UTF8", "--locale=C", "--no-sync"]
    common += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if version >= 17 else []
    with _authentication(target) as authentication:
        # From 17 on the built-in provider knows Unicode by itself, so even plain C will do at the very last.
        for ctype in (*CTYPES, *(["C"] if version >= 17 else [])):
            code, words = _run(service, lock, "initdb", *common, *authentication, f"--lc-ctype={ctype}")
            if code == 0 or "invalid locale" not in words:
                break
    if code:
        raise ClusterError(f"initdb could not create the database in {service.data}: {_last_words(words)}")


def create_database(service: Service, target: Path, name: str, *, lock: int) -> None:
    """Make one database in a cluster that is not running."""
    statement = f'CREATE DATABASE "{name}";\n'
    code, words = _run(service, lock, "postgres", "--single", "-F", "-D", str(target), "postgres", stdin=statement)
    if code:
        raise ClusterError(f"the database {name} could not be created: {_last_words(words)}")


def synchronise(service: Service, target: Path, *, lock: int) -> None:
    """Wait until a cluster that is not running is safe on disk."""
    code, words = _run(service, lock, "initdb", "--sync-only", "-D", str(target))
    if code:
        raise ClusterError(f"{target} could not be written to disk: {_last_words(words)}")


def start(service: Service, settings: Mapping[str, str]) -> Postmaster:
    """Start the server and wait until it takes connections. Raises ClusterError with the end of its log."""
    log = service.data / "server.log"
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    begin = log.stat().st_size if log.exists() else 0
    if not WINDOWS:
        settings = {**settings, "unix_socket_directories": _listed(_socket_folder(service))}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    if WINDOWS:  # pg_ctl there also drops an administrator's privileges, which the server refuses
        quoted = subprocess.list2cmdline(options)
        _run(service, None, "pg_ctl", "-D", str(service.data), "-l", str(log), "-o", quoted, "-W", "start")
        pid = None
    else:
        pid = _launch(service, log, options)
    if found := settled(service.data, launched=pid):
        return found
    with log.open("rb") as words:
        words.seek(begin)
        tail = words.read().decode(errors="replace")
    raise ClusterError(f"PostgreSQL did not start in {service.data}: {_last_words(tail)} (all of it: {log})")


def settled(data: Path, *, launched: int | None = None) -> Postmaster | None:
    """Wait for a server that is starting; None if it ended instead, or takes longer than a minute."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = find_postmaster(data)
        if found and found.ready:
            return found
        if not found and (not is_alive(launched) if launched else not WINDOWS):
            return None
        time.sleep(0.02)
    return None


def stop(data: Path, found: Postmaster, mode: str) -> None:
    """End the server and wait for it; one that does not end in a minute is ended without ceremony."""
    for step in (mode, "immediate"):
        if WINDOWS:
            subprocess.run([find_binaries() / "pg_ctl.exe", "-D", data, "-m", step, "-W", "stop"], check=False)
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(found.pid, STOP_SIGNALS[step])
        deadline = time.monotonic() + STOP_SECONDS
        while is_alive(found.pid):
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        else:
            return
    raise ClusterError(f"PostgreSQL (process {found.pid}) in {data} does not stop.")


def remove_sockets(data: Path) -> None:
    """Remove what a killed server may have left of its socket, and the folder under /tmp if it had one."""
    if WINDOWS:
        return
    short = _short_folder(data)
    # Anyone may put a folder or a link of that name into /tmp, to have files of another folder removed by us.
    ours = short.is_dir() and not short.is_symlink() and data.exists() and short.stat().st_uid == data.stat().st_uid
    for folder in (data, short) if ours else (data,):
        for name in (SOCKET[1:], f"{SOCKET[1:]}.lock"):
            with contextlib.suppress(OSError):
                (folder / name).unlink(missing_ok=True)
    if ours:
        with contextlib.suppress(OSError):
            short.rmdir()


def _launch(service: Service, log: Path, options: list[str]) -> int:
    server = service.command("postgres", "-D", str(service.data), *options)
    shell = ["/bin/sh", "-c", LAUNCH, str(log), *server]
    done = subprocess.run(
        shell, stdout=subprocess.PIPE, text=True, start_new_session=True, check=True, **service.options
    )
    return int(done.stdout)


def _socket_folder(service: Service) -> Path:
    """The data folder; if its path is too long for a socket, or has a comma, a private folder under /tmp."""
    path = os.fsencode(service.data)
    if len(path) + len(SOCKET) <= LONGEST_SOCKET and b"," not in path:
        return service.data
    return make_private(_short_folder(service.data), owner=service.owner)


def _short_folder(data: Path) -> Path:
    return Path("/tmp") / f"enishi-pg-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"


def _listed(folder: Path) -> str:
    """One folder in the syntax of a PostgreSQL list, where a blank or a quote would otherwise mean something."""
    return '"' + str(folder).replace('"', '""') + '"'


@contextlib.contextmanager
def _authentication(target: Path) -> Iterator[list[str]]:
    """On a socket the private folder is the guard; on TCP, a password kept in the data folder."""
    if not WINDOWS:
        yield ["--auth=trust"]
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "password"
        file.write_text(secrets.token_hex(24), encoding="ascii")
        yield ["--auth=scram-sha-256", f"--pwfile={file}"]
        if target.is_dir():
            shutil.copyfile(file, target / PASSWORD)


def _run(service: Service, lock: int | None, program: str, *arguments: str, stdin: str = "") -> tuple[int, str]:
    """Exit code and words of a program. Into files: a server started by it would keep a pipe open for ever."""
    inherited = () if WINDOWS or lock is None else (lock,)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said, tempfile.TemporaryFile() as told:
        told.write(stdin.encode())
        told.seek(0)
        done = subprocess.run(
            service.command(program, *arguments),
            stdin=told,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
            pass_fds=inherited,
            **service.options,
        )
        said.seek(0)
        return done.returncode, said.read()


def _last_words(text: str) -> str:
    """The most telling line of a program's words: the last error, else the last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line[max(line.find(mark), 0) :] for line in lines for mark in MARKS if mark in line]
    return (errors or lines or ["it said nothing"])[-1]
