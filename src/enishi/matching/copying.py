"""Whole columns out of PostgreSQL by COPY: numbers parsed all together, words once for each distinct value."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from psycopg import ClientCursor, Connection
from psycopg.pq import ExecStatus

from enishi.engine import MarketError
from enishi.engine.schema import I64, AnyArray

WORK_MEM = "128MB"  # the latest wish sheets of the nation are sorted in memory


@dataclass(frozen=True, slots=True)
class Table:
    """What one COPY brought: `numbers[name]` int64[n]; `words[name]` n texts in UTF-8, b"" where null."""

    numbers: dict[str, I64]
    words: dict[str, list[bytes]]

    def __len__(self) -> int:
        return len(next(iter(self.numbers.values())))


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one and the same moment, whatever others write meanwhile.

    Inside a transaction that runs already it is that transaction's own view, as its isolation cannot be changed any more.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT set_config('work_mem', %s, true)", [WORK_MEM])
        yield


@contextmanager
def without_collecting() -> Iterator[None]:
    """Millions of texts hold no cycles: looking through them again and again takes as long as reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def copied(numbers: Mapping[str, str], words: Mapping[str, str], source: str, parameters: Sequence[Any] = ()) -> Table:
    """`numbers`: SQL of whole numbers or truth values, never null; `words`: SQL of texts. `source`: FROM … ORDER BY …

    Raises MarketError naming the column and the row where a number is null.
    """
    together = ", ".join(f"coalesce(({sql})::int8::text, 'null')" for sql in numbers.values())
    select = ", ".join((f"concat_ws(',', {together})", *words.values()))
    raw = _copied(f"COPY (SELECT {select} {source}) TO STDOUT (FORMAT text, NULL '')", parameters)
    fields = raw[:-1].replace(b"\n", b"\t").split(b"\t") if raw else []  # no list for each row: there are many
    width = 1 + len(words)
    found = {name: _unescaped(fields[place::width]) for place, name in enumerate(words, start=1)}
    return Table(_parsed(list(numbers), fields[::width]), found)


def by_distinct(values: Sequence[bytes], code: Callable[[bytes], Any], dtype: Any) -> AnyArray:
    """Each value coded, each distinct one once."""
    table = {value: code(value) for value in set(values)}
    return np.fromiter(map(table.__getitem__, values), dtype, len(values))


def compiled(rows: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    """SQL and parameters of the primary keys of a queryset, to stand in `IN (…)`."""
    sql, parameters = rows.order_by().values("pk").query.sql_with_params()
    return sql, parameters


def _parsed(names: Sequence[str], rows: list[bytes]) -> dict[str, I64]:
    joined = b",".join(rows)
    if b"n" in joined:
        row = next(index for index, numbers in enumerate(rows) if b"n" in numbers)
        raise MarketError(names[rows[row].split(b",").index(b"null")], row, "is missing in the database")
    table = np.fromstring(joined, np.int64, sep=",") if rows else np.zeros(0, np.int64)
    columns = np.ascontiguousarray(table.reshape(len(rows), len(names)).T)
    return dict(zip(names, columns, strict=True))


def _unescaped(words: list[bytes]) -> list[bytes]:
    """Of a COPY in text form. JSON and code words hold no control characters, so the backslash is all that is escaped."""
    return [word.replace(b"\\\\", b"\\") if b"\\" in word else word for word in words]


def _copied(statement: str, parameters: Sequence[Any]) -> bytes:
    """What the server sends. Straight from libpq: through psycopg's own `copy` every row costs three times as much."""
    connection.ensure_connection()
    server: Connection[Any] = connection.connection
    complete = ClientCursor(server).mogrify(statement, parameters or None)
    with server.lock:
        begun = server.pgconn.exec_(complete.encode())
        if begun.status != ExecStatus.COPY_OUT:
            raise DatabaseError(begun.get_error_message())
        parts = []
        while (received := server.pgconn.get_copy_data(0))[0] > 0:
            parts.append(received[1])
        while (result := server.pgconn.get_result()) is not None:
            if result.status != ExecStatus.COMMAND_OK:
                raise DatabaseError(result.get_error_message())
        return b"".join(parts)
