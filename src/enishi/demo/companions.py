"""Two physicians of the demo who move together or not at all: the one who signs in, and a colleague."""

from enishi.accounts.roles import Role
from enishi.candidacies.enums import State
from enishi.candidacies.joint import link_talks, wish_companion
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.workflow import Party
from enishi.physicians.models import Physician

TALKING = (State.DIALOGUE, State.TERMS, State.VISITED)


def move_together(himself: Physician, coordinator: Actor) -> None:
    """Both name each other by number, and the coordinator links a talk of each. Nothing if either has no talk that runs."""
    own = Candidacy.objects.filter(physician=himself, state__in=TALKING).order_by("pk").first()
    if own is None:
        return
    others = Candidacy.objects.filter(state__in=TALKING, physician__user__isnull=False).exclude(physician=himself)
    near = others.filter(opening__institution__municipality__prefecture=own.opening.institution.municipality.prefecture)
    other = near.order_by("pk").first() or others.order_by("pk").first()
    if other is None:
        return
    for one, named in ((himself, other.physician), (other.physician, himself)):
        by = Actor(one.user_id, Party.PHYSICIAN, Role.PHYSICIAN)
        wish_companion(physician=one, number=named.number, by=by)
    link_talks(candidacies=[own, other], by=coordinator, knowingly=True)
