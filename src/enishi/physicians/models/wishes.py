"""What a physician wishes: versions that are never altered."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel
from enishi.physicians.enums import OvertimeLevel, Relocation, Willingness
from enishi.physicians.models.person import Physician


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


class WishApproval(models.Model):
    """The physician has read this version and finds it right. heard_by: who of the desk took it down, from a call or paper."""

    sheet = models.OneToOneField(WishSheet, on_delete=models.CASCADE, related_name="approval")
    at = models.DateTimeField("確認", default=now)
    channel = models.CharField("方法", max_length=10, choices=Channel.choices())
    heard_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "希望整理シートのご確認"


class WishWords(models.Model):
    """Words of the interview from which a line of this version was drafted. field: of WishSheet, or `wish:` and a key of WISHES."""

    sheet = models.ForeignKey(WishSheet, on_delete=models.CASCADE, related_name="words")
    field = models.CharField("欄", max_length=40)
    topic = models.CharField("話題", max_length=10)
    text = EncryptedTextField("うかがった言葉")

    class Meta:
        verbose_name = "希望整理シートのもとの言葉"
        ordering = ("id",)
