"""診療継続リスク帳 (N19): the institution's own notebook of who will work until when. Encrypted, read by nobody outside it."""

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.institutions.models.places import Institution


class ContinuityBook(models.Model):
    """The switch: without the institution's own yes, no coordinator opens the book."""

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="continuity_book")
    shared_with_coordinator = models.BooleanField("担当者に見せる", default=False)
    changed_at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "診療継続リスク帳"


class ContinuityPost(models.Model):
    """One physician of the institution as a row without a name.

    content: JSON, encrypted as one: label (内科部長), born (a year), until (2028-03, "" for not yet known), services (list), days.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="continuity_posts")
    content = EncryptedTextField("内容")
    saved_at = models.DateTimeField(default=now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "リスク帳の一行"
        ordering = ("id",)
