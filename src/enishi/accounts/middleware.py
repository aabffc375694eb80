"""Who is asking, has the second factor been passed, and may this role open this view: in that order."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from enishi.accounts.access import actor_of, current_membership
from enishi.accounts.external import EXTERNAL_RULES
from enishi.accounts.roles import STAFF_ROLES, Role
from enishi.accounts.typed import COOKIE, keep, refused_in, remember_browser, writer_of
from enishi.common.access import AccessRule, rule_of
from enishi.common.answering import page_at_or_above

Respond = Callable[[HttpRequest], HttpResponse]


class CurrentActor:
    """Sets request.membership and request.actor (None for a visitor or a person without any role)."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.membership = current_membership(request)  # type: ignore[attr-defined]
        request.actor = actor_of(request.membership) if request.membership else None  # type: ignore[attr-defined]
        return self.respond(request)


class SecondFactor:
    """Staff reach nothing before a second factor is set up; once it is, allauth asks for it at every sign-in."""

    OPEN = ("/accounts/2fa/", "/accounts/reauthenticate/", "/accounts/logout/", "/static/", "/settings/")

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        membership = request.membership  # type: ignore[attr-defined]
        if (
            membership
            and Role(membership.role) in STAFF_ROLES
            and not request.path.startswith(self.OPEN)
            and not is_mfa_enabled(request.user)
        ):
            return redirect("/accounts/2fa/")
        return self.respond(request)


class DenyByDefault:
    """A view without a rule is closed to everyone; a visitor is asked to sign in, another role is refused."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        rule = rule_for(request, view)
        if rule is None:
            raise PermissionDenied(f"no access rule is declared for {request.resolver_match}")
        membership = request.membership  # type: ignore[attr-defined]
        if rule.allows(membership.role if membership else None):
            return None
        if rule.signed_in and request.user.is_authenticated:
            return None
        if not request.user.is_authenticated:
            return to_sign_in(request)
        raise PermissionDenied


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, which leads on to what can be read: for a button alone, to the page above it.

    What was sent without being signed in is not done, and the sign-in page says so (`undone`). What was typed into a form that
    was drawn for somebody is kept for that person, and the way leads back to it (`accounts.typed`).
    """
    if request.method != "POST":
        return redirect(_sign_in(request, ""))
    writer = writer_of(request.POST)
    refused = refused_in(request, writer=writer) if writer is not None else None
    if refused is None:
        return redirect(_sign_in(request, "1"))
    token = keep(refused, browser=request.COOKIES.get(COOKIE, ""))
    response = redirect(_sign_in(request, "kept", refused.page))
    remember_browser(request, response, token, writer)
    return response


def _sign_in(request: HttpRequest, undone: str, page: str = "") -> str:
    above = page_at_or_above(request.path)
    following = page or (request.get_full_path() if above == request.path else above or "/home")
    return f"/login?{urlencode({'next': following} | ({'undone': undone} if undone else {}))}"


def rule_for(request: HttpRequest, view: Callable[..., Any]) -> AccessRule | None:
    name = request.resolver_match.view_name if request.resolver_match else None
    return rule_of(view) or EXTERNAL_RULES.get(name or "")
