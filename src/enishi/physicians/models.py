"""Physicians: what they wish, what they consented to, and, apart and encrypted, who they are."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.transitions import Stateful, TransitionRow
from enishi.common.workflow import Channel
from enishi.institutions.models import Institution
from enishi.physicians.enums import (
    ConsentKind,
    Delivery,
    DisclosureLevel,
    OvertimeLevel,
    PhysicianState,
    Present,
    Relocation,
    Willingness,
)
from enishi.physicians.querysets import PhysicianQuerySet


class Physician(Stateful):
    """Everything about a physician that is not identity. `campaign_code`: the society's link he or she came by."""

    number = models.CharField("番号", max_length=12, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="physician", verbose_name="利用者"
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="coordinated",
        verbose_name="担当者",
    )
    contact_by = models.DateField("ご連絡の期日", null=True)
    campaign_code = models.CharField("お申し込みの経路", max_length=32, blank=True)
    present = models.CharField("現在", max_length=12, choices=Present.choices(), blank=True)
    licence_verified_on = models.DateField("医籍の確認日", null=True, blank=True)
    accepted_on = models.DateField("求職受付年月日", null=True, blank=True)
    valid_until = models.DateField("有効期間の終わり", null=True, blank=True)
    registered_at = models.DateTimeField("登録", default=now)

    objects = PhysicianQuerySet.as_manager()

    class Meta:
        verbose_name = "医師"
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PhysicianState]), name="physician_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def wishes(self) -> "WishSheet":
        """The latest sheet; there is always one, made at registration. Reads prefetched sheets where there are."""
        return max(self.wish_sheets.all(), key=lambda sheet: sheet.no)


class Identity(models.Model):
    """Who the physician is: disclosure level 3. Reading it goes through `access.identity_of`, which writes the access log."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="identity")
    family_name = EncryptedTextField("姓")
    given_name = EncryptedTextField("名")
    family_kana = EncryptedTextField("姓のふりがな", blank=True)
    given_kana = EncryptedTextField("名のふりがな", blank=True)
    birth_date = EncryptedTextField("生年月日", blank=True)
    sex = EncryptedTextField("性別", blank=True)
    mail = EncryptedTextField("メールアドレス", blank=True)
    phone = EncryptedTextField("電話番号", blank=True)
    postcode = EncryptedTextField("郵便番号", blank=True)
    address = EncryptedTextField("住所", blank=True)
    employer = EncryptedTextField("現在の勤務先", blank=True)
    licence_number = EncryptedTextField("医籍登録番号", blank=True)
    career = EncryptedTextField("経歴", blank=True)
    mail_index = models.CharField(max_length=64, blank=True, db_index=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        verbose_name = "医師の身元"

    def __str__(self) -> str:
        return f"identity {self.physician_id}"

    @property
    def full_name(self) -> str:
        return f"{self.family_name} {self.given_name}"


class WishSheet(models.Model):
    """希望整理シート, one version: the columns of the matching core. A new version for every change; rows are never altered."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="wish_sheets")
    no = models.PositiveSmallIntegerField("版", default=1)
    made_at = models.DateTimeField(default=now)
    specialties = ArrayField(models.CharField(max_length=40), verbose_name="診療科（主なものを先に）", default=list)
    skills = ArrayField(models.CharField(max_length=40), verbose_name="技能", default=list, blank=True)
    municipality = models.ForeignKey(
        "areas.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="お住まい"
    )
    prefectures = ArrayField(models.CharField(max_length=2), verbose_name="ご希望の都道府県", default=list, blank=True)
    max_commute_min = models.PositiveSmallIntegerField("通える時間（分）", null=True, blank=True)
    relocation = models.CharField("転居", max_length=10, choices=Relocation.choices(), default=Relocation.NO)
    employment = ArrayField(models.CharField(max_length=20), verbose_name="働き方", default=list)
    days_min = models.DecimalField("週の日数（少なくとも）", max_digits=3, decimal_places=1, default=1)
    days_max = models.DecimalField("週の日数（多くとも）", max_digits=3, decimal_places=1, default=5)
    slots = ArrayField(models.CharField(max_length=10), verbose_name="曜日と時間", default=list, blank=True)
    night_duty = models.CharField("当直", max_length=12, choices=Willingness.choices(), default=Willingness.NO)
    on_call = models.CharField("オンコール", max_length=12, choices=Willingness.choices(), default=Willingness.NO)
    max_on_call_per_month = models.PositiveSmallIntegerField("オンコールの回数の上限（月）", null=True, blank=True)
    min_annual_pay_yen = models.PositiveIntegerField("年俸の下限（円）", null=True, blank=True)
    min_daily_pay_yen = models.PositiveIntegerField("日額の下限（円）", null=True, blank=True)
    wishes = models.JSONField("ご希望（must・want・never）", default=dict, blank=True)
    available_from = models.DateField("始められる時期", null=True, blank=True)
    weekly_hours_committed = models.DecimalField("いまの週の勤務時間", max_digits=4, decimal_places=1, default=0)
    overtime_level = models.CharField(
        "時間外の水準", max_length=12, choices=OvertimeLevel.choices(), default=OvertimeLevel.A
    )
    note = EncryptedTextField("お伝えになりたいこと", blank=True)

    class Meta:
        verbose_name = "希望整理シート"
        constraints = (
            models.UniqueConstraint(fields=("physician", "no"), name="wish_sheet_once"),
            models.CheckConstraint(
                condition=Q(days_min__gt=0, days_max__lte=7, days_max__gte=models.F("days_min")),
                name="wish_days_in_order",
            ),
        )


