"""What can be done in outreach."""

import secrets
from collections.abc import Mapping
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
    """The door of a link, with one more opening of it today where counted; None for a code that was never given out."""
    return open_doors({code: int(counted)}).get(code)


def open_doors(openings: Mapping[str, int]) -> dict[str, Door]:
    """The doors of these links by code, each with so many more openings of it today (0: only looked at). Unknown codes are left out.

    One statement: the counts stand before a page is sent, or no page is sent. Nothing is collected in the process that
    anybody was answered for, so killing it at any moment loses nothing and counts nothing twice. This and the access log
    are all that may write on GET.
    """
    given = {"codes": list(openings), "counts": list(openings.values()), "day": today()}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT if any(openings.values()) else _LOOK, {**given, "slot": secrets.randbelow(SLOTS)})
        return {row[0]: Door(*row) for row in cursor.fetchall()}


_LOOK = """
SELECT c.code, c.paper_code, s.name, c.message FROM outreach_campaign c JOIN outreach_society s ON s.id = c.society_id
WHERE c.code = ANY(%(codes)s)"""
_COUNT = f"""
WITH given AS (SELECT * FROM unnest(%(codes)s::text[], %(counts)s::int[]) AS g(code, n)), one AS (
  INSERT INTO outreach_visitcount (campaign_id, day, slot, count)
  SELECT c.id, %(day)s, %(slot)s, g.n FROM given g JOIN outreach_campaign c ON c.code = g.code WHERE g.n > 0 ORDER BY c.id
  ON CONFLICT (campaign_id, day, slot) DO UPDATE SET count = outreach_visitcount.count + excluded.count
) {_LOOK}"""
