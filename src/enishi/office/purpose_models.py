"""For what a file with the data of many people was taken out."""

from django.db import models

from enishi.common.clock import now
from enishi.common.encrypted import EncryptedTextField
from enishi.office.enums import Why


class FilePurpose(models.Model):
    """Said by whoever takes it out, before it leaves; the entry of the log names this row. Only ever added.

    what: code of the file (`files_taken`).
    """

    what = models.CharField("ファイル", max_length=40)
    why = models.CharField("何のため", max_length=12, choices=Why.choices())
    words = EncryptedTextField("ひとこと", blank=True)
    at = models.DateTimeField("日時", default=now)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name="取り出した人")

    class Meta:
        verbose_name = "取り出しの目的"
