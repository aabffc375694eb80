"""診療できる範囲シート: what a physician says he or she can do."""

from django.db import models

from enishi.common.clock import now
from enishi.physicians.models.person import Physician


class ScopeSheet(models.Model):
    """marks: code of an item (common.scope_items) → can, learn or not; an item that is not there is unanswered."""

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="scope_sheet")
    marks = models.JSONField("印", default=dict)
    saved_at = models.DateTimeField("保存", default=now)

    class Meta:
        verbose_name = "診療できる範囲シート"
