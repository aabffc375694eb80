"""Who a physician is: the record anybody of the desk sees, and, apart and encrypted, the identity."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.common.transitions import Stateful, TransitionRow
from enishi.openings.models import Opening
from enishi.physicians.enums import HeardOf, PhysicianState, Present
from enishi.physicians.querysets import PhysicianQuerySet

if TYPE_CHECKING:
    from enishi.physicians.models.wishes import WishSheet


class Physician(Stateful):
    """Everything about a physician that is not identity.

    campaign_code: the society's link he or she came by; heard_of: in his or her own words, where of us; came_for: the opening from whose page the registration began,
    known to the desk alone. merged_into: the registration of the same person that goes on (see enishi.merging).
    """

    number = models.CharField("番号", max_length=12, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="physician", verbose_name="利用者"
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="coordinated",
        verbose_name="担当者",
    )
    contact_by = models.DateField("ご連絡の期日", null=True)
    campaign_code = models.CharField("お申し込みの経路", max_length=32, blank=True)
    heard_of = models.CharField("お知りになったきっかけ", max_length=12, choices=HeardOf.choices(), blank=True)
    came_for = models.ForeignKey(
        Opening, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="きっかけの募集"
    )
    present = models.CharField("現在", max_length=12, choices=Present.choices(), blank=True)
    licence_verified_on = models.DateField("医籍の確認日", null=True, blank=True)
    accepted_on = models.DateField("求職受付年月日", null=True, blank=True)
    valid_until = models.DateField("有効期間の終わり", null=True, blank=True)
    paused_until = models.DateField("お休みの終わり（目安）", null=True, blank=True)
    registered_at = models.DateTimeField("登録", default=now)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed", verbose_name="統合した先"
    )

    objects = PhysicianQuerySet.as_manager()

    class Meta:
        verbose_name = "医師"
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PhysicianState]), name="physician_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged") & Q(merged_into=None),
                name="physician_merged_leads_on",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def wishes(self) -> "WishSheet":
        """The latest sheet; there is always one, made at registration. Reads prefetched sheets where there are."""
        return max(self.wish_sheets.all(), key=lambda sheet: sheet.no)


ERASED_NAME = "（消去済み）"


class Identity(models.Model):
    """Who the physician is: disclosure level 3. Reading it goes through `access.identity_of`, which writes the access log.

    The indices are keyed digests, by which the same person is found again without reading anybody; `indices.index_identity`
    alone writes them.
    """

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="identity")
    family_name = EncryptedTextField("姓")
    given_name = EncryptedTextField("名")
    family_kana = EncryptedTextField("姓のふりがな", blank=True)
    given_kana = EncryptedTextField("名のふりがな", blank=True)
    birth_date = EncryptedTextField("生年月日", blank=True)
    sex = EncryptedTextField("性別", blank=True)
    mail = EncryptedTextField("メールアドレス", blank=True)
    phone = EncryptedTextField("電話番号", blank=True)
    postcode = EncryptedTextField("郵便番号", blank=True)
    address = EncryptedTextField("住所", blank=True)
    employer = EncryptedTextField("現在の勤務先", blank=True)
    licence_number = EncryptedTextField("医籍登録番号", blank=True)
    career = EncryptedTextField("経歴", blank=True)
    mail_index = models.CharField(max_length=64, blank=True, db_index=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    licence_index = models.CharField(max_length=64, blank=True, db_index=True)
    birth_index = models.CharField(max_length=64, blank=True, db_index=True)
    kana_index = models.CharField(max_length=64, blank=True)
    given_index = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "医師の身元"

    def __str__(self) -> str:
        return f"identity {self.physician_id}"

    @property
    def full_name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip() or ERASED_NAME


class PhysicianTransition(TransitionRow):
    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="transitions")
