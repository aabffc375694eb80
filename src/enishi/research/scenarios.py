"""What-ifs: one area with more physicians, all openings filled; kept with the snapshot they were reckoned from."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db import transaction

from enishi.areas.lookups import areas_of, edition_on
from enishi.areas.models import MedicalArea
from enishi.areas.rules import class_of
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.research.models import Scenario
from enishi.research.what_if import Moved, Parts, fte_to_reach, with_more

AREA, FILLED, OFFERS = "area", "filled", "offers"
MADE, REGISTERED = "made", "registered"
"""Who answers better offers: physicians made up by the published figures, or those who are registered."""
KINDS = {AREA: "一つの圏域に加わったら", FILLED: "いまの募集がすべて埋まったら"}
DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class AreaMoved:
    """An area before and after. lift: full time that takes it over the line of 少数, None where it is above."""

    area: MedicalArea
    fte: float
    moved: Moved
    class_before: str
    class_after: str
    lift: float | None


def parts_of(area: MedicalArea) -> Parts | None:
    """None where the edition does not publish the parts."""
    if area.standardised_physicians is None or area.population_2021 is None or area.utilisation_ratio is None:
        return None
    return Parts(
        float(area.index), area.standardised_physicians, area.population_2021, float(area.utilisation_ratio)
    )  # fmt: skip


def area_with_more(area: MedicalArea, fte: float, kind: str) -> AreaMoved | None:
    """None where the parts are not published, or more would be taken than there is."""
    parts = parts_of(area)
    if parts is None:
        return None
    try:
        moved = with_more(parts, fte, kind)
    except ValueError:
        return None
    lines = area.edition.lines
    after = class_of(_printed(moved.after), lines)
    lift = fte_to_reach(parts, float(lines.few_below), kind) if area.index < lines.few_below else None
    return AreaMoved(area, fte, moved, area.area_class, after, lift)


def _printed(index: float) -> Decimal:
    return Decimal(str(index)).quantize(Decimal("0.1"), ROUND_DOWN)


def all_filled(kind: str) -> list[AreaMoved]:
    """Every area with published openings, each seat taken for its days by somebody of this class; most moved first."""
    edition = edition_on(today())
    if edition is None:
        return []
    rows = Opening.objects.filter(state=OpeningState.PUBLISHED, current__isnull=False).values_list(
        "institution__municipality", "current__headcount", "current__days"
    )
    seats: dict[str, float] = defaultdict(float)
    for code, headcount, days in rows:
        seats[code] += headcount * float(DAYS_A_WEEK if days is None else min(days, DAYS_A_WEEK)) / DAYS_A_WEEK
    where = areas_of(seats, edition)
    added: dict[int, float] = defaultdict(float)
    for code, fte in seats.items():
        if code in where:
            added[where[code]] += fte
    areas = MedicalArea.objects.filter(pk__in=added).select_related("edition", "prefecture")
    found = (area_with_more(area, added[area.pk], kind) for area in areas)
    return sorted((one for one in found if one), key=lambda one: (-one.moved.change, one.area.code))


@transaction.atomic
def keep_scenario(
    *, key: uuid.UUID, kind: str, title: str, snapshot: str, asked: dict[str, Any], found: dict[str, Any], by: Actor
) -> Scenario:
    """Keep what was asked and what came out; sent twice, kept once. kind: of `KINDS`."""
    made, is_new = Scenario.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind, "title": title, "snapshot": snapshot, "asked": asked, "found": found, "made_by_id": by.user_id,
        },
    )  # fmt: skip
    if is_new:
        record(
            by=by, action="keep_scenario", object_type="scenario", object_number=str(made.pk), kind=kind,
            snapshot=snapshot,
        )  # fmt: skip
    return made
