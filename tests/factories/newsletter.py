"""Readers and issues of the newsletter, for tests of outreach."""

import uuid

from enishi.accounts.roles import Role
from enishi.common.actor import SYSTEM
from enishi.notices import bulk
from enishi.outreach.models import NewsletterIssue, Subscriber
from enishi.outreach.newsletter import confirm_subscription, prepare_issue, subscribe, write_issue
from factories.world import World


def reader_in(world: World, *, address: str = "reader@example.jp", confirmed: bool = True) -> Subscriber:
    reader = subscribe(address=address, by=SYSTEM)
    return confirm_subscription(subscriber=reader, by=SYSTEM) if confirmed else reader


def issue_in(world: World, state: str = "draft", *, title: str = "冬のお便り") -> NewsletterIssue:
    """draft, prepared, or sent: approved by a second person and in the outbox. Needs a reader unless draft."""
    by = world.outreach()
    issue = write_issue(title=title, body="見学の日が決まりました。", key=uuid.uuid4(), by=by)
    if state == "draft":
        return issue
    sending = prepare_issue(issue=issue, by=by)
    if state == "sent":
        asked = bulk.ask_approval(sending=sending, seen=sending.changes, by=by)
        second = world.staff(Role.COMPLIANCE)
        bulk.approve(sending=asked, seen_fingerprint=asked.fingerprint, count=bulk.to_send(asked), by=second)
        bulk.carry_on(sending=sending.pk)
    return NewsletterIssue.objects.select_related("sending").get(pk=issue.pk)
