"""お迎えの段取り: how an institution receives somebody who comes to see it. Nothing of the visitor stands here."""

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.institutions.models.places import Institution


class HostingPlan(models.Model):
    """One plan an institution, used again for each visit. content: text by key of `hosting.KEYS`."""

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="hosting_plan")
    content = models.JSONField("段取り", default=dict)
    saved_at = models.DateTimeField(default=now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "お迎えの段取り"
