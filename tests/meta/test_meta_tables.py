"""A new database is laid at once (config/tables.py): what it begins with is what the migrations make.

That every migration from nothing leads to the same is compared by `./dev check --full`: it takes a minute of processor. Here:
the file was written from the migrations as they are, and by the program that migrates.
"""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from enishi.config.database import empty_database
from enishi.config.tables import APPLIED, BODY, FILE, body_of, dump, faults, lay_tables


@pytest.fixture
def server(django_db_setup, django_db_blocker):
    """The server of the tests, with databases of one's own."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def text():
    return FILE.read_text(encoding="utf-8")


def waiting():
    executor = MigrationExecutor(connection)
    return {(m.app_label, m.name) for m, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())}


def test_the_file_was_written_from_the_migrations_as_they_are(text):
    """If not: nothing is wrong but slow, as long as nobody has written it anew with `./dev enishi write-tables`."""
    assert faults(text) == []
    assert len(APPLIED.findall(text)) > 150


def test_a_new_database_is_laid_as_the_file_says_and_only_younger_migrations_are_left(server, text):
    with empty_database("enishi_tables_new"):
        known = waiting()
        assert lay_tables()
        assert dump() == body_of(text)
        assert waiting() == known - set(APPLIED.findall(text))
        call_command("migrate", verbosity=0, interactive=False)
        assert not waiting()
        call_command("check", databases=["default"])
        assert not lay_tables(), "something stands there"


def test_what_somebody_has_begun_by_other_means_is_left_alone(server):
    with empty_database("enishi_tables_begun"), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE somebodys (id int)")
        assert not lay_tables()
        assert connection.introspection.table_names() == ["somebodys"]


def test_a_migration_that_was_changed_afterwards_is_named_and_the_file_set_aside(server, text, tmp_path, monkeypatch):
    app, name = next(pair for pair in APPLIED.findall(text) if pair[0] == "audit")
    changed = text.replace(f"-- migration {app} {name} ", f"-- migration {app} {name} 0")
    assert faults(changed) == [f"{app} {name} has changed"]
    other = tmp_path / "tables.sql"
    other.write_text(changed, encoding="utf-8")
    monkeypatch.setattr("enishi.config.tables.FILE", other)
    with empty_database("enishi_tables_changed"):
        assert not lay_tables()
        assert connection.introspection.table_names() == []


def test_tables_changed_by_hand_or_cut_short_are_not_laid(text):
    begins = BODY.search(text).end()
    by_hand = "the tables were changed by hand"
    assert faults(text[:begins] + text[begins:].replace("NOT NULL", "", 1)) == [by_hand]
    assert faults(text[: len(text) // 2]) == [by_hand]
    assert by_hand in faults(text[:100])
