"""Who did and who read what. Append-only and hash-chained by the database itself.

`Entry` rows are written in the transaction of the act. When that transaction commits, a deferred constraint trigger takes
an advisory lock and adds one `Link` a row: position, previous hash, sha256(previous hash || canonical text). Chaining at
commit keeps the lock out of the act itself, so two acts can never wait for each other in a ring. Triggers refuse every
UPDATE, DELETE and TRUNCATE on both tables.
"""

from django.conf import settings
from django.db import models

from enishi.common.clock import now


class Entry(models.Model):
    """One act, or one reading of personal data of level 3 or 4."""

    at = models.DateTimeField("日時", default=now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField("役割", max_length=30)
    channel = models.CharField("方法", max_length=10)
    action = models.CharField("行為", max_length=60)
    object_type = models.CharField("対象", max_length=40)
    object_number = models.CharField("番号", max_length=40)
    level = models.PositiveSmallIntegerField("読んだ段階", null=True)
    data = models.JSONField("記録", default=dict)

    class Meta:
        verbose_name = "操作の記録"
        indexes = (
            models.Index(fields=("object_type", "object_number", "at"), name="audit_by_object"),
            models.Index(fields=("actor", "at"), name="audit_by_actor"),
            models.Index(fields=("-id",), condition=models.Q(action__startswith="export:"), name="audit_exports"),
            models.Index(fields=("at",), condition=models.Q(level__gte=3), name="audit_readings"),
        )


class Link(models.Model):
    """The chain: written by the trigger only."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="link")
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        verbose_name = "記録の鎖"
