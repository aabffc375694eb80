"""まとめてのお便り: one text to many readers, which a second person lets go, and a line for each reader.

`models.py` names both; they live here because they belong together.
"""

import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.notices.ways import By


class BulkState(Labelled):
    """How far a sending has come. ASKED waits for the second person; STOPPED was halted in the midst."""

    DRAFT = "draft", "下書き"
    ASKED = "asked", "承認を待っています"
    SENDING = "sending", "お送りしています"
    DONE = "done", "お送りしました"
    STOPPED = "stopped", "途中で止めました"


class LineStanding(Labelled):
    """What became of one reader's letter. QUEUED: it stands in the outbox, whose own state says whether it has left."""

    WAITING = "waiting", "これから"
    QUEUED = "queued", "送信の列に入りました"
    LEFT_OUT = "left_out", "お送りしません"
    STOPPED = "stopped", "止めました"


class BulkSending(models.Model):
    """One letter to many.

    key: of the form it came from, so that a form sent twice is one sending. circle: for whom (`bulk.Circle`), with the
    choice within it. changes: how often it was saved, so that of two people who edit it at once the second is told.
    fingerprint: of the text and the readers, as they were when approval was asked; approving counts for it alone.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    circle = models.CharField("お送りする方々", max_length=20)
    choice = models.JSONField("しぼり方", default=dict)
    kind = models.CharField("お知らせの種類", max_length=10)
    purpose = models.CharField("目的", max_length=120)
    subject = models.CharField("件名", max_length=60)
    body = models.TextField("本文")
    state = models.CharField("状態", max_length=8, choices=BulkState.choices(), default=BulkState.DRAFT)
    changes = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField("承認をお願いした日時", null=True)
    fingerprint = models.CharField("指紋", max_length=64, blank=True)
    needs_second = models.BooleanField("もう一人の承認がいる", default=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField("承認の日時", null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    returned_word = models.CharField("戻したわけ", max_length=200, blank=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("終わった日時", null=True)

    class Meta:
        verbose_name = "まとめてのお便り"
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(needs_second=False) | Q(approved_by=None) | ~Q(approved_by=F("made_by")),
                name="bulk_second_person_is_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "done"]) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="bulk_leaves_only_approved",
            ),
        )

    def __str__(self) -> str:
        return self.number


class BulkLine(models.Model):
    """One reader: a user, a physician by number, or a bare address; `label` names an organisation, never a physician.

    whose: key of the one a letter is for, where several are reached at one address; only the circle's room can read it. values: the words of the marks in the text that are this reader's own, as encrypted JSON. way: as it stood when the letter
    was prepared, for the count of mails, letters and calls; the outbox asks again.
    """

    sending = models.ForeignKey(BulkSending, on_delete=models.CASCADE, related_name="lines")
    no = models.PositiveIntegerField()
    label = models.CharField("お送りする先", max_length=160, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.CharField("医師の番号", max_length=12, blank=True, db_index=True)
    address = EncryptedTextField("登録のない方のアドレス", blank=True)
    whose = models.CharField("だれへの一通か", max_length=40, blank=True, db_index=True)
    values = EncryptedTextField("お一人ずつのことば", blank=True)
    way = models.CharField("伝え方の見込み", max_length=8, choices=By.choices(), default=By.MAIL)
    standing = models.CharField("状態", max_length=8, choices=LineStanding.choices(), default=LineStanding.WAITING)
    why = models.CharField("お送りしないわけ", max_length=80, blank=True)
    notice = models.OneToOneField("notices.Notice", null=True, on_delete=models.SET_NULL, related_name="bulk_line")

    class Meta:
        verbose_name = "まとめてのお便りの一通"
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("sending", "no"), name="bulk_line_once"),
            models.UniqueConstraint(
                fields=("sending", "user"), condition=Q(user__isnull=False), name="bulk_line_one_a_user"
            ),
            models.UniqueConstraint(
                fields=("sending", "person"), condition=~Q(person=""), name="bulk_line_one_a_person"
            ),
            models.UniqueConstraint(fields=("sending", "whose"), condition=~Q(whose=""), name="bulk_line_one_a_whose"),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(person="") | ~Q(address=""), name="bulk_line_has_a_reader"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sending_id}:{self.no}"

    @property
    def words(self) -> dict[str, str]:
        return dict(json.loads(self.values)) if self.values else {}
