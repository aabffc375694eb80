"""Pages for what went wrong: what happened, what to do, whom to call. Never a person's data, never a bare code."""

import unicodedata
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import ResolverMatch, is_valid_path
from django.utils.encoding import iri_to_uri
from django.views.decorators.csrf import requires_csrf_token

from enishi.accounts.external import EXTERNAL_RULES
from enishi.accounts.middleware import to_sign_in
from enishi.accounts.typed import COOKIE, keep, refused_in, remember_browser, writer_of
from enishi.common.access import rule_of
from enishi.common.answering import page_at_or_above
from enishi.web.components.limits import may_look_up
from enishi.web.context import operator

METHODS = ("GET", "HEAD", "POST")
NOT_OF_AN_ADDRESS = " /。、．，.,;:：；」』）】〉》)]}>\"'"
"""What sentences, brackets and copying leave at the end of an address; none of ours ends so."""


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person may not see this page. The exception's words are for the log and never shown."""
    return render(request, "errors/403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or one this person may not know of; both look the same.

    An address with the end of a sentence on it, or typed in wide letters, leads to the page that was meant.
    """
    if request.method in ("GET", "HEAD") and (meant := _meant(request.path)):
        return HttpResponseRedirect(iri_to_uri(meant))
    return render(request, "errors/404.html", status=404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the page that was sent is too old or cookies are off; nothing was saved and nothing is lost.

    What was typed is kept for its writer (`accounts.typed`), and the page leads back to the form filled with it.
    """
    reader = request.user.pk if request.user.is_authenticated else None
    writer = writer_of(request.POST)
    if writer is not None and reader is None:
        return to_sign_in(request)
    if not may_look_up(request, "typed"):
        return render(request, "errors/csrf.html", {"no_cookies": not request.COOKIES}, status=403)
    return _not_taken(request, writer or reader)


def anothers_form(request: HttpRequest, writer: int) -> HttpResponse:
    """403: a form that was drawn for one person and sent when another had signed in, in another window of the browser."""
    return _not_taken(request, writer)


def _not_taken(request: HttpRequest, writer: int | None) -> HttpResponse:
    refused = refused_in(request, writer=writer)
    context = {
        "kept": refused,
        "no_cookies": not request.COOKIES,
        "is_anothers": request.user.is_authenticated and writer != request.user.pk,
    }
    response = render(request, "errors/csrf.html", context, status=403)
    response["Cache-Control"] = "no-store"
    if refused is not None:
        remember_browser(request, response, keep(refused, browser=request.COOKIES.get(COOKIE, "")), writer)
    return response


@requires_csrf_token
def too_many(request: HttpRequest) -> HttpResponse:
    """429: more tries at signing in than the limit allows."""
    return render(request, "errors/429.html", status=429)


@requires_csrf_token
def not_opened(request: HttpRequest) -> HttpResponse:
    """405: an address behind a button was opened like a page (after signing in, from a bookmark); nothing was done.

    The page leads to the nearest one above that this reader may open.
    """
    membership = getattr(request, "membership", None)
    role = membership.role if membership else None

    def may_open(match: ResolverMatch) -> bool:
        rule = rule_of(match.func) or EXTERNAL_RULES.get(match.view_name)
        return rule is not None and (rule.allows(role) or (rule.signed_in and request.user.is_authenticated))

    response = render(request, "errors/405.html", {"above": page_at_or_above(request.path, may_open)}, status=405)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read. Rendered without the request, whose host or session may be the fault."""
    return _plain("errors/400.html", status=400, too_long=isinstance(exception, RequestDataTooBig))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without the request, so that a broken session or database cannot break this page too."""
    return _plain("errors/500.html", status=500)


def _meant(path: str) -> str:
    """The address of ours that this one is a slip of; "" if there is none. What follows a ? is left behind."""
    tidy = unicodedata.normalize("NFKC", path).rstrip(NOT_OF_AN_ADDRESS)
    found = (one for one in (tidy, f"{tidy}/") if one != path and not one.startswith("//") and is_valid_path(one))
    return next(found, "")


def _plain(template: str, *, status: int, **more: object) -> HttpResponse:
    response = HttpResponse(render_to_string(template, {"profile": operator(), **more}), status=status)
    response["Cache-Control"] = "no-store"
    return response


class KnownMethods:
    """Pages are read and forms are sent; no page of ours knows anything else, and none is drawn for it."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
        return self.respond(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)


class NeverBlank:
    """Whoever opens an address that can only be pressed reads a page that says so, not an empty one.

    The status stays 405 with its Allow; a method that no page knows (`KnownMethods`) and a wrong POST keep their bare answer.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if not isinstance(response, HttpResponseNotAllowed) or request.method not in ("GET", "HEAD"):
            return response
        page = not_opened(request)
        page["Allow"] = response["Allow"]
        return page


class UnreadableText:
    """A NUL sent in an address or a form is no text to PostgreSQL, neither to look up nor to store: 400, wherever it came up.

    Fields of forms refuse it themselves; this is for addresses and for what views read without a form.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        said = str(exception)
        is_nul = isinstance(exception, DataError) and ("(0x00)" in said or "\\u0000" in said)
        return bad_request(request, exception) if is_nul else None
