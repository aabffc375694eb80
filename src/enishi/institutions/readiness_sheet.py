"""The stored half of the readiness check: both sheets of one institution, its link for the physician, and whether the desk may look."""

from django.conf import settings
from django.db import models

from enishi.common.clock import now


class Readiness(models.Model):
    """office, physician: code of an item (readiness_items) → Standing. digest: of the link's token, which is stored nowhere.

    shared_at: since when the coordinator may read the outcome; None while it is the institution's own.
    """

    institution = models.OneToOneField("institutions.Institution", on_delete=models.PROTECT, related_name="readiness")
    office = models.JSONField("事務の立場", default=dict)
    office_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    office_at = models.DateTimeField(null=True)
    physician = models.JSONField("医師の立場", default=dict)
    physician_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    physician_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    link_until = models.DateTimeField("リンクの期限", null=True)
    shared_at = models.DateTimeField("担当者にも見せる", null=True)

    class Meta:
        verbose_name = "受け入れ準備度チェック"

    @property
    def link_is_open(self) -> bool:
        return bool(self.digest) and self.link_until is not None and self.link_until > now()
