"""An address with the number of a record that goes on under another leads whoever may see that one to its same page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES
from enishi.common.actor import Actor
from enishi.common.merged import MergedAway

Respond = Callable[[HttpRequest], HttpResponse]


class LedOn:
    """Reading is led to the same page under the new number. What was sent is not done: it was meant for another record."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if not isinstance(exception, MergedAway) or match is None or exception.number not in match.kwargs.values():
            return None
        if request.method in ("GET", "HEAD") and len(match.kwargs) == 1:
            goes_on = dict.fromkeys(match.kwargs, exception.goes_on)
            return HttpResponseRedirect(reverse(match.view_name, kwargs=goes_on))
        if request.method == "POST":
            messages.error(
                request,
                f"{exception.number} は、{exception.goes_on} と一つになりました。まだ何も保存していません。"
                "この画面の内容を確かめてから、もう一度お願いします。",
            )
        return HttpResponseRedirect(reverse(_home(request, exception.kind), args=[exception.goes_on]))


def _home(request: HttpRequest, kind: str) -> str:
    """The page of such a record in the room of whoever asked."""
    actor: Actor | None = getattr(request, "actor", None)
    if kind == "physician" or (actor is not None and actor.role in DESK_ROLES | OFFICE_ROLES):
        return {"physician": "desk_doctor", "institution": "desk_institution", "opening": "desk_opening"}[kind]
    if kind == "institution":
        return "public_institution"
    return "inst_opening" if actor is not None and actor.role in INSTITUTION_ROLES else "opening"
