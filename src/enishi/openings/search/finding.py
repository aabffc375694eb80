"""Which openings fit, how many, where else they are, and what letting go of one filter would bring. All counts are exact.

Each filter is one boolean column over all public openings, so a hundred thousand cost a few milliseconds, and the counts
beside the choices come from the same columns as the list: they cannot disagree with it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from datetime import time as clock_time
from functools import cached_property
from itertools import repeat
from operator import contains
from typing import Any

import numpy as np
from django.utils import timezone

from enishi.areas.lookups import municipality as municipality_of
from enishi.common.clock import today
from enishi.common.japanese.postcodes import addresses_at, parse_postcode
from enishi.common.japanese.problems import InputProblem
from enishi.engine import specialties
from enishi.engine.schema import ALL_SLOTS, DAY_MASKS, I64, WISH_BITS, AnyArray, Bool
from enishi.openings.rules import oldest_shown
from enishi.openings.search.columns import DUTY_LEVELS, EMPLOYMENT_BITS, SLOT_BITS, WEEK_BITS, Columns
from enishi.openings.search.filters import ADMINISTRATION, KEY_OF, NOTHING_ASKED, Filters, Problem
from enishi.openings.search.index import Index, current_index
from enishi.openings.search.places import FAR, Places

MAN = 10_000
PLACE, WAY = "place", "way"
"""Groups of filters that count as one: prefecture, area and municipality; and the minutes from a starting point."""


def matching_count(filters: Filters) -> int:
    """How many public openings fit these filters at this moment; exact, a few milliseconds for 100,000 openings.

    For the live count beside a form: build `Filters` from what is typed (it takes several specialties, prefectures,
    employments, `offers` for musts and `without` for nevers; see its docstring) and show the number. Codes that mean nothing
    count as not given. The opening of an institution the physician hides from counts too: the shield hides the physician,
    not the opening. Reads the database (two small queries); writes nothing.
    """
    return search(filters).count


def search(filters: Filters) -> "Found":
    """The search of this moment. Filters that mean nothing on today's map are left out; `problems` says which."""
    index = current_index()
    known, problems = resolve(filters, index.places)
    return Found(index, known, problems)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A filter let go: what it was (a field of `Filters`, PLACE or WAY), the filters without it, and how many fit then."""

    name: str
    filters: Filters
    count: int


class Found:
    """The result of one search, worked out as far as it is asked for. filters: as understood; problems: what was left out."""

    def __init__(self, index: Index, filters: Filters, problems: tuple[Problem, ...]) -> None:
        self.filters, self.problems, self.places = filters, problems, index.places
        self._columns, self._shown = index.columns, _shown(index.columns)
        self._masks = dict(_masks(index.columns.first(self._shown), filters, index.places))

    @cached_property
    def _misses(self) -> AnyArray:
        """uint8[shown]: how many of the filters an opening does not fit."""
        misses = np.zeros(self._shown, np.uint8)
        for mask in self._masks.values():
            misses += ~mask
        return misses

    @cached_property
    def _hits(self) -> Bool:
        hits: Bool = self._misses == 0
        return hits

    def _without(self, name: str) -> Bool:
        """What fits all filters but this one."""
        if name not in self._masks:
            return self._hits
        return self._hits | ((self._misses == 1) & ~self._masks[name])

    @cached_property
    def count(self) -> int:
        return int(np.count_nonzero(self._hits))

    @property
    def shown(self) -> int:
        """All public openings, whatever is asked for."""
        return self._shown

    @cached_property
    def ordered(self) -> AnyArray:
        """int64[count]: primary keys in the order asked for; the last confirmed first among equals."""
        rows = np.flatnonzero(self._hits)
        if self.filters.by_distance and self.filters.near:
            rank = self._nearness
            rows = rows[np.argsort(rank[self._columns.place[rows]], kind="stable")]
        return self._columns.id[rows]

    @cached_property
    def _nearness(self) -> AnyArray:
        """uint16[municipalities]: rank by road distance, so that sorting a hundred thousand rows takes a millisecond."""
        km = np.nan_to_num(self.places.km_from(self.filters.near), nan=np.inf)
        _, rank = np.unique(km, return_inverse=True)
        return rank.astype(np.uint16)

    def minutes_to(self, municipality: str) -> int | None:
        """By car from the starting point, an estimate; None without one, or where a position is unknown."""
        if not self.filters.near or municipality not in self.places.position:
            return None
        minutes = int(self._minutes[self.places.position[municipality]])
        return None if minutes == FAR else minutes

    def km_to(self, municipality: str) -> float | None:
        """Road km from the starting point, an estimate; as `minutes_to`."""
        if self.minutes_to(municipality) is None:
            return None
        return float(self.places.km_from(self.filters.near)[self.places.position[municipality]])

    @cached_property
    def _minutes(self) -> AnyArray:
        return self.places.minutes_from(self.filters.near)

    @cached_property
    def _by_municipality(self) -> I64:
        """int64[municipalities]: how many fit everything but the place."""
        rows = self._columns.place[: self._shown][self._without(PLACE)]
        return np.bincount(rows, minlength=len(self.places.codes))

    @cached_property
    def by_prefecture(self) -> dict[str, int]:
        """Code → how many there are, whatever place is asked for now; none left out."""
        counts = np.bincount(self.places.prefecture_number, self._by_municipality, 48).astype(int)
        return {code: int(counts[int(code)]) for code in self.places.prefectures}

    def by_area(self, prefecture: str) -> dict[str, int]:
        """Area code → how many, for the areas of one prefecture."""
        counts = {code: 0 for code, (_, inside) in self.places.areas.items() if inside == prefecture}
        for place in np.flatnonzero(self._by_municipality).tolist():
            if self.places.area[place] in counts:
                counts[self.places.area[place]] += int(self._by_municipality[place])
        return counts

    def by_municipality(self, prefecture: str, area: str = "") -> dict[str, int]:
        """Municipality code → how many, for those of one prefecture or area that have any; a city counts its wards in."""
        counts: dict[str, int] = {}
        for place in np.flatnonzero(self._by_municipality).tolist():
            if self.places.prefecture[place] == prefecture and area in ("", self.places.area[place]):
                code = self.places.city[place] or self.places.codes[place]
                counts[code] = counts.get(code, 0) + int(self._by_municipality[place])
        return dict(sorted(counts.items()))

    @cached_property
    def by_specialty(self) -> dict[str, int]:
        """Key → how many a physician of this specialty would find, everything else as asked; 科目不問 counts for each."""
        kinds, code = self._columns.kinds_of_specialties
        counts = np.bincount(code[: self._shown][self._without("specialties")], minlength=len(kinds))
        return {
            specialty.key: int(counts[((kinds & np.uint64(specialties.SERVES[index])) != 0) | (kinds == 0)].sum())
            for index, specialty in enumerate(specialties.SPECIALTIES)
        }

    @cached_property
    def relaxed(self) -> list[Relaxed]:
        """Each filter let go by itself, where that finds more; the one that brings most first."""
        found = []
        for name in self._masks:
            count = int(np.count_nonzero(self._without(name)))
            if count > self.count:
                found.append(Relaxed(name, let_go(self.filters, name), count))
        return sorted(found, key=lambda one: -one.count)


def let_go(filters: Filters, name: str) -> Filters:
    """The filters without one of them: a field, PLACE or WAY. Of the duties: whatever there is, is all right."""
    if name == PLACE:
        return replace(filters, prefectures=(), areas=(), municipalities=())
    if name == WAY:
        return replace(filters, within=None)
    if name in ("most_night", "most_call"):
        return replace(filters, **{name: max(DUTY_LEVELS, key=lambda duty: DUTY_LEVELS[duty])})
    return replace(filters, **{name: getattr(NOTHING_ASKED, name)})


def resolve(filters: Filters, places: Places) -> tuple[Filters, tuple[Problem, ...]]:
    """The filters with today's places in them. A level below follows the one above: areas of another prefecture are dropped."""
    problems = []
    known = {
        "prefectures": tuple(code for code in filters.prefectures if code in places.prefectures),
        "areas": tuple(code for code in filters.areas if code in places.areas),
        "municipalities": tuple(code for code in filters.municipalities if code in places.position),
    }
    for name, codes in known.items():
        if unknown := [code for code in getattr(filters, name) if code not in codes]:
            sentence = f"お選びの場所「{unknown[0]}」は見当たりませんでした。この条件を外してさがしています。"
            problems.append(Problem(KEY_OF[name], sentence))
    filters = _nested(replace(filters, **known), places)
    near, problem = _start(filters.near, places) if filters.near else ("", None)
    if problem:
        problems.append(problem)
    if not near and filters.within is not None and not problem:
        sentence = "車での時間でさがすには、出発地の郵便番号か市区町村をご入力ください。"
        problems.append(Problem(KEY_OF["within"], sentence))
    if not near:
        filters = replace(filters, within=None, by_distance=False)
    if None not in (filters.days_min, filters.days_max) and filters.days_min > filters.days_max:  # type: ignore[operator]
        sentence = "週の日数は「少なくとも」を「多くとも」以下にしてください。日数の条件を外してさがしています。"
        problems.append(Problem(KEY_OF["days_min"], sentence))
        filters = replace(filters, days_min=None, days_max=None)
    return replace(filters, near=near), tuple(problems)


