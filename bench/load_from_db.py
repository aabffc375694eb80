"""The whole market from PostgreSQL into the engine's columns: by COPY, against the ORM row by row on a sample.

Makes a database of its own on the server of DATABASE_URL, fills it with made-up rows (343,000 physicians with wish sheets,
shields and identities, 100,000 openings of 8,000 institutions), and drops it again. The ORM's time is that of a sample
times the ratio of rows. Prints one JSON object on the last line.

    ./dev bench load_from_db [--physicians N] [--openings N]
"""

import argparse
import json
import os
import platform
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PHYSICIANS, OPENINGS, INSTITUTIONS = 343_000, 100_000, 8_000
SAMPLE = 1_000
SQL = Path(__file__).with_name("load_from_db.sql")
NAMES = 50_000  # distinct names of employers


def measured(physicians: int = PHYSICIANS, openings: int = OPENINGS) -> dict[str, Any]:
    """One row of results. Django must not have been used in this process before."""
    with database(physicians, openings, bare=True):
        return _row()


@contextmanager
def database(physicians: int, openings: int, *, bare: bool = False) -> Iterator[str]:
    """A database of this process, filled; its address. Dropped at the end whatever happens.

    `bare`: tables straight from the models, in seconds: without the history of migrations, triggers and the job queue.
    """
    import psycopg
    from psycopg.conninfo import make_conninfo

    address = os.environ["DATABASE_URL"]
    name = f"enishi_bench_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        _set_up(name, bare)
        _fill(physicians, openings)
        yield make_conninfo(address, dbname=name)
    finally:
        from django.db import connection

        connection.close()
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


class _NoHistory(dict[str, None]):
    """MIGRATION_MODULES in which no app has migrations."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


def _set_up(name: str, bare: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.DATABASES["default"]["NAME"] = name
    django.setup()
    from enishi.areas.load import load_reference

    if bare:
        settings.MIGRATION_MODULES = _NoHistory()
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION btree_gist")
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=bare)
    load_reference()


def _fill(physicians: int, openings: int) -> None:
    from django.db import connection

    from enishi.common.encrypted import encrypt

    secrets = [encrypt(f"見本{n:05d}病院{n % 97}分院") for n in range(NAMES)]
    births = [encrypt(f"{1940 + n % 60}-04-{1 + n % 28:02d}") for n in range(1_000)]
    statements = SQL.read_text().replace(":institutions", str(INSTITUTIONS))
    statements = statements.replace(":physicians", str(physicians)).replace(":openings", str(openings))
    with connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica"
        )  # rows of ours are whole; triggers and keys cost minutes
        for table, tokens in (("employer", secrets), ("birth", births)):
            cursor.execute(f"CREATE TABLE bench_{table} (at int PRIMARY KEY, token text)")
            rows = [(n, token) for n, token in enumerate(tokens)]
            cursor.executemany(f"INSERT INTO bench_{table} VALUES (%s, %s)", rows)
        cursor.execute(statements)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def _row() -> dict[str, Any]:
    from enishi.matching.load import load_columns

    start = time.perf_counter()
    columns = load_columns({})
    ours = time.perf_counter() - start
    sample = _sampled_seconds()
    peer = sample * len(columns.physician_ids) / SAMPLE
    return {
        "key": "load_from_db",
        "physicians": len(columns.physician_ids),
        "openings": len(columns.opening_ids),
        "shields": len(columns.physicians["shield_row"]),
        "ours_s": round(ours, 2),
        "peer": f"ORM rows (sample of {SAMPLE:,} physicians and as large a share of openings)",
        "peer_s": round(peer, 1),
        "ratio": round(peer / ours, 1),
        "note": f"{len(columns.physician_ids):,} physicians, {len(columns.opening_ids):,} openings",
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _sampled_seconds() -> float:
    """The ORM's way for the first physicians and the same share of openings; without their shields, which it has to compare
    with every institution one by one. The rows of these shields are gone afterwards."""
    from enishi.matching.market import columns_of
    from enishi.openings.models import Opening
    from enishi.physicians.models import Physician, ShieldEntry

    share = max(1, Opening.objects.count() * SAMPLE // max(1, Physician.objects.count()))
    physicians = Physician.objects.matchable().order_by("pk")[:SAMPLE]
    openings = Opening.objects.published().with_terms().order_by("pk")[:share]
    ShieldEntry.objects.filter(physician__in=list(physicians.values_list("pk", flat=True))).delete()
    start = time.perf_counter()
    columns_of(physicians.prefetch_related("wish_sheets__municipality"), openings, {})
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench load_from_db")
    parser.add_argument("--physicians", type=int, default=PHYSICIANS)
    parser.add_argument("--openings", type=int, default=OPENINGS)
    given = parser.parse_args()
    row = measured(given.physicians, given.openings)
    print(json.dumps({"machine": f"{platform.machine()} {os.cpu_count()} cores", "rows": [row]}))


if __name__ == "__main__":
    main()
