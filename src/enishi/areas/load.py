"""Bring the bundled tables into the database: `load_reference`, called by `enishi prepare`.

The tables beside this file state published figures, each with its source in reference/SOURCES.md; municipalities
come from two packages. Loading is idempotent: rows are added or changed, never deleted, and nothing at all is done
while the digest of tables and packages is the one loaded last.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, models, transaction

from enishi.areas.enums import LocatedBy
from enishi.areas.models import (
    AreaEdition,
    AreaMember,
    LoadedReference,
    MedicalArea,
    Municipality,
    PatientFlow,
    PhysicianCount,
    Prefecture,
    PrefectureIndex,
)
from enishi.areas.packages import Listed, coordinates, listed_municipalities, package_versions
from enishi.areas.reference_tables import files, table
from enishi.areas.rules import Point, class_of, lies_on_a_line, prefecture_class

BUNDLED_EDITION = "2024-01"
COUNTS_OF = "2024"
COUNTS_SOURCE = "令和6年 医師・歯科医師・薬剤師統計、厚生労働省"
SOURCE_OF_YEAR = "医師・歯科医師・薬剤師統計、厚生労働省、{}年"
FLOWS_OF = "R7"
FLOWS_SOURCE = "構想区域の病床数等（患者調査に基づく推計流出・流入患者割合）、厚生労働省、令和7年度"
LOADER = 3  # raise when this code reads the same tables differently


@dataclass(frozen=True, slots=True)
class Report:
    """What stands in the tables after loading; `loaded` is False when nothing had changed since the last time.

    without_area, without_position: current places ("22138 浜松市中央区") that lack one; normally none.
    """

    loaded: bool
    prefectures: int
    areas: int
    municipalities: int
    without_area: tuple[str, ...]
    without_position: tuple[str, ...]

    def __str__(self) -> str:
        done = "読み込みました" if self.loaded else "変わりありません"
        lines = [
            f"都道府県 {self.prefectures}、二次医療圏 {self.areas}、現存の市区町村 {self.municipalities}：{done}。"
        ]
        if self.without_area:
            lines.append(f"二次医療圏の分からない市区町村：{'、'.join(self.without_area)}")
        if self.without_position:
            lines.append(f"位置の分からない市区町村：{'、'.join(self.without_position)}")
        return "\n".join(lines)


@transaction.atomic
def load_reference() -> Report:
    """Load prefectures, the bundled edition of the index, municipalities and memberships, unless already loaded."""
    digest = reference_digest()
    loaded = not LoadedReference.objects.filter(name="areas", digest=digest).exists()
    if loaded:
        _load_prefectures()
        edition = _load_edition()
        _load_prefecture_indices(edition)
        _load_areas(edition)
        _load_municipalities()
        _load_members(edition)
        _load_flows(edition)
        _load_physician_counts()
        LoadedReference.objects.update_or_create(name="areas", defaults={"digest": digest})
        refresh_statistics(Municipality, MedicalArea, AreaMember)
    return _report(loaded)


def reference_digest() -> str:
    """SHA-256 over the bundled tables and the versions of the packages."""
    seal = hashlib.sha256(f"{LOADER} {package_versions()}".encode())
    for path in files():
        seal.update(path.name.encode() + path.read_bytes())
    return seal.hexdigest()


def save_rows(model: type[models.Model], rows: Iterable[models.Model], *, key: tuple[str, ...]) -> None:
    """Add the rows, or change those whose key exists, in bulk."""
    kept = {"id", *key}
    fields = [field.name for field in model._meta.concrete_fields if field.name not in kept and not field.primary_key]
    model._default_manager.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=key, update_fields=fields
    )


def refresh_statistics(*models_loaded: type[models.Model]) -> None:
    """Tell the query planner what a bulk load changed; left to itself it may think the tables empty for minutes."""
    with connection.cursor() as cursor:
        for model in models_loaded:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _load_prefectures() -> None:
    save_rows(Prefecture, [Prefecture(**row) for row in table("prefectures")], key=("code",))


def _load_edition() -> AreaEdition:
    (row,) = table("editions")
    AreaEdition.objects.update_or_create(code=row.pop("code"), defaults=row)
    return AreaEdition.objects.get(code=BUNDLED_EDITION)


def _load_prefecture_indices(edition: AreaEdition) -> None:
    rows = [
        PrefectureIndex(
            edition=edition,
            prefecture_id=row["prefecture"],
            index=Decimal(row["index"]),
            rank=int(row["rank"]),
            area_class=prefecture_class(int(row["rank"])),
            population_2025=int(row["population_2025"]),
            over_65_2025=int(row["over_65_2025"]),
            physicians_2024=int(row["physicians_2024"]),
        )
        for row in table("prefecture_index")
    ]
    save_rows(PrefectureIndex, rows, key=("edition", "prefecture"))


def _load_physician_counts() -> None:
    """By specialty and by age of the bundled table, by prefecture from the table of indices: each figure stands once;
    by prefecture for the years before too."""
    by_prefecture = [
        PhysicianCount(edition=COUNTS_OF, prefecture_id=row["prefecture"], physicians=int(row["physicians_2024"]))
        for row in table("prefecture_index")
    ]
    others = [
        PhysicianCount(
            edition=row["edition"],
            specialty=row["specialty"],
            age_from=int(row["age_from"]) if row["age_from"] else None,
            age_to=int(row["age_to"]) if row["age_to"] else None,
            physicians=int(row["physicians"]),
        )
        for row in table("physician_counts")
    ]
    earlier = [
        PhysicianCount(edition=row["year"], prefecture_id=row["prefecture"], physicians=int(row["physicians"]))
        for row in table("physicians_by_year")
    ]
    years = {COUNTS_OF, *(row.edition for row in earlier)}
    standing = {count_key(row): row.pk for row in PhysicianCount.objects.filter(edition__in=years)}
    rows = (*by_prefecture, *others, *earlier)
    for row in rows:
        row.source = COUNTS_SOURCE if row.edition == COUNTS_OF else SOURCE_OF_YEAR.format(row.edition)
        row.pk = standing.get(count_key(row))
    changed = [row for row in rows if row.pk]
    PhysicianCount.objects.bulk_update(changed, ["physicians", "source"])
    PhysicianCount.objects.bulk_create([row for row in rows if not row.pk])


def count_key(row: PhysicianCount) -> tuple[object, ...]:
    """What a row of counts is about."""
    return row.edition, row.prefecture_id, row.specialty, row.age_from, row.age_to, row.sex


def _load_areas(edition: AreaEdition) -> None:
    rows = [
        MedicalArea(
            edition=edition,
            code=row["code"],
            name=row["name"],
            prefecture_id=row["prefecture"],
            index=Decimal(row["index"]),
            rank=int(row["rank"]),
            area_class=class_of(Decimal(row["index"]), edition.lines),
            on_the_line=lies_on_a_line(Decimal(row["index"]), edition.lines),
            standardised_physicians=int(row["standardised_physicians"]),
            utilisation_ratio=Decimal(row["utilisation_ratio"]),
            population_2021=int(row["population_2021"]),
            population_2024=int(row["population_2024"]),
            population_2040=int(row["population_2040"]),
        )
        for row in table("area_index")
    ]
    save_rows(MedicalArea, rows, key=("edition", "code"))


def _load_flows(edition: AreaEdition) -> None:
    """Of the areas that the publication draws as this edition does; 秋田 and 三重 are divided otherwise there."""
    areas = dict(edition.areas.values_list("code", "pk"))
    rows = [
        PatientFlow(
            edition=FLOWS_OF,
            area_id=areas[row["area"]],
            outflow=Decimal(row["outflow"]),
            inflow=Decimal(row["inflow"]),
            source=FLOWS_SOURCE,
        )
        for row in table("area_flows")
    ]
    save_rows(PatientFlow, rows, key=("edition", "area"))


def _load_municipalities() -> None:
    listed = listed_municipalities()
    cities = [Listed(row["code"], "", row["name"], row["kana"]) for row in table("designated_cities")]
    former = [Listed(row["code"], "", row["name"], row["kana"]) for row in table("former_municipalities")]
    places = _Places()
    current = {place.code for place in (*listed, *cities)}
    # A city comes before its wards, so that they can refer to it.
    rows = [places.municipality(place, None) for place in cities]
    for place in (*listed, *(old for old in former if old.code not in current)):
        city = next((city for city in cities if _is_ward(place, city)), None)
        rows.append(places.municipality(place, city))
    for row in rows:
        row.valid = row.code in current
        row.has_wards = any(row.code == city.code for city in cities)
    save_rows(Municipality, rows, key=("code",))
    # What the postcodes no longer know was merged or renamed: kept for old rows, offered no more.
    Municipality.objects.filter(valid=True).exclude(code__in=current).update(valid=False)


def _is_ward(place: Listed, city: Listed) -> bool:
    return place.code[:2] == city.code[:2] and place.name.startswith(city.name) and place.name.endswith("区")


class _Places:
    """Municipalities with the best position known: their own office's, else their city's."""

    def __init__(self) -> None:
        self.by_name = coordinates()
        self.by_code = {
            row["code"]: Point(float(row["latitude"]), float(row["longitude"])) for row in table("ward_offices")
        }
        self.spellings = {row["code"]: row["coordinate_name"] for row in table("spellings")}
        self.prefectures = {row["code"]: row["name"] for row in table("prefectures")}

    def municipality(self, place: Listed, city: Listed | None) -> Municipality:
        point, located_by = self.own(place), LocatedBy.OFFICE
        if point is None and city is not None:
            point, located_by = self.own(city), LocatedBy.CITY
        if point is None:
            located_by = LocatedBy.UNKNOWN
        return Municipality(
            code=place.code,
            name=place.name,
            kana=place.kana,
            prefecture_id=place.code[:2],
            city_id=city.code if city else None,
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
            located_by=located_by,
        )

    def own(self, place: Listed) -> Point | None:
        name = self.spellings.get(place.code, f"{self.prefectures[place.code[:2]]},{place.name}")
        return self.by_code.get(place.code) or self.by_name.get(name)


def _load_members(edition: AreaEdition) -> None:
    membership = {row["area"]: row["municipalities"].split() for row in table("area_members")}
    set_members(edition, membership)


def set_members(edition: AreaEdition, membership: dict[str, list[str]]) -> None:
    """Say which municipalities form these areas (by code). Other areas keep theirs; unknown codes are ignored."""
    areas = dict(edition.areas.filter(code__in=membership).values_list("code", "pk"))
    known = set(Municipality.objects.values_list("code", flat=True))
    rows = [
        AreaMember(edition=edition, area_id=areas[area], municipality_id=code)
        for area, codes in membership.items()
        for code in codes
        if area in areas and code in known
    ]
    gone = edition.memberships.filter(area__in=areas.values())
    gone.exclude(municipality__in=[row.municipality_id for row in rows]).delete()
    save_rows(AreaMember, rows, key=("edition", "municipality"))


def _report(loaded: bool) -> Report:
    edition = AreaEdition.objects.get(code=BUNDLED_EDITION)
    return Report(
        loaded=loaded,
        prefectures=Prefecture.objects.count(),
        areas=edition.areas.count(),
        municipalities=Municipality.objects.places().count(),
        without_area=_spoken(Municipality.objects.without_area(edition)),
        without_position=_spoken(Municipality.objects.without_position()),
    )


def _spoken(places: Iterable[Municipality]) -> tuple[str, ...]:
    return tuple(f"{place.code} {place.name}" for place in places)
