"""地域の肖像 (N12): facts about a municipality, each with its source and its day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.areas.models import Municipality
from enishi.common.clock import now
from enishi.institutions.enums import FactState
from enishi.institutions.models.places import Institution
from enishi.institutions.region_questions import VOICE


class RegionFact(models.Model):
    """One answer to one question of `region_questions`. Proposed by an institution, shown once the desk has approved it.

    Of the shown facts one stands for each question, but for voices, of which many may.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="region_facts")
    key = models.CharField("問い", max_length=40)
    text = models.CharField("事実", max_length=300)
    source = models.CharField("出典", max_length=200)
    as_of = models.DateField("いつの時点か")
    state = models.CharField("状態", max_length=10, choices=FactState.choices())
    proposed_by = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="region_facts"
    )
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("判断", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("見送った理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "地域の事実"
        ordering = ("municipality", "key", "-as_of", "-id")
        indexes = (models.Index(fields=("municipality", "state"), name="region_fact_by_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "key"),
                condition=Q(state=FactState.SHOWN) & ~Q(key=VOICE),
                name="region_fact_shown_once",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="region_fact_names_its_source"),
        )
