"""In front of everything else on the web server: a mailing brings thousands within minutes to one society's door.

Whoever comes without any cookie (so without a session, a chosen size of letters or a token of ours) sees the same page as
everybody, but for the form token. That page is answered here, before Django's own chain of steps, from what the chain itself
answered to the first of them: same headers, same words, a token of the visitor's own. Visits that come while the database
writes the ones before are counted together in its next commit, and each is answered only after the commit that holds it.
"""

import asyncio
import hashlib
import re
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.datastructures import CaseInsensitiveMapping

from enishi.outreach.actions import Door, open_doors
from enishi.outreach.bots import is_person
from enishi.web.kept import HOUR
from enishi.web.registration.door_page import TOKEN

PATH = re.compile(r"/s/([a-z0-9_]{2,32})")
OPENED = "enishi.opened"
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def opened_before(request: HttpRequest) -> Door | None:
    """The door as the doorstep opened and counted it, for the page drawn now. Raises what the database raised there."""
    found = getattr(request, "scope", {}).get(OPENED)
    if isinstance(found, Exception):
        raise found
    return found if isinstance(found, Door) else None


@dataclass(frozen=True, slots=True)
class Visit:
    """One who came without a cookie. counted: whether it is likely to be a person; asked_as: scheme, host and scheme before a proxy."""

    code: str
    counted: bool
    asked_as: tuple[str, str, str]


def visit_in(scope: Scope) -> Visit | None:
    """The visit that this request is; None for everything that Django's own chain must look at."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope.get("query_string"):
        return None
    path = PATH.fullmatch(scope["path"])
    if path is None:
        return None
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    behind = headers.get("x-forwarded-proto", "")
    if "cookie" in headers or behind not in ("", "http", "https"):
        return None
    # Without the port: nothing on the page depends on it, and whoever makes ports up shall not fill what is kept.
    asked_as = (scope.get("scheme", ""), headers.get("host", "").lower().partition(":")[0], behind)
    return Visit(path[1], is_person(CaseInsensitiveMapping(headers)), asked_as)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer in pieces: between those of cookie and body comes what only its own visitor may send back."""

    headers: tuple[tuple[bytes, bytes], ...]
    cookie: tuple[bytes, bytes]
    body: tuple[bytes, ...]

    @classmethod
    def of(cls, headers: list[tuple[bytes, bytes]], body: bytes) -> "Kept | None":
        """None for an answer that says more to its visitor than a form token."""
        name = settings.CSRF_COOKIE_NAME.encode() + b"="
        cookies = [value for key, value in headers if key.lower() == b"set-cookie"]
        if len(cookies) != 1 or not cookies[0].startswith(name):
            return None
        rest = cookies[0][cookies[0].index(b";") :]
        plain = tuple((key, value) for key, value in headers if key.lower() != b"set-cookie")
        return cls(plain, (name, rest), tuple(TOKEN.split(body)))

    async def send_by(self, send: Send) -> None:
        mine = HttpRequest()
        token = get_token(mine).encode()
        cookie = mine.META["CSRF_COOKIE"].encode().join(self.cookie)
        headers = [*self.headers, (b"Set-Cookie", cookie)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": token.join(self.body)})


class Doorstep:
    """The ASGI application around Django's."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.counter = Counted()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = visit_in(scope)
        if visit is None:
            await self.application(scope, receive, send)
            return
        try:
            door = await self.counter.open(visit.code, counted=visit.counted)
        except Exception as problem:  # the page for it is Django's; the visit is not counted by another try
            await self.application({**scope, OPENED: problem}, receive, send)
            return
        if door is None:
            await self.application(scope, receive, send)
            return
        shows = repr((door, visit.asked_as, settings.PROFILE, settings.BASE_URL))
        key = f"doorstep:{hashlib.sha256(shows.encode()).hexdigest()}"
        kept: Kept | None = caches["pages"].get(key)
        if kept is not None:
            await kept.send_by(send)
            return
        heard: list[MutableMapping[str, Any]] = []

        async def listening(message: MutableMapping[str, Any]) -> None:
            heard.append(message)
            await send(message)

        await self.application({**scope, OPENED: door}, receive, listening)
        if heard and heard[0].get("status") == 200:
            made = Kept.of(list(heard[0]["headers"]), b"".join(part.get("body", b"") for part in heard[1:]))
            caches["pages"].set(key, made, HOUR)


class Counted:
    """Counts visits by one statement at a time; those that come meanwhile go together into the next one."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, bool, asyncio.Future[Door | None]]] = []
        self.working: asyncio.Task[None] | None = None
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="doorstep")

    async def open(self, code: str, *, counted: bool) -> Door | None:
        """As `outreach.actions.open_door`. Comes back after the commit; raises what the database raised."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Door | None] = loop.create_future()
        self.waiting.append((code, counted, answer))
        if self.working is None or self.working.done():
            self.working = loop.create_task(self._work())
        return await answer

    async def _work(self) -> None:
        while self.waiting:
            lot, self.waiting = self.waiting, []
            openings: Counter[str] = Counter()
            for code, counted, _ in lot:
                openings[code] += counted
            try:
                doors = await asyncio.get_running_loop().run_in_executor(self.thread, _opened, dict(openings))
            except Exception as problem:
                for _, _, answer in lot:
                    if not answer.done():
                        answer.set_exception(problem)
                continue
            for code, _, answer in lot:
                if not answer.done():
                    answer.set_result(doors.get(code))


def _opened(openings: dict[str, int]) -> dict[str, Door]:
    try:
        return open_doors(openings)
    finally:
        connection.close()  # back to the pool, which looks whether it still lives before it gives it out again
