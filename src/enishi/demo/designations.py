"""Areas and towns that the demo calls officially short of physicians, so that what is done for such places can be tried.

Fictional, and their source says so: no prefecture named them. Where no edition of the medical areas is
loaded, the areas are left out.
"""

from datetime import date

from enishi.areas.enums import DesignationKind
from enishi.areas.lookups import area_of
from enishi.areas.models import Designation
from enishi.demo.places import Place

SOURCE = "見本（架空の指定です。実際の指定ではありません）"
SINCE, UNTIL = date(2024, 4, 1), date(2030, 3, 31)
AREAS, TOWNS, PRIORITY = slice(0, 40, 10), slice(5, 40, 9), slice(3, 40, 12)
"""Of the places in their order: four whose medical area is named, four whose town is, three in areas named for support."""


def designate(places: list[Place]) -> None:
    for wanted, kind in ((AREAS, DesignationKind.SHORTAGE_AREA), (PRIORITY, DesignationKind.PRIORITY_AREA)):
        areas = {area_of(place.institution.municipality_id) for place in places[wanted]}
        for area in sorted((one for one in areas if one is not None), key=lambda one: one.code):
            _name(kind, area=area)
    for code in sorted({place.institution.municipality_id for place in places[TOWNS]}):
        _name(DesignationKind.SHORTAGE_SPOT, municipality_id=code)


def _name(kind: DesignationKind, **where: object) -> None:
    Designation.objects.create(kind=kind, since=SINCE, until=UNTIL, source=SOURCE, **where)
