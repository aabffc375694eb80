"""Which openings of one institution may be about one post: candidates for the desk."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from enishi.common.japanese.ngrams import pairs, searchable
from enishi.openings.enums import OVER
from enishi.openings.likeness import Sign, Traits, signs, weight
from enishi.openings.models import Opening

MOST = 2_000
MOST_OF_A_HOUSE = 80
"""Openings of one institution that are compared with each other, the latest first: their pairs grow with the square."""

Pair = tuple[int, int, tuple[Sign, ...]]


def all_doubles() -> list[Pair]:
    """(primary key, primary key, signs) of every pair, the smaller key first; the strongest pairs first. One query."""
    return _pairs(traits_of())


def doubles_of(opening: Opening) -> list[tuple[Opening, tuple[Sign, ...]]]:
    """Others of its institution that may be the same post, with the signs, the strongest first."""
    if opening.state in OVER:
        return []
    own = Opening.objects.filter(institution=opening.institution_id).exclude(state__in=OVER)
    pairs_of = _pairs(traits_of(own.values_list("pk", flat=True)))
    found = {other if one == opening.pk else one: why for one, other, why in pairs_of if opening.pk in (one, other)}
    known = Opening.objects.select_related("current").in_bulk(list(found)) if found else {}
    return [(known[pk], why) for pk, why in found.items()]


def _pairs(known: dict[int, Traits]) -> list[Pair]:
    houses: dict[int, list[int]] = defaultdict(list)
    for pk, traits in known.items():
        houses[traits.institution].append(pk)
    found = [
        (one, other, why)
        for pks in houses.values()
        for one, other in combinations(pks[-MOST_OF_A_HOUSE:], 2)
        if (why := signs(known[one], known[other]))
    ]
    return sorted(found, key=lambda row: (-weight(row[2]), -row[1], row[0]))[:MOST]


def traits_of(openings: Iterable[int] | None = None) -> dict[int, Traits]:
    """By primary key, in its order; of all that somebody is sought for when None."""
    rows = Opening.objects.order_by("pk").exclude(current=None)
    rows = rows.exclude(state__in=OVER) if openings is None else rows.filter(pk__in=list(openings))
    columns = ("specialties", "any_specialty", "employment", "days", "slots", "title")
    return {
        pk: Traits(
            institution,
            searchable(external),
            frozenset(specialties),
            any_specialty,
            frozenset(employment),
            days,
            frozenset(slots),
            frozenset(pairs(searchable(title))),
        )
        for pk, institution, external, specialties, any_specialty, employment, days, slots, title in rows.values_list(
            "pk", "institution", "external_number", *(f"current__{name}" for name in columns)
        )
    }
