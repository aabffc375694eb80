"""A registration that is not sent yet."""

from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.physicians.models.person import Physician


class RegistrationDraft(models.Model):
    """A registration begun: kept 30 days so that nothing typed is lost. `data` is encrypted JSON."""

    key = models.CharField(max_length=64, unique=True)
    campaign_code = models.CharField(max_length=32, blank=True)
    data = EncryptedTextField(default="{}")
    step = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(default=now)
    saved_at = models.DateTimeField(default=now)
    physician = models.OneToOneField(Physician, null=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        verbose_name = "登録の途中"
