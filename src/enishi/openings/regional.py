"""Published openings by place: counts for the pages of regions, each in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Sum

from enishi.areas.lookups import areas_of
from enishi.areas.models import AreaEdition, MedicalArea, Municipality
from enishi.openings.models import Opening
from enishi.openings.need import Need, Posts, by_need
from enishi.openings.querysets import OpeningQuerySet

_TOWN = "institution__municipality"


@dataclass(frozen=True, slots=True)
class Found:
    """posts: by primary key of the medical area; unplaced: in cities whose wards lie in several areas."""

    posts: dict[int, Posts]
    unplaced: Posts


def posts_by_area(edition: AreaEdition, *, specialty: str = "", prefecture: str = "") -> Found:
    """Published openings of each area, all or those that ask for this specialty by name (科目不問 does not).

    prefecture: only its areas, by its two digits.

    Raises ValueError for an unknown specialty.
    """
    shown = Opening.objects.published()
    shown = shown.naming(specialty) if specialty else shown
    shown = shown.filter(**{f"{_TOWN}__prefecture": prefecture}) if prefecture else shown
    rows = shown.order_by().values_list(_TOWN).annotate(n=Count("pk"), seats=Sum("current__headcount"))
    towns = {code: Posts(n, seats or 0) for code, n, seats in rows}
    area_of = areas_of(towns, edition)
    posts: dict[int, Posts] = defaultdict(Posts)
    unplaced = Posts()
    for code, found in towns.items():
        if code in area_of:
            posts[area_of[code]] += found
        else:
            unplaced += found
    return Found(dict(posts), unplaced)


def openings_by_prefecture() -> dict[str, int]:
    """Published openings by prefecture code; those without any are left out."""
    rows = Opening.objects.published().order_by().values_list(f"{_TOWN}__prefecture").annotate(n=Count("pk"))
    return dict(rows)


def openings_in(area: MedicalArea) -> OpeningQuerySet:
    """Published openings in the area, those in a designated city too if all of it lies there."""
    towns = set(area.memberships.values_list("municipality", flat=True))
    cities = set(Municipality.objects.filter(wards__in=towns).values_list("code", flat=True))
    whole = {code for code, found in areas_of(cities, area.edition).items() if found == area.pk}
    return Opening.objects.published().filter(institution__municipality__in=towns | whole)


def areas_in_need(edition: AreaEdition, specialty: str) -> tuple[list[tuple[MedicalArea, Need]], Posts]:
    """Areas with open seats for the specialty, the greatest need first, and what could not be placed in one area."""
    found = posts_by_area(edition, specialty=specialty)
    areas = {
        area.code: area
        for area in MedicalArea.objects.of_edition(edition).filter(pk__in=found.posts).select_related("prefecture")
    }
    rows = by_need(Need(a.code, found.posts[a.pk], a.standardised_physicians, a.index) for a in areas.values())
    return [(areas[row.code], row) for row in rows], found.unplaced
