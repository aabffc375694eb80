"""That two records of one person were made one, and every value that changed by it: enough to take it back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.merging.enums import Kind


class Merge(models.Model):
    """kept, absorbed: primary keys of the two of this kind; the numbers beside them, as people say them.

    reason: how the desk made sure. marks: for each table that was moved the largest key on the kept side then, so that what
    came later is told from what was merged.
    """

    kind = models.CharField("種類", max_length=12, choices=Kind.choices())
    kept = models.BigIntegerField()
    absorbed = models.BigIntegerField()
    kept_number = models.CharField("残した番号", max_length=12)
    absorbed_number = models.CharField("まとめた番号", max_length=12)
    at = models.DateTimeField("一つにした日時", default=now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="行った人"
    )
    reason = EncryptedTextField("お確かめの方法")
    marks = models.JSONField(default=dict)
    undone_at = models.DateTimeField("元に戻した日時", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="元に戻した人"
    )

    class Meta:
        verbose_name = "ご登録を一つにした記録"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "absorbed"), condition=Q(undone_at=None), name="merge_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="merge_of_two"),
        )
        indexes = (models.Index(fields=("kind", "kept"), name="merge_by_kept"),)


class MergeChange(models.Model):
    """One value that a merge changed. before, after: encrypted JSON, ciphertext staying ciphertext within; "" once forgotten.

    in_ledger: a referral that stands in the seekers' ledger under the number it was made for. stayed: an undoing met
    something newer there and left it.
    """

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="changes")
    model = models.CharField(max_length=60)
    row = models.BigIntegerField()
    column = models.CharField(max_length=63)
    before = EncryptedTextField(blank=True)
    after = EncryptedTextField(blank=True)
    in_ledger = models.BooleanField(default=False)
    stayed = models.BooleanField(default=False)

    class Meta:
        verbose_name = "一つにしたときの前後"
        ordering = ("id",)
        indexes = (models.Index(fields=("model", "row"), condition=Q(in_ledger=True), name="merge_in_ledger"),)


class KeptApart(models.Model):
    """Two that look alike and are two: never asked again."""

    kind = models.CharField(max_length=12, choices=Kind.choices())
    one = models.BigIntegerField()
    other = models.BigIntegerField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "別の方と確かめた記録"
        constraints = (
            models.UniqueConstraint(fields=("kind", "one", "other"), name="kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kept_apart_in_order"),
        )
