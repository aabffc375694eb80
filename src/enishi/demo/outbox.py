"""The mails of the past are not sent again: they stand in the outbox as sent, only the newest still wait."""

from django.db import connection
from django.db.models import F

from enishi.notices.models import Notice

STILL_WAITING = 30


def settle_outbox() -> int:
    """Mark all but the newest notices as sent when they were written, and take their jobs away; how many were marked."""
    newest = list(Notice.objects.order_by("-created_at", "-id").values_list("pk", flat=True)[:STILL_WAITING])
    past = Notice.objects.filter(status=Notice.Status.WAITING).exclude(pk__in=newest)
    keys = list(past.values_list("pk", flat=True))
    Notice.objects.filter(pk__in=keys).update(
        status=Notice.Status.SENT, sent_at=F("created_at"), send_after=F("created_at"), attempts=1
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = 'send_notice' AND (args->>'notice_id')::bigint = ANY(%s)",
            [keys],
        )
    return len(keys)
