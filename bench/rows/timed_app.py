"""The application as production serves it, with a clock around the steps of a ranking, inside the serving process.

`GET /times` answers with what was measured since the last time it was asked: for each search by a physician the seconds of
`snapshot` (is it still the newest, are there changes, the asker's own row as it is now) and of `query` (the ranking itself),
by the clock, and the same two in processor time of the serving thread (`…_cpu`), which other programs do not lengthen.
"""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from enishi.config.asgi import application as served_application
from enishi.matching import actions

_found: list[dict[str, float]] = []
_now: dict[str, float] = {}


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def _since(start: tuple[float, float], name: str) -> dict[str, float]:
    clock, work = (now - then for now, then in zip(_clocks(), start, strict=True))
    return {name: clock, f"{name}_cpu": work}


def _timed_contexts(make: Callable[..., AbstractContextManager[Any]]) -> Callable[..., Any]:
    """The same context; the time of entering it is added up."""

    @contextmanager
    def timed(*given: Any) -> Iterator[Any]:
        start = _clocks()
        with make(*given) as value:
            for name, took in _since(start, "snapshot").items():
                _now[name] = _now.get(name, 0.0) + took
            yield value

    return timed


def _timed_query(query: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        start = _clocks()
        ranking = query(*given, **named)
        _found.append({**_now, **_since(start, "query")})
        _now.clear()
        return ranking

    return timed


actions.served = _timed_contexts(actions.served)
actions.as_it_is = _timed_contexts(actions.as_it_is)
actions.query_physician = _timed_query(actions.query_physician)


async def application(scope: dict[str, Any], receive: Any, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    if scope.get("path") != "/times":
        await served_application(scope, receive, send)
        return
    body = json.dumps(_found).encode()
    _found.clear()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})
