"""Whom a physician is hidden from, and what he or she consented to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel
from enishi.institutions.models import Institution
from enishi.physicians.enums import ConsentKind, Delivery, DisclosureLevel
from enishi.physicians.models.person import Physician


class ShieldEntry(models.Model):
    """Not to be shown to this institution, this corporation and its group, or any whose name contains `name`."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="shield")
    institution = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField("名称", blank=True)
    is_employer = models.BooleanField("現在の勤務先", default=False)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "伏せる相手"


class ConsentText(models.Model):
    """The exact words consented to; a change of words is a new version."""

    kind = models.CharField("種類", max_length=20, choices=ConsentKind.choices())
    version = models.PositiveSmallIntegerField("版")
    summary = models.CharField("ひとこと", max_length=200)
    text = models.TextField("全文")
    valid_from = models.DateField("有効期間の始まり")

    class Meta:
        verbose_name = "同意の文面"
        constraints = (models.UniqueConstraint(fields=("kind", "version"), name="consent_text_once"),)


class Consent(models.Model):
    """Given, used, withdrawn: one row for each text agreed to. Withdrawal is a date, not a deletion."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=now)
    channel = models.CharField(max_length=10, choices=Channel.choices())
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "同意"
        constraints = (
            models.UniqueConstraint(
                fields=("physician", "text"), condition=Q(withdrawn_at=None), name="consent_once_in_force"
            ),
        )


class DeliveryChoice(models.Model):
    """The wish for how statutory explanations are delivered, asked on the form itself (allowed since 2025-12-23)."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="delivery")
    method = models.CharField(max_length=10, choices=Delivery.choices())
    chosen_at = models.DateTimeField(default=now)


class DisclosureGrant(models.Model):
    """The physician lets this one institution see up to this level, until this day."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="disclosures")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    level = models.CharField("段階", max_length=2, choices=DisclosureLevel.choices())
    until = models.DateField("期限")
    given_at = models.DateTimeField(default=now)
    channel = models.CharField(max_length=10, choices=Channel.choices())
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "公開の同意"
        constraints = (
            models.UniqueConstraint(
                fields=("physician", "institution"), condition=Q(withdrawn_at=None), name="disclosure_once_in_force"
            ),
        )
