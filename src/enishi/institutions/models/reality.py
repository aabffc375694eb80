"""診療の現実: one counted or chosen answer of the institution, with the day it was true and who said so."""

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.institutions.models.places import Institution


class PracticeFact(models.Model):
    """The answer to one question of `reality_questions`. No row: 未確認."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="practice_facts")
    key = models.CharField("問い", max_length=40)
    value = models.CharField("答え", max_length=200)
    as_of = models.DateField("いつの時点か")
    said_by = models.CharField("答えた方の役職", max_length=40)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "診療の現実"
        constraints = (models.UniqueConstraint(fields=("institution", "key"), name="practice_fact_once"),)
