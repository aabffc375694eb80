"""承認の段取り: the steps inside an institution before it offers terms. Positions only, no names."""

from django.conf import settings
from django.db import models

from enishi.common.clock import now
from enishi.institutions.models.places import Institution


class ApprovalRoute(models.Model):
    """One institution's own route; where there is no row, that of its kind (`approval_rules.default_route`).

    steps: [{"label", "days", "in_person", "core_only"}], in order.
    """

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="approval_route")
    steps = models.JSONField("段", default=list)
    saved_at = models.DateTimeField(default=now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "承認の段取り"
