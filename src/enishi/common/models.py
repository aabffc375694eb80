"""Consecutive numbers that people can say on the telephone: P-2026-0001."""

from django.db import models, transaction

from enishi.common.clock import today


class Counter(models.Model):
    """The last number given out, for each prefix and year."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("prefix", "year"), name="counter_once"),)


@transaction.atomic
def next_number(prefix: str) -> str:
    """The next number of this prefix and calendar year; concurrent callers wait for each other, a rollback leaves no gap."""
    year = today().year
    Counter.objects.get_or_create(prefix=prefix, year=year)
    counter = Counter.objects.select_for_update().get(prefix=prefix, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}-{year}-{counter.last:04d}"
