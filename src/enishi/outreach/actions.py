"""What can be done in outreach."""

from django.db import connection, transaction

from enishi.accounts.models import Organisation
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.outreach.enums import Medium
from enishi.outreach.models import Campaign, Society

BOT_WORDS = ("bot", "crawl", "spider", "preview", "fetch", "monitor", "curl", "python-requests", "headless")


@transaction.atomic
def add_society(*, name: str, by: Actor) -> Society:
    organisation = Organisation.objects.create(kind=Organisation.Kind.SOCIETY, name=name)
    society = Society.objects.create(organisation=organisation, name=name)
    record(by=by, action="add_society", object_type="society", object_number=str(society.pk))
    return society


@transaction.atomic
def open_campaign(
    *, society: Society, code: str, occasion: str, by: Actor, message: str = "", medium: str = Medium.OTHER
) -> Campaign:
    """A new link. Raises ValidationError for a code of the wrong form or one ever used before."""
    campaign = Campaign(society=society, code=code, occasion=occasion, medium=medium, message=message)
    campaign.full_clean()
    campaign.save()
    record(by=by, action="open_campaign", object_type="campaign", object_number=code)
    return campaign


def count_visit(*, campaign: Campaign, user_agent: str) -> None:
    """One more opening of the link today; programs that look at links are left out. One statement, safe at any load.

    This is one of the two functions that may write on GET (the other is the access log).
    """
    if not user_agent or any(word in user_agent.lower() for word in BOT_WORDS):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outreach_visitcount (campaign_id, day, count) VALUES (%s, %s, 1)"
            " ON CONFLICT (campaign_id, day) DO UPDATE SET count = outreach_visitcount.count + 1",
            [campaign.pk, today()],
        )
