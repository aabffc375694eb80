"""How a physician wants to be contacted, and every contact there was."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from enishi.common.choices import Labelled
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel
from enishi.physicians.contact_rules import Outcome, Promise
from enishi.physicians.models.person import Physician


class ContactPromise(models.Model):
    """連絡の約束 (N7): by what, when, how often. See `contact_rules.Promise` for what it means."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="contact_promise")
    channel = models.CharField("方法", max_length=10, choices=Channel.choices(), default=Channel.MAIL)
    days = ArrayField(models.CharField(max_length=3), verbose_name="お電話してよい曜日", default=list, blank=True)
    hours = ArrayField(models.CharField(max_length=10), verbose_name="お電話してよい時間帯", default=list, blank=True)
    per_week = models.PositiveSmallIntegerField("お電話の回数の上限（週）", default=1)
    mails_per_week = models.PositiveSmallIntegerField("自動のお知らせの上限（週）", default=2)
    half_yearly = models.BooleanField("半年ごとのおたずねを受け取る", default=True)
    plain_envelope = models.BooleanField("封筒にサービス名を書かない", default=False)

    class Meta:
        verbose_name = "連絡の約束"
        constraints = (
            models.CheckConstraint(condition=Q(mails_per_week__in=[1, 2]), name="promise_mails_at_most_two"),
        )

    @property
    def promise(self) -> Promise:
        return Promise(Channel(self.channel), tuple(self.days), tuple(self.hours), self.per_week)


class Direction(Labelled):
    OUT = "out", "こちらから"
    IN = "in", "先生から"


class ContactEvent(models.Model):
    """連絡簿: one call, letter, fax or talk, written before it is made. Mails stand in the outbox itself.

    kept: within the promise; override: why not, shown to the physician; told: primary keys of the notices it told.
    """

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="contacts")
    at = models.DateTimeField("日時", default=now)
    channel = models.CharField("方法", max_length=10, choices=Channel.choices())
    direction = models.CharField("向き", max_length=3, choices=Direction.choices())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    about = EncryptedTextField("用件")
    outcome = models.CharField("結果", max_length=10, choices=Outcome.choices(), blank=True)
    closed_at = models.DateTimeField("結果を書いた日時", null=True)
    kept = models.BooleanField("お約束の範囲内", default=True)
    override = EncryptedTextField("お約束の外でご連絡した理由", blank=True)
    told = ArrayField(models.BigIntegerField(), verbose_name="伝えたお知らせ", default=list, blank=True)

    class Meta:
        verbose_name = "連絡の記録"
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("physician", "-at"), name="contact_of_physician"),)
        constraints = (
            models.UniqueConstraint(
                fields=("physician",), condition=Q(outcome="open"), name="contact_one_call_at_a_time"
            ),
        )


class TalkWay(Labelled):
    """How the first talk is held."""

    PHONE = "phone", "お電話"
    VIDEO = "video", "ビデオ通話"
    VISIT = "visit", "お会いして"


class Interview(models.Model):
    """A talk with the coordinator: times that were offered, the one that was fixed. One at a time is under way."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="interviews")
    way = models.CharField("方法", max_length=10, choices=TalkWay.choices(), default=TalkWay.PHONE)
    slots = ArrayField(models.DateTimeField(), verbose_name="ご用意した日時", default=list, blank=True)
    offered_at = models.DateTimeField(default=now)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    fixed_for = models.DateTimeField("決まった日時", null=True)
    fixed_at = models.DateTimeField(null=True)
    fixed_through = models.CharField("決めた方法", max_length=10, choices=Channel.choices(), blank=True)
    asked_again = EncryptedTextField("ほかのご希望", blank=True)
    ended_at = models.DateTimeField("終わり", null=True)

    class Meta:
        verbose_name = "面談"
        constraints = (
            models.UniqueConstraint(fields=("physician",), condition=Q(ended_at=None), name="interview_one_under_way"),
        )


class InterviewNote(models.Model):
    """What was written of one topic of the interview (`hearing.topics`). The newest `no` is the one that stands.

    A save within the same sitting of the same person changes its row; another person, or a later day, begins the next one, so
    that nothing that was written is lost. page, turn: by which a save of an older page is known; saves: how often it was saved.
    """

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="interview_notes")
    topic = models.CharField("話題", max_length=10)
    no = models.PositiveSmallIntegerField("版", default=1)
    text = EncryptedTextField("面談の記録", blank=True)
    saved_at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=16, blank=True)
    turn = models.PositiveIntegerField(default=0)
    saves = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "面談の記録"
        ordering = ("topic", "-no")
        constraints = (models.UniqueConstraint(fields=("physician", "topic", "no"), name="interview_note_once"),)
