"""Whom a physician is hidden from, and what he or she consented to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.workflow import Channel
from enishi.institutions.models import Corporation, Institution, ListedFacility
from enishi.physicians.enums import ConsentKind, Delivery, DisclosureLevel, ShieldKind
from enishi.physicians.families import place_key
from enishi.physicians.models.person import Physician


class ShieldEntry(models.Model):
    """Not to be shown to this target, nor to anybody of the same corporation or group: people there talk.

    A target is an institution of ours or of the national list, a corporation, an area, or words: of a group, of a
    university department (医局), or any name. Words are encrypted, as they may say where somebody works.
    """

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="shield")
    kind = models.CharField("種類", max_length=12, choices=ShieldKind.choices(), default=ShieldKind.NAME)
    institution = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    listed = models.ForeignKey(ListedFacility, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corporation = models.ForeignKey(Corporation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prefecture = models.ForeignKey(
        "areas.Prefecture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey("areas.MedicalArea", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        "areas.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = EncryptedTextField("名称", blank=True)
    is_employer = models.BooleanField("現在の勤務先", default=False)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "伏せる相手"
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(kind="institution", corporation=None)
                    & (Q(institution__isnull=False, listed=None) | Q(institution=None, listed__isnull=False))
                    | Q(kind="corporation", institution=None, listed=None)
                    | Q(
                        kind__in=["group", "department", "name", "area"],
                        institution=None,
                        listed=None,
                        corporation=None,
                    )
                ),
                name="shield_names_whom",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="area", prefecture__isnull=False, area=None, municipality=None)
                    | Q(kind="area", prefecture=None, area__isnull=False, municipality=None)
                    | Q(kind="area", prefecture=None, area=None, municipality__isnull=False)
                    | ~Q(kind="area") & Q(prefecture=None, area=None, municipality=None)
                ),
                name="shield_names_one_area",
            ),
        )

    @property
    def place(self) -> str:
        """The area as `families.Member.places` writes it; "" for everything else."""
        return place_key(self.prefecture_id, self.municipality_id, self.area_id)


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
    """The physician lets this one institution see up to this level, until this day.

    Level 4 (documents, for a short time) may stand beside a lower level that lives longer.
    """

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
                fields=("physician", "institution", "level"),
                condition=Q(withdrawn_at=None),
                name="disclosure_once_in_force",
            ),
        )


class NarrowWording(models.Model):
    """The physician's own wish to be described more narrowly than the re-identification meter would choose.

    `words`: exactly what he or she saw and agreed to; it holds for these words alone, until `ended_at`.
    `look_alikes`: how many physicians fit them by public counts at that moment.
    """

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="narrow_wordings")
    words = EncryptedTextField("お伝えする言葉")
    look_alikes = models.PositiveIntegerField("同じ条件の医師（見積もり）")
    made_at = models.DateTimeField(default=now)
    channel = models.CharField(max_length=10, choices=Channel.choices())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "狭い言葉での紹介"
        constraints = (
            models.UniqueConstraint(
                fields=("physician",), condition=Q(ended_at=None), name="narrow_wording_once_in_force"
            ),
        )


class AnonymousDetail(models.Model):
    """The career without names of employers, as an institution reads it at level 2. One text, written anew by each change."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="anonymous_detail")
    text = EncryptedTextField("匿名の経歴", blank=True)
    written_at = models.DateTimeField(default=now)
    checked_at = models.DateTimeField("先生の確認", null=True, blank=True)

    class Meta:
        verbose_name = "匿名の経歴"
