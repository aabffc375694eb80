"""Societies, their links, what is printed for them, and how many came by each: counted, never followed."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models

from enishi.accounts.models import Organisation
from enishi.common.clock import now, today
from enishi.common.encrypted import EncryptedTextField
from enishi.outreach.embed_models import EmbedSite
from enishi.outreach.enums import Consent, ContactWay, CostKind, Medium, PressKind, PressState, Standing, Text
from enishi.outreach.news_querysets import NewsQuerySet
from enishi.outreach.newsletter_models import NewsletterDelivery, NewsletterIssue, Subscriber
from enishi.outreach.paper_codes import new_paper_code
from enishi.outreach.seminar_models import Seminar, SeminarEntry
from enishi.outreach.story_models import Story, StoryConsent, StoryPicture, StoryVersion

EMBED_MODELS = (EmbedSite,)
NEWSLETTER_MODELS = (NewsletterDelivery, NewsletterIssue, Subscriber)
SEMINAR_MODELS = (Seminar, SeminarEntry)
STORY_MODELS = (Story, StoryConsent, StoryPicture, StoryVersion)


class Society(models.Model):
    """A medical society or other body that tells its members. People act for it through its organisation.

    head, head_title: whom a letter is addressed to (理事長 …), "" while unknown. consent: whether its office agreed to hear
    from us, and since when. every_months: how often we may write, None for no rhythm. changes: how often it was saved, so
    that of two people who edit it at once the second is told.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="society")
    name = models.CharField("名称", max_length=200)
    head_title = models.CharField("代表の役職", max_length=60, blank=True)
    head = models.CharField("代表のお名前", max_length=120, blank=True)
    office = models.CharField("事務局", max_length=120, blank=True)
    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("所在地", max_length=200, blank=True)
    phone = models.CharField("電話", max_length=20, blank=True)
    mail = models.EmailField("メール", max_length=200, blank=True)
    consent = models.CharField("ご連絡の可否", max_length=10, choices=Consent.choices(), default=Consent.UNASKED)
    consent_on = models.DateField("うかがった日", null=True, blank=True)
    every_months = models.PositiveSmallIntegerField("ご連絡の間隔（か月）", null=True, blank=True)
    next_on = models.DateField("次のご連絡", null=True, blank=True)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "学会・団体"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(consent=Consent.UNASKED) | models.Q(consent_on__isnull=False),
                name="society_consent_has_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SocietyContact(models.Model):
    """One letter, mail, telephone call or visit between us and a society's office; received: it came from them (a reply)."""

    key = models.UUIDField(unique=True, editable=False)
    society = models.ForeignKey(Society, on_delete=models.PROTECT, related_name="contacts")
    campaign = models.ForeignKey("Campaign", null=True, on_delete=models.PROTECT, related_name="contacts")
    day = models.DateField("日付")
    way = models.CharField("方法", max_length=10, choices=ContactWay.choices())
    received = models.BooleanField("先方から", default=False)
    note = EncryptedTextField("内容", blank=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "学会・団体とのやりとり"
        ordering = ("-day", "-id")


class Campaign(models.Model):
    """A link `/s/{code}` given to one society for one occasion and medium. Codes are never reused and never removed: the
    database refuses to change or delete them.

    paper_code: the same for paper, eight characters that can be read out, `/c/{paper_code}`. text: which of our words the
    members read, by which its effect is compared with others.
    """

    code = models.CharField("コード", max_length=32, unique=True)
    paper_code = models.CharField("用紙の番号", max_length=8, unique=True, default=new_paper_code, editable=False)
    society = models.ForeignKey(Society, on_delete=models.PROTECT, related_name="campaigns", verbose_name="学会・団体")
    occasion = models.CharField("機会", max_length=80)
    medium = models.CharField("媒体", max_length=12, choices=Medium.choices(), default=Medium.OTHER)
    text = models.CharField("お使いになる文", max_length=12, choices=Text.choices(), default=Text.OTHER)
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


class LetterWording(models.Model):
    """One version of the words of the letter to a society; the newest counts, older ones stay as they were.

    body, points, enclosures: see `outreach.kit.wording`.
    """

    no = models.PositiveIntegerField("版", unique=True)
    subject = models.CharField("件名", max_length=80)
    body = models.TextField("本文")
    points = models.TextField("記")
    enclosures = models.TextField("同封", blank=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "周知依頼状の文面"
        ordering = ("-no",)


class PressRun(models.Model):
    """Letters to many societies printed at once, by a job: one ZIP of kits or one file for the printer.

    codes: of the links, in the order printed. year: of the reports, None for letters. data: the file, forgotten after some
    days (`press.KEPT_DAYS`).
    """

    key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField("つくるもの", max_length=10, choices=PressKind.choices())
    codes: Any = models.JSONField("リンク")
    year = models.PositiveSmallIntegerField("年", null=True)
    state = models.CharField("状態", max_length=10, choices=PressState.choices(), default=PressState.WAITING)
    done = models.PositiveIntegerField("できた数", default=0)
    cancel_asked = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    touched_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField("終了", null=True)
    data = models.BinaryField("ファイル", null=True)

    class Meta:
        verbose_name = "まとめての印刷"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state=PressState.DONE) | models.Q(finished_at__isnull=False),
                name="press_done_has_an_end",
            ),
        )

    @property
    def total(self) -> int:
        return len(self.codes)


