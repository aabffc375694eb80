"""Everything the page of one opening shows, public or as a preview."""

from dataclasses import dataclass, field
from functools import cached_property

from enishi.institutions.models import Institution
from enishi.institutions.reality import FactRow, facts
from enishi.openings.conditions import Row, days_words
from enishi.openings.models import Opening
from enishi.openings.portrait import Group
from enishi.web.openings.facts import (
    Confirmation,
    condition_facts,
    confirmation_of,
    institution_facts,
    place_words,
    portrait_facts,
    scope_rows,
    slot_rows,
    specialty_of,
    tags_of,
    work_facts,
)


@dataclass(frozen=True)
class OpeningPage:
    """honest: what the institution says against itself, the opening's own words first. portrait: (id, title, rows).

    house: number of the institution where its public page is linked; scope: what of 診療できる範囲シート is asked, a row for each
    group in which anything is.
    """

    number: str
    title: str
    heading: str
    name: str
    place: str
    specialty: str
    tags: list[str]
    work: list[Row]
    days: str
    slots: list[tuple[str, list[bool]]]
    portrait: list[tuple[str, str, list[Row]]]
    conditions: list[Row]
    institution: list[Row]
    honest: list[str]
    proof: Confirmation | None
    house: str = ""
    scope: tuple[Row, ...] = ()
    of: Institution | None = field(default=None, repr=False)

    @cached_property
    def reality(self) -> list[FactRow]:
        """診療の現実 of the institution, question by question; read when it is asked for."""
        return facts(self.of) if self.of else []

    @property
    def reality_known(self) -> list[FactRow]:
        return [row for row in self.reality if row.text]

    @property
    def reality_unknown(self) -> list[str]:
        return [row.label for row in self.reality if not row.text]

    @property
    def town(self) -> tuple[str, str]:
        """(code, name) of the municipality, whose portrait is linked."""
        return (self.of.municipality_id, self.of.municipality.name) if self.of else ("", "")

    @property
    def known(self) -> int:
        return sum(bool(row.text) for row in self.conditions)

    @cached_property
    def every_row(self) -> list[Row]:
        return [*self.work, *(row for _, _, rows in self.portrait for row in rows), *self.conditions, *self.institution]

    @property
    def portrait_told(self) -> list[tuple[str, str, list[Row], str]]:
        """As `portrait`, with the answered rows, and the labels of the others as words: unknown is said, in one line."""
        return [
            (id_, title, [row for row in rows if row.text], "、".join(row.label for row in rows if not row.text))
            for id_, title, rows in self.portrait
        ]

    @property
    def facts_known(self) -> int:
        return sum(bool(row.text) for row in self.every_row)

    @property
    def comparable(self) -> list[tuple[str, dict[str, Row]]]:
        """(title, rows by key) of the groups that may be laid side by side; what stands twice on the page is here once."""
        said = {row.key for row in self.conditions} - {"pay"}
        work = {row.key: row for row in self.work if row.key not in said}
        conditions = {row.key: row for row in self.conditions if row.key not in work}
        return [
            ("仕事のあらまし", work),
            *((title, {row.key: row for row in rows}) for _, title, rows in self.portrait),
            ("労働条件", conditions),
            ("求める診療の範囲", {row.key: row for row in self.scope}),
            ("医療機関", {row.key: row for row in self.institution if row.key != "about"}),
            ("困りそうなこと", {"honest": Row("honest", "医療機関が書いた弱い点", "\n".join(self.honest))}),
        ]


def page_of(opening: Opening, *, public: bool = False) -> OpeningPage:
    """The page of an opening that was loaded `with_terms()` and has terms. public: everybody can read it, so the institution has a page."""
    version, institution = opening.current, opening.institution
    version.opening = opening  # saves reading the institution once more
    notes = (version.honest_note, institution.honest_note)
    lines = [line.strip(" ・　") for note in notes for line in note.splitlines() if line.strip(" ・　")]
    return OpeningPage(
        number=opening.number,
        title=version.title,
        heading=f"{institution.name}　{specialty_of(version)}",
        name=institution.name,
        place=place_words(institution),
        specialty=specialty_of(version),
        tags=tags_of(version),
        work=work_facts(version),
        days=days_words(version.days),
        slots=slot_rows(version),
        portrait=[(str(group), group.label, portrait_facts(version, group)) for group in Group],
        conditions=condition_facts(version),
        institution=institution_facts(institution),
        honest=list(dict.fromkeys(lines)),
        proof=confirmation_of(opening),
        house=institution.number if public else "",
        scope=tuple(scope_rows(version)),
        of=institution,
    )