def _nested(filters: Filters, places: Places) -> Filters:
    """Where the prefecture was changed and the area below it left standing, the prefecture is what was meant."""
    prefectures, areas, cities = filters.prefectures, filters.areas, filters.municipalities
    if prefectures:
        areas = tuple(code for code in areas if places.areas[code][1] in prefectures)
        cities = tuple(code for code in cities if places.prefecture[places.position[code]] in prefectures)
    if areas:
        cities = tuple(code for code in cities if _area_holds(places, areas, code))
    return replace(filters, areas=areas, municipalities=cities)


def _area_holds(places: Places, areas: tuple[str, ...], code: str) -> bool:
    """Whether the municipality, or for a city in several areas one of its wards, lies in one of the areas."""
    if places.area[places.position[code]] in areas:
        return True
    return any(city == code and area in areas for city, area in zip(places.city, places.area, strict=True))


def _start(text: str, places: Places) -> tuple[str, Problem | None]:
    """The municipality a starting point means: its code, a postcode in it, or its name."""
    if text in places.position:
        return text, None
    code, sentence = _of_postcode(text, places) if any(c.isdigit() for c in text) else _of_name(text, places)
    return code, Problem(KEY_OF["near"], sentence) if sentence else None


def _of_postcode(text: str, places: Places) -> tuple[str, str]:
    try:
        found = addresses_at(parse_postcode(text))
    except InputProblem as problem:
        return "", problem.sentence
    codes = [address.municipality_code for address in found if address.municipality_code in places.position]
    if codes:
        return codes[0], ""
    return "", "この郵便番号の市区町村が見つかりませんでした。市区町村の名前でもおさがしいただけます。例：久慈市"


