"""Searches a physician keeps under a name (D13)."""

from django.db import models

from enishi.common.clock import now
from enishi.physicians.models.person import Physician


class SavedSearch(models.Model):
    """One state of the search of openings. `query`: its canonical URL query (`openings.search`). `weekly`: tell by mail, off
    unless the physician asks for it. `told_at`: up to when new openings were told or looked at."""

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="searches")
    name = models.CharField("名前", max_length=40)
    query = models.TextField("条件", blank=True)
    weekly = models.BooleanField("週に一度のお知らせ", default=False)
    made_at = models.DateTimeField("保存", default=now)
    told_at = models.DateTimeField("お知らせ済み", default=now)

    class Meta:
        verbose_name = "保存した条件"
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("physician", "name"), name="saved_search_name_once"),)

    def __str__(self) -> str:
        return f"saved search {self.pk}"
