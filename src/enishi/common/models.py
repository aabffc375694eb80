"""Consecutive numbers that people can say on the telephone: P-2026-0001."""

from django.db import connection, models

from enishi.common.clock import today


class Counter(models.Model):
    """The last number given out, for each prefix and year."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("prefix", "year"), name="counter_once"),)


def next_number(prefix: str) -> str:
    """The next number of this prefix and calendar year; concurrent callers wait for each other, a rollback leaves no gap.

    To be called within the transaction of the act that needs the number.
    """
    year = today().year
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO common_counter (prefix, year, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (prefix, year) DO UPDATE SET last = common_counter.last + 1 RETURNING last",
            [prefix, year],
        )
        (last,) = cursor.fetchone()
    return f"{prefix}-{year}-{last:04d}"
