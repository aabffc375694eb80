"""Reading and writing columns as the database holds them, ciphertext as ciphertext, each change written down."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from enishi.common.encrypted import EncryptedTextField, decrypt
from enishi.merging.models import Merge, MergeChange

Model = type[models.Model]
Values = dict[str, Any]


def read(model: Model, pks: Iterable[int], columns: Iterable[str]) -> dict[int, Values]:
    """Key → column → value as PostgreSQL writes it in JSON, which it reads back to the last digit."""
    quote = connection.ops.quote_name
    pairs = ", ".join(f"'{name}', t.{quote(name)}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.id, jsonb_build_object({pairs})::text FROM {quote(model._meta.db_table)} t WHERE t.id = ANY(%s)",
            [list(pks)],
        )
        return {pk: json.loads(text) for pk, text in cursor.fetchall()}


def write(model: Model, pk: int, values: Mapping[str, Any]) -> None:
    """The opposite of `read`, past models and their signals: nothing but these columns changes."""
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), [quote(name) for name in values]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET ({', '.join(names)}) = ROW({', '.join(f'r.{name}' for name in names)})"
            f" FROM jsonb_populate_record(NULL::{table}, %s::jsonb) r WHERE {table}.id = %s",
            [json.dumps(values), pk],
        )


def write_column(model: Model, column: str, values: Mapping[int, Any]) -> None:
    """As `write`, one column of many rows in one statement. values: key → value."""
    table, name = (connection.ops.quote_name(one) for one in (model._meta.db_table, column))
    rows = json.dumps([{"id": pk, column: value} for pk, value in values.items()])
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {name} = r.{name} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) r"
            f" WHERE {table}.id = r.id",
            [rows],
        )


def columns_of(model: Model, *, but: Iterable[str] = ()) -> list[str]:
    left_out = {model._meta.pk.column if model._meta.pk else "id", *but}
    return [f.column for f in model._meta.concrete_fields if f.column not in left_out]


def is_same(model: Model, column: str, one: Any, other: Any) -> bool:
    """Whether two stored values say the same: a text that was encrypted anew reads otherwise and is the same."""
    if one == other or not one or not other:
        return bool(one == other)
    fields = {f.column: f for f in model._meta.concrete_fields}
    return isinstance(fields[column], EncryptedTextField) and decrypt(one) == decrypt(other)


@dataclass(slots=True)
class Recorder:
    """Changes values and keeps what they were before, in the order of the changes."""

    merge: Merge
    kept: list[MergeChange] = field(default_factory=list)

    def note(self, model: Model, pk: int, before: Values, after: Values, *, in_ledger: bool = False) -> None:
        """A change that was made already."""
        self.kept += [
            MergeChange(
                merge=self.merge,
                model=model._meta.label,
                row=pk,
                column=column,
                before=json.dumps(before[column]),
                after=json.dumps(value),
                in_ledger=in_ledger,
            )
            for column, value in after.items()
            if before[column] != value
        ]

    def set(self, model: Model, pk: int, values: Mapping[str, Any]) -> None:
        if not values:
            return
        before = read(model, [pk], values)[pk]
        write(model, pk, values)
        self.note(model, pk, before, read(model, [pk], values)[pk])

    def move(self, model: Model, column: str, pks: Iterable[int], to: int, *, in_ledger: Iterable[int] = ()) -> None:
        """Rows from one owner to the other, in one statement."""
        pks, stand = list(pks), set(in_ledger)
        before = read(model, pks, [column])
        model._base_manager.filter(pk__in=pks).update(**{column: to})
        for pk in pks:
            self.note(model, pk, before[pk], {column: to}, in_ledger=pk in stand)

    def swap(self, model: Model, one: int, other: int, *, but: Iterable[str]) -> None:
        """The contents of two rows; whose they are stays."""
        names = columns_of(model, but=but)
        both = read(model, [one, other], names)
        self.set(model, one, both[other])
        self.set(model, other, both[one])

    def save(self) -> None:
        MergeChange.objects.bulk_create(self.kept, batch_size=500)
