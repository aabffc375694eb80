"""Openings as cards of a list (components/opening_card.html)."""

from dataclasses import dataclass
from datetime import date

from enishi.openings.conditions import pay_text
from enishi.openings.models import Opening
from enishi.web.openings.facts import confirmation_of, place_words, specialty_words, tags_of

UNKNOWN = "未確認"


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of one opening shows; who, confirmed_on and how say who stands for it."""

    place: str
    name: str
    specialty: str
    href: str
    tags: list[str]
    facts: list[tuple[str, str]]
    who: str
    confirmed_on: date | None
    how: str


def card_of(opening: Opening) -> Card:
    """The card of a published opening, which was loaded `with_terms()`."""
    version, proof = opening.current, confirmation_of(opening)
    return Card(
        place=place_words(opening.institution),
        name=opening.institution.name,
        specialty=specialty_words(version.specialties),
        href=f"/openings/{opening.number}",
        tags=tags_of(version),
        facts=[("内容", version.title), ("報酬", pay_text(version) or UNKNOWN)],
        who=proof.who if proof else "",
        confirmed_on=proof.on if proof else None,
        how=proof.how if proof else "",
    )
