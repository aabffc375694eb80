"""文例 and お渡しした書類: texts with fields, each change a version, and a copy of what was handed out. `models.py` names them."""

import json

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.writing import Writing, from_data
from enishi.desk.record_models import BesideRecord, exactly_one
from enishi.desk.writing_rules import HandedBy, Reader, Use, WritingKind

USER = settings.AUTH_USER_MODEL


class WordTemplate(models.Model):
    """One text. Its words are the newest of its versions; retired: no longer offered, kept for what was written from it."""

    use = models.CharField("使いみち", max_length=10, choices=Use.choices())
    title = models.CharField("名前", max_length=60, unique=True)
    made_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField("使うのをやめた日時", null=True)

    class Meta:
        verbose_name = "文例"
        ordering = ("use", "title")


class WordTemplateVersion(models.Model):
    """The words of one time. They never change."""

    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField("版")
    text = models.TextField("文")
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "文例の版"
        ordering = ("-no",)
        constraints = (models.UniqueConstraint(fields=("template", "no"), name="word_template_version_once"),)


class HandedWriting(BesideRecord):
    """お渡しした書類: what stood on a paper when it was handed out, to whom, how and by whom. It never changes.

    content: the `Writing` as JSON, encrypted; digest: its SHA-256; no: counts the papers of one kind of one record.
    """

    key = models.UUIDField(unique=True)
    kind = models.CharField("書類", max_length=12, choices=WritingKind.choices())
    title = models.CharField("表題", max_length=80)
    no = models.PositiveSmallIntegerField("版")
    reader = models.CharField("どなたへ", max_length=12, choices=Reader.choices())
    way = models.CharField("お渡しの方法", max_length=6, choices=HandedBy.choices())
    words = models.ForeignKey(WordTemplateVersion, null=True, on_delete=models.PROTECT, related_name="+")
    content = EncryptedTextField("書面", blank=True)
    digest = models.CharField("指紋", max_length=64)
    handed_at = models.DateTimeField("お渡しの日時", default=now)
    handed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "お渡しした書類"
        ordering = ("-handed_at", "-id")
        constraints = (models.CheckConstraint(condition=exactly_one(), name="handed_writing_of_one_record"),)

    @property
    def writing(self) -> Writing | None:
        """The paper as it was; None after it was erased with the person."""
        return from_data(json.loads(self.content)) if self.content else None
