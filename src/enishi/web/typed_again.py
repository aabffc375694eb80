"""Forms that could not be taken come back filled: on the page where they stood, for their writer, without a script (ADR 0077)."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from enishi.accounts.models import TypedWords
from enishi.accounts.typed import COOKIE, forget, kept_for, may_be_kept, writer_of
from enishi.common.access import public
from enishi.web.components.refilling import refilled
from enishi.web.errors import anothers_form

Respond = Callable[[HttpRequest], HttpResponseBase]
_MAIN = re.compile(r"<main\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Here:
    """A kept form on a page. found: whether the page has its fields; rest: words for which it has none."""

    row: TypedWords
    found: bool
    rest: list[str]


class TypedAgain:
    """Stands inside the rules of access, so that it fills a page only for whoever may read it.

    A browser without the cookie costs nothing. Reading writes nothing: a form is wiped when it is sent and taken, when its
    writer says so, and by the hour (`keeping.jobs`).
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        browser = request.COOKIES.get(COOKIE, "")
        if not browser:
            return response
        if request.method == "POST":
            if getattr(request, "was_taken", False) and response.status_code < 400:
                forget(browser=browser, user=_reader(request), sent_to=request.path)
        elif _is_page(response):
            _fill(request, response, browser)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """A form that was drawn for one person is not taken from another who signed in meanwhile."""
        if request.method != "POST":
            return None
        writer, reader = writer_of(request.POST), _reader(request)
        if writer is not None and reader is not None and writer != reader and may_be_kept(request.path):
            return anothers_form(request, writer)
        request.was_taken = True  # type: ignore[attr-defined]
        return None


@public
@require_POST
def typed_forget(request: HttpRequest) -> HttpResponse:
    """The reader does not want back what was typed."""
    form, target = request.POST.get("form", ""), request.POST.get("next", "")
    if form.isascii() and form.isdecimal() and len(form) < 18:
        forget(browser=request.COOKIES.get(COOKIE, ""), user=_reader(request), only=int(form))
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return HttpResponseRedirect(target if is_ours else "/home")


def _reader(request: HttpRequest) -> int | None:
    return request.user.pk if request.user.is_authenticated else None


def _is_page(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "")
    return isinstance(response, HttpResponse) and response.status_code == 200 and kind.startswith("text/html")


def _fill(request: HttpRequest, response: Any, browser: str) -> None:
    rows = kept_for(browser=browser, user=_reader(request))
    if not rows:
        return
    page, here = response.content.decode(), []
    for row in (row for row in rows if urlsplit(row.page).path == request.path):
        page, one = _with(page, row, request)
        here.append(one)
    told = {
        "here": here,
        "elsewhere": [_words(row) for row in rows if urlsplit(row.page).path != request.path],
        "path": request.get_full_path(),
    }
    notice = render_to_string("components/typed_again.html", told, request)
    response.content = _MAIN.sub(lambda tag: tag[0] + notice, page, count=1)
    response["Cache-Control"] = "no-store"


def _words(row: TypedWords) -> Here:
    """What was typed, to be read where its own page cannot be opened any more."""
    return Here(row, False, refilled("", at="", sent_to=row.sent_to, fields=json.loads(row.fields)).rest)


def _with(page: str, row: TypedWords, request: HttpRequest) -> tuple[str, Here]:
    fields = json.loads(row.fields)
    looked = refilled(page, at=request.path, sent_to=row.sent_to, fields=fields)
    if not looked.found:
        return page, Here(row, False, looked.rest)
    before = render_to_string("components/typed_rest.html", {"row": row, "rest": looked.rest}, request)
    filled = refilled(
        page, at=request.path, sent_to=row.sent_to, fields=fields, before=before, anchor=f"typed-again-{row.pk}"
    )
    return filled.page, Here(row, True, looked.rest)
