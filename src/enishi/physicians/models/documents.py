"""Copies of papers a physician leaves with us, and the career in parts: encrypted, like everything of level 3 and 4."""

from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedBytesField, EncryptedTextField
from enishi.physicians.enums import DocumentKind, Position
from enishi.physicians.models.person import Physician


class Document(models.Model):
    """One file, at disclosure level 4. It is opened through `documents.open_document`, which writes the access log.

    digest: keyed, of the bytes stored, so that the same file sent twice stands once. size: bytes of the file.
    """

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField("種類", max_length=12, choices=DocumentKind.choices())
    note = EncryptedTextField("覚え書き", blank=True)
    content_type = models.CharField("形式", max_length=40)
    size = models.PositiveIntegerField("大きさ（バイト）")
    digest = models.CharField(max_length=64)
    body = EncryptedBytesField("ファイル")
    expires_on = models.DateField("有効期限", null=True, blank=True)
    stored_at = models.DateTimeField("お預かりした日", default=now)

    class Meta:
        verbose_name = "書類"
        ordering = ("kind", "id")
        constraints = (models.UniqueConstraint(fields=("physician", "digest"), name="document_once"),)


class CareerPost(models.Model):
    """One employment of the past or present. Months are ISO text such as 1988-04; `until` is empty while it lasts."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="career_posts")
    since = EncryptedTextField("はじめ（年月）")
    until = EncryptedTextField("おわり（年月）", blank=True)
    place = EncryptedTextField("お勤め先")
    position = models.CharField("お立場", max_length=12, choices=Position.choices())
    duties = EncryptedTextField("お仕事の内容", blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "お勤め"


class Qualification(models.Model):
    """専門医, 認定産業医 and the like, with the day it ends if it has one; languages and skills too, which have none."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="qualifications")
    name = EncryptedTextField("資格・技能")
    expires_on = models.DateField("有効期限", null=True, blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "資格・語学・技能"
