"""The addresses of a talk, the same in every room.

    urlpatterns += urls_for(Room(path="/talks/<str:number>", base="/my/talks/{number}", name="my_talk",
                                 roles=(Role.PHYSICIAN,), show=views.talk_page))

gives, under `path`: /questions · /letters · /questions/<id>/answers · /questions/<id>/clauses · /clauses · /clauses/<no>/accept ·
/clauses/<no>/withdraw, all POST; somebody who comes back to such an address by GET is led to the room.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from enishi.accounts.roles import Role
from enishi.candidacies.access import candidacy_for
from enishi.candidacies.models import Candidacy
from enishi.common.access import roles
from enishi.web.talk import views

Act = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Room:
    """path: below the section's prefix, with `<str:number>`; base: the whole address of the room's page with `{number}`.

    show: draws the room's page with a form that was refused (see `views.Show`).
    """

    path: str
    base: str
    name: str
    roles: tuple[Role, ...]
    show: views.Show

    def base_of(self, candidacy: Candidacy) -> str:
        return self.base.format(number=candidacy.number)


def urls_for(room: Room) -> list[URLPattern]:
    """The first addresses of a talk in one room (more: extras.py), named `<name>_questions`, `_letters`, `_answers`, `_clauses`, `_loose`, `_accept`, `_withdraw`."""
    return [
        route(room, "questions", "questions", lambda r, c, back: views.post_question(r, c, back, room.show)),
        route(room, "letters", "letters", lambda r, c, back: views.post_letter(r, c, f"{back}#letters", room.show)),
        route(
            room,
            "questions/<int:question_id>/answers",
            "answers",
            lambda r, c, back, question_id: views.post_answer(r, c, question_id, _topic(back, question_id), room.show),
        ),
        route(
            room,
            "questions/<int:question_id>/clauses",
            "clauses",
            lambda r, c, back, question_id: views.post_clause(r, c, _topic(back, question_id), room.show, question_id),
        ),
        route(room, "clauses", "loose", lambda r, c, back: views.post_clause(r, c, back, room.show)),
        route(
            room,
            "clauses/<int:no>/accept",
            "accept",
            lambda r, c, back, no: views.accept_clause(r, c, no, f"{back}#talk", room.show),
        ),
        route(
            room,
            "clauses/<int:no>/withdraw",
            "withdraw",
            lambda r, c, back, no: views.withdraw_clause(r, c, no, f"{back}#talk", room.show),
        ),
    ]


def _topic(back: str, question_id: int) -> str:
    """The page of the talk on which this topic stands."""
    return f"{back}?t={question_id}#t{question_id}"


def route(room: Room, tail: str, name: str, act: Act, *, reads: bool = False) -> URLPattern:
    """One address of a talk. reads: it is opened by GET; else only posts act, and a visit by GET is led to the room."""

    @roles(*room.roles)
    @never_cache
    def view(request: HttpRequest, number: str, **given: Any) -> HttpResponse:
        candidacy = candidacy_for(request.actor, number)  # type: ignore[attr-defined]
        back = room.base_of(candidacy)
        if reads and request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not reads and request.method != "POST":
            return redirect(back)
        return act(request, candidacy, back, **given)

    return path(f"{room.path}/{tail}", view, name=f"{room.name}_{name}")
