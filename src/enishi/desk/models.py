"""What the desk keeps of its own: people who asked to be called back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.desk.enums import Caller, CallResult, DayPart


class CallbackRequest(models.Model):
    """Somebody without an account asks for a call (product.md P7). One open request for each number; erased after a while.

    promised_on: the last day we promised; wished_on: the day the person named, None for 「できるだけ早く」. again: what was
    said when the number was sent once more, the latest first; who sends it is not proved, so it changes nothing above.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    name = EncryptedTextField("お名前")
    phone = EncryptedTextField("電話番号")
    phone_index = models.CharField(max_length=64)
    caller = models.CharField("どなたから", max_length=12, choices=Caller.choices())
    wished_on = models.DateField("ご希望の日", null=True)
    part = models.CharField("時間", max_length=10, choices=DayPart.choices())
    promised_on = models.DateField("お約束の日")
    again = EncryptedTextField("もう一度のお申し込み", blank=True)
    requested_at = models.DateTimeField("お申し込み", default=now)
    tries = models.PositiveSmallIntegerField("つながらなかった回数", default=0)
    result = models.CharField("結果", max_length=12, choices=CallResult.choices(), blank=True)
    done_at = models.DateTimeField("済んだ日時", null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "折り返しのお電話"
        ordering = ("promised_on", "requested_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("phone_index",), condition=Q(done_at__isnull=True), name="callback_one_open_a_number"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(result__in=["", CallResult.NO_ANSWER]),
                name="callback_done_with_a_result",
            ),
        )

    def __str__(self) -> str:
        return self.number
