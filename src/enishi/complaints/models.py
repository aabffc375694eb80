"""お申し出（苦情）: on a path of their own, with a second person, so that whoever is complained of neither reads nor handles it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.complaints.enums import CameBy, Outcome, Side, Standing
from enishi.outreach.paper_codes import new_paper_code


class Complaint(models.Model):
    """One complaint. A licensed placement business handles complaints through its responsible person (職業安定法32条の14第1号).

    code: eight characters by which the person, and nobody else, sees how far it is. user: who sent it signed in. about: the
    member of the staff complained of. receipt_due_on, answer_due_on: our own promises, in working days.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    code = models.CharField("照会の番号", max_length=8, unique=True, default=new_paper_code, editable=False)
    came_by = models.CharField("届いた方法", max_length=8, choices=CameBy.choices())
    side = models.CharField("どなたから", max_length=12, choices=Side.choices())
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField("お名前", blank=True)
    phone = EncryptedTextField("お電話番号", blank=True)
    mail = EncryptedTextField("メールアドレス", blank=True)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="だれについて"
    )
    text = EncryptedTextField("お申し出")
    received_at = models.DateTimeField("届いた日時", default=now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="書きとめた人"
    )
    receipt_due_on = models.DateField("受付をお知らせする期日")
    receipt_at = models.DateTimeField("受付をお知らせした日時", null=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="扱う人"
    )
    answer_due_on = models.DateField("お答えする期日")
    answer = EncryptedTextField("お答え", blank=True)
    answered_at = models.DateTimeField("お答えした日時", null=True)
    outcome = models.CharField("結果", max_length=12, choices=Outcome.choices(), blank=True)
    lesson = EncryptedTextField("直すこと", blank=True)
    closed_at = models.DateTimeField("終えた日時", null=True)

    class Meta:
        verbose_name = "お申し出（苦情）"
        ordering = ("-received_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(handler=None) | Q(about=None) | ~Q(handler=F("about")), name="complaint_second_person"
            ),
            models.CheckConstraint(
                condition=Q(receipt_at=None) | Q(handler__isnull=False), name="complaint_receipt_has_a_handler"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | (Q(receipt_at__isnull=False) & ~Q(answer="")),
                name="complaint_answer_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(outcome=""), name="complaint_closed_with_an_outcome"
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def standing(self) -> Standing:
        if self.closed_at:
            return Standing.CLOSED
        if self.answered_at:
            return Standing.ANSWERED
        return Standing.ACKNOWLEDGED if self.receipt_at else Standing.RECEIVED
