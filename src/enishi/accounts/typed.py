"""What somebody typed into a form that could not be taken because the session or the token of the form had run out (ADR 0077).

Every form says by a signed mark who was signed in when it was drawn; so what is kept belongs to the writer of the form, not to
whoever happens to be signed in when it arrives. It lies here encrypted for some hours, and comes out only in the same browser
(a random cookie of which the digest is kept) and only for the same person; what a visitor typed, only for a visitor.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from enishi.accounts.models import TypedWords
from enishi.common.answering import page_at_or_above
from enishi.common.clock import now, today
from enishi.law.parameters import value

COOKIE = "typed"
MARK = "written_by"
TOKEN = "csrfmiddlewaretoken"
LONGEST = 400_000
"""Letters of one form that are kept; a longer one is more than anybody types."""
MOST_FORMS = 8
"""Forms kept at a time for one browser; the oldest makes room."""
NEVER = re.compile(r"pass(word)?|secret|otp|credential|^code$|token|one.?time", re.IGNORECASE)
"""Names of fields that are never kept: what lets somebody in."""
_KEY = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
_NEVER_FROM = ("/login", "/accounts/", "/sign-in/", "/settings/", "/dev/", "/home/choose")
_signer = Signer(salt="enishi.accounts.typed")

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was not taken. sent_to: its address; page: where it stood, with its query."""

    sent_to: str
    page: str
    fields: Fields
    writer: int | None


def mark_of(user: int) -> str:
    """What a form drawn for this person carries in the field `MARK`."""
    return _signer.sign(str(user))


def writer_of(form: Mapping[str, str]) -> int | None:
    """Whose form it is: the key of the person it was drawn for, None for a visitor's or a forged mark."""
    try:
        return int(_signer.unsign(form.get(MARK, "")))
    except (BadSignature, ValueError):
        return None


def fields_of(form: QueryDict) -> Fields:
    """What was typed or chosen, by the field's name; without tokens, keys of once and whatever lets somebody in."""
    kept = {
        name: values
        for name, values in ((name, [str(v) for v in values]) for name, values in form.lists())
        if name not in (MARK, TOKEN) and not NEVER.search(name) and not all(_KEY.fullmatch(v) for v in values)
    }
    return kept if any(v.strip() for values in kept.values() for v in values) else {}


def refused_in(request: HttpRequest, *, writer: int | None) -> Refused | None:
    """The form in a POST that was not taken; None where there is nothing to keep, or where another site sent it."""
    if not may_be_kept(request.path) or not _from_here(request):
        return None
    fields = fields_of(request.POST)
    if not fields or sum(len(v) for values in fields.values() for v in values) > LONGEST:
        return None
    return Refused(request.path, _page_of(request), fields, writer)


def remember_browser(request: HttpRequest, response: HttpResponseBase, token: str, writer: int | None) -> None:
    """The cookie by which the same browser is known again; no script reads it, no other site sends it."""
    response.set_cookie(COOKIE, token, max_age=life(writer), secure=request.is_secure(), httponly=True, samesite="Lax")


def _from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent it; a browser that says neither where from nor which page is not believed."""
    sources = [said for said in (request.headers.get("Origin"), request.headers.get("Referer")) if said]
    here = {request.get_host()}
    return bool(sources) and all(url_has_allowed_host_and_scheme(said, here, request.is_secure()) for said in sources)


def _page_of(request: HttpRequest) -> str:
    """The page on which the form stood: where the browser says it came from, else the one at or above its address."""
    came = urlsplit(request.headers.get("Referer", ""))
    page = page_at_or_above(came.path) if came.path.startswith("/") and not came.path.startswith("//") else ""
    if page and page == came.path and may_be_kept(page):
        return f"{page}?{came.query}" if came.query else page
    return (page if page and may_be_kept(page) else "") or page_at_or_above(request.path) or "/home"


def may_be_kept(path: str) -> bool:
    """Not what is sent to sign in, nor a setting of the page."""
    return "\x00" not in path and not path.startswith(_NEVER_FROM)


def life(writer: int | None) -> timedelta:
    """How long it is kept; a visitor, whom only the browser knows, has much less."""
    if writer is None:
        return timedelta(minutes=value("typed_words_visitor_minutes", today()))
    return timedelta(hours=value("typed_words_hours", today()))


@transaction.atomic
def keep(refused: Refused, *, browser: str) -> str:
    """Keep the form; → the browser's token, a new one if it had none. The same form sent again takes the place of the first."""
    token = browser or secrets.token_urlsafe(24)
    TypedWords.objects.update_or_create(
        browser=_digest(token),
        user_id=refused.writer,
        sent_to=refused.sent_to[:300],
        defaults={
            "page": refused.page[:500],
            "fields": json.dumps(refused.fields, ensure_ascii=False),
            "made_at": now(),
            "expires_at": now() + life(refused.writer),
        },
    )
    mine = TypedWords.objects.filter(browser=_digest(token)).order_by("-made_at", "-pk").values_list("pk", flat=True)
    TypedWords.objects.filter(pk__in=list(mine[MOST_FORMS:])).delete()
    return token


def kept_for(*, browser: str, user: int | None) -> list[TypedWords]:
    """What this person typed in this browser and may see again, the newest first; a visitor: what a visitor typed."""
    if not browser:
        return []
    rows = TypedWords.objects.filter(browser=_digest(browser), user_id=user, expires_at__gt=now())
    return list(rows.order_by("-made_at", "-pk"))


def forget(*, browser: str, user: int | None, sent_to: str | None = None, only: int | None = None) -> int:
    """Wipe it, because it was taken now or is not wanted; how many forms. sent_to, only: that one alone."""
    rows = TypedWords.objects.filter(browser=_digest(browser), user_id=user)
    if sent_to is not None:
        rows = rows.filter(sent_to=sent_to[:300])
    if only is not None:
        rows = rows.filter(pk=only)
    return rows.delete()[0]


def forget_what_is_over() -> int:
    """Every hour: what nobody came back for."""
    return TypedWords.objects.filter(expires_at__lte=now()).delete()[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
