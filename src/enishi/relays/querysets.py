"""Which shared posts who may know of."""

from typing import TYPE_CHECKING

from django.db import models

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES
from enishi.common.actor import Actor

if TYPE_CHECKING:
    from enishi.relays.models import RelayPost  # noqa: F401


class RelayPostQuerySet(models.QuerySet["RelayPost"]):
    def visible_to(self, actor: Actor | None) -> "RelayPostQuerySet":
        """The desk sees all, an institution its own, nobody else any."""
        if actor is not None and actor.role in DESK_ROLES:
            return self
        if actor is not None and actor.role in INSTITUTION_ROLES and actor.organisation_id:
            return self.filter(opening__institution__organisation=actor.organisation_id)
        return self.none()

    def waiting(self) -> "RelayPostQuerySet":
        """Not taken back, and no plan decided on."""
        return self.filter(closed_at=None).exclude(plans__adopted_at__isnull=False)

    def with_terms(self) -> "RelayPostQuerySet":
        return self.select_related("opening__current", "opening__institution__municipality")
