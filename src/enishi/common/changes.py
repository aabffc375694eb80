"""What the lower rooms tell upward without knowing who listens: this physician, this opening is no longer as it was.

Said inside the transaction of the act, so what a listener queues stands or falls with it. See docs/adr/0014.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # listeners are told of before models may be loaded
    from enishi.common.transitions import Effect, Stateful, TransitionRow
    from enishi.common.workflow import Step


class Subject(StrEnum):
    PHYSICIAN = "physician"
    OPENING = "opening"
    INSTITUTION = "institution"
    SHIELD = "shield"  # a physician (by primary key) hides from somebody more
    FAMILY = "family"  # an institution (by primary key) belongs to others than before


Listener = Callable[[Subject, int], None]
_listeners: list[Listener] = []
_silent: ContextVar[bool] = ContextVar("silent", default=False)


def listen(listener: Listener) -> None:
    """To be called once, when the application starts."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(subject: Subject, pk: int) -> None:
    """What matching reads of this row has changed in the running transaction."""
    if not _silent.get():
        for listener in _listeners:
            listener(subject, pk)


def tell_change(matched: str) -> Effect:
    """The effect for a machine whose objects matter to matching in the state `matched`: told when one enters or leaves it."""

    def tell(obj: Stateful, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
        if matched in (row.from_state, row.to_state):
            changed(Subject(str(obj._meta.model_name)), obj.pk)

    return tell


@contextmanager
def in_silence() -> Iterator[None]:
    """For who writes very much and then has everything matched anew: the demo load."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)
