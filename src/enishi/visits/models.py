"""A visit of one candidacy: times offered by either side, the time that was fixed, who pays, and what both thought of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.candidacies.models import SIDES, Candidacy
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel, Party
from enishi.visits.enums import Length, Liability, NextWish, VisitEnd, VisitKind
from enishi.visits.reflection_questions import FAMILY
from enishi.visits.trip_models import Trip, TripCost, TripStop

TRIP_MODELS = (Trip, TripCost, TripStop)
CHECKED = {
    "contract_from__isnull": False,
    "contract_until__isnull": False,
    "contract_seen_on__isnull": False,
    "accident_insurance_seen_on__isnull": False,
    "licence_seen_on__isnull": False,
}


class Visit(models.Model):
    """Talk, visit or trial work. While none of the times is chosen `begins_at` is empty.

    uid, sequence: of the calendar entry, the same through every change (RFC 5545). wanted_for: the time both sides of a
    trial chose, fixed (T14) once contract, insurance and licence are checked. costs: CostItem → {"payer", "yen"}.
    plan: what the host wrote for this visit. *_words: what a side said of its times, for the coordinator.
    """

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="visits")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveSmallIntegerField("変更の回数", default=0)
    kind = models.CharField("種類", max_length=10, choices=VisitKind.choices(), default=VisitKind.TOUR)
    length = models.CharField("長さ", max_length=12, choices=Length.choices(), default=Length.DAY)
    with_family = models.BooleanField("ご家族もいっしょ", default=False)
    opened_at = models.DateTimeField("相談の始まり", default=now)
    physician_words = EncryptedTextField("先生のことば", blank=True)
    institution_words = EncryptedTextField("医療機関のことば", blank=True)
    wanted_for = models.DateTimeField("双方が選んだ日時", null=True)
    begins_at = models.DateTimeField("始まり", null=True)
    ends_at = models.DateTimeField("終わり", null=True)
    fixed_at = models.DateTimeField("決まった日時", null=True)
    fixed_through = models.CharField("決まった方法", max_length=10, choices=Channel.choices(), blank=True)
    plan = models.JSONField("お迎えの段取り", default=dict)
    costs = models.JSONField("費用", default=dict)
    cost_limit_yen = models.PositiveIntegerField("医療機関・自治体が持てる上限", null=True)
    contract_from = models.DateField("雇用契約の始まり", null=True)
    contract_until = models.DateField("雇用契約の終わり", null=True)
    contract_seen_on = models.DateField("雇用契約書を確かめた日", null=True)
    accident_insurance_seen_on = models.DateField("労災保険を確かめた日", null=True)
    liability = models.CharField("医賠責", max_length=12, choices=Liability.choices(), blank=True)
    licence_seen_on = models.DateField("免許証の原本を確かめた日", null=True)
    licence_seen_by = models.CharField("原本を確かめた方", max_length=60, blank=True)
    result = models.CharField("結果", max_length=10, choices=VisitEnd.choices(), blank=True)
    closed_at = models.DateTimeField("終わった日時", null=True)

    class Meta:
        verbose_name = "面談・見学"
        ordering = ("opened_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("candidacy",), condition=Q(result=""), name="visit_one_open"),
            models.CheckConstraint(
                condition=Q(begins_at=None, ends_at=None, fixed_at=None)
                | Q(begins_at__isnull=False, ends_at__gt=F("begins_at"), fixed_at__isnull=False),
                name="visit_fixed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind="trial")
                | Q(begins_at=None)
                | (
                    Q(**CHECKED) & ~Q(liability="") & ~Q(licence_seen_by="") & Q(contract_until__gte=F("contract_from"))
                ),
                name="visit_trial_is_checked_before_it_is_fixed",
            ),
            models.CheckConstraint(
                condition=Q(kind="trial") | Q(contract_from=None, contract_until=None, contract_seen_on=None),
                name="visit_without_work_has_no_contract",
            ),
        )

    @property
    def is_open(self) -> bool:
        return self.result == ""

    @property
    def is_trial(self) -> bool:
        return self.kind == VisitKind.TRIAL


class VisitTime(models.Model):
    """One of up to three times that a side offers, or that the coordinator proposes to both. Dropped when the side offers
    others, or the visit is moved."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="times")
    side = models.CharField("どちらから", max_length=20, choices=[*SIDES, (Party.COORDINATOR.value, "担当者")])
    begins_at = models.DateTimeField("日時")
    offered_at = models.DateTimeField(default=now)
    channel = models.CharField(max_length=10, choices=Channel.choices())
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField("取り下げた日時", null=True)

    class Meta:
        verbose_name = "ご都合のよい日時"
        ordering = ("begins_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("visit", "side", "begins_at"), condition=Q(dropped_at=None), name="visit_time_once_a_side"
            ),
        )


class Reflection(models.Model):
    """Six answers of one side, or of the physician's family, after a visit, for the coordinator's eyes alone.

    answers: JSON, code → Degree, encrypted; wish: "" of a family, as the physician says what comes next.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="reflections")
    side = models.CharField("どちらから", max_length=20, choices=[*SIDES, (FAMILY, "ご家族")])
    answers = EncryptedTextField("お答え")
    words = EncryptedTextField("ことば", blank=True)
    wish = models.CharField("次のご希望", max_length=10, choices=NextWish.choices(), blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices())
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "ご感想"
        constraints = (models.UniqueConstraint(fields=("visit", "side"), name="reflection_once_a_side"),)
