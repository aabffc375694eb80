"""Places whose openings may raise their offers together: all, those of a class of areas, a designation, a prefecture."""

from collections.abc import Mapping

import numpy as np

from enishi.areas.enums import AreaClass
from enishi.areas.lookups import areas_of, edition_on
from enishi.areas.models import MedicalArea
from enishi.common.clock import today
from enishi.engine import Market
from enishi.engine.schema import I64, AnyArray
from enishi.matching.regions import AREAS, openings_of
from enishi.openings.models import Opening

EVERYWHERE = "all"
OF_CLASS: Mapping[str, AreaClass] = {
    f"class_{one.value}": one for one in (AreaClass.FEW, AreaClass.MIDDLE, AreaClass.MANY)
}
PLACES: Mapping[str, str] = {
    EVERYWHERE: "全国", **{key: f"{one.label}の圏域（医師偏在指標）" for key, one in OF_CLASS.items()}, **AREAS
}  # fmt: skip


def openings_at(market: Market, place: str, ids: AnyArray) -> I64:
    """Indices of the open openings of a key of `PLACES`. ids: primary keys of the openings, by index of the market."""
    if place in AREAS:
        return openings_of(market, place)
    open_ones = np.flatnonzero(market.posts.open)
    if place == EVERYWHERE:
        return open_ones
    inside = _of_class(OF_CLASS[place])
    return open_ones[[int(ids[j]) in inside for j in open_ones]]


def _of_class(wanted: AreaClass) -> set[int]:
    """Openings in areas of this class, by the edition in force; none before one is imported."""
    edition = edition_on(today())
    if edition is None:
        return set()
    towns = dict(Opening.objects.published().values_list("pk", "institution__municipality"))
    where = areas_of(set(towns.values()), edition)
    inside = set(MedicalArea.objects.filter(edition=edition, area_class=wanted).values_list("pk", flat=True))
    return {pk for pk, town in towns.items() if where.get(town) in inside}
