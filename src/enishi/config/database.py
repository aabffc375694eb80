"""Make the database itself, where the server has none of this name yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

EMPTY = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"
GONE = "DROP DATABASE IF EXISTS {} WITH (FORCE)"


def make_database(*, fresh: bool = False) -> bool:
    """Create the database named in the settings; `fresh` drops it first. True if it was made now."""
    name = settings.DATABASES["default"]["NAME"]
    with _server() as server:
        if fresh:
            _say(server, GONE, name)
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        _say(server, EMPTY, name)
        return True


@contextmanager
def empty_database(name: str) -> Iterator[None]:
    """An empty database of this name on the same server, to which the connection leads until the block ends; then it is gone."""
    usual = connection.settings_dict["NAME"]
    with _server() as server:
        _say(server, GONE, name)
        _say(server, EMPTY, name)
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
            _say(server, GONE, name)


def _server() -> "psycopg.Connection[tuple[object, ...]]":
    """A connection outside of any database of ours; Django's own is closed."""
    parameters = {
        k: v
        for k, v in connection.get_connection_params().items()
        if k not in ("pool", "cursor_factory", "context", "prepare_threshold")
    }
    connection.close()
    return psycopg.connect(**{**parameters, "dbname": "postgres"}, autocommit=True)


def _say(server: "psycopg.Connection[tuple[object, ...]]", words: LiteralString, name: str) -> None:
    server.execute(sql.SQL(words).format(sql.Identifier(name)))
