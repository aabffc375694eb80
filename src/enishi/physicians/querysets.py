"""Who may know of which physicians. Institutions are never among them: they see candidacies, at the consented level."""

from typing import TYPE_CHECKING

from django.db import models

from enishi.accounts.roles import DESK_ROLES, OFFICE_ROLES, Role
from enishi.common.actor import Actor
from enishi.physicians.enums import PhysicianState

if TYPE_CHECKING:
    pass


class PhysicianQuerySet(models.QuerySet["Physician"]):
    def visible_to(self, actor: Actor | None) -> "PhysicianQuerySet":
        """Desk and office see all, a physician sees himself or herself, nobody else anyone.

        A registration that was merged into another is seen by nobody: what leads to it leads on (`access.physician_for`).
        """
        if actor is None:
            return self.none()
        if actor.role in DESK_ROLES | OFFICE_ROLES:
            return self.exclude(state=PhysicianState.MERGED)
        if actor.role == Role.PHYSICIAN:
            return self.filter(user_id=actor.user_id).exclude(state=PhysicianState.MERGED)
        return self.none()

    def of_coordinator(self, user_id: int) -> "PhysicianQuerySet":
        return self.filter(coordinator_id=user_id)

    def waiting_for_first_contact(self) -> "PhysicianQuerySet":
        return self.filter(state=PhysicianState.REGISTERED).order_by("contact_by", "id")

    def waiting_for_the_rest(self) -> "PhysicianQuerySet":
        """Those who left name and contact only, so that we call (「続きはお電話で」)."""
        return self.waiting_for_first_contact().filter(delivery=None)

    def matchable(self) -> "PhysicianQuerySet":
        """Those for whom openings may be sought."""
        return self.filter(state=PhysicianState.ACTIVE)
