"""The nightly runs of retention with what they did, and the proofs that an erasure was one. Numbers and days, no names."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.keeping.enums import Outcome, Scope
from enishi.physicians.models import Leaving


class RetentionRun(models.Model):
    """One night. finished_at stays empty while it goes on, or when it was broken off: the next hour goes on with it."""

    day = models.DateField("日", unique=True)
    started_at = models.DateTimeField("始めた時刻", default=now)
    finished_at = models.DateTimeField("終えた時刻", null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="行わせた人"
    )

    class Meta:
        verbose_name = "保存期間の見回り"
        ordering = ("-day",)

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None


class RetentionLine(models.Model):
    """One thing whose time was over. kind: code of `retention.KINDS`; number: of the registration, the talk, the paper.

    rows: how many rows went. fault: the kind of an error, never its words.
    """

    run = models.ForeignKey(RetentionRun, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField("種類", max_length=20)
    number = models.CharField("番号", max_length=40)
    outcome = models.CharField("結果", max_length=8, choices=Outcome.choices())
    rows = models.PositiveIntegerField("件数", default=0)
    fault = models.CharField("理由", max_length=60, blank=True)
    at = models.DateTimeField("時刻", default=now)

    class Meta:
        verbose_name = "見回りの結果"
        constraints = (
            models.UniqueConstraint(fields=("run", "kind", "number"), name="retention_line_once"),
            models.CheckConstraint(condition=Q(outcome__in=[o.value for o in Outcome]), name="retention_outcome_known"),
        )
        indexes = (models.Index(fields=("kind", "number"), name="retention_by_thing"),)


class ErasureProof(models.Model):
    """A look through everything that is stored, for what was known of a person, after an erasure.

    needles: that knowledge, encrypted, until the look is over; then "". seen: {table: rows looked at}, so that a look that
    was broken off goes on. kept, found: {place: number} of hits where the law keeps something, and where nothing should be.
    chain_position, chain_head: the end of the audit chain when the look was over.
    """

    leaving = models.ForeignKey(Leaving, on_delete=models.PROTECT, related_name="proofs")
    scope = models.CharField("範囲", max_length=8, choices=Scope.choices())
    erased_at = models.DateTimeField("消去の日時", default=now)
    needles = EncryptedTextField(blank=True)
    seen = models.JSONField("見たところ", default=dict)
    files = models.PositiveIntegerField("見たファイル", default=0)
    kept = models.JSONField("法令により残るところ", default=dict)
    found = models.JSONField("残っていたところ", default=dict)
    unreadable = models.PositiveIntegerField("鍵がなく読めない値", default=0)
    finished_at = models.DateTimeField("調べ終えた日時", null=True)
    chain_position = models.BigIntegerField("鎖の長さ", null=True)
    chain_head = models.CharField("鎖の先", max_length=64, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="確かめた人"
    )
    settled_at = models.DateTimeField("確かめた日時", null=True)
    settled_word = EncryptedTextField("確かめたこと", blank=True)

    class Meta:
        verbose_name = "消去の検査"
        ordering = ("-erased_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("leaving", "scope"), name="proof_once_for_each_scope"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(needles=""), name="proof_forgets_what_it_looked_for"
            ),
        )
        indexes = (models.Index(fields=("erased_at",), condition=Q(finished_at=None), name="proof_unfinished"),)

    @property
    def is_clean(self) -> bool:
        return self.finished_at is not None and not self.found

    @property
    def rows(self) -> int:
        return sum(self.seen.values())


class Backup(models.Model):
    """One backup that was tried. name: of the file; digest: SHA-256 of it. fault: one sentence, empty for a whole one."""

    name = models.CharField("ファイル", max_length=80, blank=True)
    made_at = models.DateTimeField("とった日時", default=now)
    seconds = models.FloatField("かかった秒", default=0)
    bytes = models.BigIntegerField("大きさ（バイト）", default=0)
    digest = models.CharField(max_length=64, blank=True)
    fault = models.CharField("できなかった理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "バックアップ"
        ordering = ("-made_at", "-pk")


class RestoreTest(models.Model):
    """A backup restored into a cluster of its own and asked every invariant. broken: rules that do not hold there but do here."""

    name = models.CharField("ファイル", max_length=80)
    tried_at = models.DateTimeField("試した日時", default=now)
    seconds = models.FloatField("かかった秒", default=0)
    rules = models.PositiveIntegerField("確かめた決まり", default=0)
    broken = models.JSONField("守られていない決まり", default=list)
    fault = models.CharField("できなかった理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "復元の試し"
        ordering = ("-tried_at", "-pk")

    @property
    def is_good(self) -> bool:
        return not self.fault and not self.broken