def _of_name(text: str, places: Places) -> tuple[str, str]:
    found = places.named(text)
    if len(found) == 1:
        return found[0], ""
    if not found:
        return (
            "",
            f"「{text}」という市区町村が見つかりませんでした。郵便番号か、市区町村の名前をご入力ください。例：久慈市",
        )
    words = "、".join(places.words_of(code) for code in found[:4]) + ("など" if len(found) > 4 else "")
    return "", f"「{text}」は{len(found)}か所あります（{words}）。都道府県からご入力ください。"


def municipality_words(code: str) -> str:
    """For a starting point already resolved, where no index is at hand."""
    found = municipality_of(code)
    return f"{found.prefecture.name}{found.name}" if found else ""


def _shown(columns: Columns) -> int:
    """How many of the columns are fresh enough: they are sorted by confirmation, so those are the first ones."""
    oldest = timezone.make_aware(datetime.combine(oldest_shown(today()), clock_time.min))
    return int(np.searchsorted(-columns.confirmed, -round(oldest.timestamp() * 1_000_000), side="right"))


def _masks(columns: Columns, filters: Filters, places: Places) -> Iterator[tuple[str, Bool]]:
    """(name, bool[n]) of each filter that is set; True where the opening fits."""
    for name, mask in _MASKS.items():
        value = getattr(filters, name)
        if value not in (None, (), False):
            yield name, mask(columns, value)
    here = places.inside(prefectures=filters.prefectures, areas=filters.areas, cities=filters.municipalities)
    if here is not None:
        yield PLACE, here[columns.place]
    if filters.few:
        yield "few", places.few[columns.place]
    if filters.near and filters.within is not None:
        yield WAY, (places.minutes_from(filters.near) <= filters.within)[columns.place]


