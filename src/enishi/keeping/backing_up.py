"""What the commands `enishi backup` and `enishi restore` do, and what the page about backups says."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from enishi.backups.book import KeyBook
from enishi.backups.errors import BackupError
from enishi.backups.making import SUFFIX, Made, connection_of, make_backup
from enishi.backups.restoring import restore_into
from enishi.keeping.models import Backup, RestoreTest
from enishi.law.parameters import value
from enishi.localpg import ClusterError, destroy, ensure

LATEST = timedelta(hours=26)
"""A nightly backup, with two hours for a slow one."""
TESTED = timedelta(days=31)


def book() -> KeyBook:
    return KeyBook(Path(settings.BACKUP_KEYS))


def files_beside() -> Iterable[Path]:
    """What is kept outside the database: the operator's profile, where it is a file of the installation's own."""
    profile = Path(settings.PROFILE)
    return [profile] if profile.suffix == ".toml" and profile.is_file() else []


def keep_for() -> timedelta:
    return timedelta(days=value("backup_keep_days", timezone.localdate()))


def back_up(folder: Path) -> Made:
    """A backup now; keys of those that are too old are destroyed, and their files removed. Raises BackupError."""
    begun, moment = time.monotonic(), timezone.now()
    try:
        made = make_backup(
            connection=connection_of(settings.DATABASES["default"]),
            folder=folder,
            book=book(),
            now=moment,
            files=files_beside(),
        )
    except BackupError as fault:
        Backup.objects.create(made_at=moment, seconds=time.monotonic() - begun, fault=str(fault)[:300])
        raise
    Backup.objects.create(
        name=made.file.name,
        made_at=moment,
        seconds=time.monotonic() - begun,
        bytes=made.bytes,
        digest=made.digest,
    )
    forget_old(folder)
    return made


def forget_old(folder: Path) -> list[str]:
    """Destroy the keys of backups older than our period; copies of them anywhere are unreadable from then on."""
    gone = book().destroy_older(timezone.now(), keep_for())
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return gone


def try_restore(file: Path) -> RestoreTest:
    """Restore into a cluster made for it, ask every invariant there, throw it away. What came of it is kept as a row."""
    begun = time.monotonic()
    test = RestoreTest(name=file.name)
    place = Path(tempfile.mkdtemp(prefix="enishi-restore-"))
    try:
        address = ensure(place / "pg", durable=False)
        server = _server_of(address)
        restore_into(file=file, book=book(), server=server, name="restored", files=place / "files")
        test.rules, there = _broken(address.replace("/enishi?", "/restored?", 1))
        test.broken = sorted(there - _broken(None)[1])
    except (BackupError, ClusterError) as fault:
        test.fault = str(fault)[:300]
    finally:
        destroy(place / "pg")
        shutil.rmtree(place, ignore_errors=True)
    test.seconds = time.monotonic() - begun
    test.save()
    return test


def _server_of(address: str) -> dict[str, str]:
    from psycopg.conninfo import conninfo_to_dict

    found = conninfo_to_dict(address)
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    return {variable: str(found.get(name) or "") for variable, name in names.items()}


def _broken(address: str | None) -> tuple[int, set[str]]:
    """How many invariants were asked and which are broken; here, or in the database at this address."""
    environment = {**os.environ, **({"DATABASE_URL": address} if address else {})}
    environment.pop("ENISHI_POOL", None)
    python = [sys.executable, "-m", "enishi.cli"]
    asked = subprocess.run([*python, "check", "--json"], env=environment, capture_output=True, text=True, check=False)
    try:
        found = json.loads(asked.stdout)
        return int(found["rules"]), set(found["broken"])
    except (ValueError, KeyError, TypeError):
        raise BackupError("`enishi check` could not be asked in the restored database.") from None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page says. late, untested: older than the limit, or never."""

    latest: Backup | None
    failed: Backup | None
    tested: RestoreTest | None
    late: bool
    untested: bool


def standing(moment: datetime | None = None) -> Standing:
    at = moment or timezone.now()
    latest = Backup.objects.filter(fault="").first()
    newest = Backup.objects.first()
    tested = RestoreTest.objects.first()
    return Standing(
        latest,
        newest if newest is not None and newest.fault else None,
        tested,
        late=latest is None or at - latest.made_at > LATEST,
        untested=tested is None or not tested.is_good or at - tested.tried_at > TESTED,
    )


def newest_file(folder: Path) -> Path | None:
    return max(folder.glob(f"*{SUFFIX}"), default=None)
