"""The outbox: a notice is a row of the business transaction; the worker sends it afterwards."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.notices.bulk_models import BulkLine, BulkSending, BulkState, LineStanding
from enishi.notices.ways import By

BULK_MODELS = (BulkLine, BulkSending, BulkState, LineStanding)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> "NoticeQuerySet":
        """Not yet sent and due."""
        return self.filter(status=Notice.Status.WAITING, send_after__lte=now())

    def for_the_desk(self) -> "NoticeQuerySet":
        """Waiting to be posted or told by telephone, and mails to physicians that came back; the oldest first."""
        came_back = Q(status=Notice.Status.FAILED) & ~Q(person="")
        return self.filter(Q(status=Notice.Status.BY_HAND) | came_back).order_by("created_at", "id")

    def to_physician(self, number: str, user_id: int | None) -> "NoticeQuerySet":
        """Everything to this physician, with or without a sign-in."""
        mine = Q(person=number)
        return self.filter(mine | Q(recipient=user_id) if user_id else mine)

    def newest_first(self) -> "NoticeQuerySet":
        return self.order_by("-id")


class Notice(models.Model):
    """One message to one person. `key` makes queuing idempotent, `message_id` makes a repeated delivery recognisable.

    Somebody who is not registered yet has no user: the message then goes to `address`.
    recipient: null for a physician who has no sign-in; person: the physician's number, "" for everybody else.
    counts: one of the automatic mails of the weekly limit; joined_to: it went out in the same mail or envelope as that one.
    body: the text without greeting and signature, from which mail, letter and telephone script are made alike.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "送信待ち"
        SENT = "sent", "送信済み"
        FAILED = "failed", "送れませんでした"
        BY_HAND = "by_hand", "郵送・電話で伝える"
        WITHHELD = "withheld", "お送りしない（転職を勧められない期間）"
        HALTED = "halted", "お送りしない（途中で止めました）"

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField("種類", max_length=10)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="宛先", null=True, on_delete=models.PROTECT, related_name="notices"
    )
    person = models.CharField("医師の番号", max_length=12, blank=True, db_index=True)
    way = models.CharField("伝え方", max_length=8, choices=By.choices(), default=By.MAIL)
    counts = models.BooleanField("自動のお知らせ", default=False)
    joined_to = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="companions")
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="伝えた人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    address = EncryptedTextField("登録のない方のアドレス", blank=True)
    subject = models.CharField("件名", max_length=120)
    body = EncryptedTextField("本文")
    about = models.CharField("対象の番号", max_length=40, blank=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    status = models.CharField("状態", max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField("作成", default=now)
    send_after = models.DateTimeField("送信の予定", default=now)
    sent_at = models.DateTimeField("送信", null=True)
    problem = models.CharField("送れなかった理由", max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "お知らせ"
        indexes = (models.Index(fields=("status", "send_after"), name="notice_waiting"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(person="") | ~Q(address=""), name="notice_has_a_reader"
            ),
            models.CheckConstraint(
                condition=Q(way=By.MAIL) | ~Q(status="waiting"), name="notice_by_hand_never_waits_for_mail"
            ),
        )

    @property
    def to(self) -> str:
        """The mail address it goes to."""
        return self.recipient.email if self.recipient else self.address
