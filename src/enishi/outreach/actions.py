"""What can be done in outreach."""

import secrets
from dataclasses import dataclass

from django.db import connection, transaction

from enishi.accounts.models import Organisation
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.outreach.enums import Medium, Text
from enishi.outreach.models import Campaign, Society

SLOTS = 8
"""Rows that one link's day is counted in. A row is held until its commit is on disk, so one row alone would let through only
as many visits a second as the disk has commits."""


@dataclass(frozen=True, slots=True)
class Door:
    """What the page of a link shows of it."""

    code: str
    paper_code: str
    society: str
    message: str


@transaction.atomic
def add_society(*, name: str, by: Actor) -> Society:
    organisation = Organisation.objects.create(kind=Organisation.Kind.SOCIETY, name=name)
    society = Society.objects.create(organisation=organisation, name=name)
    record(by=by, action="add_society", object_type="society", object_number=str(society.pk))
    return society


@transaction.atomic
def open_campaign(
    *,
    society: Society,
    code: str,
    occasion: str,
    by: Actor,
    message: str = "",
    medium: str = Medium.OTHER,
    text: str = Text.OTHER,
) -> Campaign:
    """A new link. Raises ValidationError for a code of the wrong form or one ever used before."""
    campaign = Campaign(society=society, code=code, occasion=occasion, medium=medium, text=text, message=message)
    campaign.full_clean()
    campaign.save()
    record(by=by, action="open_campaign", object_type="campaign", object_number=code)
    return campaign


def open_door(code: str, *, counted: bool) -> Door | None:
    """The door of a link, with one more opening of it today where counted; None for a code that was never given out.

    One statement: the count stands before the page is sent, or the page is not sent. Nothing is collected in the process,
    so killing it at any moment loses nothing and counts nothing twice. This is one of the two functions that may write on
    GET (the other is the access log).
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT if counted else _LOOK, {"code": code, "day": today(), "slot": secrets.randbelow(SLOTS)})
        found = cursor.fetchone()
    return Door(*found) if found else None


_LOOK = """
SELECT c.code, c.paper_code, s.name, c.message FROM outreach_campaign c JOIN outreach_society s ON s.id = c.society_id
WHERE c.code = %(code)s"""
_COUNT = f"""
WITH one AS (
  INSERT INTO outreach_visitcount (campaign_id, day, slot, count)
  SELECT id, %(day)s, %(slot)s, 1 FROM outreach_campaign WHERE code = %(code)s
  ON CONFLICT (campaign_id, day, slot) DO UPDATE SET count = outreach_visitcount.count + 1
) {_LOOK}"""
