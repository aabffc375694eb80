"""What is the same for everybody and costly to draw, kept by this process for a while; and how often one address may ask for it.

Kept in memory and not in the database, because looking at a page writes nothing. A key names all that the drawing shows, so
that nothing stale is served; the time limit is for what no key can see.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from enishi.common.clock import today
from enishi.openings.search.index import newest_change

HOUR = 3600
TEN_MINUTES = 600
T = TypeVar("T")


class TooOften(Exception):
    """This address has had too many of these drawn within the hour."""


def state_of_the_data() -> str:
    """Another text whenever an opening, an institution or the map of areas is another one, and on every day. One small query."""
    return f"{today()}-{newest_change()}"


def drawn_once(request: HttpRequest, kind: str, key: str, draw: Callable[[], T], *, seconds: int = HOUR) -> T:
    """What was drawn for this key, else drawn now. kind: of settings.DRAWINGS_AN_HOUR. Raises TooOften."""
    pages = caches["pages"]
    found: T | None = pages.get(f"{kind}:{key}")
    if found is None:
        if is_too_often(request, kind):
            raise TooOften
        found = draw()
        pages.set(f"{kind}:{key}", found, seconds)
    return found


def is_too_often(request: HttpRequest, kind: str) -> bool:
    """Whether this address has asked for more of this kind within the hour than settings.DRAWINGS_AN_HOUR allows."""
    counter = f"drawn:{kind}:{get_client_ip(request)}:{int(time.time() // HOUR)}"
    pages = caches["pages"]
    pages.add(counter, 0, HOUR)
    return pages.incr(counter) > settings.DRAWINGS_AN_HOUR[kind]
