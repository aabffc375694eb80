"""Pages of others that show our openings inside their own. `models.py` names it."""

from django.conf import settings
from django.db import models

from enishi.common.clock import now


class EmbedSite(models.Model):
    """A society's or municipality's own page on which a list of openings stands.

    origin: https://www.example.or.jp, the only place whose pages may frame the list. turn: counts up when the address is made anew,
    by which the old one ends. prefecture, specialty: codes that narrow the list, "" for all.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    key = models.UUIDField(unique=True, editable=False)
    name = models.CharField("ページの持ち主", max_length=120)
    origin = models.CharField("ページのあるところ", max_length=200)
    prefecture = models.CharField("都道府県", max_length=2, blank=True)
    specialty = models.CharField("診療科", max_length=40, blank=True)
    most = models.PositiveSmallIntegerField("載せる数", default=10)
    turn = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    revoked_at = models.DateTimeField("止めた日時", null=True)

    class Meta:
        verbose_name = "よそのページに載せる一覧"
        ordering = ("revoked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(origin__regex=r"^https?://[a-z0-9.:-]+$"), name="embed_origin_form"
            ),
            models.CheckConstraint(condition=models.Q(most__gte=1, most__lte=20), name="embed_length"),
        )

    def __str__(self) -> str:
        return self.number
