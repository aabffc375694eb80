"""The map of a day as arrays, one entry a municipality: prefecture, medical area of the edition in force, position, few or not."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from enishi.areas.enums import AreaClass
from enishi.areas.lookups import designations_on, edition_on
from enishi.areas.models import AreaMember, Municipality, Prefecture
from enishi.areas.rules import DETOUR, DRIVING_SPEEDS, EARTH_RADIUS_KM
from enishi.common.japanese.kana import to_hiragana
from enishi.common.japanese.widths import half_width
from enishi.engine.schema import F64, I64, AnyArray, Bool

FAR = 32_767
"""Minutes that stand for "position unknown"; a real drive is shorter."""


@dataclass(frozen=True)
class Places:
    """n municipalities by code, wards and designated cities both. `position[code]` is a municipality's place in the arrays.

    area: code of its medical area, "" where there is none or a city lies in several. few: its area is of the lowest class of
    the index, or it is officially designated (少数区域・少数スポット・重点区域) on `day`. lat, lon in degrees, NaN where unknown.
    """

    day: date
    codes: tuple[str, ...]
    names: tuple[str, ...]
    kana: tuple[str, ...]
    prefecture: tuple[str, ...]
    area: tuple[str, ...]
    city: tuple[str, ...]
    current: Bool
    few: Bool
    lat: F64
    lon: F64
    position: dict[str, int]
    prefectures: dict[str, str]
    areas: dict[str, tuple[str, str]]
    edition: str

    @cached_property
    def prefecture_number(self) -> I64:
        return np.array([int(code) for code in self.prefecture], np.int64)

    def inside(self, *, prefectures: tuple[str, ...], areas: tuple[str, ...], cities: tuple[str, ...]) -> Bool | None:
        """bool[n]: the municipalities meant, by the narrowest level that is given; None for anywhere. A city has its wards."""
        if cities:
            wanted = set(cities)
            pairs = zip(self.codes, self.city, strict=True)
            return np.array([code in wanted or city in wanted for code, city in pairs], np.bool_)
        if areas:
            return np.array([area in areas for area in self.area], np.bool_)
        if prefectures:
            return np.array([code in prefectures for code in self.prefecture], np.bool_)
        return None

    def minutes_from(self, code: str) -> AnyArray:
        """int16[n]: minutes by car from this municipality, an estimate between representative points; FAR where unknown."""
        km = self.km_from(code)
        known = ~np.isnan(km)
        minutes = np.full(len(km), FAR, np.int16)
        hours, begin = np.zeros(int(known.sum())), 0.0
        for end, speed in DRIVING_SPEEDS:  # as `areas.rules.minutes_by_car`, for all at once
            hours += np.maximum(0.0, np.minimum(km[known], end) - begin) / speed
            begin = end
        minutes[known] = np.minimum(np.rint(hours * 60), FAR - 1)
        return minutes

    def km_from(self, code: str) -> F64:
        """float64[n]: road km as in `areas.rules.distance_km`, NaN where a position is unknown."""
        here = self.position[code]
        lat, lon = np.radians(self.lat), np.radians(self.lon)
        half = np.sin((lat - lat[here]) / 2) ** 2 + np.cos(lat) * np.cos(lat[here]) * np.sin((lon - lon[here]) / 2) ** 2
        km: F64 = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(half))) * DETOUR
        return km

    def named(self, words: str) -> list[str]:
        """Codes of the current municipalities this name or reading may mean: the exact ones if there are any, else the partial.

        A prefecture may stand before the name (岩手県久慈市). Cities come before their wards.
        """
        wanted = "".join(half_width(words).split())
        if not wanted:
            return []
        kana = to_hiragana(wanted)
        exact, partial = [], []
        for place in np.flatnonzero(self.current).tolist():
            name, whole = self.names[place], self.prefectures[self.prefecture[place]] + self.names[place]
            if wanted in (name, name[:-1], whole) or kana == self.kana[place]:
                exact.append(self.codes[place])
            elif wanted in whole or self.kana[place].startswith(kana):
                partial.append(self.codes[place])
        return exact or partial

    def words_of(self, code: str) -> str:
        """岩手県久慈市; a ward with its city where the name does not hold it."""
        place = self.position[code]
        city = self.city[place]
        before = self.names[self.position[city]] if city and city in self.position else ""
        name = self.names[place]
        return self.prefectures[self.prefecture[place]] + (name if name.startswith(before) else before + name)


def load_places(day: date) -> Places:
    """The map of this day."""
    rows = list(
        Municipality.objects.order_by("code").values_list(
            "code", "name", "kana", "prefecture_id", "city_id", "valid", "latitude", "longitude"
        )
    )
    position = {row[0]: place for place, row in enumerate(rows)}
    city = tuple(row[4] or "" for row in rows)
    edition = edition_on(day)
    members = AreaMember.objects.filter(edition=edition).values_list(
        "municipality_id", "area__code", "area__name", "area__prefecture_id", "area__area_class"
    )
    area, areas, few = [""] * len(rows), {}, np.zeros(len(rows), np.bool_)
    for code, area_code, name, prefecture, area_class in members if edition else ():
        areas[area_code] = (name, prefecture)
        area[position[code]] = area_code
        few[position[code]] = area_class == AreaClass.FEW
    _cities_of_one_area(position, city, area, few)
    _designated(day, position, city, few)
    numbers = np.array([[row[6], row[7]] for row in rows], np.float64).reshape(-1, 2)
    return Places(
        day=day,
        codes=tuple(position),
        names=tuple(row[1] for row in rows),
        kana=tuple(row[2] for row in rows),
        prefecture=tuple(row[3] for row in rows),
        area=tuple(area),
        city=city,
        current=np.array([row[5] for row in rows], np.bool_),
        few=few,
        lat=numbers[:, 0],
        lon=numbers[:, 1],
        position=position,
        prefectures=dict(Prefecture.objects.order_by("code").values_list("code", "name")),
        areas=dict(sorted(areas.items())),
        edition=edition.code if edition else "",
    )


def _cities_of_one_area(position: dict[str, int], city: tuple[str, ...], area: list[str], few: Bool) -> None:
    """A city with wards lies in the area of its wards where they all lie in one."""
    wards: dict[str, list[int]] = {}
    for place, above in enumerate(city):
        if above in position:
            wards.setdefault(above, []).append(place)
    for code, places in wards.items():
        found = {area[place] for place in places}
        if not area[position[code]] and len(found) == 1:
            area[position[code]] = found.pop()
            few[position[code]] = few[places[0]]


def _designated(day: date, position: dict[str, int], city: tuple[str, ...], few: Bool) -> None:
    """Mark what a designation of the day covers: an area's municipalities, a municipality, a city with its wards."""
    marked = set()
    for row in designations_on(day).prefetch_related("area__memberships"):
        if row.area is None:
            marked.add(row.municipality_id)
        else:
            marked |= {member.municipality_id for member in row.area.memberships.all()}
    for code, place in position.items():
        if code in marked or city[place] in marked:
            few[place] = True
