"""Who asks."""

from django.http import Http404, HttpRequest

from enishi.common.actor import Actor


def actor_in(request: HttpRequest) -> Actor:
    """The actor of this request; the access rule has let nobody in without one. Raises Http404 where there is none."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        raise Http404
    return actor
