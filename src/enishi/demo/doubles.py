"""What was entered twice: two physicians, a hospital that applied by itself and by telephone, an opening by two ways."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from enishi.accounts.models import User
from enishi.common.actor import Actor
from enishi.common.clock import ago
from enishi.common.workflow import Channel
from enishi.demo.applicants import Applicant
from enishi.demo.places import Place
from enishi.institutions.actions import register_institution
from enishi.openings.actions import draft_opening, terms_of
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.enums import ConsentKind, Delivery, PhysicianState
from enishi.physicians.registration import Registration, register_physician


def register_again(applicants: list[Applicant], desk: Actor) -> None:
    """Of the first two who seek work now and are not the pinned one."""
    seeking = _seeking(applicants)
    _again(next(seeking), desk, {"phone": "09000009911", "mail": "again@doctors.example.jp"}, days=3)
    _again(next(seeking), desk, {"phone": "09000009912", "family_name": "水無瀬", "family_kana": "みなせ"}, days=1)


def _seeking(applicants: list[Applicant]) -> Iterator[Applicant]:
    for applicant in applicants[1:]:
        if applicant.physician.state == PhysicianState.ACTIVE and applicant.registration.identity.get("birth_date"):
            yield applicant


def _again(applicant: Applicant, desk: Actor, new: dict[str, str], *, days: int) -> None:
    same = ("family_name", "given_name", "family_kana", "given_kana", "birth_date", "sex")
    identity = {k: v for k, v in applicant.registration.identity.items() if k in same} | new
    registration = Registration(
        identity=identity,
        wishes={"specialties": list(applicant.registration.wishes.get("specialties", [])), "days_max": 2},
        present=applicant.registration.present,
        consents=frozenset({ConsentKind.PLACEMENT}),
        delivery=Delivery.PAPER,
        shield_names=("みなもと会",),
    )
    with ago(timedelta(days=days)):
        register_physician(
            registration=registration, by=desk.by(Channel.PHONE), coordinator=User.objects.get(pk=desk.user_id)
        )


def enter_twice(places: list[Place], desk: Actor) -> None:
    """The third institution again under another spelling, with a draft of its own; and one of its openings once more by fax."""
    place = places[2]
    house = place.institution
    opening = Opening.objects.filter(institution=house, state=OpeningState.PUBLISHED).order_by("pk").first()
    if opening is None:
        return
    with ago(timedelta(days=4)):
        again = register_institution(
            name=house.name.replace("病院", "　病院"),
            by=desk.by(Channel.PHONE),
            corporation=house.corporation.name if house.corporation else "",
            group=house.corporation.group if house.corporation else "",
            kind=house.kind,
            municipality=house.municipality,
            address=house.address,
            phone=house.phone,
            contact_name="地域医療連携室",
        )
        draft_opening(institution=again, by=desk.by(Channel.PHONE), terms=_once_more(opening))
    with ago(timedelta(days=2)):
        draft_opening(institution=house, by=desk.by(Channel.FAX), terms=_once_more(opening))


def _once_more(opening: Opening) -> dict[str, Any]:
    """The same post in the words of whoever sent it the second time."""
    terms = terms_of(opening.current)
    return {**terms, "title": f"{terms['title']}（再送）"[:80], "honest_note": ""}
