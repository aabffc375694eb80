"""リレー常勤: a post that several physicians share, the plans drawn up for it, and who of them would come when."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from enishi.candidacies.models import Candidacy
from enishi.common.clock import now
from enishi.engine.relay.problem import MOST_MONTHS
from enishi.openings.models import Opening
from enishi.physicians.models import Physician
from enishi.relays.querysets import RelayPostQuerySet


class RelayPost(models.Model):
    """What an institution needs every week of some months. key: of the form; changes: how often saved, so that of two who
    edit at once the second is told. permitted: the nights are 宿日直 with permission. together: nobody begins before all
    have said yes."""

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="relay_posts", verbose_name="募集")
    slots = ArrayField(models.CharField(max_length=10), verbose_name="必要な曜日と時間")
    starts_on = models.DateField("始まりの月")
    months = models.PositiveSmallIntegerField("月数")
    stay = models.PositiveSmallIntegerField("お一人に少なくとも続けてほしい月数", default=1)
    permitted = models.BooleanField("宿日直の許可", default=True)
    together = models.BooleanField("全員がそろってから始める", default=False)
    note = models.CharField("担当者への一言", max_length=300, blank=True)
    changes = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("取り下げた日時", null=True)

    objects = RelayPostQuerySet.as_manager()

    class Meta:
        verbose_name = "分け合う席"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(months__range=(1, MOST_MONTHS)), name="relay_months_in_range"),
            models.CheckConstraint(condition=Q(stay__gte=1, stay__lte=models.F("months")), name="relay_stay_within"),
            models.CheckConstraint(condition=Q(starts_on__day=1), name="relay_starts_with_a_month"),
            models.CheckConstraint(condition=~Q(slots=[]), name="relay_needs_a_half_day"),
        )

    def __str__(self) -> str:
        return self.number


class RelayPlan(models.Model):
    """One look for physicians who cover the post together. Never altered once found; `post_changes` says of which wording.

    result: {"gaps": [[cell, first, last]], "unmet": [[month, place]], "meetings": [[month, newcomer, shows, cell, early]],
    "proved": bool}, places counting the members in order of their keys; None until found.
    """

    post = models.ForeignKey(RelayPost, on_delete=models.PROTECT, related_name="plans")
    no = models.PositiveSmallIntegerField("案")
    post_changes = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField("見つかった日時", null=True)
    result: Any = models.JSONField(null=True)
    adopted_at = models.DateTimeField("進めると決めた日時", null=True)

    class Meta:
        verbose_name = "分け合う案"
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("post", "no"), name="relay_plan_once"),
            models.CheckConstraint(
                condition=Q(found_at=None) | Q(result__isnull=False), name="relay_found_has_a_result"
            ),
            models.CheckConstraint(
                condition=Q(adopted_at=None) | Q(found_at__isnull=False), name="relay_adopted_is_found"
            ),
        )

    @property
    def is_whole(self) -> bool:
        return bool(self.result) and not self.result["gaps"] and not self.result["unmet"]


class RelayMember(models.Model):
    """A physician in a plan: what could be given then, and what the plan asks.

    pattern, months: bits as in `engine.relay.problem.Member`; stints: [[first month, [pattern of each month]]].
    """

    plan = models.ForeignKey(RelayPlan, on_delete=models.PROTECT, related_name="members")
    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="relay_members")
    pattern = models.PositiveIntegerField("来られる曜日と時間")
    months = models.PositiveIntegerField("来られる月")
    days = models.DecimalField("週の日数（多くとも）", max_digits=3, decimal_places=1)
    minutes = models.PositiveIntegerField("週の残りの時間（分）")
    travel = models.PositiveIntegerField("片道（分）")
    most = models.PositiveSmallIntegerField("多くとも何か月", null=True)
    stints = models.JSONField("来ていただく月と曜日", default=list)
    candidacy = models.ForeignKey(Candidacy, null=True, on_delete=models.PROTECT, related_name="relay_members")

    class Meta:
        verbose_name = "分け合う先生"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("plan", "physician"), name="relay_member_once"),)
