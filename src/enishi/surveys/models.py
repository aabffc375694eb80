"""Surveys, their versions of questions, and the seats of those who answer."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.instrument import Question, instrument_of
from enishi.common.workflow import Channel
from enishi.law.periods import last_day_after
from enishi.physicians.models import Physician
from enishi.surveys.enums import Language, Standing, Way

USER = settings.AUTH_USER_MODEL
MOST_REMINDERS = 2


class Survey(models.Model):
    """What is asked of many, why, and how long the answers are kept. One person writes it, another opens it.

    panel: trait → codes of `enums`, who is invited. margins: trait → code → share in percent, for weighting, with margins_source.
    crossed: [variable, variable] of each cross table that was made, in order; none is ever taken back (`crossing`).
    changes: guard of two who edit at once. kept_months: answers are erased so long after the closing.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField("題", max_length=80)
    title_english = models.CharField("題（英語）", max_length=120, blank=True)
    purpose = models.TextField("目的")
    purpose_english = models.TextField("目的（英語）", blank=True)
    ethics = models.TextField("倫理の審査と、お答えの扱い")
    ethics_english = models.TextField("倫理の審査と、お答えの扱い（英語）", blank=True)
    kept_months = models.PositiveSmallIntegerField("お答えの保存期間（月）", default=60)
    closes_on = models.DateField("締め切り")
    way = models.CharField("ご案内のしかた", max_length=8, choices=Way.choices(), default=Way.INVITED)
    panel = models.JSONField("ご案内する方", default=dict)
    margins = models.JSONField("母集団の割合", default=dict)
    crossed = models.JSONField("かけ合わせた表", default=list)
    margins_source = models.CharField("母集団の割合の出典", max_length=200, blank=True)
    changes = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    asked_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("確認を頼んだ日時", null=True)
    returned_word = models.CharField("戻したわけ", max_length=400, blank=True)
    opened_at = models.DateTimeField("始めた日時", null=True)
    closed_at = models.DateTimeField("終えた日時", null=True)
    erased_at = models.DateTimeField("お答えを消した日時", null=True)

    class Meta:
        verbose_name = "調査"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="survey_closed_after_opening"
            ),
            models.CheckConstraint(condition=Q(kept_months__gte=1, kept_months__lte=120), name="survey_kept_ten_years"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def standing(self) -> Standing:
        if self.closed_at is not None:
            return Standing.CLOSED
        if self.opened_at is not None:
            return Standing.OPEN
        return Standing.WAITING if self.asked_at is not None else Standing.DRAFT

    @property
    def erased_on(self) -> date | None:
        """The day on which the answers go, None while it is not closed."""
        if self.closed_at is None:
            return None
        return last_day_after(timezone.localdate(self.closed_at), months=self.kept_months)

    def said(self, name: str, language: str) -> str:
        """title, purpose or ethics in the language asked for, where it was written in it."""
        english = str(getattr(self, f"{name}_english")) if language == Language.ENGLISH else ""
        return english or str(getattr(self, name))


class SurveyVersion(models.Model):
    """The questions as they are asked. fixed_at: opened by a second person; from then on the database refuses any change."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField("版", default=1)
    questions = models.JSONField("問い", default=list)
    changes = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    fixed_at = models.DateTimeField("使い始めた日時", null=True)
    fixed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "調査の問いの版"
        ordering = ("survey", "no")
        constraints = (
            models.UniqueConstraint(fields=("survey", "no"), name="survey_version_once"),
            models.UniqueConstraint(fields=("survey",), condition=Q(fixed_at=None), name="survey_one_draft"),
        )

    @property
    def instrument(self) -> tuple[Question, ...]:
        return instrument_of(self.questions)


class SurveySeat(models.Model):
    """One who may answer, or has. physician, token and paper_code are cut when the survey closes: then nobody is behind it.

    token_digest: SHA-256 of the token in the link, by which it is found; the token itself, encrypted, is needed for reminders.
    label: what stands in files in place of a person, drawn by lot. traits: coarse classes (`enums.Trait`) on the day of inviting.
    typed: what the desk typed of a paper the first time, until the second typing says the same.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="seats")
    version = models.ForeignKey(SurveyVersion, null=True, on_delete=models.PROTECT, related_name="seats")
    physician = models.ForeignKey(Physician, null=True, on_delete=models.PROTECT, related_name="survey_seats")
    way = models.CharField("ご案内のしかた", max_length=8, choices=Way.choices())
    token = EncryptedTextField("リンクのしるし", blank=True)
    token_digest = models.CharField(max_length=64, null=True, unique=True)
    paper_code = models.CharField("用紙の番号", max_length=8, null=True, unique=True)
    label = models.CharField("ふせた番号", max_length=10)
    traits = models.JSONField("区分", default=dict)
    invited_at = models.DateTimeField("ご案内の日時", default=now)
    reminders = models.PositiveSmallIntegerField("ご案内し直した回数", default=0)
    reminded_at = models.DateTimeField("ご案内し直した日時", null=True)
    stopped_at = models.DateTimeField("お断りの日時", null=True)
    begun_at = models.DateTimeField("お答え始めの日時", null=True)
    saved_at = models.DateTimeField("途中までの保存の日時", null=True)
    sent_at = models.DateTimeField("お答えの日時", null=True)
    language = models.CharField("言語", max_length=2, choices=Language.choices(), default=Language.JAPANESE)
    channel = models.CharField("方法", max_length=10, choices=Channel.choices(), blank=True)
    answers = EncryptedTextField("お答え", blank=True)
    typed = EncryptedTextField("用紙の1回目の入力", blank=True)

    class Meta:
        verbose_name = "調査へのお答え"
        constraints = (
            models.UniqueConstraint(fields=("survey", "physician"), name="survey_seat_once"),
            models.UniqueConstraint(fields=("survey", "label"), name="survey_label_once"),
            models.CheckConstraint(condition=Q(reminders__lte=MOST_REMINDERS), name="survey_two_reminders"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(version__isnull=False), name="survey_sent_answers_a_version"
            ),
        )

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None
