"""The one door to a shared post."""

from django.http import Http404

from enishi.common.actor import Actor
from enishi.relays.models import RelayPost


def relay_post_for(actor: Actor | None, number: str) -> RelayPost:
    """The post with this number, if this actor may know that it exists; else 404."""
    found = RelayPost.objects.visible_to(actor).with_terms().filter(number=number).first()
    if found is None:
        raise Http404
    return found
