"""How a physician wants to be contacted."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enishi.common.workflow import Channel
from enishi.physicians.models.person import Physician


class ContactPromise(models.Model):
    """連絡の約束 (N7): by what, when, how often."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="contact_promise")
    channel = models.CharField("方法", max_length=10, choices=Channel.choices(), default=Channel.MAIL)
    days = ArrayField(models.CharField(max_length=3), verbose_name="お電話してよい曜日", default=list, blank=True)
    hours = ArrayField(models.CharField(max_length=10), verbose_name="お電話してよい時間帯", default=list, blank=True)
    per_week = models.PositiveSmallIntegerField("週の回数の上限", default=1)

    class Meta:
        verbose_name = "連絡の約束"
