"""What research keeps: editions of the public figures, counted once and never again."""

from django.db import models

from enishi.common.clock import now


class FiguresEdition(models.Model):
    """The public figures up to the end of one month. tables: as `figures.Table.as_json`, with small cells hidden already.
    contacts: as `promises.PromiseYear`, the newest year first; empty in editions made before they were counted.

    Rows are only ever added: whatever changes afterwards, an edition says what it said.
    """

    until = models.DateField("数えた終わりの日", unique=True)
    made_at = models.DateTimeField("数えた日時", default=now)
    tables = models.JSONField("表")
    contacts = models.JSONField("年ごとのご連絡", default=list)

    class Meta:
        verbose_name = "公表の数字"
        ordering = ("-until",)

    def __str__(self) -> str:
        return f"{self.until:%Y-%m}"
