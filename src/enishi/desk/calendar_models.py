"""A coordinator's own calendar: appointments of one's own, and the address by which another calendar reads it.

`models.py` names them all; they live here because they belong together.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.desk.enums import OwnKind


class OwnTime(models.Model):
    """自分の予定: hours or whole days that somebody at the desk keeps for himself or herself. Others read that it is taken.

    uid, sequence: of the calendar entry, the same through every change. Whole days: begins at midnight, ends at the midnight
    after the last one.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="own_times")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(unique=True)
    sequence = models.PositiveSmallIntegerField("変更の回数", default=0)
    kind = models.CharField("種類", max_length=8, choices=OwnKind.choices(), default=OwnKind.BUSY)
    words = EncryptedTextField("予定", blank=True)
    begins_at = models.DateTimeField("始まり")
    ends_at = models.DateTimeField("終わり")
    whole_day = models.BooleanField("終日", default=False)
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    cancelled_at = models.DateTimeField("取りやめた日時", null=True)

    class Meta:
        verbose_name = "自分の予定"
        ordering = ("begins_at", "id")
        constraints = (models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="own_time_has_a_length"),)
        indexes = (models.Index(fields=("owner", "begins_at"), name="own_time_of_owner"),)


class CalendarFeed(models.Model):
    """The secret address of one person's calendar. digest: of the token, which is stored nowhere; one at a time stands open."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("作成", default=now)
    ended_at = models.DateTimeField("終わり", null=True)

    class Meta:
        verbose_name = "予定表のアドレス"
        constraints = (
            models.UniqueConstraint(fields=("owner",), condition=Q(ended_at=None), name="calendar_feed_one_open"),
        )
