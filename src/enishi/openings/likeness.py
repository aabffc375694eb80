"""Whether two openings of one institution may be about one post, sent twice or by two ways. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from enishi.common.choices import Labelled

ALIKE = 0.5
"""Share of the pairs of letters of both titles that they must have in common to be called alike."""


class Sign(Labelled):
    """Why two openings look alike, the strongest first."""

    NUMBER = "number", "管理番号が同じ"
    TERMS_AND_TITLE = "terms_title", "診療科・働き方・日数が同じで、見出しも似ている"
    TERMS_AND_SLOTS = "terms_slots", "診療科・働き方・曜日と時間が同じ"


STRONG = frozenset({Sign.NUMBER})
"""A ward of forty beds may seek two internists with the same words; the same number of its own is one post."""


@dataclass(frozen=True, slots=True)
class Traits:
    """external: the institution's own number, made plain. title: pairs of letters of the searchable title."""

    institution: int
    external: str = ""
    specialties: frozenset[str] = frozenset()
    any_specialty: bool = False
    employment: frozenset[str] = frozenset()
    days: Decimal | None = None
    slots: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()


def signs(one: Traits, other: Traits) -> tuple[Sign, ...]:
    """What speaks for one post, the strongest first; () for nothing. The same whoever is asked first."""
    if one.institution != other.institution:
        return ()
    same_terms = (
        one.employment == other.employment
        and one.any_specialty == other.any_specialty
        and (one.any_specialty or bool(one.specialties & other.specialties))
        and one.days == other.days
    )
    found = {
        Sign.NUMBER: bool(one.external) and one.external == other.external,
        Sign.TERMS_AND_TITLE: same_terms and likeness(one.title, other.title) >= ALIKE,
        Sign.TERMS_AND_SLOTS: same_terms and bool(one.slots) and one.slots == other.slots,
    }
    return tuple(sign for sign in Sign if found[sign])


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """Share of what both hold in common, 0 to 1 (Jaccard); 0 where there is nothing."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def weight(found: tuple[Sign, ...]) -> int:
    """For sorting: the more and the stronger the signs, the larger."""
    return sum(1 << (len(Sign) - list(Sign).index(sign)) for sign in found)
