"""The addresses around the board of a talk, the same in every room; see routes.py.

`urls_around(room)` gives, under the room's path: /notes · /notes/<id>/drop · /papers · /papers/<id> · /papers/<id>/back ·
/events; `common_urls(room)` /answers/<id>/common, of the rooms whose people word an institution's common answers;
`held_urls(room)` /held/<id>, of the desk alone.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from enishi.candidacies.models import Candidacy
from enishi.web.talk import extra_views as views
from enishi.web.talk.live import events
from enishi.web.talk.routes import Room, route


def urls_around(room: Room) -> list[URLPattern]:
    """Named `<name>_notes`, `_note_drop`, `_papers`, `_paper`, `_paper_back`, `_events`."""
    return [
        route(room, "notes", "notes", lambda r, c, back: views.post_note(r, c, f"{back}#notes", room.show)),
        route(
            room,
            "notes/<int:note_id>/drop",
            "note_drop",
            lambda r, c, back, note_id: views.drop_note(r, c, note_id, f"{back}#notes"),
        ),
        route(room, "papers", "papers", lambda r, c, back: views.post_paper(r, c, f"{back}#papers", room.show)),
        route(room, "papers/<int:paper_id>", "paper", _open_paper, reads=True),
        route(
            room,
            "papers/<int:paper_id>/back",
            "paper_back",
            lambda r, c, back, paper_id: views.take_paper_back(r, c, paper_id, f"{back}#papers"),
        ),
        route(room, "events", "events", _events, reads=True),
    ]


def common_urls(room: Room) -> list[URLPattern]:
    """Named `<name>_common`."""
    return [
        route(
            room,
            "answers/<int:answer_id>/common",
            "common",
            lambda r, c, back, answer_id: views.post_common(r, c, answer_id, f"{back}#common", room.show),
        )
    ]


def held_urls(room: Room) -> list[URLPattern]:
    """Named `<name>_held`."""
    return [
        route(
            room,
            "held/<int:held_id>",
            "held",
            lambda r, c, back, held_id: views.decide_held(r, c, held_id, f"{back}#held"),
        )
    ]


def _open_paper(request: HttpRequest, candidacy: Candidacy, back: str, paper_id: int) -> HttpResponse:
    return views.open_paper(request, candidacy, paper_id)


def _events(request: HttpRequest, candidacy: Candidacy, back: str) -> HttpResponse:
    return events(request, candidacy)
