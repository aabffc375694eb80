"""The application as production serves it, with a clock around each visit to a link, inside the serving process.

`GET /times` answers with the seconds of every visit since the last time it was asked: from the moment the request was read
until its last byte was handed over to be sent, waiting for the commit of its count included.
"""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from enishi.config.asgi import application as served_application

_found: list[float] = []


async def application(scope: dict[str, Any], receive: Any, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    if scope.get("path") != "/times":
        began = time.perf_counter()
        await served_application(scope, receive, send)
        if scope.get("path", "").startswith("/s/"):
            _found.append(time.perf_counter() - began)
        return
    body = json.dumps(_found).encode()
    _found.clear()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})
