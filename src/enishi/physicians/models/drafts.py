"""A registration that is not sent yet."""

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.openings.models import Opening
from enishi.physicians.models.person import Physician


class RegistrationDraft(models.Model):
    """A registration begun: kept 30 days so that nothing typed is lost. `data` is encrypted JSON.

    key: digest of what the browser holds. resume: digest of what the mailed link holds, "" while none was mailed or after
    too many wrong answers; it opens the draft only to whom knows the name typed in it. saves: for each step how often it
    was saved, by which opened page and in which of its turns, so that a page opened earlier cannot put old words over newer ones.
    opening: the opening from whose page the visitor came. typed_by: who at the desk typed it, None for the person's own; the
    desk's have a key in the clear ("desk:…", no digest), as not the key but the role opens them.
    """

    key = models.CharField(max_length=64, unique=True)
    campaign_code = models.CharField(max_length=32, blank=True)
    opening = models.ForeignKey(Opening, null=True, on_delete=models.SET_NULL, related_name="+")
    data = EncryptedTextField(default="{}")
    saves = models.JSONField(default=dict)
    step = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(default=now)
    saved_at = models.DateTimeField(default=now)
    reminded_at = models.DateTimeField(null=True)
    resume = models.CharField(max_length=64, blank=True, db_index=True)
    resume_tries = models.PositiveSmallIntegerField(default=0)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    physician = models.OneToOneField(Physician, null=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        verbose_name = "登録の途中"
        indexes = (models.Index(fields=("saved_at",), name="draft_age"),)