def _fits_words(columns: Columns, words: tuple[str, ...]) -> Bool:
    """One pass in C over all texts, further words only where those before stand."""
    texts = columns.texts
    fits = np.fromiter(map(contains, texts, repeat(words[0])), np.bool_, len(texts))
    for word in words[1:]:
        rows = np.flatnonzero(fits)
        fits[rows] = [word in texts[row] for row in rows.tolist()]
    return fits


def _fits_specialty(columns: Columns, keys: tuple[str, ...]) -> Bool:
    """As the matching core: what a physician of one of these serves as he or she is, and 科目不問."""
    served = np.uint64(0)
    for key in keys:
        served |= np.uint64(specialties.SERVES[specialties.INDEX[key]])
    return ((columns.specialties & served) != 0) | (columns.specialties == 0)


def _fits_slots(columns: Columns, codes: tuple[str, ...]) -> Bool:
    """As the matching core (`engine.conditions.uncovered_slots`): enough weekdays whose listed half-days are all free.

    Worked out once for each distinct week there is, of which there are few. A single day that is open on one of the half-days
    is enough by itself.
    """
    free = np.uint32(_bits(SLOT_BITS, codes))
    weeks, code = columns.kinds_of_weeks
    slots, days = (weeks & ALL_SLOTS).astype(np.uint32), (weeks >> WEEK_BITS).astype(np.int32)
    covered, listed = np.zeros(len(slots), np.int8), np.zeros(len(slots), np.int8)
    unlisted = slots == 0
    for mask in DAY_MASKS:
        asked = slots & np.uint32(mask)
        is_listed = asked != 0
        covered += np.where(unlisted, bool(free & np.uint32(mask)), is_listed & ((asked & ~free) == 0))
        listed += is_listed
    needed = np.where(unlisted, days, np.minimum(days, listed))
    enough: Bool = (covered >= needed)[code] | ((columns.spots & free) != 0)
    return enough


def _fits_roles(columns: Columns, roles: tuple[str, ...]) -> Bool:
    wanted = np.uint32(_bits(WISH_BITS, (role for role in roles if role != ADMINISTRATION)))
    fits = (columns.offers & wanted) != 0
    return fits | columns.of_municipality if ADMINISTRATION in roles else fits


def _fits_offers(columns: Columns, offers: tuple[str, ...]) -> Bool:
    wanted = np.uint32(_bits(WISH_BITS, offers))
    return (columns.offers & wanted) == wanted


def _bits(of: Mapping[str, int], words: Any) -> int:
    return sum({of[word] for word in words})


_MASKS: dict[str, Callable[[Columns, Any], Any]] = {
    "words": _fits_words,
    "specialties": _fits_specialty,
    "employment": lambda columns, ways: (columns.employment & np.uint8(_bits(EMPLOYMENT_BITS, ways))) != 0,
    "days_min": lambda columns, days: columns.days >= round(days * 10),
    "days_max": lambda columns, days: columns.days <= round(days * 10),
    "slots": _fits_slots,
    "most_night": lambda columns, duty: columns.night <= DUTY_LEVELS[duty],
    "most_call": lambda columns, duty: columns.call <= DUTY_LEVELS[duty],
    "roles": _fits_roles,
    "offers": _fits_offers,
    "without": lambda columns, offers: (columns.offers & np.uint32(_bits(WISH_BITS, offers))) == 0,
    "annual_pay": lambda columns, floor: columns.top_pay >= floor * MAN,
    "daily_pay": lambda columns, floor: columns.daily_pay >= floor * MAN,
}
