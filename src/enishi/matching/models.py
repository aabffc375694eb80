"""What the engine found, kept with the version of the weights that found it."""

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.openings.models import Opening
from enishi.physicians.models import Physician


class MatchRun(models.Model):
    """One look at the market. `snapshot` is the digest of all columns, so a result can be traced to its data."""

    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    weights_version = models.CharField("重みの版", max_length=20)
    snapshot = models.CharField(max_length=64)
    physicians = models.PositiveIntegerField()
    openings = models.PositiveIntegerField()

    class Meta:
        verbose_name = "照合"


class Suggestion(models.Model):
    """One pair of a run with its reasons for both sides, as stored facts in sentences."""

    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="suggestions")
    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="suggestions")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="suggestions")
    rank_for_physician = models.PositiveSmallIntegerField(null=True)
    rank_for_opening = models.PositiveSmallIntegerField(null=True)
    explanation = models.JSONField(default=dict)

    class Meta:
        verbose_name = "候補の提案"
        constraints = (models.UniqueConstraint(fields=("run", "physician", "opening"), name="suggestion_once"),)
        indexes = (models.Index(fields=("physician", "run"), name="suggestion_by_physician"),)
