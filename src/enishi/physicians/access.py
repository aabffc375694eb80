"""The doors to a physician and, behind it, to the identity. Reading an identity writes the access log."""

from collections.abc import Iterable
from datetime import date

from django.http import Http404

from enishi.accounts.roles import DESK_ROLES, OFFICE_ROLES, Role
from enishi.audit.actions import record_reading, record_readings
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.merged import MergedAway
from enishi.common.worded import Given, Worded
from enishi.institutions.models import Institution
from enishi.physicians.enums import DisclosureLevel, PhysicianState
from enishi.physicians.models import DisclosureGrant, Identity, Physician


def physician_for(actor: Actor | None, number: str) -> Physician:
    """The physician with this number, if this actor may know that he or she exists; else 404.

    Raises MergedAway for staff who ask for a registration that was merged into another.
    """
    found = Physician.objects.visible_to(actor).select_related("coordinator").filter(number=number).first()
    if found is None:
        raise _led_on(actor, number) or Http404
    return found


def _led_on(actor: Actor | None, number: str) -> MergedAway | None:
    if actor is None or actor.role not in DESK_ROLES | OFFICE_ROLES:
        return None
    merged = Physician.objects.filter(number=number, state=PhysicianState.MERGED).first()
    return MergedAway(number, goes_on_as(merged).number) if merged else None


def goes_on_as(physician: Physician) -> Physician:
    """The registration under which this one goes on: itself, unless it was merged; merges may follow one another."""
    while physician.merged_into is not None:
        physician = physician.merged_into
    return physician


def all_of_person(physician: Physician) -> list[Physician]:
    """This registration and all that were merged into it, those merged into these too: what is held of one person."""
    found, waiting = [physician], [physician]
    while waiting:
        waiting = list(Physician.objects.filter(merged_into__in=waiting).order_by("pk"))
        found += waiting
    return found


def own_record(actor: Actor) -> Physician:
    """The physician who is signed in."""
    found = Physician.objects.visible_to(actor).select_related("coordinator").first()
    if found is None or actor.role != Role.PHYSICIAN:
        raise Http404
    return found


def identity_of(physician: Physician, *, by: Actor) -> Identity:
    """Level 3: name, birth date, contact. Physicians read their own without a log entry; every other reading is logged.

    The caller has already come through `physician_for` or a candidacy with a live disclosure. One page that asks for the
    same identity in several places, with the same row in its hands, is one reading.
    """
    reader = (by.user_id, by.role, by.organisation_id)
    known: set[tuple[int | None, str, int | None]] = physician.__dict__.setdefault("_read_by", set())
    if (by.user_id is None or physician.user_id != by.user_id) and reader not in known:
        record_reading(by=by, what="identity", object_type="physician", object_number=physician.number, level=3)
        known.add(reader)
    return physician.identity


def identities_of(physicians: Iterable[Physician], *, by: Actor, names_only: bool = False) -> dict[int, Identity]:
    """Level 3 for a list: identities by primary key of the physician, every reading logged; two queries whatever the number.

    names_only: nothing but the names is deciphered, which is most of the time a long list takes.
    """
    number_of = {p.pk: p.number for p in physicians}
    rows = (_NAMES if names_only else _IDENTITIES).all(physicians=list(number_of))
    found = {i.physician_id: i for i in rows}
    record_readings(by=by, what="identity", object_type="physician", object_numbers=number_of.values(), level=3)
    return found


_IDENTITIES = Worded(lambda: Identity.objects.filter(physician__pk__any_of=Given("physicians")))
_NAMES = Worded(
    lambda: Identity.objects.filter(physician__pk__any_of=Given("physicians")).only(
        "physician_id", "family_name", "given_name"
    )
)


def disclosed_level(physician: Physician, institution: Institution, on: date | None = None) -> DisclosureLevel | None:
    """The level in force for this institution, None if the physician has not consented to anything."""
    found = _LIVE_LEVEL.first(physician=physician.pk, institution=institution.pk, day=on or today())
    return DisclosureLevel(found) if found else None


_LIVE_LEVEL = Worded(
    lambda: (
        DisclosureGrant.objects.filter(
            physician=Given("physician"), institution=Given("institution"), withdrawn_at=None, until__gte=Given("day")
        )
        .order_by("-level")
        .values_list("level", flat=True)[:1]
    )
)
