"""The tables of a new database, laid at once from `tables.sql` and not by a hundred migrations one after the other.

Django draws the models anew for every step of a migration: 50 s of processor for an empty database, against 1 s this way.
The file is what `pg_dump` says of a database that the migrations made; its head names each of them with a digest. It is
used where nothing stands yet, on the version of PostgreSQL that it was written by, and while those migrations are what
they were; in any other case, and for migrations younger than the file, `migrate` does the work as ever. So nobody has to
write it anew with a migration. Why it is so: ADR 0069.
"""

import hashlib
import re
import subprocess
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from enishi.backups.making import client_environment, connection_of
from enishi.localpg.binaries import find_binaries

FILE = Path(__file__).with_name("tables.sql")
HEAD = "-- The tables of an empty database, as the migrations below make them: `enishi write-tables`; see tables.py.\n"
WRITES_SQL = ("audit/append_only.py", "audit/erasure.py")
"""Modules from which migrations take the text of their triggers."""
FILLED_ANYWAY = ("django_migrations", "django_content_type", "auth_permission")
"""The first is written from the head; the others `migrate` fills each time it ends."""
NAMING = re.compile(r"\n*(?:^--\n-- (?:Name|Data for Name|PostgreSQL database dump)[^\n]*\n--\n+)+", re.MULTILINE)
SETTING = re.compile(
    r"^(?:SET [a-z_]+ = [^\n]*;|SELECT pg_catalog\.set_config\('search_path'[^\n]*|\\(?:un)?restrict [^\n]*"
    r"|-- Dumped [^\n]*|SELECT pg_catalog\.setval\('[^']+', 1, false\);|COMMENT ON EXTENSION [^\n]*"
    rf"|SELECT pg_catalog\.setval\('public\.(?:{'|'.join(FILLED_ANYWAY)})_id_seq'[^\n]*)\n+",
    re.MULTILINE,
)
"""What concerns the connection of who reads it and not the tables, and how far sequences are: none has been used."""
APPLIED = re.compile(r"^-- migration (\w+) (\w+)", re.MULTILINE)
MADE_FROM = re.compile(r"^-- (?:migration|module) (.+?) (?:of a library|(\S+))$", re.MULTILINE)
VERSION = re.compile(r"^-- PostgreSQL (\d+)$", re.MULTILINE)
BODY = re.compile(r"^-- body (\w+)\n\n", re.MULTILINE)


def lay_tables() -> bool:
    """Lay the tables of the database that the connection leads to, and note their migrations as applied.

    All of it or nothing. False, and nothing done, if something stands there already or the file does not fit (see above).
    """
    text = FILE.read_text(encoding="utf-8")
    version = VERSION.search(text)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), current_schema() FROM pg_class WHERE relnamespace = 'public'::regnamespace")
        if cursor.fetchone() != (0, "public"):
            return False
        if not version or connection.pg_version // 10_000 != int(version[1]) or faults(text):
            return False
        lay(body_of(text))
        applied = "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())"
        cursor.executemany(applied, APPLIED.findall(text))
    return True


def lay(body: str) -> None:
    """Let an empty database become what pg_dump described so; within one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        usual = cursor.fetchone()[0]
        cursor.execute("SET LOCAL check_function_bodies = false")  # a function may name a table that comes after it
        cursor.execute("SELECT set_config('search_path', '', true)")
        cursor.execute(body)
        cursor.execute("SELECT set_config('search_path', %s, true)", [usual])


def faults(text: str) -> list[str]:
    """Why this text cannot be trusted, in words: which of its migrations is not what it was, or the tables themselves."""
    now = {name: _digest(path) for name, path in _sources().items()}
    found = [f"{name} has changed" for name, digest in MADE_FROM.findall(text) if digest and now.get(name) != digest]
    if (body := BODY.search(text)) is None or _of(text[body.end() :]) != body[1]:
        found.append("the tables were changed by hand")
    return found


def body_of(text: str) -> str:
    """The statements below the head."""
    return BODY.split(text)[-1]


def text_of_tables(body: str) -> str:
    """What `tables.sql` shall hold: these tables below the migrations that are applied where the connection leads to."""
    now = {name: _digest(path) for name, path in _sources().items()}
    lines = [f"-- PostgreSQL {connection.pg_version // 10_000}"]
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        lines.append(f"-- migration {app} {name} {now.get(f'{app} {name}', 'of a library')}")
    lines += [f"-- module {name} {now[name]}" for name in WRITES_SQL]
    return HEAD + "\n".join([*lines, f"-- body {_of(body)}"]) + f"\n\n{body}"


def dump() -> str:
    """What pg_dump says of the database that the connection leads to, without what greets or is drawn anew each time.

    Raises CalledProcessError if it cannot.
    """
    target = connection_of(connection.settings_dict)
    command = [str(find_binaries() / "pg_dump"), "--no-owner", "--no-privileges", "--no-password", "--inserts"]
    command += [f"--exclude-table-data={name}" for name in FILLED_ANYWAY]
    said = subprocess.run(command, env=client_environment(target), check=True, stdout=subprocess.PIPE).stdout.decode()
    return NAMING.sub("\n", SETTING.sub("", said)).strip("\n") + "\n"


def _sources() -> dict[str, Path]:
    """Each migration of ours as "app name", and each module that writes SQL for them by its place in the package."""
    found = {name: Path(settings.PACKAGE, name) for name in WRITES_SQL}
    for config in apps.get_app_configs():
        folder = Path(config.path) / "migrations"
        if folder.is_relative_to(settings.PACKAGE):
            found |= {f"{config.label} {file.stem}": file for file in sorted(folder.glob("[0-9]*.py"))}
    return found


def _digest(path: Path) -> str:
    return _of(path.read_text(encoding="utf-8"))  # and not its bytes: how lines end is the machine's affair


def _of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
