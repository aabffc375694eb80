"""Openings, and their conditions as versions that are never altered once somebody saw them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from enishi.common.clock import now, today
from enishi.common.encrypted import EncryptedBytesField
from enishi.common.transitions import Stateful, TransitionRow
from enishi.common.workflow import Channel
from enishi.institutions.models import Institution
from enishi.openings.enums import CloseReason, ConfirmWay, Duty, OpeningState, Rotation, SheetState, SpotPart
from enishi.openings.querysets import OpeningQuerySet
from enishi.openings.rules import Freshness, freshness


class Opening(Stateful):
    """What an institution looks for. Its terms stand in the versions; `current` is the one shown now.

    merged_into: the opening about the same post that goes on (see enishi.merging); one step leads there.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="openings")
    current = models.ForeignKey(
        "OpeningVersion", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="いまの条件"
    )
    confirmed_at = models.DateTimeField("最後の確認", null=True)
    confirmed_by = models.CharField("確認した人の役職", max_length=40, blank=True)
    confirmed_channel = models.CharField("確認の方法", max_length=10, choices=Channel.choices(), blank=True)
    received_on = models.DateField("求人受付年月日", null=True)
    valid_until = models.DateField("有効期間の終わり", null=True)
    close_reason = models.CharField("終了の理由", max_length=20, choices=CloseReason.choices(), blank=True)
    external_number = models.CharField(
        "管理番号（医療機関の番号）", max_length=40, blank=True, default="", db_default=""
    )
    form_key = models.UUIDField("つくったときの鍵", null=True, unique=True, editable=False)
    reminded = models.PositiveSmallIntegerField("再確認のお願いの段階", default=0, db_default=0)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed", verbose_name="統合した先"
    )

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = "募集"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in OpeningState]), name="opening_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | ~models.Q(state="merged") & models.Q(merged_into=None),
                name="opening_merged_leads_on",
            ),
            models.UniqueConstraint(
                fields=("institution", "external_number"),
                condition=~models.Q(external_number=""),
                name="opening_external_number_once",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def freshness(self) -> Freshness:
        return freshness(timezone.localdate(self.confirmed_at) if self.confirmed_at else None, today())


class OpeningVersion(models.Model):
    """One wording of the terms: the columns of the matching core, and the statutory items as `law.conditions.Conditions`.

    any_specialty: 科目不問, said by somebody; without it an empty `specialties` is unanswered, which only a draft may be.
    `conditions` holds the keys of that mapping, dates as ISO text; what already stands in a column (start, duties of the
    night, pay) is not repeated there, see `conditions.py`. Every change is a new version, of a draft too, so that two who
    write at once are compared against what both of them saw (`versions.py`). A draft may leave days, ways and duties open.

    days: of one physician, in a week. rotation: how `headcount` physicians share one post of `rotation_days` a week; then
    `days` is the average of each, so that matching and search read a shared post as they read any other.
    scope: what is asked of the physician's skills, {"needs": code of an item (common.scope_items) → must, plus or none,
    "backed": codes of items for which somebody stands by, "backers": group → who that is, by role}.
    """

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField("版")
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_channel = models.CharField(
        "直した方法", max_length=10, choices=Channel.choices(), blank=True, default="", db_default=""
    )
    first_seen_at = models.DateTimeField("はじめて医師に示した日時", null=True)

    title = models.CharField("見出し", max_length=80)
    specialties = ArrayField(models.CharField(max_length=40), verbose_name="診療科", default=list, blank=True)
    any_specialty = models.BooleanField("科目を問わない", default=False, db_default=False)
    skills_required = ArrayField(models.CharField(max_length=40), verbose_name="必要な技能", default=list, blank=True)
    employment = ArrayField(models.CharField(max_length=20), verbose_name="働き方", default=list, blank=True)
    headcount = models.PositiveSmallIntegerField("人数", default=1)
    days = models.DecimalField("週の日数", max_digits=3, decimal_places=1, null=True, blank=True)
    rotation = models.CharField(
        "分け方", max_length=12, choices=Rotation.choices(), blank=True, default="", db_default=""
    )
    rotation_days = models.DecimalField("席の週の日数", max_digits=3, decimal_places=1, null=True, blank=True)
    slots = ArrayField(models.CharField(max_length=10), verbose_name="曜日と時間", default=list, blank=True)
    night_duty = models.CharField("当直", max_length=12, choices=Duty.choices(), default=Duty.NONE, blank=True)
    on_call = models.CharField("オンコール", max_length=12, choices=Duty.choices(), default=Duty.NONE, blank=True)
    on_call_per_month = models.PositiveSmallIntegerField("オンコールの回数（月）", null=True, blank=True)
    annual_pay_min_yen = models.PositiveIntegerField("年俸の下限（円）", null=True, blank=True)
    annual_pay_max_yen = models.PositiveIntegerField("年俸の上限（円）", null=True, blank=True)
    daily_pay_yen = models.PositiveIntegerField("日額（円）", null=True, blank=True)
    offers = ArrayField(models.CharField(max_length=40), verbose_name="特色", default=list, blank=True)
    starts_on = models.DateField("就業の開始", null=True, blank=True)
    age_exception = models.CharField("年齢の例外事由", max_length=20, blank=True)

    conditions = models.JSONField("労働条件の明示事項", default=dict, blank=True)
    portrait = models.JSONField(
        "診療・体制・暮らし", default=dict, db_default=models.Value({}, models.JSONField()), blank=True
    )
    scope = models.JSONField(
        "求める診療の範囲", default=dict, db_default=models.Value({}, models.JSONField()), blank=True
    )
    honest_note = models.TextField("先にお伝えしたいこと（不便な点）", blank=True)

    class Meta:
        verbose_name = "募集の条件"
        ordering = ("opening", "no")
        constraints = (
            models.UniqueConstraint(fields=("opening", "no"), name="opening_version_once"),
            models.CheckConstraint(condition=models.Q(headcount__gte=1), name="opening_headcount_positive"),
            models.CheckConstraint(condition=models.Q(days__gt=0, days__lte=7), name="opening_days_in_week"),
            models.CheckConstraint(
                condition=models.Q(annual_pay_max_yen__isnull=True)
                | models.Q(annual_pay_min_yen__isnull=True)
                | models.Q(annual_pay_max_yen__gte=models.F("annual_pay_min_yen")),
                name="opening_pay_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(any_specialty=False) | models.Q(specialties=[]),
                name="opening_any_specialty_or_some",
                violation_error_message="「科目を問わない」と診療科の両方が選ばれています。どちらか一つにしてください。",
            ),
            models.CheckConstraint(
                condition=models.Q(rotation="") | models.Q(headcount__gte=2, rotation_days__gt=0, rotation_days__lte=7),
                name="opening_rotation_is_shared",
            ),
        )


class OpeningTransition(TransitionRow):
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="transitions")


