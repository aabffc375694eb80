"""出張: a coordinator's way to several places, with times, costs and who pays them. `models.py` names them all."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.areas.models import Municipality
from enishi.candidacies.models import Candidacy
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.institutions.models import Institution
from enishi.visits.enums import Payer
from enishi.visits.trip_rules import Means, TripCostKind

USER = settings.AUTH_USER_MODEL


class Trip(models.Model):
    """One trip. from_place: where it begins and ends. version: grows with every change, so that a stale page is refused.

    before: the times and ways of the stops before they were put into another order, by primary key, to be taken back.
    uid, version: of the calendar entry, the same through every change.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(unique=True)
    version = models.PositiveIntegerField("変更の回数", default=0)
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="trips", verbose_name="行く人")
    title = models.CharField("名前", max_length=60)
    from_place = models.ForeignKey(
        Municipality, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="出発の市区町村"
    )
    starts_on = models.DateField("初めの日")
    words = EncryptedTextField("覚え書き", blank=True)
    before = models.JSONField("並べ替える前", default=dict)
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    cancelled_at = models.DateTimeField("取りやめた日時", null=True)

    class Meta:
        verbose_name = "出張"
        ordering = ("starts_on", "id")
        indexes = (models.Index(fields=("owner", "starts_on"), name="trip_of_owner"),)

    def __str__(self) -> str:
        return self.number


class TripStop(models.Model):
    """One place of a trip. An institution, whose talk it is about if any, or another place by its name.

    minutes: of the way to it from the place before; None: estimated from where the places lie. limit_yen: what the place
    said it can pay of the costs.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="stops")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(Candidacy, null=True, on_delete=models.PROTECT, related_name="trip_stops")
    name = models.CharField("行き先", max_length=60, blank=True)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    arrives_at = models.DateTimeField("着く時刻")
    leaves_at = models.DateTimeField("出る時刻")
    means = models.CharField("行き方", max_length=6, choices=Means.choices(), default=Means.CAR)
    minutes = models.PositiveSmallIntegerField("移動の分", null=True)
    purpose = EncryptedTextField("用件", blank=True)
    limit_yen = models.PositiveIntegerField("持てる費用の上限", null=True)
    dropped_at = models.DateTimeField("外した日時", null=True)

    class Meta:
        verbose_name = "出張の行き先"
        ordering = ("arrives_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(leaves_at__gt=F("arrives_at")), name="trip_stop_has_a_length"),
            models.CheckConstraint(condition=Q(institution__isnull=False) | ~Q(name=""), name="trip_stop_is_somewhere"),
        )


class TripCost(models.Model):
    """One cost of a trip. stop: whose institution pays it."""

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="costs")
    key = models.UUIDField(unique=True)
    stop = models.ForeignKey(TripStop, null=True, on_delete=models.PROTECT, related_name="costs")
    kind = models.CharField("種類", max_length=8, choices=TripCostKind.choices())
    words = models.CharField("内容", max_length=60, blank=True)
    yen = models.PositiveIntegerField("金額")
    payer = models.CharField("持つ人", max_length=12, choices=Payer.choices())
    made_at = models.DateTimeField(default=now)
    struck_at = models.DateTimeField("取り消した日時", null=True)

    class Meta:
        verbose_name = "出張の費用"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(payer=Payer.INSTITUTION) | Q(stop__isnull=False), name="trip_cost_of_whom"
            ),
        )
