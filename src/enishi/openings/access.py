"""The one door to an opening."""

from django.http import Http404

from enishi.common.actor import Actor
from enishi.common.merged import MergedAway
from enishi.openings.models import Opening


def opening_for(actor: Actor | None, number: str) -> Opening:
    """The opening with this number, if this actor (None: a visitor) may know that it exists; else 404.

    Raises MergedAway for one that goes on under another number which the actor may see.
    """
    found = Opening.objects.visible_to(actor).with_terms().filter(number=number).first()
    if found is None:
        raise _led_on(actor, number) or Http404
    return found


def _led_on(actor: Actor | None, number: str) -> MergedAway | None:
    goes_on = Opening.objects.visible_to(actor).filter(absorbed__number=number).first()
    return MergedAway(number, goes_on.number, "opening") if goes_on else None
