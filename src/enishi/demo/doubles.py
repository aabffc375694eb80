"""Two physicians who registered again: one by telephone under a name from before, one with another mail address."""

from collections.abc import Iterator
from datetime import timedelta

from enishi.accounts.models import User
from enishi.common.actor import Actor
from enishi.common.clock import ago
from enishi.common.workflow import Channel
from enishi.demo.applicants import Applicant
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
