"""The calendar as another calendar reads it: a secret address for each person, with kinds and numbers and nobody's name.

Such calendars live in clouds of others. Whoever has the address reads it without signing in, so it says no more than that
somebody has something at that time: RFC 5545, times in UTC, a uid that stays, a sequence that grows, cancelled entries.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.db import transaction

from enishi.accounts.models import Membership, User
from enishi.accounts.roles import DESK_ROLES
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.icalendar import FeedEntry, feed_file
from enishi.desk.agenda import entries_between
from enishi.desk.agenda_rules import Entry
from enishi.desk.models import CalendarFeed, Deputy

BEFORE, AHEAD = timedelta(days=31), timedelta(days=186)
NAME = "予定"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_feed_of(actor: Actor) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(owner=actor.user_id, ended_at=None).first()


@transaction.atomic
def make_feed(*, by: Actor) -> str:
    """A new address; one that stood before ends at this moment. Returns the token, which is shown once and stored nowhere."""
    User.objects.select_for_update().get(pk=by.user_id)
    token = secrets.token_urlsafe(24)  # 192 bits
    CalendarFeed.objects.filter(owner=by.user_id, ended_at=None).update(ended_at=now())
    CalendarFeed.objects.create(owner_id=by.user_id, digest=_digest(token))
    record(by=by, action="make_calendar_feed", object_type="calendar", object_number=str(by.user_id))
    return token


@transaction.atomic
def end_feed(*, by: Actor) -> bool:
    """From now on the address answers nothing. Whether one stood."""
    standing = CalendarFeed.objects.filter(owner=by.user_id, ended_at=None)
    if not standing.exists():
        return False
    ended = standing.update(ended_at=now())
    record(by=by, action="end_calendar_feed", object_type="calendar", object_number=str(by.user_id))
    return bool(ended)


def owner_of_token(token: str) -> int | None:
    """Whose calendar this address is, while it stands and while the person works at the desk; None alike for all else."""
    digest = _digest(token)
    found = CalendarFeed.objects.filter(digest=digest, ended_at=None, owner__is_active=True).first()
    if found is None or not hmac.compare_digest(found.digest, digest):
        return None
    held = Membership.objects.in_force().filter(user=found.owner_id, role__in=DESK_ROLES)
    return found.owner_id if held.exists() else None


def calendar_of(owner: int) -> bytes:
    """The file for this person and those he or she stands in for. The same bytes as long as nothing changed on one day."""
    day = today()
    absent = Deputy.objects.filter(deputy=owner, ended_at=None, from_on__lte=day, until_on__gte=day)
    people = {owner, *absent.values_list("absent_id", flat=True)}
    found = entries_between(people, day - BEFORE, day + AHEAD, cancelled=True)
    return feed_file(
        [_neutral(e, owner) for e in sorted(found, key=lambda e: (e.on, e.uid))], name=NAME, refresh_minutes=60
    )


def _neutral(entry: Entry, owner: int) -> FeedEntry:
    others = entry.owner not in (None, owner)
    return FeedEntry(
        uid=entry.uid,
        title=f"{entry.neutral}{'（代理）' if others else ''}",
        stamp=entry.stamp,
        on=entry.on,
        until=entry.last,
        begins=entry.begins,
        ends=entry.ends,
        sequence=entry.sequence,
        cancelled=entry.cancelled,
        busy=entry.busy and not entry.cancelled,
    )
