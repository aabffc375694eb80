"""The outbox: a notice is a row of the business transaction; the worker sends it afterwards."""

import uuid

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> "NoticeQuerySet":
        """Not yet sent and due."""
        return self.filter(status=Notice.Status.WAITING, send_after__lte=now())

    def newest_first(self) -> "NoticeQuerySet":
        return self.order_by("-id")


class Notice(models.Model):
    """One message to one person. `key` makes queuing idempotent, `message_id` makes a repeated delivery recognisable.

    Somebody who is not registered yet has no user: the message then goes to `address`.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "送信待ち"
        SENT = "sent", "送信済み"
        FAILED = "failed", "送れませんでした"
        BY_HAND = "by_hand", "郵送・電話で伝える"

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField("種類", max_length=10)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, verbose_name="宛先", on_delete=models.PROTECT, related_name="notices"
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

    @property
    def to(self) -> str:
        """The mail address it goes to."""
        return self.recipient.email if self.recipient else self.address
