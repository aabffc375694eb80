"""Start, stop and share one private PostgreSQL cluster.

It listens on a socket in a folder that only its owner may enter (Windows: on 127.0.0.1 with a random password).
All entrances take the same lock, so any number of processes may call them at the same time.
"""

import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from enishi.localpg import server
from enishi.localpg.binaries import find_binaries, major_version
from enishi.localpg.errors import ClusterError, InUse
from enishi.localpg.locking import Presence, exclusive
from enishi.localpg.postmaster import Postmaster, bury, find_postmaster
from enishi.localpg.privileges import Service, is_root, moved_home, real_data, service_for

DATABASE = "enishi"
KEPT = "enishi.kept"  # in the data folder: started by hand, so the last user leaves it running


@dataclass(frozen=True)
class Status:
    """What is known of a cluster without touching it."""

    running: bool
    pid: int | None
    uri: str | None
    data: Path  # where it really lies
    version: str | None  # major version of the data; None: not created yet


def ensure(
    data: Path, *, durable: bool = True, database: str = DATABASE, settings: Mapping[str, str] | None = None
) -> str:
    """Create the cluster if needed, start it if needed, and return the libpq URI of `database`.

    `durable=False` trades crash safety for speed, for tests. `settings` are further server settings. Both count
    only when this call starts the server; `database` must exist, and `enishi` is made with the cluster.
    Raises ClusterError with one sentence that says what to do.
    """
    data = data.absolute()
    with exclusive(_lock_file(data)) as lock:
        found = _ensure(data, durable, settings or {}, lock.fileno())
        return server.uri(real_data(data), found, database)


@contextmanager
def using(data: Path, *, durable: bool = True, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """The URI of the running cluster; it is stopped when its last user leaves, unless it was started by hand."""
    data = data.absolute()
    presence = Presence(_users_file(data))
    with exclusive(_lock_file(data)):
        presence.join()
    try:
        yield ensure(data, durable=durable, settings=settings)
    finally:
        with exclusive(_lock_file(data)):
            if presence.leave() and not (real_data(data) / KEPT).exists():
                _stop(data, "fast")


def keep(data: Path) -> None:
    """Let the running cluster outlive its users, until `stop`."""
    (real_data(data.absolute()) / KEPT).touch()


def stop(data: Path, mode: str = "fast") -> bool:
    """Stop the server: `smart` waits for sessions, `fast` ends them, `immediate` is a crash. False: was not running."""
    data = data.absolute()
    if mode not in server.STOP_SIGNALS:
        raise ClusterError(f"the way to stop is smart, fast or immediate, not {mode!r}.")
    if not data.parent.is_dir():
        return False
    with exclusive(_lock_file(data)):
        (real_data(data) / KEPT).unlink(missing_ok=True)
        return _stop(data, mode)


def status(data: Path) -> Status:
    """Look, without starting, stopping or locking anything."""
    place = real_data(data.absolute())
    found = find_postmaster(place)
    version = place / "PG_VERSION"
    return Status(
        running=found is not None,
        pid=found.pid if found else None,
        uri=server.uri(place, found, DATABASE) if found else None,
        data=place,
        version=version.read_text().strip() if version.exists() else None,
    )


def destroy(data: Path) -> None:
    """Stop the server and remove the cluster with all its data. Raises InUse while somebody uses it."""
    data = data.absolute()
    with exclusive(_lock_file(data)):
        try:
            with exclusive(_users_file(data), wait=False):
                _stop(data, "immediate")
                for folder in (data, data.with_name(f"{data.name}.new"), *([moved_home(data)] if is_root() else [])):
                    if folder.exists():
                        doomed = folder.with_name(f"{folder.name}.old")
                        shutil.rmtree(doomed, ignore_errors=True)
                        folder.rename(doomed)  # at once, so that an interruption leaves no half cluster
                        shutil.rmtree(doomed)
        except InUse:
            raise InUse(f"the database in {data} is in use; stop ./dev run and other commands first.") from None


def _lock_file(data: Path) -> Path:
    return data.with_name(f"{data.name}.lock")


def _users_file(data: Path) -> Path:
    return data.with_name(f"{data.name}.users")


def _ensure(data: Path, durable: bool, settings: Mapping[str, str], lock: int) -> Postmaster:
    found = find_postmaster(real_data(data))
    if found and (found := server.settled(real_data(data))):
        return found
    service = service_for(data, find_binaries())
    version = major_version(service.binaries)
    if not (service.data / "PG_VERSION").exists():
        _create(service, version, durable=durable, lock=lock)
    made_by = (service.data / "PG_VERSION").read_text().strip()
    if made_by != str(version):
        raise ClusterError(
            f"{service.data} was made by PostgreSQL {made_by}, but the programs in {service.binaries} are version "
            f"{version}; set PG_BINDIR to version {made_by}, or remove that folder to start afresh."
        )
    if bury(service.data):
        server.remove_sockets(service.data)
    return server.start(service, _settings(durable) | dict(settings))


def _stop(data: Path, mode: str) -> bool:
    place = real_data(data)
    found = find_postmaster(place)
    if found:
        server.stop(place, found, mode)
    if bury(place):
        server.remove_sockets(place)
    return found is not None


def _create(service: Service, version: int, *, durable: bool, lock: int) -> None:
    """Make the cluster beside its place and move it there when it is whole, so that a half-made one is never used."""
    unfinished = service.data.with_name(f"{service.data.name}.new")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        server.initialise(service, unfinished, version, lock=lock)
        server.create_database(service, unfinished, DATABASE, lock=lock)
        if durable:
            server.synchronise(service, unfinished, lock=lock)
        if service.data.exists() and not any(service.data.iterdir()):
            service.data.rmdir()
        unfinished.rename(service.data)
    except OSError as error:
        raise ClusterError(f"{service.data} cannot be created ({error.strerror}); choose another folder.") from error


def _settings(durable: bool) -> dict[str, str]:
    base = {
        "timezone": "UTC",
        "log_timezone": "UTC",
        "shared_buffers": "128MB",
        "max_connections": "60",
        "log_min_duration_statement": "500",
        "jit": "off",
        "unix_socket_permissions": "0700",
    }
    if os.name == "nt":
        del base["unix_socket_permissions"]
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            base |= {"listen_addresses": "127.0.0.1", "port": str(free.getsockname()[1])}
    else:
        base |= {"listen_addresses": "", "port": "5432"}
    if not durable:
        base |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return base
