"""What the office keeps to answer for: who was let in to help, whose role was looked at, what was unusual, what went wrong,
who was taught, and from which list each proposal was chosen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.accounts.models import Membership
from enishi.candidacies.models import Candidacy
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.office.safety_enums import IncidentEntryKind, ReviewDecision, WatchKind
from enishi.physicians.models import Physician

USER = settings.AUTH_USER_MODEL


class SupportAccess(models.Model):
    """A look at one physician's record for some hours, asked for with a reason by one person and let by another.

    until: end of the time that was granted; ended_at: when either side gave it up earlier.
    """

    key = models.UUIDField(unique=True)
    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="support_accesses")
    reason = EncryptedTextField("理由", blank=True)
    hours = models.PositiveSmallIntegerField("時間")
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", verbose_name="求めた人")
    asked_at = models.DateTimeField("求めた日時", default=now)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="認めた人")
    decided_at = models.DateTimeField("決めた日時", null=True)
    granted = models.BooleanField("認めたか", null=True)
    until = models.DateTimeField("いつまで", null=True)
    ended_at = models.DateTimeField("終えた日時", null=True)

    class Meta:
        verbose_name = "期限つきの閲覧"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=72), name="support_some_hours"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="support_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, granted=None, until=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, granted=True, until__isnull=False)
                | Q(decided_by__isnull=False, decided_at__isnull=False, granted=False, until=None),
                name="support_decided_whole",
            ),
        )


class ReviewAnswer(models.Model):
    """One role of one person looked at in one quarter: it is still needed, or it was ended. Only ever added.

    quarter: 2026Q4, of the calendar. together: confirmed with others of the same list, not alone.
    """

    quarter = models.CharField("四半期", max_length=6)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField("判断", max_length=4, choices=ReviewDecision.choices())
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", verbose_name="確かめた人")
    at = models.DateTimeField("確かめた日時", default=now)
    together = models.BooleanField("まとめて確かめたか", default=False)

    class Meta:
        verbose_name = "役割の見直し"
        constraints = (
            models.UniqueConstraint(fields=("quarter", "membership"), name="review_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(together=False) | Q(decision=ReviewDecision.KEEP), name="review_together_only_keeps"
            ),
        )


class WatchLimit(models.Model):
    """From how many a day's readings are told as unusual; the newest of a kind is in force, the others stay. Only ever added."""

    kind = models.CharField("きまり", max_length=12, choices=WatchKind.choices())
    count = models.PositiveSmallIntegerField("件数")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "ふだんと違う閲覧の目安"
        constraints = (models.CheckConstraint(condition=Q(count__gte=1), name="watch_limit_at_least_one"),)


class WatchAnswer(models.Model):
    """What came of looking into one unusual day of one person. Only ever added."""

    kind = models.CharField("きまり", max_length=12, choices=WatchKind.choices())
    reader = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    day = models.DateField("日")
    words = EncryptedTextField("確かめたこと")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "ふだんと違う閲覧の確認"
        constraints = (
            models.UniqueConstraint(fields=("kind", "reader", "day"), name="watch_answered_once"),
            models.CheckConstraint(condition=~Q(by=F("reader")), name="watch_answered_by_another"),
        )


class Incident(models.Model):
    """個人データの漏えい等 (個人情報保護法26条): found when, what, how many, and by when it has to be told to whom.

    sensitive, harmful, malicious: the cases of 同法施行規則7条1号 to 3号; the fourth is the number of people.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField("件名", max_length=80)
    known_on = models.DateField("知った日")
    happened = EncryptedTextField("何が起きたか")
    data_items = EncryptedTextField("どの情報か")
    people = models.PositiveIntegerField("本人の数")
    sensitive = models.BooleanField("要配慮個人情報を含む", default=False)
    harmful = models.BooleanField("財産の被害のおそれ", default=False)
    malicious = models.BooleanField("不正の目的のおそれ", default=False)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField("終えた日時", null=True)

    class Meta:
        verbose_name = "事故の記録"
        ordering = ("-known_on", "-id")

    def __str__(self) -> str:
        return self.number


class IncidentEntry(models.Model):
    """What was done about an incident, and on which day. Only ever added; each duty is fulfilled by an entry of its kind."""

    key = models.UUIDField(unique=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField("何をしたか", max_length=10, choices=IncidentEntryKind.choices())
    on = models.DateField("日")
    words = EncryptedTextField("内容")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "事故の経過"
        ordering = ("on", "id")


class StaffTraining(models.Model):
    """従業員教育: what whoever works for the placement business was taught (様式第8号 asks for it). Only ever added."""

    key = models.UUIDField(unique=True)
    on = models.DateField("日")
    subject = models.CharField("内容", max_length=120)
    minutes = models.PositiveSmallIntegerField("分")
    people = models.PositiveSmallIntegerField("受けた人数")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "従業員教育"
        ordering = ("-on", "-id")


class ChosenFrom(models.Model):
    """The list a proposal was chosen from, as it stood when it was sent (N25). Only ever added.

    run: primary key of the calculation, None where the physician had no list. place: of the chosen one in it, None for one
    a person chose beside the list. entries: [{"opening": number, "place": int, "why": code of `PassedOver`}] in their order.
    """

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="chosen_from")
    at = models.DateTimeField(default=now)
    run = models.BigIntegerField(null=True)
    weights_version = models.CharField("重みの版", max_length=20, blank=True)
    place = models.PositiveSmallIntegerField("一覧の中の順", null=True)
    entries = models.JSONField("一覧", default=list)

    class Meta:
        verbose_name = "ご提案のもとの一覧"
