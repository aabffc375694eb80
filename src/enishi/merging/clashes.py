"""Which rows cannot stand on one registration side by side, as the unique constraints of their tables say."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from enishi.merging.relations import WHOLE, Relation

Model = type[models.Model]


def relations_to(owner: Model) -> Iterator[tuple[Model, Any]]:
    """(model, field) for each foreign key of the project that leads to `owner`, in the order of the models."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is owner:
                yield model, field


def key_of(model: Model, field: Any) -> str:
    return f"{model._meta.label}.{field.name}"


def rows_of(model: Model, field: Any, owner: int) -> models.QuerySet[Any]:
    return model._base_manager.filter(**{field.attname: owner})


def clashing(model: Model, field: Any, kept: int, absorbed: int) -> set[int]:
    """Keys of rows of `absorbed` for which `kept` has one already that allows no second."""
    found: set[int] = set()
    if field.unique and rows_of(model, field, kept).exists():
        return set(rows_of(model, field, absorbed).values_list("pk", flat=True))
    if column := WHOLE.get(key_of(model, field)):
        taken_whole = rows_of(model, field, kept).values(column)
        mine = rows_of(model, field, absorbed).filter(**{f"{column}__in": taken_whole})
        found |= set(mine.values_list("pk", flat=True))
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or field.name not in constraint.fields:
            continue
        others = [name for name in constraint.fields if name != field.name]
        living = constraint.condition or Q()
        taken = set(rows_of(model, field, kept).filter(living).values_list(*others)) if others else None
        mine = rows_of(model, field, absorbed).filter(living)
        if others:
            found |= {pk for pk, *words in mine.values_list("pk", *others) if tuple(words) in (taken or set())}
        elif rows_of(model, field, kept).filter(living).exists():
            found |= set(mine.values_list("pk", flat=True))
    return found


def table_of(owner: Model, table: dict[str, Relation] | Any) -> list[tuple[Model, Any, Relation]]:
    """The relations to `owner` with what becomes of each."""
    return [(model, field, table[key_of(model, field)]) for model, field in relations_to(owner)]
