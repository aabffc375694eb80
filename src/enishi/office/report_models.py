"""What reports are made of beside the log: terms that changed, who was asked after six months, and what was once reported."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.candidacies.models import Placement
from enishi.common.clock import now
from enishi.office.enums import AskedBy, ReportKind, StillThere

USER = settings.AUTH_USER_MODEL


class TermChange(models.Model):
    """A fixed-term contract that was renewed or shortened: its last day from then on. Rows are only ever added."""

    key = models.UUIDField(unique=True)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="term_changes")
    agreed_on = models.DateField("決まった日")
    ends_on = models.DateField("新しい契約の終わり")
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "契約期間の変更"
        ordering = ("recorded_at", "id")


class HalfYearCheck(models.Model):
    """Somebody was asked whether a person hired without a term still works there (職業安定法施行規則24条の8). Only ever added."""

    key = models.UUIDField(unique=True)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="half_year_checks")
    asked_on = models.DateField("確かめた日")
    method = models.CharField("方法", max_length=8, choices=AskedBy.choices())
    answer = models.CharField("結果", max_length=8, choices=StillThere.choices())
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "6か月の確認"
        ordering = ("asked_on", "id")


class ClosedReport(models.Model):
    """A report as it was sent: never changed, whatever is learned later. A correction is a new one with the next number.

    content: {"title", "year", "made_on", "figures": [{"key", "label", "unit", "value"}], …}; content_hash: SHA-256 of it.
    """

    kind = models.CharField("報告", max_length=8, choices=ReportKind.choices())
    year = models.PositiveSmallIntegerField("年度")
    no = models.PositiveSmallIntegerField("第何号")
    content = models.JSONField("内容")
    content_hash = models.CharField("指紋", max_length=64)
    reason = models.CharField("訂正の理由", max_length=200, blank=True)
    closed_at = models.DateTimeField("締めた日時", default=now)
    closed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "締めた報告"
        ordering = ("-year", "kind", "-no")
        constraints = (
            models.UniqueConstraint(fields=("kind", "year", "no"), name="closed_report_once"),
            models.CheckConstraint(
                condition=Q(no=1, reason="") | (Q(no__gt=1) & ~Q(reason="")), name="closed_report_says_why"
            ),
            models.CheckConstraint(condition=Q(year__gte=2000), name="closed_report_of_a_year"),
        )
