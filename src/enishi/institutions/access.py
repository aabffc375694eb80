"""The one door to an institution."""

from django.db.models import Q, QuerySet
from django.http import Http404

from enishi.accounts.models import Membership
from enishi.accounts.roles import INSTITUTION_ROLES
from enishi.common.actor import Actor
from enishi.common.merged import MergedAway
from enishi.common.worded import Given, Worded
from enishi.institutions.models import Institution


def institution_for(actor: Actor | None, number: str) -> Institution:
    """The institution with this number, if this actor may know that it exists; else 404.

    Raises MergedAway for a registration that goes on under another which the actor may see.
    """
    found = Institution.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise _led_on(actor, number) or Http404
    return found


def _led_on(actor: Actor | None, number: str) -> MergedAway | None:
    goes_on = Institution.objects.visible_to(actor).filter(absorbed__number=number).first()
    return MergedAway(number, goes_on.number, "institution") if goes_on else None


def own_institution(actor: Actor) -> Institution:
    """The institution the actor acts for; 404 for anyone who acts for none."""
    found = Institution.objects.filter(organisation_id=actor.organisation_id).first() if actor.organisation_id else None
    if found is None:
        raise Http404
    return found


def institutions_of(actor: Actor) -> list[int]:
    """Primary keys of every institution this person works for now, the one he or she acts for among them. One query."""
    return _WORKS_FOR.all(user=actor.user_id or 0, organisation=actor.organisation_id or 0)


def _works_for() -> "QuerySet[Institution, int]":
    held = Membership.objects.in_force().filter(user_id=Given("user"), role__in=INSTITUTION_ROLES)
    theirs = Q(organisation_id=Given("organisation")) | Q(organisation__in=held.values("organisation"))
    return Institution.objects.filter(theirs).values_list("pk", flat=True)


_WORKS_FOR = Worded(_works_for)
