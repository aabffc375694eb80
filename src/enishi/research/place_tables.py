"""What is imported about prefectures, medical areas and municipalities, read once for one page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Q, QuerySet, Sum

from enishi.areas.models import (
    AreaEdition,
    AreaMember,
    Designation,
    FacilityWorkforce,
    MedicalArea,
    Municipality,
    PatientFlow,
    PhysicianCount,
    PopulationCount,
    PrefectureIndex,
)
from enishi.research.nearest import Hospitals, hospitals

OLD_BAND = 13
"""The fourteenth five-year band begins at 65."""
BUNDLED_PEOPLE = "住民基本台帳に基づく人口、総務省"


@dataclass(frozen=True, slots=True)
class People:
    """Of one day. total, old: code (2 or 5 digits) → all people, those of 65 and over."""

    day: str
    source: str
    total: dict[str, int]
    old: dict[str, int]


@dataclass(frozen=True, slots=True)
class Staff:
    """Facilities with beds of one year. fte, beds: code of a prefecture or area → sums over those that reported."""

    edition: str
    source: str
    fte: dict[str, float]
    beds: dict[str, int]
    silent: int
    unplaced: int


class Tables:
    """Tables of one edition of the areas on one day. Each is read when a figure first asks for it.

    The codes of areas are those of this edition alone; tables of another vintage never come in by a bare code.
    """

    def __init__(self, edition: AreaEdition, day: date) -> None:
        self.edition, self.day = edition, day

    @cached_property
    def own(self) -> list[PrefectureIndex]:
        return list(PrefectureIndex.objects.of_edition(self.edition))

    @cached_property
    def all_areas(self) -> list[MedicalArea]:
        return list(MedicalArea.objects.of_edition(self.edition).select_related("prefecture").order_by("code"))

    @cached_property
    def area_of(self) -> dict[str, str]:
        """Municipality → code of its area in this edition."""
        members = AreaMember.objects.filter(edition=self.edition)
        return dict(members.values_list("municipality", "area__code"))

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """(code, name) of every spot of the country once."""
        return list(Municipality.objects.places().order_by("code").values_list("code", "name"))

    @cached_property
    def hospitals(self) -> Hospitals | None:
        return hospitals()

    @cached_property
    def people(self) -> People | None:
        """Of prefectures: the newest imported, else those that come with the edition."""
        found = _people(PopulationCount.objects.filter(municipality=None, sex=""))
        if found and len(found.total) >= len(self.own):
            return found
        rows = [row for row in self.own if row.population_2025]
        if not rows:
            return None
        return People(
            "2025-01-01",
            BUNDLED_PEOPLE,
            {row.prefecture_id: row.population_2025 or 0 for row in rows},
            {row.prefecture_id: row.over_65_2025 for row in rows if row.over_65_2025},
        )

    @cached_property
    def town_people(self) -> People | None:
        return _people(PopulationCount.objects.filter(prefecture=None, sex=""))

    @cached_property
    def town_heads(self) -> dict[str, int]:
        """Municipality → people, without their ages: a tenth of the reading."""
        rows = PopulationCount.objects.filter(prefecture=None, sex="")
        newest = rows.order_by("-as_of").values_list("as_of", flat=True).first()
        return {code: n for code, n in rows.filter(as_of=newest).values_list("municipality", "people") if code}

    @cached_property
    def area_people(self) -> People | None:
        """Of areas, as sums of their municipalities; else the figures of 2024 that stand in the edition."""
        if towns := self.town_people:
            return People(towns.day, towns.source, self._by_area(towns.total), self._by_area(towns.old))
        rows = {area.code: area.population_2024 for area in self.all_areas if area.population_2024}
        return People("2024年", "二次医療圏ごとの人口、厚生労働省、令和7年", rows, {}) if rows else None

    def _by_area(self, towns: Mapping[str, int], *, whole: bool = True) -> dict[str, int]:
        """Sums over the municipalities of each area; whole: only of areas of which no municipality is missing."""
        sums: dict[str, int] = defaultdict(int)
        broken = set()
        for code, _ in self.places:
            if (area := self.area_of.get(code)) is None:
                continue
            if code in towns:
                sums[area] += towns[code]
            else:
                broken.add(area)
        return {area: total for area, total in sums.items() if not (whole and area in broken)}

    @cached_property
    def physicians(self) -> tuple[dict[str, dict[str, int]], str]:
        """Year → prefecture → physicians, and the source of the newest year."""
        rows = PhysicianCount.objects.filter(specialty="", age_from=None, sex="").exclude(prefecture=None)
        years: dict[str, dict[str, int]] = defaultdict(dict)
        source = ""
        for year, code, count, said in rows.order_by("edition").values_list(
            "edition", "prefecture", "physicians", "source"
        ):
            years[year][code], source = count, said
        return {year: found for year, found in years.items() if len(found) == len(self.own)}, source

    @cached_property
    def staff(self) -> Staff | None:
        newest = FacilityWorkforce.objects.order_by("-edition").values_list("edition", "source").first()
        if newest is None:
            return None
        rows = FacilityWorkforce.objects.filter(edition=newest[0])
        fte: dict[str, float] = defaultdict(float)
        beds: dict[str, int] = defaultdict(int)
        said = rows.filter(reported=True)
        of_edition = said.filter(area__edition=self.edition)
        for found, code in ((said, "prefecture"), (of_edition, "area__code")):
            for key, full, part, count in found.values_list(code).annotate(
                Sum("full_time"), Sum("part_time"), Sum("beds")
            ):
                fte[key] = float(full or 0) + float(part or 0)
                beds[key] = count or 0
        counts = rows.aggregate(
            silent=Count("pk", filter=Q(reported=False)), unplaced=Count("pk", filter=~Q(area__edition=self.edition))
        )
        return Staff(*newest, dict(fte), dict(beds), counts["silent"], counts["unplaced"])

    @cached_property
    def flows(self) -> list[PatientFlow]:
        """Of the areas of this edition, by the newest publication that has any of them."""
        rows = (
            PatientFlow.objects.filter(area__edition=self.edition)
            .select_related("area")
            .order_by("-edition", "area__code")
        )
        found = list(rows)
        return [row for row in found if row.edition == found[0].edition]

    @cached_property
    def designations(self) -> list[Designation]:
        return list(
            Designation.objects.in_force_on(self.day)
            .select_related("area", "municipality__city")
            .order_by("-since", "kind", "pk")
        )

    @cached_property
    def wards(self) -> dict[str, list[str]]:
        wards: dict[str, list[str]] = defaultdict(list)
        for code, city in Municipality.objects.exclude(city=None).values_list("code", "city"):
            wards[city].append(code)
        return wards


def _people(rows: QuerySet[PopulationCount]) -> People | None:
    """Of the newest day among these rows of one kind of place."""
    newest = rows.order_by("-as_of").values_list("as_of", "source").first()
    if newest is None:
        return None
    total, old = {}, {}
    found = rows.filter(as_of=newest[0]).values_list("prefecture", "municipality", "people", "ages")
    for prefecture, municipality, people, ages in found:
        code = prefecture or municipality
        total[code], old[code] = people, sum(ages[OLD_BAND:])
    return People(f"{newest[0]:%Y-%m-%d}", newest[1], total, old)
