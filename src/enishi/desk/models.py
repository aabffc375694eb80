"""What the desk keeps of its own: people who asked to be called back, and paper that went out and came back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.candidacies.models import Candidacy
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedBytesField, EncryptedTextField
from enishi.common.workflow import Channel
from enishi.desk.calendar_models import CalendarFeed, OwnTime
from enishi.desk.conference_models import Conference, ConferenceCase
from enishi.desk.enums import Caller, CallResult, DayPart, PaperKind, PaperState
from enishi.desk.quality_models import QualityItem, QualitySample
from enishi.desk.record_models import CaseloadMove, Deputy, DeskNote, Keeper, NextAction, Trace
from enishi.desk.writing_models import HandedWriting, WordTemplate, WordTemplateVersion
from enishi.institutions.models import Institution
from enishi.openings.models import Opening
from enishi.outreach.paper_codes import new_paper_code
from enishi.physicians.models import Physician

WRITING_MODELS = (HandedWriting, WordTemplate, WordTemplateVersion)
CONFERENCE_MODELS = (Conference, ConferenceCase)
CALENDAR_MODELS = (CalendarFeed, OwnTime)
QUALITY_MODELS = (QualityItem, QualitySample)
RECORD_MODELS = (CaseloadMove, Deputy, DeskNote, Keeper, NextAction, Trace)


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


class PaperSheet(models.Model):
    """One form on paper, known by the eight characters and the QR code on it.

    printed: number of an opening → version that stood on the paper; "checkin", "referral" → primary key of the check-in or the referral it asks about. image: what came back, encrypted; image_type: its type.
    outcome: what it led to, a number people can say. The typed words stand in `PaperTyping`.

    A form that is filled in on a call is a sheet too, with channel phone: nothing was printed, `spoke_with` is the role of
    who answered, and what was typed is read back (`read_back_at`) instead of being typed twice.
    """

    code = models.CharField("用紙の番号", max_length=8, unique=True, default=new_paper_code, editable=False)
    kind = models.CharField("用紙", max_length=12, choices=PaperKind.choices())
    state = models.CharField("状態", max_length=8, choices=PaperState.choices(), default=PaperState.OUT)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="paper_sheets")
    opening = models.ForeignKey(Opening, null=True, on_delete=models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(Candidacy, null=True, on_delete=models.PROTECT, related_name="+")
    physician = models.ForeignKey(Physician, null=True, on_delete=models.PROTECT, related_name="+")
    printed = models.JSONField("印刷した版", default=dict)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField("届いた方法", max_length=10, choices=Channel.choices(), blank=True)
    received_at = models.DateTimeField("届いた日時", null=True)
    spoke_with = models.CharField("お話しした方の役職", max_length=40, blank=True, default="", db_default="")
    read_back_at = models.DateTimeField("読み上げて確かめた日時", null=True)
    image = EncryptedBytesField("届いた用紙", null=True)
    image_type = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField("済んだ日時", null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("結果", max_length=200, blank=True)

    class Meta:
        verbose_name = "用紙"
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(channel=Channel.PHONE) | ~Q(spoke_with=""), name="paper_call_names_who_spoke"
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_call(self) -> bool:
        return self.channel == Channel.PHONE


class PaperTyping(models.Model):
    """What one person read from the paper: the whole form the first time, the critical fields the second. JSON, encrypted."""

    sheet = models.ForeignKey(PaperSheet, on_delete=models.PROTECT, related_name="typings")
    no = models.PositiveSmallIntegerField("何回目")
    values = EncryptedTextField("入力")
    typed_at = models.DateTimeField(default=now)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "用紙の入力"
        ordering = ("no",)
        constraints = (models.UniqueConstraint(fields=("sheet", "no"), name="paper_typing_once"),)
