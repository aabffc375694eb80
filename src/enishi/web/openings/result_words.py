"""The filters of a search in words: chips that can be taken off one by one, and what letting go of one would bring."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from enishi.common.japanese.halfdays import compact_words, mask_of
from enishi.engine.schema import WISHES
from enishi.engine.specialties import INDEX, NAMES
from enishi.openings.enums import Duty, Employment
from enishi.openings.search.filters import NOTHING_ASKED, ROLES, SUPPORT, Filters, canonical_query
from enishi.openings.search.finding import PLACE, WAY, Found, let_go
from enishi.openings.search.places import Places

NIGHT, CALL = "当直", "夜間の呼び出し"
FEW_HITS = 5
"""With so many or fewer, the page says which filter to let go."""
MOST_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words. href: the same search without it; fixed: it is the default (当直なし), which can be widened."""

    words: str
    href: str
    act: str = "外す"
    more: int | None = None


@dataclass(frozen=True, slots=True)
class Wider:
    """A link that finds more: what is let go, and how many there are then."""

    words: str
    href: str
    count: int


def url(filters: Filters, *, compare: tuple[str, ...] = (), **more: str | int) -> str:
    """The address of a state of the search, with the openings that wait to be compared."""
    query = canonical_query(filters, **more)
    kept = urlencode([("compare", number) for number in compare])
    joined = "&".join(filter(None, (query, kept)))
    return f"/openings?{joined}" if joined else "/openings"


def words_of(name: str, filters: Filters, places: Places) -> str:
    """One filter (a field of `Filters`, or PLACE or WAY) as people say it; "" where it asks for nothing."""
    value = getattr(filters, name, None)
    match name:
        case "words":
            return f"「{'」「'.join(value)}」" if value else ""
        case "specialties":
            return "・".join(NAMES[INDEX[key]] for key in filters.specialties)
        case "place" | "prefectures":
            return _place_words(filters, places)
        case "employment":
            return "か".join(Employment(code).label for code in filters.employment)
        case "days_min":
            return f"週{value:g}日以上" if value else ""
        case "days_max":
            return f"週{value:g}日まで" if value else ""
        case "slots":
            return compact_words(mask_of(filters.slots)).partition("（")[0] if value else ""
        case "most_night" | "most_call":
            what = NIGHT if name == "most_night" else CALL
            return {Duty.NONE: f"{what}なし", Duty.NEGOTIABLE: f"{what}は相談できるものまで", Duty.REQUIRED: ""}[value]
        case "roles":
            return "か".join(ROLES[code] for code in filters.roles)
        case "offers":
            return "と".join(SUPPORT.get(code, WISHES[code]) for code in filters.offers)
        case "without":
            return "".join(f"{WISHES[code]}のないもの" for code in filters.without[:1]) + (
                "ほか" * (len(filters.without) > 1)
            )
        case "few":
            return "医師の少ない地域" if value else ""
        case "annual_pay":
            return f"年俸{value:,}万円以上" if value else ""
        case "daily_pay":
            return f"日額{value:,}万円以上" if value else ""
        case "way":
            return f"{places.words_of(filters.near)}から車で{filters.within}分まで" if filters.within else ""
    return ""


def _place_words(filters: Filters, places: Places) -> str:
    if filters.municipalities:
        return "・".join(places.words_of(code) for code in filters.municipalities)
    if filters.areas:
        return "・".join(f"{places.prefectures[places.areas[c][1]]} {places.areas[c][0]}医療圏" for c in filters.areas)
    return "・".join(places.prefectures[code] for code in filters.prefectures)


ORDER = (
    "words", "specialties", PLACE, "employment", "days_min", "days_max", "slots", "roles", "offers", "without", "few",
    "annual_pay", "daily_pay", WAY,
)  # fmt: skip


def chips(found: Found, compare: tuple[str, ...] = ()) -> list[Chip]:
    """Every active filter; the duties of the night first, as they hold without being asked for."""
    filters, places = found.filters, found.places
    more = {one.name: one.count - found.count for one in found.relaxed}
    duties = [
        Chip(words, url(let_go(filters, name), compare=compare), "ありも見る", more.get(name))
        for name in ("most_night", "most_call")
        if (words := words_of(name, filters, places))
    ]
    return duties + [
        Chip(words, url(let_go(filters, name), compare=compare))
        for name in ORDER
        if (words := words_of(name, filters, places))
    ]


def wider(found: Found, compare: tuple[str, ...] = ()) -> list[Wider]:
    """Where little or nothing is found: each filter that hinders, the one that hides most first; at last all of them."""
    if found.count > FEW_HITS:
        return []
    filters, places = found.filters, found.places
    links = [
        Wider(f"「{words_of(one.name, filters, places)}」を外す", url(one.filters, compare=compare), one.count)
        for one in found.relaxed[:MOST_OFFERED]
    ]
    if not links and filters != NOTHING_ASKED and found.shown > found.count:
        anything = replace(NOTHING_ASKED, most_night=Duty.REQUIRED, most_call=Duty.REQUIRED)
        links.append(Wider("条件をすべて外す", url(anything, compare=compare), found.shown))
    return links


def summary(filters: Filters, places: Places) -> str:
    """The whole search in one line: 循環器内科、岩手県、週3日まで、当直なし."""
    names = (*ORDER, "most_night", "most_call")
    return "、".join(filter(None, (words_of(name, filters, places) for name in names))) or "すべての募集"
