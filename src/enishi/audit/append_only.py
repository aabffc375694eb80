"""Migration operations that make the database refuse changes, whoever asks."""

from django.db import migrations


def append_only(table: str) -> migrations.RunSQL:
    """Rows of the table are only ever added. Needs audit 0002, which defines append_only()."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION append_only()",
        f"DROP TRIGGER {table}_fixed ON {table}",
    )


def fixed_columns(table: str, columns: str) -> migrations.RunSQL:
    """These columns (separated by commas) are never changed and no row is removed; other columns may change."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OF {columns} OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION append_only()",
        f"DROP TRIGGER {table}_fixed ON {table}",
    )
