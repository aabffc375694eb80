"""In front of the doorstep: what comes to the operator's short host (`link_base` of the profile) is sent to the same door here.

Leaflets of many years carry s.example.jp/jams_1; wherever that name leads to this server they work, whether new ones are printed so or not.
"""

import re
from urllib.parse import quote, urlsplit

from django.conf import settings

from enishi.common.profile import load_profile
from enishi.web.registration.doorstep import Application, Receive, Scope, Send

CODE = re.compile(r"/([A-Za-z0-9_]{2,32})/?")


class ShortHost:
    """The ASGI application around the doorstep."""

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = load_profile(settings.PROFILE).link_base if scope["type"] == "http" else ""
        if not host or host == urlsplit(settings.BASE_URL).hostname or _host_in(scope) != host:
            await self.application(scope, receive, send)
            return
        # Found, not moved for ever: the address behind it may change, and the visit is counted at the door.
        headers = [
            (b"location", door_of(scope["path"]).encode()),
            (b"content-length", b"0"),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": 302, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def door_of(path: str) -> str:
    """Where a path on the short host leads: a code to its door, however it was typed; anything else to the same path here."""
    found = CODE.fullmatch(path)
    return settings.BASE_URL + (f"/s/{found[1].lower()}" if found else quote("/" + path.lstrip("/")))


def _host_in(scope: Scope) -> str:
    """Without the port, in small letters."""
    names = [value for name, value in scope["headers"] if name.lower() == b"host"]
    return names[0].decode("latin-1").lower().partition(":")[0] if names else ""
