"""Openings as cards of a list (components/opening_card.html)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enishi.openings.conditions import pay_text
from enishi.openings.models import Opening, SpotDay
from enishi.openings.search.finding import Found
from enishi.openings.spots import day_words
from enishi.web.openings.facts import confirmation_of, place_words, specialty_of, tags_of

UNKNOWN = "未確認"


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of one opening shows; who, confirmed_on and how say who stands for it.

    shielded: the reader is a physician who hides from this institution. number: for the box 「比べる」, "" for none; house: number of the institution, whose page is linked.
    """

    place: str
    name: str
    specialty: str
    href: str
    tags: list[str]
    facts: list[tuple[str, str]]
    who: str
    confirmed_on: date | None
    how: str
    number: str = ""
    house: str = ""
    shielded: bool = False


def card_of(
    opening: Opening, *, found: Found | None = None, shielded: Iterable[int] = (), days: Sequence[SpotDay] = ()
) -> Card:
    """The card of a published opening, which was loaded `with_terms()`. found: of a search, for the way from its start.

    days: half days still open, of an opening for single days.
    """
    version, proof = opening.current, confirmation_of(opening)
    way = way_words(opening, found) if found else ""
    return Card(
        place=place_words(opening.institution),
        name=opening.institution.name,
        specialty=specialty_of(version),
        href=f"/openings/{opening.number}",
        tags=tags_of(version),
        facts=[
            ("内容", version.title),
            ("報酬", pay_text(version) or UNKNOWN),
            *([("空いている日", days_open_words(days))] if days else []),
            *([("近さ（目安）", way)] if way else []),
        ],
        who=proof.who if proof else "",
        confirmed_on=proof.on if proof else None,
        how=proof.how if proof else "",
        number=opening.number,
        house=opening.institution.number,
        shielded=opening.institution_id in set(shielded),
    )


def card_at_home(opening: Opening) -> Card:
    """The card on the page of its own institution, where the name would stand on every card: its title leads instead."""
    card, title = card_of(opening), opening.current.title
    return replace(card, name=title, facts=[(label, value) for label, value in card.facts if value != title])


def days_open_words(days: Sequence[SpotDay]) -> str:
    """12月3日（木）の午前、ほか2件."""
    return day_words(days[0]) + (f"、ほか{len(days) - 1}件" if len(days) > 1 else "")


def way_words(opening: Opening, found: Found) -> str:
    """久慈市から車で約40分（約25km）; an estimate between the two town halls, "" where a position is unknown."""
    code = opening.institution.municipality_id
    minutes, km = found.minutes_to(code), found.km_to(code)
    if minutes is None or km is None:
        return ""
    start = found.places.names[found.places.position[found.filters.near]]
    if code == found.filters.near:
        return f"{start}の中"
    return f"{start}から車で{duration(minutes)}（約{km:,.0f}km）"


def duration(minutes: int) -> str:
    """約40分, 約2時間10分: in steps of five minutes, as it is an estimate."""
    rounded = max(5, round(minutes / 5) * 5)
    hours, rest = divmod(rounded, 60)
    return "約" + (f"{hours}時間" if hours else "") + (f"{rest}分" if rest else "")
