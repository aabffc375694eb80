"""The mails of the past are not sent again: they stand in the outbox as sent, by the rules of the outbox itself.

Only the newest still wait. Letters of the past were posted, with their line in the ledger of contacts.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from enishi.common.workflow import Channel
from enishi.notices.models import Notice
from enishi.notices.rules import departure, send_after
from enishi.notices.ways import By
from enishi.physicians.models import ContactEvent, Direction, Physician

STILL_WAITING = 30
POSTED_WITHIN = timedelta(days=1)
LETTERS_STILL_WAITING = timedelta(days=2)


def settle_outbox() -> int:
    """Mark all but the newest notices as told, and take the jobs of the mails away; how many were marked."""
    rows = list(Notice.objects.defer("body").order_by("created_at", "id"))
    mails = [n for n in rows if n.way == By.MAIL and n.status == Notice.Status.WAITING]
    newest = {n.pk for n in mails[-STILL_WAITING:]}
    past = [n for n in mails if n.pk not in newest]
    _send(past)
    letters = _post([n for n in rows if n.status == Notice.Status.BY_HAND])
    marked = [n for n in [*past, *letters] if n.status == Notice.Status.SENT]
    Notice.objects.bulk_update([n for n in past if n.status == Notice.Status.WAITING], ["send_after"])
    for notice in marked:
        notice.attempts = 1
    Notice.objects.bulk_update(marked, ["status", "sent_at", "joined_to", "attempts"], batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = 'send_notice' AND (args->>'notice_id')::bigint = ANY(%s)",
            [[n.pk for n in past if n.status == Notice.Status.SENT]],
        )
    return len(marked)


def _send(past: Iterable[Notice]) -> None:
    """As the outbox would have done: two automatic mails a week at most, what waits goes along."""
    sent: dict[int | None, list[tuple[datetime, Notice]]] = defaultdict(list)
    for notice in past:
        created = timezone.localtime(notice.created_at)
        notice.status = Notice.Status.SENT
        if not notice.counts:
            notice.sent_at = send_after(created, urgent=False)
            continue
        before = sent[notice.recipient_id]
        if before and before[-1][0] >= created:
            notice.sent_at, notice.joined_to = before[-1]
        else:
            notice.sent_at = departure(created, sent=[at for at, _ in before[-2:]])
            before.append((notice.sent_at, notice))
        if notice.sent_at > timezone.now():  # over the week's limit: it waits still
            notice.status, notice.send_after = Notice.Status.WAITING, notice.sent_at
            notice.sent_at = notice.joined_to = None


def _post(waiting: Iterable[Notice]) -> list[Notice]:
    """Those that waited long were posted the next day, one envelope a physician and day."""
    envelopes: dict[tuple[str, datetime], list[Notice]] = defaultdict(list)
    until = timezone.now() - LETTERS_STILL_WAITING
    for notice in waiting:
        if notice.created_at < until:
            day = timezone.localtime(notice.created_at).replace(hour=16, minute=0, second=0, microsecond=0)
            envelopes[notice.person, send_after(day + POSTED_WITHIN, urgent=False)].append(notice)
    physicians = {p.number: p for p in Physician.objects.filter(number__in=[to for to, _ in envelopes])}
    for (_, at), notices in envelopes.items():
        for notice in notices:
            notice.status, notice.sent_at = Notice.Status.SENT, at
            notice.joined_to = notices[0] if notice is not notices[0] else None
    ContactEvent.objects.bulk_create(
        ContactEvent(
            physician=physicians[to],
            at=at,
            channel=Channel.PAPER,
            direction=Direction.OUT,
            by_id=physicians[to].coordinator_id,
            about="、".join(n.subject for n in notices),
            closed_at=at,
            told=[n.pk for n in notices],
        )
        for (to, at), notices in envelopes.items()
    )
    return [n for notices in envelopes.values() for n in notices]