class OpeningWaiver(models.Model):
    """A finding of the checker that the desk's supervisor lets pass: these words in this field of this opening, and why."""

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="waivers")
    rule = models.CharField("指摘", max_length=80)
    field = models.CharField("項目", max_length=80)
    words = models.TextField("言葉", blank=True)
    reason = models.TextField("理由")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "そのままでよいとした指摘"
        constraints = (
            models.UniqueConstraint(fields=("opening", "rule", "field", "words"), name="opening_waiver_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="opening_waiver_has_reason"),
        )


class SearchChange(models.Model):
    """What the search index of every process must read again. Written by triggers (migrations 0003, 0006), read by `search.index`.

    subject: opening, institution, areas or everything (then subject_id is 0). xid: the transaction that changed it, as
    pg_current_xact_id(); rows are only ever added, so that no act waits for another because of them, and old ones forgotten.
    """

    subject = models.CharField(max_length=11)
    subject_id = models.BigIntegerField()
    xid = models.BigIntegerField(db_index=True)
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = "検索の更新"


class SpotDay(models.Model):
    """One half day of an opening for single days: what is needed, and whether somebody was found. Never deleted."""

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="spot_days")
    on = models.DateField("日")
    part = models.CharField("時間帯", max_length=8, choices=SpotPart.choices())
    what = models.CharField("お願いすること", max_length=60)
    filled_at = models.DateTimeField("決まった日時", null=True)
    withdrawn_at = models.DateTimeField("取り下げた日時", null=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "来てほしい日"
        ordering = ("on", "part", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("opening", "on", "part"), condition=models.Q(withdrawn_at=None), name="spot_day_once"
            ),
            models.CheckConstraint(
                condition=models.Q(filled_at=None) | models.Q(withdrawn_at=None), name="spot_day_filled_or_withdrawn"
            ),
        )


class ConfirmPreference(models.Model):
    """How one institution wants to be asked every month; mail where nothing is chosen."""

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="confirm_preference")
    way = models.CharField("お尋ねする方法", max_length=8, choices=ConfirmWay.choices(), default=ConfirmWay.MAIL)
    chosen_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "再確認をお尋ねする方法"


class IntakeSheet(models.Model):
    """A file of openings that was read and waits for somebody's yes; removed a day after anything last happened to it.

    data: the file itself, emptied once all of it is taken in; digest: of what the last page said would happen, so that nothing
    else happens. What follows is of a long list, taken in row by row by a job (`sheets.taking`): agreed, (line, digest of what
    it would do) of each row that changes something; done: how many of these are over; left: (line, why) of those that were not
    taken; yes_by, yes_as: who said yes, and in which role, as `Actor` has it.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="intake_sheets")
    key = models.UUIDField(unique=True)
    name = models.CharField("ファイル名", max_length=120)
    data = EncryptedBytesField("ファイル")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状態", max_length=8, choices=SheetState.choices(), default=SheetState.READ)
    agreed = models.JSONField("取り込む行", default=list)
    done = models.PositiveSmallIntegerField("済んだ行", default=0)
    left = models.JSONField("取り込まなかった行", default=list)
    cancel_asked = models.BooleanField(default=False)
    confirmed_by = models.CharField("内容を確認した方", max_length=40, blank=True)
    yes_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    yes_as = models.JSONField(default=dict)
    touched_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "取り込む一覧"


class Advertisement(models.Model):
    """An advertisement that an institution sent in its own words, kept beside the drafts that were made of it.

    It names contact persons, never a physician who seeks work; kept for two years (`advertisements.KEPT_FOR`).
    key: of the form, so that a text sent twice is kept once.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="advertisements")
    key = models.UUIDField(unique=True)
    text = models.TextField("もとの文章")
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField("届いた方法", max_length=10, choices=Channel.choices())

    class Meta:
        verbose_name = "お預かりした求人の文章"


class AdvertisedOpening(models.Model):
    """The draft that was made of one opening of an advertisement; each becomes one draft only."""

    advertisement = models.ForeignKey(Advertisement, on_delete=models.CASCADE, related_name="drafts")
    place = models.PositiveSmallIntegerField("文章の中の順番")
    opening = models.OneToOneField(Opening, on_delete=models.PROTECT, related_name="advertised")

    class Meta:
        verbose_name = "文章からつくった募集"
        constraints = (models.UniqueConstraint(fields=("advertisement", "place"), name="advertised_opening_once"),)
