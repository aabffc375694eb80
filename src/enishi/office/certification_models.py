"""適正認定の証拠: what a person laid beside a criterion, each review of it, and its official wording as two people compared it."""

from django.db import models
from django.db.models import F, Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedBytesField, EncryptedTextField
from enishi.office.explained_enums import Standing

USER = "accounts.User"


class Evidence(models.Model):
    """A note or a paper for one criterion (`law.certification`), taken out again by a date and never deleted while it counts.

    file: as cleaned by `common.uploads`, encrypted; empty for a note.
    """

    key = models.UUIDField(unique=True)
    criterion = models.CharField("要件", max_length=20)
    note = EncryptedTextField("説明")
    file = EncryptedBytesField("ファイル", null=True)
    file_type = models.CharField(max_length=20, blank=True)
    added_at = models.DateTimeField("加えた日時", default=now)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", verbose_name="加えた人")
    removed_at = models.DateTimeField("外した日時", null=True)
    removed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="外した人")

    class Meta:
        verbose_name = "適正認定の証拠"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="evidence_removed_by_somebody",
            ),
        )


class CriterionReview(models.Model):
    """One look at one criterion: how it stands, in what words, and when to look again. Only ever added; the newest counts."""

    key = models.UUIDField(unique=True)
    criterion = models.CharField("要件", max_length=20)
    standing = models.CharField("判断", max_length=8, choices=Standing.choices())
    words = models.TextField("わけ", blank=True)
    on = models.DateField("見直した日")
    next_on = models.DateField("次に見直す日")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", verbose_name="見直した人")

    class Meta:
        verbose_name = "適正認定の見直し"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(next_on__gt=models.F("on")), name="criterion_reviewed_again_later"),
        )


class CriterionWording(models.Model):
    """The words of one criterion as they stand in the official check sheet of one edition, typed by one person and compared with
    the sheet by another. The newest that was found right is in force; earlier ones stay.

    right: None until a second person has looked; False sends it back.
    """

    key = models.UUIDField(unique=True)
    criterion = models.CharField("要件", max_length=20)
    title = models.CharField("項目の題", max_length=120)
    text = models.TextField("基準の文")
    edition = models.CharField("版", max_length=120)
    entered_at = models.DateTimeField("入力した日時", default=now)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", verbose_name="入力した人")
    right = models.BooleanField("チェックシートのとおりか", null=True)
    settled_at = models.DateTimeField("確かめた日時", null=True)
    settled_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="確かめた人"
    )

    class Meta:
        verbose_name = "基準チェックシートの文"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(settled_by=None) | ~Q(settled_by=F("entered_by")), name="wording_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(right=None, settled_at=None, settled_by=None)
                | Q(right__isnull=False, settled_at__isnull=False, settled_by__isnull=False),
                name="wording_settled_whole",
            ),
            models.UniqueConstraint(fields=("criterion",), condition=Q(right=None), name="wording_one_open"),
        )


class ComparisonPlan(models.Model):
    """Who compares our words with the official check sheet, and by when. Only ever added; the newest counts."""

    key = models.UUIDField(unique=True)
    due_on = models.DateField("いつまでに")
    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", verbose_name="見くらべる人")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", verbose_name="決めた人")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "チェックシートとの見くらべの予定"
        ordering = ("-id",)
