"""Notices to somebody who left an address but is not registered: no user, no name, no salutation by name."""

from typing import Any

from django.utils import timezone

from enishi.common.clock import now
from enishi.notices.actions import text_of
from enishi.notices.jobs import send_later
from enishi.notices.models import Notice
from enishi.notices.registry import fill, kind_of
from enishi.notices.rules import send_after


def queue_to_address(
    *, notice_id: str, address: str, key: str, about: str = "", values: dict[str, Any] | None = None
) -> Notice:
    """Put a notice to a bare address into the outbox. The same key a second time changes nothing.

    The address may be mistyped, so the text must not tell its reader anything about whoever typed it.
    """
    kind = kind_of(notice_id)
    filled = {"number": about, **(values or {})}
    notice, created = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind.id,
            "address": address,
            "subject": fill(kind.subject, filled),
            "body": text_of(kind, filled),
            "about": about,
            "send_after": send_after(timezone.localtime(now()), urgent=kind.urgent),
        },
    )
    if created:
        send_later(notice)
    return notice