class ShieldEntry(models.Model):
    """Not to be shown to this institution, this corporation and its group, or any whose name contains `name`."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="shield")
    institution = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField("名称", blank=True)
    is_employer = models.BooleanField("現在の勤務先", default=False)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "伏せる相手"


class ContactPromise(models.Model):
    """連絡の約束 (N7): by what, when, how often."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="contact_promise")
    channel = models.CharField("方法", max_length=10, choices=Channel.choices(), default=Channel.MAIL)
    days = ArrayField(models.CharField(max_length=3), verbose_name="お電話してよい曜日", default=list, blank=True)
    hours = ArrayField(models.CharField(max_length=10), verbose_name="お電話してよい時間帯", default=list, blank=True)
    per_week = models.PositiveSmallIntegerField("週の回数の上限", default=1)

    class Meta:
        verbose_name = "連絡の約束"


class ConsentText(models.Model):
    """The exact words consented to; a change of words is a new version."""

    kind = models.CharField("種類", max_length=20, choices=ConsentKind.choices())
    version = models.PositiveSmallIntegerField("版")
    summary = models.CharField("ひとこと", max_length=200)
    text = models.TextField("全文")
    valid_from = models.DateField("有効期間の始まり")

    class Meta:
        verbose_name = "同意の文面"
        constraints = (models.UniqueConstraint(fields=("kind", "version"), name="consent_text_once"),)


class Consent(models.Model):
    """Given, used, withdrawn: one row for each text agreed to. Withdrawal is a date, not a deletion."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=now)
    channel = models.CharField(max_length=10, choices=Channel.choices())
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "同意"
        constraints = (
            models.UniqueConstraint(
                fields=("physician", "text"), condition=Q(withdrawn_at=None), name="consent_once_in_force"
            ),
        )


class DeliveryChoice(models.Model):
    """The wish for how statutory explanations are delivered, asked on the form itself (allowed since 2025-12-23)."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="delivery")
    method = models.CharField(max_length=10, choices=Delivery.choices())
    chosen_at = models.DateTimeField(default=now)


class DisclosureGrant(models.Model):
    """The physician lets this one institution see up to this level, until this day."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="disclosures")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    level = models.CharField("段階", max_length=2, choices=DisclosureLevel.choices())
    until = models.DateField("期限")
    given_at = models.DateTimeField(default=now)
    channel = models.CharField(max_length=10, choices=Channel.choices())
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "公開の同意"
        constraints = (
            models.UniqueConstraint(
                fields=("physician", "institution"), condition=Q(withdrawn_at=None), name="disclosure_once_in_force"
            ),
        )


class PhysicianTransition(TransitionRow):
    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="transitions")


class RegistrationDraft(models.Model):
    """A registration begun: kept 30 days so that nothing typed is lost. `data` is encrypted JSON."""

    key = models.CharField(max_length=64, unique=True)
    campaign_code = models.CharField(max_length=32, blank=True)
    data = EncryptedTextField(default="{}")
    step = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(default=now)
    saved_at = models.DateTimeField(default=now)
    physician = models.OneToOneField(Physician, null=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        verbose_name = "登録の途中"
