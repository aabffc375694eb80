"""What is asked again of the same words while one text is read is worked out once: its ways and its posts share most of their words.

@once
def marks_in(words: str) -> frozenset[str]: ...

with one_text():
    ...  # every function marked so remembers what it was asked
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

_KNOWN: ContextVar[dict[Any, Any] | None] = ContextVar("answers within the text that is read", default=None)

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def one_text() -> Iterator[None]:
    """While it lasts answers are remembered; then all are forgotten, so that nothing of a text stays behind."""
    if _KNOWN.get() is not None:
        yield
        return
    before = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(before)


def once(read: Callable[P, R]) -> Callable[P, R]:
    """A function that answers by its arguments alone, asked once for the same of them within a text. Nobody may change an answer.

    Lists may stand among the arguments, of what can be hashed.
    """

    @wraps(read)
    def asked(*args: P.args, **named: P.kwargs) -> R:
        known = _KNOWN.get()
        if known is None:
            return read(*args, **named)
        plain = args if list not in map(type, args) else tuple(tuple(one) if type(one) is list else one for one in args)
        key = (read, plain, *named.items())
        if key in known:
            answer: R = known[key]
            return answer
        answer = known[key] = read(*args, **named)
        return answer

    return asked
