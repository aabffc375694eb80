"""Searches a physician keeps under a name (D13)."""

from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.physicians.models.person import Physician


class SavedSearch(models.Model):
    """One state of the search of openings. `query`: its canonical URL query (`openings.search`). `weekly`: tell by mail, off
    unless the physician asks for it. `told_at`: up to when new openings were told or looked at.

    Where and how somebody means to work tells as much as a name would, so the words and the filters are encrypted;
    `name_index` finds the same name again.
    """

    physician = models.ForeignKey(Physician, on_delete=models.PROTECT, related_name="searches")
    name = EncryptedTextField("名前")
    name_index = models.CharField(max_length=64, editable=False)
    query = EncryptedTextField("条件", blank=True)
    weekly = models.BooleanField("週に一度のお知らせ", default=False)
    made_at = models.DateTimeField("保存", default=now)
    told_at = models.DateTimeField("お知らせ済み", default=now)

    class Meta:
        verbose_name = "保存した条件"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("physician", "name_index"), name="saved_search_name_once"),)

    def __str__(self) -> str:
        return f"saved search {self.pk}"
