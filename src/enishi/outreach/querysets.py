"""Figures of outreach, with small cells hidden."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.outreach.enums import Stage
from enishi.outreach.funnel import CAMPAIGN, Row, latest_edition
from enishi.outreach.models import Campaign


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """visits: openings of the link, up to now; people: of the newest edition, None before a link's first one."""

    campaign: Campaign
    visits: int
    people: Row | None
    registered: int | None
    placed: int | None


def campaigns_visible_to(actor: Actor | None) -> QuerySet[Campaign]:
    """Outreach, office and admin see all; a society its own; nobody else any."""
    if actor is None:
        return Campaign.objects.none()
    if actor.role in {Role.OUTREACH, Role.COMPLIANCE, Role.SUPERVISOR, Role.ADMIN}:
        return Campaign.objects.all()
    if actor.role == Role.SOCIETY:
        return Campaign.objects.filter(society__organisation_id=actor.organisation_id)
    return Campaign.objects.none()


def figures(campaigns: QuerySet[Campaign]) -> list[CampaignFigures]:
    """Visits as they stand, people as the newest edition shows them: a count of today would tell by its change who came
    since yesterday, and of one link by the others of its society."""
    published = latest_edition()
    rows = list(campaigns.select_related("society").annotate(total=Sum("visits__count")).order_by("code"))
    found = []
    for campaign in rows:
        people = published.row(CAMPAIGN, campaign.code) if published else None
        of = people.people if people else {}
        found.append(
            CampaignFigures(campaign, campaign.total or 0, people, of.get(Stage.REGISTERED), of.get(Stage.PLACED))
        )
    return found
