"""Societies, their links, and how many came by each: counted, never followed."""

from django.db import models

from enishi.accounts.models import Organisation
from enishi.common.clock import now, today
from enishi.outreach.enums import Standing
from enishi.outreach.news_querysets import NewsQuerySet
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


class NewsItem(models.Model):
    """News for everybody, written by the office: a draft until it is published; taken back, it is shown no more but kept.

    key: of the form it came from, so that a form sent twice is one item. day: from this day on it is shown. changes: how
    often it was saved, so that of two people who edit it at once the second is told.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField("見出し", max_length=80)
    body = models.TextField("本文")
    day = models.DateField("日付")
    published_at = models.DateTimeField("公開", null=True)
    withdrawn_at = models.DateTimeField("取り下げ", null=True)
    changed_at = models.DateTimeField("最後の変更", default=now)
    changes = models.PositiveIntegerField(default=0)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = "お知らせ"
        ordering = ("-day", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(published_at__isnull=False),
                name="news_withdrawn_after_publishing",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def standing(self) -> Standing:
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        if self.published_at is None:
            return Standing.DRAFT
        return Standing.WAITING if self.day > today() else Standing.SHOWN


class VisitCount(models.Model):
    """Openings of a link on one day. No address, no cookie, nothing about who."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="visits")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "訪問の数"
        constraints = (models.UniqueConstraint(fields=("campaign", "day"), name="visit_count_once"),)
