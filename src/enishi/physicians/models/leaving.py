"""That a physician left, what was erased then, what the law keeps until when, and what stops an erasure."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel
from enishi.physicians.models.person import Physician


class Leaving(models.Model):
    """One row for each who left: numbers and dates, nothing of the person.

    keep_until: last day on which the seekers' ledger must be kept, None where nothing had to be. waits: a legal hold stood
    in the way, nothing is erased yet. erased_at: when the rest was erased too. counts: {words of what was erased: number}.
    digest: of the link to the certificate. channel, asked_on: by which way and when the person asked.
    """

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="leaving")
    left_at = models.DateTimeField("退会", default=now)
    keep_until = models.DateField("帳簿の保存の最後の日", null=True)
    waits = models.BooleanField("保全のため消去を待つ", default=False)
    erased_at = models.DateTimeField("すべての消去", null=True)
    counts = models.JSONField("消した件数", default=dict)
    digest = models.CharField(max_length=64, unique=True)
    channel = models.CharField("お申し出の方法", max_length=10, choices=Channel.choices(), default=Channel.WEB)
    asked_on = models.DateField("お申し出の日", null=True)

    class Meta:
        verbose_name = "退会"
        indexes = (models.Index(fields=("keep_until",), condition=models.Q(erased_at=None), name="leaving_still_kept"),)


class LegalHold(models.Model):
    """保全: a dispute, an inquiry of an authority. Until two people lift it, nothing of the person is erased.

    reason: why, never shown outside the office. One in force for each registration; who asks to lift it is never the one
    who lifts it.
    """

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="holds")
    reason = EncryptedTextField("理由")
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="保全した人"
    )
    placed_at = models.DateTimeField("保全した日時", default=now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="解除を求めた人"
    )
    asked_at = models.DateTimeField("解除を求めた日時", null=True)
    asked_why = EncryptedTextField("解除の理由", blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="解除した人"
    )
    lifted_at = models.DateTimeField("解除した日時", null=True)

    class Meta:
        verbose_name = "消去の保全"
        ordering = ("-placed_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("physician",), condition=Q(lifted_at=None), name="hold_once_in_force"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, asked_at__isnull=False) & ~Q(lifted_by=F("asked_by")),
                name="hold_lifted_by_two",
            ),
        )
