"""The newsletter: who reads it, what stood in it, and what went to whom in which month. `models.py` names them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.outreach.enums import StopHow


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def reading(self) -> "SubscriberQuerySet":
        """Those who confirmed their address and have not ended it."""
        return self.filter(confirmed_at__isnull=False, stopped_at=None)


class Subscriber(models.Model):
    """A mail address whose owner asked for the newsletter, and confirmed it by opening a page.

    address, address_index: "" as soon as it is stopped. token: of the page that ends it. soft_bounces: mails in a row that came back
    for a passing reason.
    """

    token = models.CharField(max_length=43, unique=True, editable=False)
    address = EncryptedTextField("メールアドレス", blank=True)
    address_index = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField("確認", null=True)
    stopped_at = models.DateTimeField("配信停止", null=True)
    stop_how = models.CharField(max_length=10, choices=StopHow.choices(), blank=True)
    soft_bounces = models.PositiveSmallIntegerField(default=0)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "お便りの読者"
        constraints = (
            models.UniqueConstraint(fields=("address_index",), condition=~Q(address_index=""), name="subscriber_once"),
            models.CheckConstraint(
                condition=Q(stopped_at=None) & ~Q(address_index="")
                | Q(stopped_at__isnull=False, address="", address_index=""),
                name="subscriber_stopped_is_forgotten",
            ),
        )


class NewsletterIssue(models.Model):
    """One issue. sending: the letter to many by which it leaves; once there, the words are changed there and not here."""

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField("題", max_length=60)
    body = models.TextField("本文")
    changes = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    sending = models.OneToOneField(
        "notices.BulkSending", null=True, on_delete=models.PROTECT, related_name="newsletter_issue"
    )

    class Meta:
        verbose_name = "お便りの号"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.number


class NewsletterDelivery(models.Model):
    """What went to one reader in one month (its first day): the database allows one row, so nobody gets two."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="deliveries")
    month = models.DateField("月")
    line = models.OneToOneField("notices.BulkLine", on_delete=models.PROTECT, related_name="newsletter_delivery")
    bounced = models.CharField("届かなかったわけ", max_length=10, blank=True)

    class Meta:
        verbose_name = "お便りの一通"
        constraints = (
            models.UniqueConstraint(fields=("subscriber", "month"), name="newsletter_one_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="newsletter_month_is_a_month"),
        )
