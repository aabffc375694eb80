"""Small questions about places, for every other app."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from time import monotonic

from django.db.models import Q
from django.utils import timezone

from enishi.areas.headcounts import OLDEST, HeadCounts
from enishi.areas.models import (
    AreaEdition,
    AreaMember,
    Designation,
    MedicalArea,
    Municipality,
    PhysicianCount,
    Prefecture,
)
from enishi.areas.querysets import Designations
from enishi.areas.rules import distance_km, minutes_by_car


def municipality(code: str) -> Municipality | None:
    """The municipality, ward or designated city with this 5-digit code; abolished ones too (`valid` says so)."""
    return Municipality.objects.select_related("prefecture", "city").filter(code=code).first()


def edition_on(day: date | None = None) -> AreaEdition | None:
    """The edition of the index in force on this day (today if not given); none before the first one."""
    return AreaEdition.objects.in_force_on(day or timezone.localdate())


def whole_edition_on(day: date) -> AreaEdition | None:
    """The newest edition in force that has its prefectures too: those come by an import of their own, after the areas.

    Between the two imports the maps go on showing the edition before, whole.
    """
    return AreaEdition.objects.begun_by(day).filter(prefectures__isnull=False).distinct().first()


def area_of(municipality_code: str, edition: AreaEdition | None = None) -> MedicalArea | None:
    """The secondary medical area that holds the municipality, in this edition or the one in force today.

    A city whose wards lie in several areas (川崎市) has none: ask with the ward's code.
    """
    edition = edition or edition_on()
    if edition is None:
        return None
    areas = (
        MedicalArea.objects.of_edition(edition).holding(municipality_code).select_related("prefecture", "edition")[:2]
    )
    return areas[0] if len(areas) == 1 else None


def areas_of(codes: Iterable[str], edition: AreaEdition) -> dict[str, int]:
    """The medical area (its primary key) of each municipality, ward or designated city, in two queries.

    What lies in no area of the edition is left out, and a city whose wards lie in several.
    """
    wanted = set(codes)
    found: dict[str, set[int]] = defaultdict(set)
    members = AreaMember.objects.filter(edition=edition)
    for code, area in members.filter(municipality__in=wanted).values_list("municipality", "area"):
        found[code].add(area)
    for code, area in members.filter(municipality__city__in=wanted).values_list("municipality__city", "area"):
        found[code].add(area)
    return {code: areas.pop() for code, areas in found.items() if len(areas) == 1}


def designations_on(day: date) -> Designations:
    """All designations in force on this day, with their places."""
    return Designation.objects.in_force_on(day).select_related("area__edition", "municipality")


def designations_of(municipality_code: str, day: date | None = None) -> list[Designation]:
    """What the municipality, its city or its area is officially named on this day (today if not given)."""
    return list(designations_on(day or timezone.localdate()).covering(municipality_code))


def distance_between(one: str, other: str) -> float | None:
    """Road km between two municipalities by code, an estimate; None when either is unknown or has no position.

    0 within one municipality: it says nothing of the way inside it.
    """
    points = {place.code: place.point for place in Municipality.objects.filter(code__in=(one, other))}
    start, end = points.get(one), points.get(other)
    return None if start is None or end is None else distance_km(start, end)


def commute_between(one: str, other: str) -> int | None:
    """Minutes by car between two municipalities by code, an estimate; None when either position is unknown."""
    km = distance_between(one, other)
    return None if km is None else minutes_by_car(km)


MARGINS = frozenset({(True, False, False), (False, True, False), (False, False, True)})
CROSSED = (True, True, True)
"""Of a year of counts: sums by prefecture, by specialty and by age; or all three crossed."""


def _newest_whole_year() -> str | None:
    """The newest year whose counts can be asked; a table of prefectures by age alone (for the map) is no ground for the meter."""
    kinds: dict[str, set[tuple[bool, bool, bool]]] = defaultdict(set)
    rows = PhysicianCount.objects.annotate(
        of_place=Q(prefecture__isnull=False), of_field=~Q(specialty=""), of_age=Q(age_from__isnull=False)
    )
    for year, *says in rows.order_by().values_list("edition", "of_place", "of_field", "of_age").distinct():
        kinds[year].add((says[0], says[1], says[2]))
    whole = (year for year, found in kinds.items() if CROSSED in found or found >= MARGINS)
    return max(whole, default=None)


@lru_cache(maxsize=1)
def _counts_read(moment: int) -> HeadCounts:
    newest = _newest_whole_year()
    by_prefecture: dict[str, int] = {}
    by_specialty: dict[str, int] = {}
    by_age: dict[tuple[int, int], int] = {}
    crossed: dict[tuple[str, str], dict[tuple[int, int], int]] = {}
    for row in PhysicianCount.objects.filter(edition=newest).order_by("pk"):
        ages = (row.age_from or 0, OLDEST if row.age_to is None else row.age_to)
        says = (row.prefecture_id is not None, bool(row.specialty), row.age_from is not None)
        if all(says):
            cell = crossed.setdefault((row.prefecture_id, row.specialty), {})
            cell[ages] = cell.get(ages, 0) + row.physicians  # both sexes together: no outline tells them apart
        elif says == (True, False, False):
            by_prefecture[row.prefecture_id] = row.physicians
        elif says == (False, True, False):
            by_specialty[row.specialty] = row.physicians
        elif says == (False, False, True):
            by_age[ages] = row.physicians
    regions: dict[str, set[str]] = {}
    for code, region in Prefecture.objects.values_list("code", "region"):
        regions.setdefault(region, set()).add(code)
    return HeadCounts(by_prefecture, by_specialty, by_age, {r: frozenset(c) for r, c in regions.items()}, crossed)


def head_counts() -> HeadCounts:
    """The newest public counts of physicians; read at most once in ten minutes by each process."""
    return _counts_read(int(monotonic() // 600))


def forget_head_counts() -> None:
    """After other counts were brought in."""
    _counts_read.cache_clear()
