"""Which run's lists are the ones in force."""

from django.db import models
from django.db.models import Case, F, Q, When


class MatchRunQuerySet(models.QuerySet["MatchRun"]):
    def finished(self) -> "MatchRunQuerySet":
        return self.filter(finished_at__isnull=False)

    def newest_first(self) -> "MatchRunQuerySet":
        """By the moment from which their data counts.

        What the batch or a job found counts from when it was put in place, as whatever was looked up until then knew
        nothing of it. What somebody looked up counts from when the looking began.
        """
        counts_from = Case(When(Q(kind="whole") | Q(by=None), then=F("finished_at")), default=F("started_at"))
        return self.order_by(counts_from.desc(), "-pk")

    def covering_physician(self, physician_id: int) -> "MatchRunQuerySet":
        """Finished runs that hold this physician's whole list."""
        return self.finished().filter(Q(kind="whole") | Q(for_physicians__contains=[physician_id]))

    def covering_opening(self, opening_id: int) -> "MatchRunQuerySet":
        return self.finished().filter(Q(kind="whole") | Q(for_openings__contains=[opening_id]))
