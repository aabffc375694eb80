"""Pages of a talk that learn by themselves that something was written: server-sent events, without a word of what it was.

A page that listens holds no connection to the database: one task a process listens to PostgreSQL for all of them. An
account may hold a few streams at once; a stream ends after some minutes and the browser opens it again, with a fresh look at
who may read the talk. Everything works without it: the page has a plain link that loads it anew.
"""

import asyncio
import json
import logging
from collections import Counter, defaultdict
from collections.abc import AsyncIterator

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse

from enishi.candidacies.models import Candidacy
from enishi.candidacies.news import CHANNEL, version_of

log = logging.getLogger("enishi.web")
STREAMS_AN_ACCOUNT = 3
KEEP_ALIVE = 20  # seconds; proxies close what is silent for longer
LIFE = 600  # seconds
RETRY = 5_000  # milliseconds until the browser opens a closed stream again
EVENTS = "text/event-stream"


class Hub:
    """What one process knows: who listens to which talk, and the one connection that hears of changes."""

    def __init__(self) -> None:
        self.listeners: dict[int, set[asyncio.Event]] = defaultdict(set)
        self.streams: Counter[int] = Counter()
        self._task: asyncio.Task[None] | None = None
        self._hears = asyncio.Event()

    async def ready(self) -> None:
        """Returns once changes are heard, or after a moment if the database cannot be reached now."""
        if self._task is None or self._task.done():
            self._hears.clear()
            self._task = asyncio.create_task(self._listen())
        try:
            await asyncio.wait_for(self._hears.wait(), 3)
        except TimeoutError:
            log.warning("changes of talks are not heard of at the moment")

    async def _listen(self) -> None:
        """Listens for ever, for as long as anybody does; after a break everybody looks anew."""
        while any(self.streams.values()):
            try:
                async with await psycopg.AsyncConnection.connect(**_address(), autocommit=True) as heard:
                    await heard.execute(f"LISTEN {CHANNEL}")
                    self._hears.set()
                    self._wake_all()
                    while any(self.streams.values()):
                        async for notify in heard.notifies(timeout=KEEP_ALIVE):
                            self._wake(int(notify.payload))
            except (psycopg.Error, OSError):
                self._hears.clear()
                await asyncio.sleep(2)

    def _wake(self, candidacy: int) -> None:
        for event in self.listeners.get(candidacy, ()):
            event.set()

    def _wake_all(self) -> None:
        for candidacy in list(self.listeners):
            self._wake(candidacy)


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def _hub() -> Hub:
    """One for each event loop; a server has one."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        for gone in [known for known in _hubs if known.is_closed()]:
            del _hubs[gone]
        _hubs[loop] = Hub()
    return _hubs[loop]


def _address() -> dict[str, str]:
    """Where the database is, without the pool of the process."""
    given = settings.DATABASES["default"]
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {there: str(given[here]) for here, there in names.items() if given.get(here)}


def events(request: HttpRequest, candidacy: Candidacy) -> HttpResponse:
    """The stream of one talk for somebody who may read it; asked for plainly, the version of the talk as JSON."""
    if EVENTS not in request.headers.get("Accept", ""):
        return JsonResponse({"version": version_of(candidacy.pk)})
    user = request.user.pk or 0
    if not isinstance(request, ASGIRequest):
        return HttpResponse(status=204)  # a server that holds a thread for each answer cannot hold streams
    if sum(hub.streams[user] for hub in _hubs.values()) >= STREAMS_AN_ACCOUNT:
        return HttpResponse(status=204)  # the browser then asks no more; the page has its link
    seen = request.GET.get("v", "")
    stream = _changes(candidacy.pk, user, int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 18 else 0)
    response = StreamingHttpResponse(stream, content_type=EVENTS)
    response["Cache-Control"] = "no-store, private"
    response["X-Accel-Buffering"] = "no"
    if not connection.in_atomic_block:
        connection.close()  # the stream lasts for minutes and asks the database nothing
    return response


async def _changes(candidacy: int, user: int, seen: int) -> AsyncIterator[str]:
    """`changed` with the version of the talk whenever it is higher than what the page has seen."""
    hub, changed = _hub(), asyncio.Event()
    hub.streams[user] += 1
    hub.listeners[candidacy].add(changed)
    until = asyncio.get_running_loop().time() + LIFE
    try:
        yield f"retry: {RETRY}\n\n"
        await hub.ready()
        changed.set()  # what was written between the page and now
        while asyncio.get_running_loop().time() < until:
            try:
                await asyncio.wait_for(changed.wait(), KEEP_ALIVE)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            changed.clear()
            version = await sync_to_async(_version_now, thread_sensitive=False)(candidacy)
            if version > seen:
                seen = version
                yield f"event: changed\ndata: {json.dumps({'version': version})}\n\n"
    finally:
        hub.listeners[candidacy].discard(changed)
        if not hub.listeners[candidacy]:
            del hub.listeners[candidacy]
        hub.streams[user] -= 1


def _version_now(candidacy: int) -> int:
    """One question to the database; the connection goes back at once. A database that is away is asked again later."""
    try:
        return version_of(candidacy)
    except Exception:
        log.exception("the version of a talk cannot be read")
        return 0
    finally:
        connection.close()