class NewsItem(models.Model):
    """News for everybody, written by the office: a draft until it is published; taken back, it is shown no more but kept.

    key: of the form it came from, so that a form sent twice is one item. day: from this day on it is shown. changes: how
    often it was saved, so that of two people who edit it at once the second is told. written_by: who wrote the words that wait
    for a second person. coming: other words for what is public already, {"title", "body", "day"}, None while there are none.
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
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    coming = models.JSONField("次の文面", null=True)

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
    def words(self) -> tuple[str, str, date]:
        """Title, text and day as they were written last, public or not."""
        if self.coming is None:
            return self.title, self.body, self.day
        return self.coming["title"], self.coming["body"], date.fromisoformat(self.coming["day"])

    @property
    def waits(self) -> bool:
        """Whether words of it wait for a second person."""
        return self.withdrawn_at is None and (self.published_at is None or self.coming is not None)

    @property
    def standing(self) -> Standing:
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        if self.published_at is None:
            return Standing.DRAFT
        return Standing.WAITING if self.day > today() else Standing.SHOWN


class VisitCount(models.Model):
    """Openings of a link on one day. No address, no cookie, nothing about who.

    slot: one of `actions.SLOTS` rows that a crowded link is counted in, so that visits of the same moment do not wait for
    each other's commit; the count of a day is the sum of its rows.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="visits")
    day = models.DateField()
    slot = models.PositiveSmallIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "訪問の数"
        constraints = (models.UniqueConstraint(fields=("campaign", "day", "slot"), name="visit_count_once_a_slot"),)


class CampaignCost(models.Model):
    """What a link has cost: money that was paid, or hours of ours with what they are reckoned at.

    Never changed; one entered by mistake is struck out and stays to be read. key: of the form it came from.
    """

    key = models.UUIDField(unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="costs")
    kind = models.CharField("費目", max_length=10, choices=CostKind.choices())
    day = models.DateField("日付")
    yen = models.PositiveIntegerField("金額（円）")
    hours = models.DecimalField("時間", max_digits=6, decimal_places=2, null=True)
    note = models.CharField("控え", max_length=120, blank=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField("取り消し", null=True)

    class Meta:
        verbose_name = "周知の費用"
        ordering = ("-day", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind=CostKind.HOURS, hours__gt=0)
                | ~models.Q(kind=CostKind.HOURS) & models.Q(hours=None),
                name="cost_hours_for_work_alone",
            ),
        )


class FunnelEdition(models.Model):
    """What became of everybody who came by a link, up to the end of one month; small cells are hidden already.

    tables: as `funnel.Published.as_json`. Rows are only ever added.
    """

    until = models.DateField("数えた終わりの日", unique=True)
    made_at = models.DateTimeField("数えた日時", default=now)
    tables = models.JSONField("表")

    class Meta:
        verbose_name = "周知の成果"
        ordering = ("-until",)

    def __str__(self) -> str:
        return f"{self.until:%Y-%m}"
