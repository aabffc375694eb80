"""Which news who reads."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import today

if TYPE_CHECKING:
    from enishi.outreach.models import NewsItem  # noqa: F401

WRITERS = frozenset({Role.OUTREACH, Role.COMPLIANCE, Role.SUPERVISOR, Role.ADMIN})
"""Who writes news."""


class NewsQuerySet(models.QuerySet["NewsItem"]):
    def shown(self) -> "NewsQuerySet":
        """What everybody reads today, the latest first."""
        return self.filter(published_at__isnull=False, withdrawn_at=None, day__lte=today()).order_by("-day", "-id")

    def waiting(self) -> "NewsQuerySet":
        """Of which words wait for a second person (`NewsItem.waits`)."""
        return self.filter(Q(published_at=None) | Q(coming__isnull=False), withdrawn_at=None)

    def visible_to(self, actor: Actor | None) -> "NewsQuerySet":
        """Those who write see all of it, everybody else what is shown."""
        return self if actor is not None and actor.role in WRITERS else self.shown()
