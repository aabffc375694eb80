"""The one way past a lock that guards words: erasure at a person's own wish (個人情報保護法35条; ADR 0019)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, migrations, transaction


@contextmanager
def erasing() -> Iterator[None]:
    """Within this block, and this transaction, columns that `erasable` names may be emptied."""
    with _allowing("enishi.erasing"):
        yield


@contextmanager
def renewing() -> Iterator[None]:
    """Within this block, and this transaction, a stored ciphertext may give way to the same words under another key."""
    with _allowing("enishi.erasing"), _allowing("enishi.renewing"):
        yield


@contextmanager
def _allowing(setting: str) -> Iterator[None]:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an erasure is one transaction")
    _switch(setting, "on")
    yield
    _switch(setting, "off")  # after a fault the transaction is rolled back, and this setting with it


def _switch(setting: str, to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, to])


FUNCTION = """
CREATE FUNCTION append_only_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('enishi.erasing', true) = 'on' THEN RETURN NULL; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
"""


def function() -> migrations.RunSQL:
    """What `erasable` needs."""
    return migrations.RunSQL(FUNCTION, "DROP FUNCTION append_only_but_erasure()")


def erasable(table: str, *, words: str = "", fixed: str, before: str, whole_rows: bool = False) -> migrations.RunSQL:
    """A table that was append-only: `words` (columns) may be emptied by an erasure, `fixed` never; rows only if whole_rows.

    before: columns of the trigger that stood there until now, "" for one that refused every update.
    """
    soft = " OR ".join(filter(None, (f"UPDATE OF {words}" if words else "", "DELETE" if whole_rows else "")))
    hard = f"UPDATE OF {fixed} OR TRUNCATE" + ("" if whole_rows else " OR DELETE")
    was = f"UPDATE{f' OF {before}' if before else ''} OR DELETE OR TRUNCATE"
    return migrations.RunSQL(
        f"""DROP TRIGGER {table}_fixed ON {table};
        CREATE TRIGGER {table}_fixed BEFORE {hard} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only();
        CREATE TRIGGER {table}_words BEFORE {soft} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only_but_erasure();""",
        f"""DROP TRIGGER {table}_words ON {table}; DROP TRIGGER {table}_fixed ON {table};
        CREATE TRIGGER {table}_fixed BEFORE {was} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only();""",
    )
