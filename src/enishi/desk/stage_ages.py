"""How long talks stood in each stage, so that a talk that stands longer than others can be seen. From the log."""

from datetime import timedelta

from django.db import connection

from enishi.candidacies.models import CandidacyTransition
from enishi.common.clock import now

LOOK_BACK = timedelta(days=400)
FEWEST = 5
"""Fewer examples are no measure."""

_SQL = f"""SELECT from_state, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM at - before) / 86400)
FROM (SELECT from_state, at, lag(at) OVER (PARTITION BY candidacy_id ORDER BY id) AS before
      FROM {CandidacyTransition._meta.db_table} WHERE at > %s) t
WHERE before IS NOT NULL AND from_state <> '' GROUP BY from_state HAVING count(*) >= %s"""


def median_days() -> dict[str, float]:
    """State → days that half of the talks that left it within the last year and a month had stood in it."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [now() - LOOK_BACK, FEWEST])
        return dict(cursor.fetchall())
