"""What is asked for, what came and what went back: invoices, the rows of the fees ledger, refunds that two people saw."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.aftercare.models import FeeEvent
from enishi.common.clock import now
from enishi.office.enums import EntryKind, RefundKind

USER = settings.AUTH_USER_MODEL


class Invoice(models.Model):
    """A bill to an institution for one fee event, with the items of a qualified invoice (消費税法57条の4第1項). Never changed.

    serial: 1, 2, 3 … without gaps; net_yen before tax, tax_permille of it as tax_yen; done_on: the day the service was done,
    the start of work; payer, issuer: as they were on the day of issue. No name of a physician stands in it.
    """

    serial = models.PositiveIntegerField("請求書番号", unique=True)
    key = models.UUIDField(unique=True)
    event = models.ForeignKey(FeeEvent, on_delete=models.PROTECT, related_name="invoices")
    payer_name = models.CharField("宛名", max_length=120)
    payer_address = models.CharField("宛先", max_length=200, blank=True)
    issuer_name = models.CharField("発行者", max_length=120)
    issuer_address = models.CharField("発行者の所在地", max_length=200, blank=True)
    registration = models.CharField("登録番号", max_length=14, blank=True)
    issued_on = models.DateField("請求日")
    due_on = models.DateField("お支払期限")
    done_on = models.DateField("取引年月日")
    description = models.CharField("内容", max_length=200)
    net_yen = models.PositiveIntegerField("税抜の額（円）")
    tax_permille = models.PositiveSmallIntegerField("税率（千分率）")
    tax_yen = models.PositiveIntegerField("消費税額（円）")
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "請求書"
        ordering = ("-serial",)
        constraints = (
            models.CheckConstraint(condition=Q(serial__gte=1, net_yen__gte=1), name="invoice_of_something"),
            models.CheckConstraint(condition=Q(issued_on__gte=F("done_on")), name="invoice_not_before_start"),
        )

    @property
    def number(self) -> str:
        return f"{self.serial:06d}"

    @property
    def total_yen(self) -> int:
        return self.net_yen + self.tax_yen

    def __str__(self) -> str:
        return self.number


class Refund(models.Model):
    """What shall be given back or was asked for wrongly: reckoned and prepared by one person, decided by another.

    share_percent, basis: of the schedule as filed, None where it is no share; net_yen, tax_yen: what is taken off the bill.
    """

    key = models.UUIDField(unique=True)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="refunds")
    kind = models.CharField("種類", max_length=12, choices=RefundKind.choices())
    left_on = models.DateField("離職の日", null=True)
    share_percent = models.PositiveSmallIntegerField("割合（%）", null=True)
    net_yen = models.PositiveIntegerField("返す額（税抜、円）")
    tax_yen = models.PositiveIntegerField("その消費税額（円）")
    basis = models.CharField("算出の根拠", max_length=200)
    reason = models.CharField("理由", max_length=200)
    prepared_at = models.DateTimeField("用意した日時", default=now)
    prepared_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("決めた日時", null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    approved = models.BooleanField("承認", null=True)

    class Meta:
        verbose_name = "返戻"
        ordering = ("prepared_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, approved=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, approved__isnull=False),
                name="refund_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("prepared_by")), name="refund_by_two_people"
            ),
            models.UniqueConstraint(
                fields=("invoice",), condition=Q(decided_at=None), name="refund_one_open_of_an_invoice"
            ),
        )

    @property
    def total_yen(self) -> int:
        return self.net_yen + self.tax_yen


class FeeEntry(models.Model):
    """One row of 手数料管理簿 (職業安定法32条の15, 同法施行規則24条の7): money that really came or went. Rows are only ever added.

    yen: with tax, less than 0 for what went back; corrects: the row that this one takes back whole; payer_name, fee_kind,
    basis: as they stood on the bill. internal_remarks: not for the labour bureau, and without anybody's name.
    """

    key = models.UUIDField(unique=True)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField("種類", max_length=12, choices=EntryKind.choices())
    on = models.DateField("徴収年月日", db_index=True)
    yen = models.IntegerField("額（税込、円）")
    payer_name = models.CharField("手数料を支払う者", max_length=120)
    fee_kind = models.CharField("手数料の種類", max_length=40)
    insurance_yen = models.PositiveIntegerField("第二種特別加入保険料（円）", default=0)
    basis = models.CharField("算出の根拠", max_length=200)
    remarks = models.CharField("備考", max_length=200, blank=True)
    internal_remarks = models.CharField("内部備考", max_length=200, blank=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    refund = models.OneToOneField(Refund, null=True, on_delete=models.PROTECT, related_name="entry")
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "手数料管理簿の記載"
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="collected", yen__gt=0, corrects=None, refund=None)
                | Q(kind="returned", yen__lt=0, corrects=None, refund__isnull=False)
                | Q(kind="correction", corrects__isnull=False, refund=None),
                name="fee_entry_fits_kind",
            ),
        )
