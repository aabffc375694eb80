"""The doors to check-ins and placements: each side its own, the desk all."""

from django.db.models import QuerySet
from django.http import Http404

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, Role
from enishi.aftercare.models import CheckIn
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Placement
from enishi.common.actor import Actor
from enishi.common.workflow import Party

PLACED = (State.CONTRACTED, State.WORKING, State.SETTLED, State.LEFT)


def checkins_of(actor: Actor) -> QuerySet[CheckIn]:
    """Those this actor may know of: a side only its own, and only of talks it may see."""
    rows = CheckIn.objects.select_related("placement__candidacy__opening__institution", "placement__candidacy__owner")
    if actor.role in DESK_ROLES:
        return rows
    if actor.role == Role.PHYSICIAN:
        return rows.filter(side=Party.PHYSICIAN, placement__candidacy__in=Candidacy.objects.visible_to(actor))
    if actor.role in INSTITUTION_ROLES:
        return rows.filter(side=Party.INSTITUTION, placement__candidacy__in=_placed_at(actor))
    return rows.none()


def checkin_for(actor: Actor, pk: int) -> CheckIn:
    found = checkins_of(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def placements_of(actor: Actor) -> QuerySet[Placement]:
    """Employments this actor may see: contracted, running or over, the newest first."""
    inside = actor.role in INSTITUTION_ROLES
    seen = _placed_at(actor) if inside else Candidacy.objects.visible_to(actor).filter(state__in=PLACED)
    rows = Placement.objects.filter(candidacy__in=seen).select_related(
        "candidacy__opening__institution", "candidacy__opening__current"
    )
    return rows.order_by("-starts_on", "-pk")


def _placed_at(actor: Actor) -> QuerySet[Candidacy]:
    """Who was placed at this actor's institution, by number: the employment was its own, also after the talk is closed to it.

    Nobody who hides from any institution the actor works for.
    """
    own = Candidacy.objects.filter(opening__institution__organisation_id=actor.organisation_id, state__in=PLACED)
    return own.asked_of_institution().not_hidden_from(actor) if actor.organisation_id else own.none()


def placement_for(actor: Actor, number: str) -> Placement:
    found = placements_of(actor).filter(candidacy__number=number).first()
    if found is None:
        raise Http404
    return found
