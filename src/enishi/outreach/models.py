"""Societies, their links, and how many came by each: counted, never followed."""

from django.db import models

from enishi.accounts.models import Organisation
from enishi.common.clock import now
from enishi.outreach.paper_codes import new_paper_code


class Society(models.Model):
    """A medical society or other body that tells its members. People act for it through its organisation."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="society")
    name = models.CharField("名称", max_length=120)

    class Meta:
        verbose_name = "学会・団体"

    def __str__(self) -> str:
        return self.name


class Campaign(models.Model):
    """A link `/s/{code}` given to one society for one occasion. Codes are never reused and never removed.

    paper_code: the same for paper, eight characters that can be read out, `/c/{paper_code}`.
    """

    code = models.CharField("コード", max_length=32, unique=True)
    paper_code = models.CharField("用紙の番号", max_length=8, unique=True, default=new_paper_code, editable=False)
    society = models.ForeignKey(Society, on_delete=models.PROTECT, related_name="campaigns", verbose_name="学会・団体")
    occasion = models.CharField("機会", max_length=80)
    message = models.TextField("会員の先生へのことば", blank=True)
    made_at = models.DateTimeField(default=now)
    closed_on = models.DateField("終了日", null=True, blank=True)

    class Meta:
        verbose_name = "ご案内"
        constraints = (
            models.CheckConstraint(condition=models.Q(code__regex=r"^[a-z0-9_]{2,32}$"), name="campaign_code_form"),
        )

    def __str__(self) -> str:
        return self.code


class VisitCount(models.Model):
    """Openings of a link on one day. No address, no cookie, nothing about who."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="visits")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "訪問の数"
        constraints = (models.UniqueConstraint(fields=("campaign", "day"), name="visit_count_once"),)
