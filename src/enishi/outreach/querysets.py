"""Figures of outreach, with small cells hidden."""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Sum, When

from enishi.accounts.roles import Role
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.outreach.enums import Medium, Stage
from enishi.outreach.funnel import CAMPAIGN, Row, latest_edition
from enishi.outreach.kit.texts import bare
from enishi.outreach.links import short_link
from enishi.outreach.models import Campaign, Society


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """visits: openings of the link, up to now; people: of the newest edition, None before a link's first one."""

    campaign: Campaign
    visits: int
    people: Row | None
    registered: int | None
    placed: int | None

    @property
    def printed(self) -> tuple[str, str]:
        """The link as it is typed, in two parts between which a line may end: ("enishi.example.jp/s", "/jams_1")."""
        head, _, code = bare(short_link(self.campaign.code)).rpartition("/")
        return head, f"/{code}"


def campaigns_visible_to(actor: Actor | None) -> QuerySet[Campaign]:
    """Outreach, office and admin see all; a society its own; nobody else any."""
    if actor is None:
        return Campaign.objects.none()
    if actor.role in {Role.OUTREACH, Role.COMPLIANCE, Role.SUPERVISOR, Role.ADMIN}:
        return Campaign.objects.all()
    if actor.role == Role.SOCIETY:
        return Campaign.objects.filter(society__organisation_id=actor.organisation_id)
    return Campaign.objects.none()


def links_of(societies: QuerySet[Society], medium: str = Medium.JOURNAL) -> dict[int, Campaign]:
    """By society the link that a text for this medium carries: the newest open one given for it, so that whoever comes is counted
    where the words were read; where there is none the newest open one. Societies without any are left out."""
    links = Campaign.objects.filter(Q(closed_on=None) | Q(closed_on__gte=today()), society__in=societies)
    best = links.order_by("society_id", Case(When(medium=medium, then=0), default=1), "-pk").distinct("society_id")
    return {campaign.society_id: campaign for campaign in best}


def link_of(society: Society, medium: str = Medium.JOURNAL) -> Campaign | None:
    """As `links_of`, of one society."""
    return links_of(Society.objects.filter(pk=society.pk), medium).get(society.pk)


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
