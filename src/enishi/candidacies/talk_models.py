"""What else stands in a talk beside questions, answers and clauses: letters, papers, notes of one's own, common answers.

`models.py` names them all; they live here because that file is full.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.candidacies.question_bank import TOPICS
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedBytesField, EncryptedTextField
from enishi.common.workflow import Channel, Party

SPEAKERS = [(p.value, p.label) for p in (Party.PHYSICIAN, Party.INSTITUTION, Party.COORDINATOR)]
READERS = [(p.value, p.label) for p in (Party.PHYSICIAN, Party.INSTITUTION)]
CANDIDACY, ANSWER, QUESTION = "candidacies.Candidacy", "candidacies.Answer", "candidacies.Question"


class Message(models.Model):
    """おたより: free words to the other side, no question. `key` comes with the form, so the same words sent twice stand once."""

    candidacy = models.ForeignKey(CANDIDACY, on_delete=models.PROTECT, related_name="letters")
    key = models.UUIDField(unique=True)
    side = models.CharField("どちらから", max_length=20, choices=SPEAKERS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices())
    confirmer = models.CharField("おっしゃった方", max_length=40, blank=True)
    text = models.TextField("おたより")
    sent_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "おたより"
        ordering = ("sent_at", "id")


class HeldMessage(models.Model):
    """Words with a name or an address in them before the name may be shown: the coordinator lets them pass or gives them back.

    kind: "question", "answer" (with `question`) or "letter"; key: of the form, kept for what becomes of it.
    """

    candidacy = models.ForeignKey(CANDIDACY, on_delete=models.PROTECT, related_name="held")
    key = models.UUIDField(unique=True)
    kind = models.CharField(
        "種類", max_length=10, choices=[("question", "質問"), ("answer", "回答"), ("letter", "おたより")]
    )
    question = models.ForeignKey(QUESTION, null=True, on_delete=models.PROTECT, related_name="+")
    side = models.CharField("どちらから", max_length=20, choices=READERS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmer = models.CharField("お答えになった方", max_length=40, blank=True)
    text = EncryptedTextField("ことば")
    held_at = models.DateTimeField("お預かりの日時", default=now)
    decided_at = models.DateTimeField("担当者が決めた日時", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    passed = models.BooleanField("そのまま伝えた", default=False)

    class Meta:
        verbose_name = "お預かりのことば"
        ordering = ("held_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="answer", question__isnull=False) | (~Q(kind="answer") & Q(question__isnull=True)),
                name="held_answer_has_its_question",
            ),
        )


class PrivateNote(models.Model):
    """自分だけの控え: one side's own note on a talk; for the coordinators, theirs together. No other side ever reads it."""

    candidacy = models.ForeignKey(CANDIDACY, on_delete=models.PROTECT, related_name="private_notes")
    side = models.CharField("だれの控えか", max_length=20, choices=SPEAKERS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)
    text = EncryptedTextField("控え")
    written_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "自分だけの控え"
        ordering = ("-written_at", "-id")


class Attachment(models.Model):
    """お渡しする書類: a file for the other side, encrypted, freed of what it tells beside its content. Taken back: emptied."""

    candidacy = models.ForeignKey(CANDIDACY, on_delete=models.PROTECT, related_name="attachments")
    key = models.UUIDField(unique=True)
    side = models.CharField("どちらから", max_length=20, choices=READERS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices())
    title = EncryptedTextField("書類の名前")
    content_type = models.CharField("ファイルの種類", max_length=40)
    size = models.PositiveIntegerField("大きさ（バイト）")
    body = EncryptedBytesField("ファイル")
    sent_at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField("取り下げの日時", null=True)

    class Meta:
        verbose_name = "お渡しする書類"
        ordering = ("sent_at", "id")


class CommonAnswer(models.Model):
    """よくあるお答え: an institution's answer that serves every talk about any of its openings, chosen and worded by its people."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="common_answers")
    origin = models.ForeignKey(ANSWER, null=True, on_delete=models.PROTECT, related_name="common_answers")
    key = models.UUIDField(unique=True)
    topic = models.CharField("話題", max_length=20, choices=[(t.key, t.label) for t in TOPICS], blank=True)
    question = models.CharField("質問", max_length=200)
    answer = models.TextField("お答え", max_length=2000)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField("取り下げの日時", null=True)

    class Meta:
        verbose_name = "よくあるお答え"
        ordering = ("topic", "id")


class TalkNews(models.Model):
    """新しい書き込み: that something was written for a side, without its words; told once in the daily mail (E43).

    The highest primary key of a talk is also its version: pages that listen learn from it that they are old.
    """

    candidacy = models.ForeignKey(CANDIDACY, on_delete=models.PROTECT, related_name="news")
    to = models.CharField("宛先の側", max_length=20, choices=READERS)
    at = models.DateTimeField(default=now)
    told_at = models.DateTimeField("お知らせした日時", null=True)

    class Meta:
        verbose_name = "新しい書き込み"
        indexes = (models.Index(fields=("at",), condition=Q(told_at=None), name="talk_news_untold"),)


class Introduction(models.Model):
    """医療機関への1枚: what the institution reads of the pair with the anonymous outline (N1), frozen when passed on.

    reasons, questions: [{"text", "key", "facts", "edited"?}]; only sentences whose facts the level of the reader allows.
    """

    candidacy = models.OneToOneField(CANDIDACY, on_delete=models.PROTECT, related_name="introduction")
    reasons = models.JSONField("貴院に合う点", default=list)
    questions = models.JSONField("お会いになる前に", default=list)
    smallest_change = models.TextField("あと一つ", blank=True)
    sent_at = models.DateTimeField(null=True)
    content_hash = models.CharField("指紋", max_length=64, blank=True)

    class Meta:
        verbose_name = "医療機関への1枚"
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(content_hash=""), name="introduction_sent_has_hash"
            ),
        )
