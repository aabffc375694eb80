"""Who may see which institutions."""

from typing import TYPE_CHECKING

from django.db import models

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.common.actor import Actor
from enishi.institutions.enums import InstitutionState

if TYPE_CHECKING:
    pass


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def active(self) -> "InstitutionQuerySet":
        return self.filter(state=InstitutionState.ACTIVE)

    def visible_to(self, actor: Actor | None) -> "InstitutionQuerySet":
        """Members see their own; desk and office see all; nobody else any (public pages show openings, not this record).

        What was made one with another is in no list; `access.institution_for` leads on.
        """
        if actor is None:
            return self.none()
        role = Role(actor.role) if actor.role in set(Role) else None
        if role in DESK_ROLES | OFFICE_ROLES | {Role.ADMIN}:
            return self.exclude(state=InstitutionState.MERGED)
        if role in INSTITUTION_ROLES:
            return self.filter(organisation_id=actor.organisation_id).exclude(state=InstitutionState.MERGED)
        return self.none()
