"""The database of a test process: a copy of one that was migrated and filled once, for all processes and later runs.

The original's name carries a digest of everything it is made from, so a changed migration or table makes a new one.
"""

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

SOURCES = Path(settings.PACKAGE)
ROOT = SOURCES.parents[1]
MADE_FROM = (
    "*/migrations/*.py",
    "*/models.py",
    "*/models/*.py",
    "*/enums.py",
    "areas/**/*.*",
    "physicians/consent_texts.py",
    "config/tables*.*",
)
PREFIX = "enishi_prepared_"
LOCK = 4_118_305  # of PostgreSQL, so that it holds where two test runs share an outside server


def make_test_database() -> None:
    """Let this process's connection lead to a database of its own with migrations, areas and consent texts.

    A database of the same name, left by a run that was killed, is replaced.
    """
    name = connection.creation._get_test_db_name()
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        original = PREFIX + _digest(server)
        if not _exists(server, original):
            _prepare(server, original)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(original)))
    _use(name)


def drop_test_database() -> None:
    """Remove it, whoever still holds a connection: threads of a live server may."""
    name = connection.settings_dict["NAME"]
    connection.close()
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _prepare(server: psycopg.Connection, original: str) -> None:
    """Make the original under another name first: a preparation cut short is never taken for a whole one."""
    from enishi.areas.load import load_reference
    from enishi.config.tables import lay_tables
    from enishi.physicians.consent_texts import load_consent_texts

    older = server.execute("SELECT datname FROM pg_database WHERE datname ^@ %s", [PREFIX]).fetchall()
    for (name,) in older:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    unfinished = f"{original}_unfinished"
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(unfinished)))
    _use(unfinished)
    lay_tables()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    load_reference()
    load_consent_texts()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # else each copy plans blindly until autovacuum has come by
    connection.close()
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (unfinished, original))))


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _server() -> psycopg.Connection:
    known = connection.get_connection_params()
    known = {k: v for k, v in known.items() if k in ("host", "port", "user", "password", "sslmode")}
    return psycopg.connect(**known, dbname="postgres", autocommit=True)


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _digest(server: psycopg.Connection) -> str:
    """Of the sources, of what migrations import, of the packages, and of the machine's boot: the tests' cluster forgoes
    fsync, so what it wrote before the power went is not to be trusted."""
    found = hashlib.sha256(Path(__file__).read_bytes())
    for file in sorted(_sources()):
        found.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())  # the same in every tree
    boot = Path("/proc/sys/kernel/random/boot_id")
    if boot.exists():
        found.update(boot.read_bytes())
    else:
        found.update(str(server.execute("SELECT pg_postmaster_start_time()").fetchone()).encode())
    return found.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    files = {file for pattern in MADE_FROM for file in SOURCES.glob(pattern) if file.is_file()}
    files = {file for file in files if "__pycache__" not in file.parts}
    yield from files
    yield from ROOT.glob("requirements*.lock")
    for migration in (file for file in files if file.parent.name == "migrations"):
        for node in ast.walk(ast.parse(migration.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in filter(None, names):
                module = SOURCES.parent.joinpath(*name.split("."))
                yield from (f for f in (module.with_suffix(".py"), module / "__init__.py") if f.is_file())
