"""After the contract: what is ready on the first day, how both sides fare, whether what was agreed is kept, why one left."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.aftercare.enums import (
    CheckKind,
    FeeKind,
    FeeScheme,
    LeaveCause,
    LeaveHow,
    Light,
    Standing,
    StartItem,
    TaskKind,
)
from enishi.candidacies.models import SIDES, Candidacy, Placement
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel, Party
from enishi.institutions.models import Institution

USER = settings.AUTH_USER_MODEL


class StartTick(models.Model):
    """One thing of the first day that is done. who: by whom it was seen, as a position (事務長), not a name."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="start_ticks")
    item = models.CharField("項目", max_length=20, choices=StartItem.choices())
    done_on = models.DateField("済んだ日")
    who = models.CharField("確かめた方", max_length=60, blank=True)
    side = models.CharField("どちらから", max_length=20, choices=Party.choices())
    author = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "着任の準備の印"
        constraints = (models.UniqueConstraint(fields=("placement", "item"), name="start_item_once"),)


class CheckIn(models.Model):
    """One side at one time. answers: JSON, code → Degree, encrypted; nobody of the other side ever reads them.

    version: of the wording asked (`waves.Wave`), None for answers given before it was written down (then it was the first).
    """

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="checkins")
    side = models.CharField("どちらから", max_length=20, choices=SIDES)
    kind = models.CharField("時期", max_length=6, choices=CheckKind.choices())
    due_on = models.DateField("うかがう日")
    asked_at = models.DateTimeField("お尋ねした日時", null=True)
    answered_at = models.DateTimeField("お答えの日時", null=True)
    closed_at = models.DateTimeField("お答えのないまま終えた日時", null=True)
    channel = models.CharField(max_length=10, choices=Channel.choices(), blank=True)
    author = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    answers = EncryptedTextField("お答え", blank=True)
    version = models.PositiveSmallIntegerField("問いの版", null=True)
    words = EncryptedTextField("ことば", blank=True)
    light = models.CharField("ようす", max_length=8, choices=Light.choices(), blank=True)

    class Meta:
        verbose_name = "ご様子の確認"
        ordering = ("due_on", "id")
        constraints = (
            models.UniqueConstraint(fields=("placement", "side", "kind"), name="checkin_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, light="") | (Q(answered_at__isnull=False, closed_at=None) & ~Q(light="")),
                name="checkin_answered_has_a_light",
            ),
        )

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.closed_at is None


class ClauseAudit(models.Model):
    """One clause of the agreed sheet as one side judges it. text: as it was agreed, so that it can be read alone."""

    checkin = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="audits")
    key = models.CharField(max_length=20)
    text = models.TextField("合意事項")
    standing = models.CharField("約束のようす", max_length=10, choices=Standing.choices())
    words = EncryptedTextField("ことば", blank=True)

    class Meta:
        verbose_name = "約束の答え合わせ"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("checkin", "key"), name="clause_audit_once"),)


class CareTask(models.Model):
    """Something the coordinator has to look at. words: what stands in the list, without anybody's name."""

    kind = models.CharField("種類", max_length=12, choices=TaskKind.choices())
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="care_tasks")
    checkin = models.ForeignKey(CheckIn, null=True, on_delete=models.PROTECT, related_name="tasks")
    words = models.CharField("すること", max_length=200)
    due_on = models.DateField("期日")
    opened_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField("済んだ日時", null=True)
    done_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    note = EncryptedTextField("したこと", blank=True)

    class Meta:
        verbose_name = "着任のあとの仕事"
        ordering = ("due_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "candidacy", "checkin"), nulls_distinct=False, name="care_task_once"
            ),
        )


class LeaveEvent(models.Model):
    """Why and how an employment ended, beside the day that stands in the placement."""

    placement = models.OneToOneField(Placement, on_delete=models.PROTECT, related_name="leave_event")
    cause = models.CharField("おもな理由", max_length=12, choices=LeaveCause.choices())
    how = models.CharField("終わり方", max_length=10, choices=LeaveHow.choices())
    told_by = models.CharField("どちらから", max_length=20, choices=Party.choices())
    told_at = models.DateTimeField("知らされた日時", default=now)

    class Meta:
        verbose_name = "離職"


class Keeping(models.Model):
    """An institution's keeping-rate has reached its thresholds: told to it then, to everybody two weeks later. Its own word beside it."""

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="keeping")
    told_at = models.DateTimeField("お知らせした日時", default=now)
    reply = models.CharField("医療機関からのことば", max_length=400, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "約束の守られ方の公開"


class FeeEvent(models.Model):
    """The event a fee is asked for: work began. policy: the lines of the fee table that stood then, word for word.

    All that a bill is reckoned from stands here, so that nobody has to open the agreement again. kind: which line of the
    table applies ("" where it has none for this employment); rate_permille of `months` months of base_yen, or flat_yen;
    amount_yen: before tax, None while the pay is not known. terms: what both sides agreed (version, hash, pay, days, term).
    """

    placement = models.OneToOneField(Placement, on_delete=models.PROTECT, related_name="fee_event")
    on = models.DateField("事由の日")
    base_yen = models.PositiveIntegerField("見込みの年収（円）", null=True)
    policy = models.TextField("そのときの手数料表")
    scheme = models.CharField("手数料の種類", max_length=10, choices=FeeScheme.choices(), blank=True)
    kind = models.CharField("採用の区分", max_length=12, choices=FeeKind.choices(), blank=True)
    rate_permille = models.PositiveSmallIntegerField("率（千分率）", null=True)
    months = models.PositiveSmallIntegerField("何か月分の賃金か", null=True)
    flat_yen = models.PositiveIntegerField("定額（円）", null=True)
    amount_yen = models.PositiveIntegerField("手数料の額（税別、円）", null=True)
    terms = models.JSONField("合意した条件", default=dict)
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "手数料の事由"
