"""Which run's lists are the ones in force."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    pass


class MatchRunQuerySet(models.QuerySet["MatchRun"]):
    def finished(self) -> "MatchRunQuerySet":
        return self.filter(finished_at__isnull=False)

    def newest_first(self) -> "MatchRunQuerySet":
        """By the moment of their data: a run gets its number when it begins to read."""
        return self.order_by("-pk")

    def covering_physician(self, physician_id: int) -> "MatchRunQuerySet":
        """Finished runs that hold this physician's whole list."""
        return self.finished().filter(Q(kind="whole") | Q(for_physicians__contains=[physician_id]))

    def covering_opening(self, opening_id: int) -> "MatchRunQuerySet":
        return self.finished().filter(Q(kind="whole") | Q(for_openings__contains=[opening_id]))
