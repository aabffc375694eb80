"""Emptying the database between tests that commit."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction

REFERENCE_APPS = {"areas", "contenttypes", "auth"}
REFERENCE_TABLES = {"physicians_consenttext"}
NOTES_OF_CHANGES = {"openings_searchchange"}
"""They outlive the test: else the search of this process, if nobody asked it in between, never hears that all is gone."""
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
    return tuple(sorted((found - REFERENCE_TABLES - NOTES_OF_CHANGES) | FILLED_BY_TESTS | WITHOUT_MODEL))


@lru_cache(maxsize=1)
def guarded_tables() -> frozenset[str]:
    """Tables with triggers of our own, which refuse what tests must do here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        return frozenset(row[0] for row in cursor.fetchall())


def filled_tables() -> list[str]:
    """Those of the tables to empty in which anything stands."""
    questions = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables_to_empty())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions))
        return sorted(row[0] for row in cursor.fetchall())


def empty_tables() -> None:
    """Empty the tables, with the triggers that refuse it switched off for this one transaction.

    Rows are deleted: a test leaves a few dozen, and to truncate sixty tables takes longer than most tests.
    """
    filled = filled_tables()
    guarded = sorted(guarded_tables().intersection(filled))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        for name in guarded:
            cursor.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
        for name in reversed(filled):  # what the queue keeps of a job goes before the job; other references wait
            cursor.execute(f'DELETE FROM "{name}"')
        if "openings_opening" in filled:  # their own trigger, which tells the search of it, was off
            cursor.execute(
                "INSERT INTO openings_searchchange (subject, subject_id, xid, noted_at)"
                " VALUES ('everything', 0, pg_current_xact_id()::text::bigint, now())"
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in guarded:
            cursor.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')


Builder = TypeVar("Builder", bound=Callable[..., Any])


def in_one_savepoint(build: Builder) -> Builder:
    """A builder whose acts set no savepoints of their own: two statements in five would set or release one.

    If it fails, all of it is taken back. Where tests commit, every act stays a transaction of its own.
    """

    @wraps(build)
    def built(*args: Any, **given: Any) -> Any:
        features = connection.features
        if not connection.in_atomic_block or not features.uses_savepoints:
            return build(*args, **given)
        with transaction.atomic():
            features.uses_savepoints = False
            try:
                return build(*args, **given)
            finally:
                del features.uses_savepoints

    return built  # type: ignore[return-value]
