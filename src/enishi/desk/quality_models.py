"""The quality sample of a month and its pieces. `models.py` names both."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.desk.quality_rules import Work


class QualitySample(models.Model):
    """What was drawn of a month, and from what, so that it can be drawn again. month: its first day."""

    month = models.DateField("月", unique=True)
    seed = models.CharField(max_length=40)
    per_coordinator = models.PositiveSmallIntegerField("担当者ごとの件数")
    drawn_from = models.PositiveIntegerField("もとの件数")
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "品質確認の標本"
        ordering = ("-month",)


class QualityItem(models.Model):
    """One piece of a coordinator's work, looked at by somebody else.

    record: number of the record it stands with; source_pk: the row itself. answers: question → mark. finding: what is to be
    mended, which whose work it is marks as mended with a word.
    """

    sample = models.ForeignKey(QualitySample, on_delete=models.PROTECT, related_name="items")
    no = models.PositiveSmallIntegerField()
    work = models.CharField("仕事", max_length=12, choices=Work.choices())
    source_pk = models.BigIntegerField()
    record = models.CharField("記録", max_length=12)
    at = models.DateTimeField("日時")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField("確かめた日時", null=True)
    answers = models.JSONField("答え", default=dict)
    finding = EncryptedTextField("直してほしいこと", blank=True)
    due_on = models.DateField("直す期日", null=True)
    mended_at = models.DateTimeField("直した日時", null=True)
    mended_word = EncryptedTextField("どう直したか", blank=True)

    class Meta:
        verbose_name = "品質確認の一件"
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("sample", "no"), name="quality_item_once"),
            models.CheckConstraint(
                condition=Q(checker=None) | ~Q(checker=F("owner")), name="quality_checker_is_another"
            ),
        )
