"""Writing to the audit log: the only functions that do."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

from enishi.audit.models import Entry
from enishi.common.actor import Actor

_exported: ContextVar[bool] = ContextVar("exported", default=False)
_purpose: ContextVar[Mapping[str, Any]] = ContextVar("purpose", default=MappingProxyType({}))


def record(*, by: Actor, action: str, object_type: str, object_number: str, **data: Any) -> None:
    """An act, in the transaction of the act. `data` holds codes and numbers, never names or free text of a person."""
    _write(by, action, object_type, object_number, None, data)


def record_reading(*, by: Actor, what: str, object_type: str, object_number: str, level: int) -> None:
    """Someone read personal data of disclosure level 3 (name, CV) or 4 (documents)."""
    _write(by, f"read:{what}", object_type, object_number, level, _for_whom(by))


def record_readings(*, by: Actor, what: str, object_type: str, object_numbers: Iterable[str], level: int) -> None:
    """As `record_reading`, for everyone on a list: one entry each, in one query."""
    Entry.objects.bulk_create(
        Entry(
            actor_id=by.user_id,
            role=by.role,
            channel=by.channel,
            action=f"read:{what}",
            object_type=object_type,
            object_number=number,
            level=level,
            data=_for_whom(by),
        )
        for number in object_numbers
    )


def record_export(*, by: Actor, what: str, form: str, rows: int | None = None, **data: Any) -> None:
    """A file was taken out of the system: which, in which form, with how many rows (None where rows say nothing), and for
    what where that was asked (`exporting_for`)."""
    _exported.set(True)
    _write(by, f"export:{what}", "file", form, None, {**_for_whom(by), "rows": rows, **_purpose.get(), **data})


@contextmanager
def exporting_for(*, why: str, purpose: int) -> Iterator[None]:
    """Files taken out within this block are recorded with their purpose: a code, and the row that keeps its words."""
    before = _purpose.set({"why": why, "purpose": purpose})
    try:
        yield
    finally:
        _purpose.reset(before)


@contextmanager
def watching_exports() -> Iterator[Callable[[], bool]]:
    """Whether `record_export` was called in this block: for who records what the block did not."""
    before = _exported.set(False)
    try:
        yield _exported.get
    finally:
        _exported.reset(before)


def _for_whom(by: Actor) -> dict[str, Any]:
    """The organisation the reader acted for: one person may work for several."""
    return {"organisation": by.organisation_id} if by.organisation_id else {}


def _write(
    by: Actor, action: str, object_type: str, object_number: str, level: int | None, data: dict[str, Any]
) -> None:
    Entry.objects.create(
        actor_id=by.user_id,
        role=by.role,
        channel=by.channel,
        action=action,
        object_type=object_type,
        object_number=object_number,
        level=level,
        data=data,
    )
