"""Which stories who reads."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from enishi.accounts.roles import OFFICE_ROLES, Role
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.physicians.enums import PhysicianState

if TYPE_CHECKING:
    from enishi.outreach.story_models import Story  # noqa: F401

WRITERS = frozenset({Role.OUTREACH, Role.COMPLIANCE, Role.SUPERVISOR, Role.ADMIN})
"""Who writes stories down."""
APPROVERS = OFFICE_ROLES
"""Who may be the second person: 統括 and 事務局, never anybody who wrote a version of the story."""


def consent_lives(prefix: str = "") -> Q:
    """A consent that counts today: not withdrawn, begun, not past its last day, and of nobody who has left."""
    day = today()
    span = Q(**{f"{prefix}withdrawn_at": None, f"{prefix}agreed_on__lte": day, f"{prefix}until__gte": day})
    return span & (Q(**{f"{prefix}physician": None}) | ~Q(**{f"{prefix}physician__state": PhysicianState.CLOSED}))


class StoryQuerySet(models.QuerySet["Story"]):
    def shown(self) -> "StoryQuerySet":
        """What everybody reads today, the latest approved first; the version shown is `shown_versions[0]`.

        A story with a new version that waits goes on showing the approved one, as long as the yes to that one lives.
        """
        from enishi.outreach.story_models import StoryConsent, StoryVersion

        alive = StoryConsent.objects.filter(consent_lives(), version=OuterRef("pk"))
        approved = StoryVersion.objects.filter(Exists(alive), approved_at__isnull=False)
        newest = approved.filter(story=OuterRef("pk")).order_by("-no")
        return (
            self.filter(withdrawn_at=None)
            .annotate(shown_since=newest.values("approved_at")[:1])
            .filter(shown_since__isnull=False)
            .order_by(F("shown_since").desc(), "-id")
            .prefetch_related(
                Prefetch(
                    "versions",
                    approved.select_related("picture").defer("picture__data").order_by("-no"),
                    "shown_versions",
                )
            )
        )

    def visible_to(self, actor: Actor | None) -> "StoryQuerySet":
        """Those who write see all of them, nobody else one that is not shown."""
        return self if actor is not None and actor.role in WRITERS else self.none()
