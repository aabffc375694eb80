"""Stories that people told us: versions of the text, pictures, and who agreed to which version until when.

`models.py` names them; they live here because they belong together.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedBytesField, EncryptedTextField
from enishi.outreach.enums import AgreedBy, StoryStanding, Teller, WithdrawnBy
from enishi.outreach.story_querysets import StoryQuerySet
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician


class Story(models.Model):
    """One story. It is shown while its approved version has a living consent, and at no other time.

    token: the address by which whoever told it sees what stands there and takes it down; nobody else knows it.
    withdrawn_at: the office took the whole story back, for good.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    token = models.CharField(max_length=43, unique=True, editable=False)
    teller = models.CharField("語り手", max_length=10, choices=Teller.choices())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField("取り下げ", null=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = "体験のお話"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.number

    @property
    def standing(self) -> StoryStanding:
        from enishi.outreach.stories import standing_of  # it asks versions and consents

        return standing_of(self)


class StoryPicture(models.Model):
    """A picture of a story, drawn anew without place and camera (`common.uploads`). Shown only with its story."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="pictures")
    data = EncryptedBytesField()
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "お話の写真"
        constraints = (models.UniqueConstraint(fields=("story", "digest"), name="story_picture_once"),)


class StoryVersion(models.Model):
    """One version of the words; the database refuses to change them. Whoever wrote it never approves it.

    way: the way of working as one says it; hard: what was difficult, honestly; alt: what the picture shows, in words.
    fingerprint: SHA-256 of all that a reader sees.
    """

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="versions")
    no = models.PositiveIntegerField("版")
    title = models.CharField("題", max_length=60)
    way = models.CharField("働き方", max_length=40)
    way_words = models.CharField("働き方のひとこと", max_length=100, blank=True)
    who = models.CharField("語り手のご紹介", max_length=100)
    work = models.CharField("勤め方", max_length=100, blank=True)
    body = models.TextField("お話")
    hard = models.TextField("難しかったこと")
    after = models.TextField("いま", blank=True)
    picture = models.ForeignKey(StoryPicture, null=True, on_delete=models.PROTECT, related_name="+")
    alt = models.CharField("写真の説明", max_length=160, blank=True)
    fingerprint = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField("承認をお願いした日時", null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField("承認の日時", null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    returned_word = models.CharField("戻したわけ", max_length=200, blank=True)

    class Meta:
        verbose_name = "お話の版"
        ordering = ("-no",)
        constraints = (
            models.UniqueConstraint(fields=("story", "no"), name="story_version_once"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")), name="story_second_person_is_another"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(approved_by__isnull=False, asked_at__isnull=False),
                name="story_approved_by_somebody",
            ),
            models.CheckConstraint(condition=Q(picture=None) | ~Q(alt=""), name="story_picture_in_words"),
        )

    def __str__(self) -> str:
        return f"{self.story_id}:{self.no}"

    @property
    def is_erased(self) -> bool:
        """Whether the words went because whoever told them left."""
        return not self.body

    @property
    def paragraphs(self) -> list[str]:
        return _parts(self.body)

    @property
    def hard_lines(self) -> list[str]:
        return [line for part in _parts(self.hard) for line in part.splitlines()]


def _parts(text: str) -> list[str]:
    """Paragraphs: an empty line parts them."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


class StoryConsent(models.Model):
    """Somebody's yes to one version: how, since when, until when, and what it may tell (codes of StoryFact)."""

    key = models.UUIDField(unique=True, editable=False)
    version = models.ForeignKey(StoryVersion, on_delete=models.PROTECT, related_name="consents")
    name = EncryptedTextField("同意した方")
    employer = EncryptedTextField("その方の勤め先", blank=True)
    contact = EncryptedTextField("ご連絡先", blank=True)
    facts: Any = models.JSONField("載せてよいこと", default=list)
    how = models.CharField("方法", max_length=10, choices=AgreedBy.choices())
    physician = models.ForeignKey(
        Physician, null=True, blank=True, on_delete=models.PROTECT, related_name="story_consents", verbose_name="先生"
    )
    agreed_on = models.DateField("同意の日")
    until = models.DateField("いつまで")
    note = EncryptedTextField("控え", blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField("取り下げ", null=True)
    withdrawn_how = models.CharField(max_length=8, choices=WithdrawnBy.choices(), blank=True)
    erased_at = models.DateTimeField("お名前の消去", null=True)

    class Meta:
        verbose_name = "お話への同意"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("agreed_on")), name="story_consent_has_a_span"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_how=""), name="story_consent_withdrawn_somehow"
            ),
        )

    def lives_on(self, day: date) -> bool:
        """As `story_querysets.consent_lives` asks the database."""
        if self.withdrawn_at is not None or not self.agreed_on <= day <= self.until:
            return False
        return self.physician is None or self.physician.state != PhysicianState.CLOSED
