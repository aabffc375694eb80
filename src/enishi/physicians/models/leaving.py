"""That a physician left, what was erased then, and what the law keeps until when."""

from django.db import models

from enishi.common.clock import now
from enishi.physicians.models.person import Physician


class Leaving(models.Model):
    """One row for each who left: numbers and dates, nothing of the person.

    keep_until: last day on which the seekers' ledger must be kept, None where nothing had to be. erased_at: when that
    rest was erased too. counts: {words of what was erased: number}. digest: of the link to the certificate.
    """

    physician = models.OneToOneField(Physician, on_delete=models.PROTECT, related_name="leaving")
    left_at = models.DateTimeField("退会", default=now)
    keep_until = models.DateField("帳簿の保存の最後の日", null=True)
    erased_at = models.DateTimeField("すべての消去", null=True)
    counts = models.JSONField("消した件数", default=dict)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "退会"
        indexes = (models.Index(fields=("keep_until",), condition=models.Q(erased_at=None), name="leaving_still_kept"),)
