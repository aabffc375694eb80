"""Which registrations may be of one place of work: candidates for the desk."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from enishi.institutions.enums import OVER
from enishi.institutions.likeness import Sign, Traits, signs, weight
from enishi.institutions.listed import folded_name, folded_reading
from enishi.institutions.models import Institution

MOST = 2_000
"""Pairs shown; a telephone of a whole corporation must not fill the page with thousands."""
CROWD = 12
"""Institutions that share one mark; of more the mark tells nothing."""

Pair = tuple[int, int, tuple[Sign, ...]]


def all_doubles() -> list[Pair]:
    """(primary key, primary key, signs) of every pair, the smaller key first; the strongest pairs first. One query."""
    known = traits_of()
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for pk, traits in known.items():
        for mark in _marks(traits):
            alike[mark].append(pk)
    pairs = {
        (one, other)
        for pks in alike.values()
        if len(pks) <= CROWD
        for place, one in enumerate(pks)
        for other in pks[place + 1 :]
    }
    found = [(one, other, signs(known[one], known[other])) for one, other in pairs]
    return sorted((row for row in found if row[2]), key=lambda row: (-weight(row[2]), -row[1], row[0]))[:MOST]


def doubles_of(institution: Institution) -> list[tuple[Institution, tuple[Sign, ...]]]:
    """Others that may be the same place, with the signs, the strongest first. Those kept apart stand among them."""
    if institution.state in OVER:
        return []
    near = Q(municipality=institution.municipality_id)
    near |= Q(listed=institution.listed_id) if institution.listed_id else Q()
    near |= Q(phone=institution.phone) if institution.phone else Q()
    own = traits_of([institution.pk])[institution.pk]
    others = Institution.objects.filter(near).exclude(state__in=OVER).exclude(pk=institution.pk)
    alike = [
        (pk, why)
        for pk, traits in traits_of(others.values_list("pk", flat=True)).items()
        if (why := signs(own, traits))
    ]
    if sum(why == (Sign.PHONE,) for _, why in alike) >= CROWD:
        alike = [(pk, why) for pk, why in alike if why != (Sign.PHONE,)]
    found = dict(sorted(alike, key=lambda row: (-weight(row[1]), row[0])))
    known = Institution.objects.select_related("municipality__prefecture").in_bulk(list(found)) if found else {}
    return [(known[pk], why) for pk, why in found.items()]


def traits_of(institutions: Iterable[int] | None = None) -> dict[int, Traits]:
    """By primary key, in its order; of all that are worked with when None."""
    rows = Institution.objects.order_by("pk")
    rows = rows.exclude(state__in=OVER) if institutions is None else rows.filter(pk__in=list(institutions))
    columns = ("pk", "kind", "listed", "name", "kana", "municipality", "phone", "corporation", "address")
    return {
        pk: Traits(
            kind,
            listed,
            folded_name(name),
            folded_reading(kana),
            town,
            "".join(c for c in phone if c.isdigit()),
            corporation,
            folded_name(address),
        )
        for pk, kind, listed, name, kana, town, phone, corporation, address in rows.values_list(*columns)
    }


def _marks(traits: Traits) -> list[tuple[str, ...]]:
    """What two alike have in common; `likeness.signs` has the last word."""
    marks = [("listed", str(traits.listed))] * bool(traits.listed)
    marks += [("name", traits.town, traits.name)] * bool(traits.name)
    marks += [("reading", traits.town, traits.reading)] * bool(traits.reading)
    marks += [("phone", traits.phone)] * bool(traits.phone)
    return marks + [("house", str(traits.corporation), traits.address)] * bool(traits.corporation and traits.address)
