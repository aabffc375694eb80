"""What a link has cost: written down by the team, struck out if wrong, and set against what came of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.outreach.enums import CostKind, Stage
from enishi.outreach.estimates import rate_band
from enishi.outreach.funnel import CAMPAIGN, MEDIUM, SOCIETY, TEXT, Published, Row
from enishi.outreach.models import Campaign, CampaignCost
from enishi.outreach.societies import TEAM

HOUR_YEN = 2_500
"""What an hour of ours is reckoned at where nobody says otherwise, in yen."""
MOST_YEN = 100_000_000


@transaction.atomic
def add_cost(
    *, campaign: Campaign, kind: str, day: date, yen: int | None, hours: Decimal | None, note: str, key: UUID, by: Actor
) -> CampaignCost:  # fmt: skip
    """One cost of a link. Hours without a sum are reckoned at HOUR_YEN. The same key again is the same cost.

    Raises StepRefused for a day to come, hours missing or out of place, a sum missing or too large.
    """
    refusals = []
    if day > today():
        refusals.append(Refusal("day", "日付は今日までの日をご記入ください。"))
    is_work = kind == CostKind.HOURS
    if is_work and not hours:
        refusals.append(Refusal("hours", "職員の時間は、何時間かをご記入ください。例：2.5"))
    if not is_work and hours:
        refusals.append(Refusal("hours", "時間は、費目が「職員の時間」のときだけご記入ください。"))
    if is_work and hours and yen is None:
        yen = round(hours * HOUR_YEN)
    if yen is None or not 0 <= yen <= MOST_YEN:
        refusals.append(Refusal("yen", "金額を円の数字でご記入ください。例：12000"))
    if refusals:
        raise StepRefused(*refusals)
    made, is_new = CampaignCost.objects.get_or_create(
        key=key,
        defaults={
            "campaign": campaign, "kind": kind, "day": day, "yen": yen, "hours": hours if is_work else None, "note": note,
            "made_by_id": by.user_id,
        },
    )  # fmt: skip
    if is_new:
        record(by=by, action="add_cost", object_type="campaign", object_number=campaign.code, kind=kind)
    return made


@transaction.atomic
def strike_cost(*, cost: CampaignCost, by: Actor) -> None:
    """One entered by mistake: it counts no more and stays to be read. Struck twice is struck once."""
    held = CampaignCost.objects.select_for_update().select_related("campaign").get(pk=cost.pk)
    if held.struck_at is None:
        held.struck_at = now()
        held.save(update_fields=["struck_at"])
        record(by=by, action="strike_cost", object_type="campaign", object_number=held.campaign.code, kind=held.kind)


def costs_for(actor: Actor | None, campaign: Campaign) -> QuerySet[CampaignCost]:
    """All costs of a link, struck ones too, the newest first; the team's own."""
    rows = CampaignCost.objects.filter(campaign=campaign).select_related("made_by")
    return rows if actor is not None and actor.role in TEAM else rows.none()


def cost_for(actor: Actor | None, campaign: Campaign, pk: int) -> CampaignCost:
    found = costs_for(actor, campaign).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a line of a table has cost. each: by stage, yen for one person as (at least, about, at most); None where hidden
    or nobody."""

    row: Row
    yen: int
    work_yen: int
    each: Mapping[str, tuple[int, int, int] | None]


def cost_lines(published: Published, table: str) -> list[CostLine]:
    """The lines of a table that have cost anything, with the costs up to the day of the edition. Seasons and years have
    none: a letter of spring is read in autumn."""
    keys = {
        MEDIUM: "campaign__medium",
        TEXT: "campaign__text",
        SOCIETY: "campaign__society",
        CAMPAIGN: "campaign__code",
    }
    if table not in keys:
        return []
    total: Counter[str] = Counter()
    work: Counter[str] = Counter()
    rows = CampaignCost.objects.filter(struck_at=None, day__lte=published.until)
    for key, kind, yen in rows.values_list(keys[table], "kind", "yen"):
        total[str(key)] += yen
        work[str(key)] += yen * (kind == CostKind.HOURS)
    return [
        CostLine(row, total[row.key], work[row.key], {s.value: _each(total[row.key], row.people[s]) for s in OUTCOMES})
        for row in published.tables[table]
        if total[row.key]
    ]


OUTCOMES = (Stage.REGISTERED, Stage.INTERVIEWED, Stage.PLACED)


def _each(yen: int, people: int | None) -> tuple[int, int, int] | None:
    if not people:
        return None
    band = rate_band(people, 1)
    return round(yen / band.high), round(yen / people), round(yen / band.low)
