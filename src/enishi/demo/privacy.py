"""Whom the pinned physician hides from, one shield of each kind, and who has opened his data so far."""

from collections.abc import Iterator
from datetime import timedelta

from enishi.accounts.roles import Role
from enishi.areas.models import Prefecture
from enishi.common.actor import Actor
from enishi.common.clock import ago
from enishi.common.workflow import Party
from enishi.demo.places import Place
from enishi.institutions.models import Institution
from enishi.physicians.access import identity_of
from enishi.physicians.actions import add_shield
from enishi.physicians.enums import ShieldKind
from enishi.physicians.models import Physician
from enishi.physicians.shield import family_of

DEPARTMENT = "見本大学 第二内科"
FAR = "47"
"""Okinawa: nobody of the pinned stories talks with anybody there."""
OPENED = ((112, 2), (60, 1), (9, 3), (1, 2))
"""Days ago, and how often on that day, the coordinator opened the data."""


def protect(physician: Physician, places: list[Place]) -> None:
    """Every kind of shield, against people with whom he talks about nothing."""
    himself = Actor(physician.user_id, Party.PHYSICIAN, Role.PHYSICIAN.value)
    strangers = _strangers(physician, places)
    add_shield(physician=physician, by=himself, institution=next(strangers))
    corporation = next(strangers).corporation
    add_shield(physician=physician, by=himself, kind=ShieldKind.CORPORATION, corporation=corporation)
    sent_by = next(strangers)
    Institution.objects.filter(pk=sent_by.pk).update(affiliations=[DEPARTMENT])
    add_shield(physician=physician, by=himself, kind=ShieldKind.DEPARTMENT, name=DEPARTMENT)
    add_shield(physician=physician, by=himself, kind=ShieldKind.GROUP, name="明けの明星グループ")
    okinawa = Prefecture.objects.get(code=FAR)
    if not set(_partners(physician)) & {p.institution.pk for p in places if p.prefecture == FAR}:
        add_shield(physician=physician, by=himself, kind=ShieldKind.AREA, prefecture=okinawa)


def open_data(physician: Physician, by: Actor, member: Actor) -> None:
    """What the access log has to tell: the coordinator over the months, and the institution that may read the name."""
    for days, times in OPENED:
        for minutes in range(times):
            with ago(timedelta(days=days, minutes=17 * minutes)):
                identity_of(Physician.objects.get(pk=physician.pk), by=by)
    with ago(timedelta(hours=20)):
        identity_of(Physician.objects.get(pk=physician.pk), by=member)


def _strangers(physician: Physician, places: list[Place]) -> Iterator[Institution]:
    """One institution of each family without a talk of his, from the end of the list."""
    seen = {m.institution for m in family_of(_partners(physician))}
    for place in reversed(places):
        if place.institution.pk not in seen and place.prefecture != FAR:
            seen |= {m.institution for m in family_of([place.institution.pk])}
            yield place.institution


def _partners(physician: Physician) -> list[int]:
    return list(physician.candidacies.values_list("opening__institution", flat=True))
