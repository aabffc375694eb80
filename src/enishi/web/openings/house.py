"""The public page of an institution: facts, how one works there as far as it was said, its public openings. Nothing of candidates."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enishi.accounts.roles import Role
from enishi.aftercare.keeping import shown_rate
from enishi.areas.lookups import area_of
from enishi.common.access import public
from enishi.common.actor import Actor
from enishi.institutions.enums import InstitutionKind
from enishi.institutions.models import Institution
from enishi.institutions.reality import facts
from enishi.openings.houses import OF_THE_PLACE, Said, public_institution, said_of
from enishi.openings.models import Opening
from enishi.openings.portrait import of_group
from enishi.physicians.access import own_record
from enishi.web.openings.cards import card_at_home
from enishi.web.openings.facts import confirmation_of, institution_facts, place_words
from enishi.web.openings.posting import json_ld, postal_address
from enishi.web.openings.shielded import hidden_among

PER_PAGE = 10
KINDS = {
    InstitutionKind.HOSPITAL: "Hospital",
    InstitutionKind.CLINIC: "MedicalClinic",
    InstitutionKind.CARE_FACILITY: "MedicalOrganization",
    InstitutionKind.MUNICIPALITY: "GovernmentOrganization",
}
"""Types of https://schema.org/Organization."""


@dataclass(frozen=True, slots=True)
class Part:
    """One group of facts of the place. source: the opening that tells most of them; unknown: labels of what nobody has told yet."""

    id: str
    title: str
    rows: list[Said]
    source: Opening | None
    unknown: list[str]


@public
@require_safe
def house(request: HttpRequest, number: str) -> HttpResponse:
    """Anybody may read it once an opening of the institution was in public; before that there is no such page."""
    found = public_institution(number)
    shown = list(Opening.objects.published().with_terms().filter(institution=found).last_confirmed_first())
    for opening in shown:
        opening.institution = found
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    area, reality = area_of(found.municipality_id), facts(found)
    context: dict[str, Any] = {
        "house": found,
        "place": place_words(found),
        "facts": [row for row in institution_facts(found) if row.key not in ("name", "about")],
        "parts": [_part(group, shown) for group in OF_THE_PLACE] if shown else [],
        "told": [row for row in reality if row.text],
        "untold": [row.label for row in reality if not row.text],
        "town": (found.municipality_id, found.municipality.name),
        "honest": [line.strip(" ・　") for line in found.honest_note.splitlines() if line.strip(" ・　")],
        "page": page,
        "count": len(shown),
        "cards": [card_at_home(opening) for opening in page],
        "proof": confirmation_of(shown[0]) if shown else None,
        "area": area,
        "prefecture": found.municipality.prefecture,
        "is_hidden": _is_hidden(request, found),
        "keeping": shown_rate(found),
        "data": json_ld(organisation_of(found)),
        "canonical": f"{settings.BASE_URL}/institutions/{found.number}",
        "crumbs": [("はじめ", "/"), ("募集をさがす", "/openings"), (found.name, "")],
    }
    return render(request, "openings/house.html", context)


def organisation_of(institution: Institution) -> dict[str, Any]:
    """schema.org data of facts that stand on the page."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": KINDS[InstitutionKind(institution.kind)],
        "name": institution.name,
        "url": f"{settings.BASE_URL}/institutions/{institution.number}",
        "address": postal_address(institution),
    }
    if institution.about:
        data["description"] = institution.about
    if institution.corporation:
        data["parentOrganization"] = {"@type": "Organization", "name": institution.corporation.name}
    return data


def _part(group: Any, shown: list[Opening]) -> Part:
    rows = said_of(shown, group)
    told = {row.question for row in rows}
    tellers = Counter(row.opening for row in rows).most_common(1)
    source = tellers[0][0] if tellers else None
    return Part(str(group), group.label, rows, source, [q.label for q in of_group(group) if q not in told])


def _is_hidden(request: HttpRequest, institution: Institution) -> bool:
    """Whether the reader is a physician whose shield covers this institution."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None or actor.role != Role.PHYSICIAN:
        return False
    return bool(hidden_among(own_record(actor), [institution.pk]))
