"""A long ledger on paper that a job makes, volume after volume."""

from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedBytesField
from enishi.office.enums import RunState


class LedgerRun(models.Model):
    """One ledger of one period asked for on paper. done of total: volumes; acceptances: rows, for the log of exports."""

    key = models.UUIDField(unique=True)
    ledger = models.CharField("管理簿", max_length=10)
    start = models.DateField("期間のはじめ")
    end = models.DateField("期間の終わり")
    state = models.CharField("状態", max_length=10, choices=RunState.choices(), default=RunState.WAITING)
    done = models.PositiveIntegerField("できた冊数", default=0)
    total = models.PositiveIntegerField("冊数")
    acceptances = models.PositiveIntegerField("件数")
    cancel_asked = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name="頼んだ人")
    touched_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField("終了", null=True)

    class Meta:
        verbose_name = "管理簿の印刷"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=~Q(state="done") | Q(finished_at__isnull=False), name="ledger_run_ends"),
        )


class LedgerVolume(models.Model):
    """One PDF of a run, encrypted. Forgotten after a day, and with every erasure of anybody (`office.ledger_runs`)."""

    run = models.ForeignKey(LedgerRun, on_delete=models.CASCADE, related_name="volumes")
    no = models.PositiveIntegerField("冊")
    data = EncryptedBytesField("PDF")

    class Meta:
        verbose_name = "管理簿の一冊"
        constraints = (models.UniqueConstraint(fields=("run", "no"), name="ledger_volume_once"),)
