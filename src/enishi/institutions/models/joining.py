"""How an institution joins and stays: the application, the check by staff, the yearly declaration, invitations of people."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.accounts.roles import INSTITUTION_ROLES, Role
from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel
from enishi.institutions.enums import NumberSource
from enishi.institutions.listed import ListedFacility
from enishi.institutions.models.places import Institution


class Application(models.Model):
    """Who applied on the public page, and how he or she is reached. key: of the form, so that pressing twice is once."""

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="application")
    key = models.UUIDField(unique=True)
    name = EncryptedTextField("お名前")
    position = models.CharField("お役職", max_length=60)
    mail = EncryptedTextField("メールアドレス", blank=True)
    phone = EncryptedTextField("電話番号")
    wish = EncryptedTextField("ご相談の内容", blank=True)
    applied_at = models.DateTimeField("お申し込み", default=now)
    joined = models.ForeignKey(
        Institution,
        verbose_name="すでにあった登録",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="joined_applications",
    )

    class Meta:
        verbose_name = "登録のお申し込み"


class InstitutionCheck(models.Model):
    """One check by staff: the application beside the national list, and the call to the number that the public record names.

    compared: rows [label, as applied, as listed, alike]; confirmed: the person who answered knows of the application.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="checks")
    listed = models.ForeignKey(ListedFacility, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    compared = models.JSONField("照らし合わせ", default=list)
    number_called = models.CharField("おかけした番号", max_length=20)
    number_source = models.CharField("番号の出どころ", max_length=20, choices=NumberSource.choices())
    spoke_with = models.CharField("出られた方の役職", max_length=60)
    confirmed = models.BooleanField("在籍とお申し込みを確かめた")
    note = models.CharField("覚え書き", max_length=300, blank=True)
    checked_at = models.DateTimeField("確認", default=now)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "登録前の確認"
        ordering = ("-checked_at", "-id")


class Declaration(models.Model):
    """自己申告 on 求人不受理 (職業安定法5条の6): the wording as it was read, each answer, who declared, until when it holds.

    answers: code of an item → true where the item applies to the institution. Rows are only ever added.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="declarations")
    version = models.CharField("文面の版", max_length=20)
    text = models.JSONField("文面")
    answers = models.JSONField("お答え")
    applies = models.BooleanField("当てはまるものがある")
    detail = EncryptedTextField("当てはまる内容", blank=True)
    declared_on = models.DateField("申告の日")
    valid_until = models.DateField("有効期限")
    declarer = models.CharField("申告した方の役職とお名前", max_length=100)
    channel = models.CharField("方法", max_length=10, choices=Channel.choices())
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "法令順守の自己申告"
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__gte=models.F("declared_on")), name="declaration_ends_after_it_begins"
            ),
        )


class Invitation(models.Model):
    """A person asked by mail to act for an institution. Only the digest of the link is kept; the role comes with the yes."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="invitations")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    name = models.CharField("お名前", max_length=80)
    mail = EncryptedTextField("メールアドレス")
    mail_index = models.CharField(max_length=64, db_index=True)
    role = models.CharField("役割", max_length=30, choices=[(r.value, r.label) for r in Role if r in INSTITUTION_ROLES])
    digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField("ご招待", default=now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField("期限")
    accepted_at = models.DateTimeField("承諾", null=True, blank=True)
    ended_at = models.DateTimeField("取り消し", null=True, blank=True)

    class Meta:
        verbose_name = "ご招待"
        ordering = ("-invited_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(ended_at=None), name="invitation_accepted_or_ended_not_both"
            ),
        )
