"""From a signed-in person to an Actor: the current membership, chosen in the session when there are several."""

from django.http import HttpRequest

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import PARTY_OF, Role
from enishi.common.actor import Actor
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Party

SESSION_KEY = "membership"


def memberships_of(user: User) -> list[Membership]:
    held = _HELD.all(user=user.pk)
    for membership in held:
        membership.user = user  # known already: else every request asks once more for the name of who asks
    return held


_HELD = Worded(
    lambda: Membership.objects.in_force().filter(user=Given("user")).select_related("organisation").order_by("id")
)


def current_membership(request: HttpRequest) -> Membership | None:
    """The membership the person acts under now; the first one until another is chosen."""
    if not request.user.is_authenticated:
        return None
    held = memberships_of(request.user)
    chosen = request.session.get(SESSION_KEY)
    return next((m for m in held if m.pk == chosen), held[0] if held else None)


def actor_of(membership: Membership) -> Actor:
    role = Role(membership.role)
    return Actor(
        user_id=membership.user_id,
        party=PARTY_OF.get(role, Party.SYSTEM) if role in PARTY_OF else Party.SYSTEM,
        role=role.value,
        organisation_id=membership.organisation_id,
        name=membership.user.name,
    )
