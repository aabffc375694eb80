"""Everything the page of one opening shows, public or as a preview."""

from dataclasses import dataclass

from enishi.openings.conditions import Row, days_words
from enishi.openings.models import Opening
from enishi.web.openings.facts import (
    Confirmation,
    condition_facts,
    confirmation_of,
    institution_facts,
    place_words,
    slot_rows,
    specialty_words,
    tags_of,
    work_facts,
)


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """honest: what the institution says against itself, the opening's own words first."""

    number: str
    title: str
    heading: str
    name: str
    place: str
    tags: list[str]
    work: list[Row]
    days: str
    slots: list[tuple[str, list[bool]]]
    conditions: list[Row]
    institution: list[Row]
    honest: list[str]
    proof: Confirmation | None

    @property
    def known(self) -> int:
        return sum(bool(row.text) for row in self.conditions)


def page_of(opening: Opening) -> OpeningPage:
    """The page of an opening that was loaded `with_terms()` and has terms."""
    version, institution = opening.current, opening.institution
    version.opening = opening  # saves reading the institution once more
    notes = (version.honest_note, institution.honest_note)
    return OpeningPage(
        number=opening.number,
        title=version.title,
        heading=f"{institution.name}　{specialty_words(version.specialties)}",
        name=institution.name,
        place=place_words(institution),
        tags=tags_of(version),
        work=work_facts(version),
        days=days_words(version.days),
        slots=slot_rows(version),
        conditions=condition_facts(version),
        institution=institution_facts(institution),
        honest=[line.strip(" ・　") for note in notes for line in note.splitlines() if line.strip(" ・　")],
        proof=confirmation_of(opening),
    )
