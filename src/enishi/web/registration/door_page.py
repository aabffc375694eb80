"""The page of a society's door, drawn once for all visitors without a session, each with a form token of their own."""

import hashlib
import re

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from enishi.outreach.actions import Door
from enishi.outreach.paper_codes import shown
from enishi.web.context import letters_of
from enishi.web.kept import HOUR

TEMPLATE = "registration/landing.html"
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]+(?=")')
Pieces = tuple[bytes, ...]


def page_of_door(request: HttpRequest, door: Door) -> HttpResponse:
    """A mailing to thousands of members brings all of them here within minutes, to one and the same page.

    It is kept in pieces, cut where the token stands that only its own visitor may send back. The key names all that the page
    shows: what the database says of the door right now, the operator and the size of the letters. Who has a session (and so
    perhaps a name in the menu), or came by another way of writing the address, gets a page of their own.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES or request.get_full_path() != f"/s/{door.code}":
        return HttpResponse(_drawn(request, door))
    pages = caches["pages"]
    shown_by = repr((door, settings.PROFILE, settings.BASE_URL, letters_of(request)))
    key = f"door:{hashlib.sha256(shown_by.encode()).hexdigest()}"
    pieces: Pieces | None = pages.get(key)
    if pieces is None:
        pieces = tuple(TOKEN.split(_drawn(request, door).encode()))
        pages.set(key, pieces, HOUR)
    return HttpResponse(get_token(request).encode().join(pieces))


def _drawn(request: HttpRequest, door: Door) -> str:
    return render_to_string(TEMPLATE, {"door": door, "paper_code": shown(door.paper_code)}, request)
