"""What research keeps: editions of the public figures and of the tables of research, counted once and never again."""

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


class ResearchEdition(models.Model):
    """The tables of research up to the end of one month, with small cells hidden (`editions.made`). digest: SHA-256 of the
    tables as they stand here, so that whoever quotes them can prove which they were. Rows are only ever added.
    """

    until = models.DateField("数えた終わりの日", unique=True)
    made_at = models.DateTimeField("数えた日時", default=now)
    digest = models.CharField("要約値", max_length=64)
    tables = models.JSONField("表")

    class Meta:
        verbose_name = "調査研究の版"
        ordering = ("-until",)

    def __str__(self) -> str:
        return self.snapshot

    @property
    def snapshot(self) -> str:
        """What an answer names as its source: 2026-10-3f9a1c2b."""
        return f"{self.until:%Y-%m}-{self.digest[:8]}"
