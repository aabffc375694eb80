"""明示事項: every version of what is told before an application, and who was told which one, when and how."""

from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.explanations import Audience, Item, read
from enishi.institutions.models import Institution
from enishi.office.explained_enums import ReceivedBy, ToldBy
from enishi.physicians.models import Physician


class ExplanationText(models.Model):
    """The words in force from a day on, as they were composed of the operator profile. Only ever added.

    words: as `common.explanations.written`; digest: its SHA-256.
    """

    audience = models.CharField("だれへ", max_length=8, choices=Audience.choices())
    version = models.PositiveSmallIntegerField("版")
    words = models.TextField("文")
    digest = models.CharField("指紋", max_length=64)
    valid_from = models.DateField("有効期間の始まり")
    made_at = models.DateTimeField("記録の日時", default=now)

    class Meta:
        verbose_name = "明示事項の文"
        ordering = ("audience", "-version")
        constraints = (models.UniqueConstraint(fields=("audience", "version"), name="explanation_version_once"),)

    @property
    def items(self) -> tuple[Item, ...]:
        return read(self.words)


class Explained(models.Model):
    """One telling of one version to one side; that it arrived may be added once, nothing else is ever changed.

    notice_key: of the mail or letter that carried it, "" for the other ways; by: who read it aloud or handed it over, null
    where the person read it on the screen or the system sent it.
    """

    key = models.UUIDField(unique=True)
    text = models.ForeignKey(ExplanationText, on_delete=models.PROTECT, related_name="tellings")
    physician = models.ForeignKey(Physician, null=True, on_delete=models.PROTECT, related_name="explained")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="explained")
    way = models.CharField("方法", max_length=8, choices=ToldBy.choices())
    on = models.DateField("お示しした日")
    notice_key = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField("記録の日時", default=now)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField("受け取った日", null=True)
    received_by = models.CharField("受け取りの知らせ", max_length=8, choices=ReceivedBy.choices(), blank=True)

    class Meta:
        verbose_name = "明示の記録"
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(physician__isnull=False, institution=None) | Q(physician=None, institution__isnull=False),
                name="explained_to_one",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None, received_by="") | Q(received_on__isnull=False) & ~Q(received_by=""),
                name="explained_received_whole",
            ),
        )
