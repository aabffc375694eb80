"""Figures of outreach, with small cells hidden."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.safe_cells import safe_count
from enishi.outreach.models import Campaign
from enishi.physicians.models import Physician


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """visits: openings of the link; registered, introduced: people, None where 1 to 4 (hidden)."""

    campaign: Campaign
    visits: int
    registered: int | None
    introduced: int | None


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
    """Visits and people per campaign; counts of people below five are hidden, zero is shown."""
    rows = list(campaigns.select_related("society").annotate(total=Sum("visits__count")).order_by("code"))
    people = {
        r["campaign_code"]: r
        for r in Physician.objects.filter(campaign_code__in=[c.code for c in rows])
        .values("campaign_code")
        .annotate(
            registered=Count("id", distinct=True),
            introduced=Count("id", distinct=True, filter=Q(candidacies__transitions__step="T8")),
        )
    }
    return [
        CampaignFigures(
            c,
            c.total or 0,
            safe_count(people.get(c.code, {}).get("registered", 0)),
            safe_count(people.get(c.code, {}).get("introduced", 0)),
        )
        for c in rows
    ]
