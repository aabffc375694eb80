"""Emptying the database between tests that commit."""

from functools import lru_cache

from django.apps import apps
from django.db import connection, transaction

REFERENCE_APPS = {"areas", "contenttypes", "auth"}
REFERENCE_TABLES = {"physicians_consenttext"}
FILLED_BY_TESTS = {"areas_designation"}
WITHOUT_MODEL = {
    "cache_entry",  # rate limits are counted there
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
}


@lru_cache(maxsize=1)
def tables_to_empty() -> tuple[str, ...]:
    """Every table except reference data."""
    found = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label not in REFERENCE_APPS
    }
    return tuple(sorted((found - REFERENCE_TABLES) | FILLED_BY_TESTS | WITHOUT_MODEL))


def guarded_tables() -> list[str]:
    """Tables with triggers of our own, which refuse what tests must do here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        return [row[0] for row in cursor.fetchall()]


def empty_tables() -> None:
    """Empty the tables, with the triggers that refuse it switched off for this one transaction."""
    guarded = [name for name in guarded_tables() if name in tables_to_empty()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        for name in guarded:
            cursor.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
        cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in tables_to_empty()))
        for name in guarded:
            cursor.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
