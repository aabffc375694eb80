"""Which openings whom concern."""

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from enishi.accounts.roles import DESK_ROLES, INSTITUTION_ROLES, OFFICE_ROLES, Role
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.engine import specialties
from enishi.institutions.declarations import to_be_proposed
from enishi.institutions.enums import InstitutionState
from enishi.openings.enums import OpeningState
from enishi.openings.rules import oldest_fresh, oldest_shown

if TYPE_CHECKING:
    pass


class OpeningQuerySet(models.QuerySet["Opening"]):
    def with_terms(self) -> "OpeningQuerySet":
        return self.select_related("current", "institution__corporation", "institution__municipality__prefecture")

    def published(self) -> "OpeningQuerySet":
        """Open to the public: published, of an active institution, confirmed within 45 days, and not past 求人の有効期間."""
        return self.exclude(valid_until__lt=today()).filter(
            state=OpeningState.PUBLISHED,
            institution__state=InstitutionState.ACTIVE,
            confirmed_at__gte=_start_of(oldest_shown(today())),
        )

    def proposable(self) -> "OpeningQuerySet":
        """May be proposed: confirmed within 30 days, and the institution's yearly declaration holds or ended a short while ago."""
        fresh = self.published().filter(confirmed_at__gte=_start_of(oldest_fresh(today())))
        return fresh.filter(institution__in=to_be_proposed().values("pk"))

    def of_institution(self, organisation_id: int) -> "OpeningQuerySet":
        return self.filter(institution__organisation_id=organisation_id)

    def naming(self, specialty: str) -> "OpeningQuerySet":
        """Those that name what a physician of this specialty (name, key or synonym) can fill as he or she is, 科目不問 left out.

        As in the matching core: 循環器内科 finds 内科 too. Raises ValueError for an unknown specialty.
        """
        return self.filter(current__specialties__overlap=_served_by(specialty))

    def last_confirmed_first(self) -> "OpeningQuerySet":
        """The order of every public list: it cannot be bought, only earned by confirming."""
        return self.order_by("-confirmed_at", "-id")

    def visible_to(self, actor: Actor | None) -> "OpeningQuerySet":
        """Desk and office see all, members those of their institution, everyone else the published ones.

        What was made one with another is in no list; `access.opening_for` leads on.
        """
        role = Role(actor.role) if actor and actor.role in set(Role) else None
        if role in DESK_ROLES | OFFICE_ROLES | {Role.ADMIN}:
            return self.exclude(state=OpeningState.MERGED)
        if actor and actor.organisation_id and role in INSTITUTION_ROLES:
            return self.of_institution(actor.organisation_id).exclude(state=OpeningState.MERGED)
        return self.published()


def _served_by(specialty: str) -> list[str]:
    """Every word for what a physician of this specialty can fill as he or she is."""
    index = specialties.find(specialty)
    if index is None:
        raise ValueError(f"unknown specialty {specialty!r}")
    served = [specialties.SPECIALTIES[i] for i in specialties.members(specialties.SERVES[index])]
    return [word for s in served for word in (s.name, s.key, *s.synonyms)]


def _start_of(day: object) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))  # type: ignore[arg-type]
