"""`enishi write-tables`: write `tables.sql` anew, or see whether it leads to what the migrations lead to."""

import argparse
import difflib
import os
import sys

from django.core.management import call_command

from enishi.config.database import empty_database
from enishi.config.tables import FILE, dump, faults, lay, lay_tables, text_of_tables


def run_write_tables(arguments: list[str]) -> int:
    """0 when it is written, or when a database laid from the file is the one that the migrations alone make; else 1."""
    parser = argparse.ArgumentParser(prog="enishi write-tables")
    parser.add_argument("--check", action="store_true", help="write nothing; compare the two ways to an empty database")
    given = parser.parse_args(arguments)
    name = f"enishi_tables_{os.getpid()}"
    with empty_database(name):
        call_command("migrate", verbosity=0, interactive=False)
        by_migrations = dump()
        text = text_of_tables(_settled(by_migrations, f"{name}_again"))
    if not given.check:
        FILE.write_text(text, encoding="utf-8")
        return 0
    with empty_database(name):
        if not lay_tables():
            reasons = faults(FILE.read_text(encoding="utf-8")) or ["it was written by another version of PostgreSQL"]
            print(f"{FILE.name} is not used: {'; '.join(reasons)}. Write it: `enishi write-tables`", file=sys.stderr)
            return 1
        call_command("migrate", verbosity=0, interactive=False)
        laid = dump()
    one, other = (_settled(body, name).splitlines() for body in (by_migrations, laid))
    found = list(difflib.unified_diff(one, other, "by migrations", "laid, then migrated", lineterm=""))
    print("\n".join(found[:80] or ["a new database begins with what all migrations make"]))
    return 1 if found else 0


def _settled(body: str, name: str) -> str:
    """The same tables as PostgreSQL words them for good: what it reads in its own words it words anew, once.

    `varchar = ANY (ARRAY[…]::text[])` becomes `ANY (ARRAY[…::text])`, as in every database that was restored.
    """
    with empty_database(name):
        lay(body)
        return dump()
