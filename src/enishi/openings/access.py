"""The one door to an opening."""

from django.http import Http404

from enishi.common.actor import Actor
from enishi.openings.models import Opening


def opening_for(actor: Actor | None, number: str) -> Opening:
    """The opening with this number, if this actor (None: a visitor) may know that it exists; else 404."""
    found = Opening.objects.visible_to(actor).with_terms().filter(number=number).first()
    if found is None:
        raise Http404
    return found
