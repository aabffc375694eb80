"""What the engine found, kept with the version of the weights that found it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.institutions.models import Corporation, Institution
from enishi.matching.querysets import MatchRunQuerySet
from enishi.openings.models import Opening, OpeningVersion
from enishi.physicians.models import Physician


class RunKind(Labelled):
    WHOLE = "whole", "全体の照合"
    PHYSICIAN = "physician", "医師からの照合"
    OPENING = "opening", "募集からの照合"


class MatchRun(models.Model):
    """One look at the market. `snapshot` is the digest of the columns it began with: of the night's, for a run
    that worked on the night's snapshot, to which the changes since then belong too (the runs of physicians and openings
    between that night and this run say whose).

    A run of the whole market holds everybody's list; another one those of `for_physicians` and `for_openings` (primary
    keys), an empty list too. Only a finished run is shown: one that died leaves the lists before it in place.
    """

    kind = models.CharField("種類", max_length=10, choices=RunKind.choices())
    started_at = models.DateTimeField("開始", default=now)
    finished_at = models.DateTimeField("終了", null=True)
    error = models.CharField("終わらなかったわけ", max_length=200, blank=True)
    seconds = models.FloatField("秒", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    weights_version = models.CharField("重みの版", max_length=20)
    snapshot = models.CharField(max_length=64, blank=True)
    physicians = models.PositiveIntegerField("医師", default=0)
    openings = models.PositiveIntegerField("募集", default=0)
    pairs = models.PositiveIntegerField("組", default=0)
    certificate_gap = models.FloatField("割り当ての証明の差", null=True)
    for_physicians = ArrayField(models.BigIntegerField(), default=list)
    for_openings = ArrayField(models.BigIntegerField(), default=list)

    objects = MatchRunQuerySet.as_manager()

    class Meta:
        verbose_name = "照合"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in RunKind]), name="match_run_kind_known"),
            models.CheckConstraint(condition=Q(finished_at=None) | Q(error=""), name="match_run_finished_or_failed"),
        )
        indexes = (
            GinIndex(fields=("for_physicians",), name="match_run_for_physicians"),
            GinIndex(fields=("for_openings",), name="match_run_for_openings"),
            models.Index(fields=("-id",), condition=Q(kind="whole"), name="match_run_whole"),
        )


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


class RegionAnswer(models.Model):
    """What single changes by all openings of a region would do, as of one night: bands alone, never a count.

    `area`: a prefecture's two digits or a designation (`shortage`, `priority`, `spot`). `answer`:
    `engine.what_if.RegionBands.to_dict`.
    """

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="region_answers")
    area = models.CharField("地域", max_length=10)
    n_openings = models.PositiveIntegerField("募集")
    answer = models.JSONField()

    class Meta:
        verbose_name = "地域の条件の見通し"
        constraints = (models.UniqueConstraint(fields=("area", "run"), name="region_answer_once"),)


class InsightAnswer(models.Model):
    """What an institution was told of what single changes would bring (bands only), and the count of its questions of a day.

    question: `engine.Bands.question`; equal terms of one corporation are one question. answer: `engine.Bands.to_dict()`.
    version: the terms it is about. corporation: as it was when asked.
    """

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="insights")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="insights")
    corporation = models.ForeignKey(Corporation, null=True, on_delete=models.PROTECT, related_name="insights")
    version = models.ForeignKey(OpeningVersion, on_delete=models.PROTECT, related_name="+")
    day = models.DateField("日")
    question = models.CharField(max_length=40)
    answer = models.JSONField("答え")
    asked_at = models.DateTimeField("尋ねた日時", default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "何が変われば来てもらえるか"
        constraints = (models.UniqueConstraint(fields=("opening", "day", "question"), name="insight_once_a_day"),)
        indexes = (
            models.Index(fields=("institution", "day"), name="insight_by_institution"),
            models.Index(fields=("corporation", "day"), name="insight_by_corporation"),
        )


class SlateState(Labelled):
    WAITING = "waiting", "順番を待っています"
    RUNNING = "running", "計算しています"
    DONE = "done", "できました"
    FAILED = "failed", "終わりませんでした"
    CANCELLED = "cancelled", "取りやめました"


class Slate(models.Model):
    """今週の組み合わせ: proposals for many physicians at once, spread so that nobody on either side is crowded.

    coordinator: whose physicians, None for everybody's. shortage_weight: the dial, 0 to 2: by how much a pair counts more where
    physicians are few. plain_shortage: proposals there with the dial at 0, of the same moment. touched_at: when the computation last said how far it is. unserved: primary keys of those who were looked at and got none. gap: certified, see engine.
    """

    coordinator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    shortage_weight = models.FloatField("医師の少ない地域の重み", default=0)
    state = models.CharField("状態", max_length=10, choices=SlateState.choices(), default=SlateState.WAITING)
    stage = models.CharField("いま", max_length=80, blank=True)
    share = models.PositiveSmallIntegerField("進み具合（%）", default=0)
    cancel_asked = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    touched_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField("終了", null=True)
    problem = models.CharField("終わらなかったわけ", max_length=80, blank=True)
    weights_version = models.CharField("重みの版", max_length=20, blank=True)
    physicians = models.PositiveIntegerField("医師", default=0)
    openings = models.PositiveIntegerField("募集", default=0)
    shortage = models.PositiveIntegerField("医師の少ない地域へのご提案", default=0)
    plain_shortage = models.PositiveIntegerField("重みなしでのご提案", default=0)
    gap = models.FloatField("割り当ての証明の差", null=True)
    unserved = ArrayField(models.BigIntegerField(), verbose_name="今回ご提案のない先生", default=list)

    class Meta:
        verbose_name = "今週の組み合わせ"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(shortage_weight__gte=0, shortage_weight__lte=2), name="slate_weight_in_range"
            ),
        )


class LineState(Labelled):
    OPEN = "open", "これから"
    KEPT = "kept", "候補にしました"
    LEFT = "left", "見合わせました"


class SlateLine(models.Model):
    """One pair of a slate. by_hand: put there by a person instead of another line, with the reason, which is kept."""

    slate = models.ForeignKey(Slate, on_delete=models.CASCADE, related_name="lines")
    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="+")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="+")
    round_no = models.PositiveSmallIntegerField("何件目", default=1)
    shortage = models.BooleanField("医師の少ない地域", default=False)
    explanation = models.JSONField(default=dict)
    state = models.CharField("状態", max_length=6, choices=LineState.choices(), default=LineState.OPEN)
    by_hand = models.BooleanField("担当者の選択", default=False)
    reason_code = models.CharField("理由の区分", max_length=20, blank=True)
    reason = EncryptedTextField("理由", blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "組み合わせの1件"
        ordering = ("physician_id", "round_no", "id")
        constraints = (models.UniqueConstraint(fields=("slate", "physician", "opening"), name="slate_pair_once"),)
