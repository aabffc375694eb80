"""Seminars and who comes to them, without an account. `models.py` names both."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.encrypted import EncryptedTextField
from enishi.outreach.enums import EntryState, SeminarStanding, SeminarWay
from enishi.outreach.news_querysets import WRITERS


class SeminarQuerySet(models.QuerySet["Seminar"]):
    def public(self) -> "SeminarQuerySet":
        """What everybody reads: published, cancelled ones too, so that nobody travels in vain."""
        return self.filter(published_at__isnull=False)

    def to_come(self) -> "SeminarQuerySet":
        """Of these, those not over and not cancelled, the next first."""
        return self.public().filter(ends_at__gt=now(), cancelled_at=None).order_by("begins_at", "id")

    def waiting(self) -> "SeminarQuerySet":
        """Of which words wait for a second person (`Seminar.waits`)."""
        return self.filter(Q(published_at=None) | ~Q(coming=""), ends_at__gt=now(), cancelled_at=None)

    def visible_to(self, actor: Actor | None) -> "SeminarQuerySet":
        """Those who write see all, everybody else the public ones."""
        return self if actor is not None and actor.role in WRITERS else self.public()


class Seminar(models.Model):
    """Something one can come to: a seminar, a meeting, a visit in a group.

    online: how to join from a screen, told only to who has a seat. capacity: None for no limit. closes_on: last day to ask for
    a seat. changes: how often it was saved, the SEQUENCE of its calendar file and the guard of two who edit it at once.
    written_by: who wrote the words that wait for a second person. coming: other facts for what is public already, as
    `seminars.packed` writes them, "" while there are none.
    came: how many had a seat and how many came, kept when the names go.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField("題", max_length=80)
    body = models.TextField("内容")
    way = models.CharField("開き方", max_length=8, choices=SeminarWay.choices())
    place = models.CharField("会場", max_length=200, blank=True)
    online = EncryptedTextField("オンラインの入り方", blank=True)
    begins_at = models.DateTimeField("始まり")
    ends_at = models.DateTimeField("終わり")
    capacity = models.PositiveSmallIntegerField("定員", null=True)
    closes_on = models.DateField("申込の締め切り")
    published_at = models.DateTimeField("公開", null=True)
    cancelled_at = models.DateTimeField("取りやめ", null=True)
    cancelled_word = models.CharField("取りやめのわけ", max_length=200, blank=True)
    changes = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    coming = EncryptedTextField("次の内容", blank=True)
    seated_count = models.PositiveIntegerField("席のあった数", null=True)
    came_count = models.PositiveIntegerField("いらした数", null=True)

    objects = SeminarQuerySet.as_manager()

    class Meta:
        verbose_name = "催し"
        ordering = ("-begins_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="seminar_has_a_length"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(published_at__isnull=False),
                name="seminar_cancelled_after_publishing",
            ),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gte=1), name="seminar_has_seats"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def day(self) -> date:
        return timezone.localdate(self.begins_at)

    @property
    def waits(self) -> bool:
        """Whether words of it wait for a second person."""
        if self.cancelled_at is not None or self.ends_at <= now():
            return False
        return self.published_at is None or bool(self.coming)

    @property
    def standing(self) -> SeminarStanding:
        if self.cancelled_at is not None:
            return SeminarStanding.CANCELLED
        if self.published_at is None:
            return SeminarStanding.DRAFT
        moment: datetime = now()
        if self.ends_at <= moment:
            return SeminarStanding.OVER
        return SeminarStanding.CLOSED if self.closes_on < today() or self.begins_at <= moment else SeminarStanding.OPEN


class SeminarEntry(models.Model):
    """One who wants to come, by mail address. Erased some time after the seminar (`seminar_retention_days`).

    token: the address of the page by which this person, and nobody else, confirms or cancels. address_index: keyed digest, by which
    the same address is found again without being readable. No row stays when the seminar is long over.
    """

    seminar = models.ForeignKey(Seminar, on_delete=models.PROTECT, related_name="entries")
    token = models.CharField(max_length=43, unique=True, editable=False)
    name = EncryptedTextField("お名前")
    address = EncryptedTextField("メールアドレス")
    address_index = models.CharField(max_length=64)
    state = models.CharField("状態", max_length=10, choices=EntryState.choices(), default=EntryState.ASKED)
    asked_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField("確認", null=True)
    attended = models.BooleanField("いらした", null=True)

    class Meta:
        verbose_name = "催しのお申し込み"
        ordering = ("confirmed_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("seminar", "address_index"), name="seminar_entry_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["seated", "waiting"]) | Q(confirmed_at__isnull=False),
                name="seminar_seat_only_confirmed",
            ),
        )
