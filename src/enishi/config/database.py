"""Make the database itself, where the server has none of this name yet."""

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql


def make_database(*, fresh: bool = False) -> bool:
    """Create the database named in the settings; `fresh` drops it first. True if it was made now."""
    name = settings.DATABASES["default"]["NAME"]
    parameters = {
        k: v
        for k, v in connection.get_connection_params().items()
        if k not in ("pool", "cursor_factory", "context", "prepare_threshold")
    }
    parameters["dbname"] = "postgres"
    connection.close()
    with psycopg.connect(**parameters, autocommit=True) as server:
        if fresh:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))
        return True
