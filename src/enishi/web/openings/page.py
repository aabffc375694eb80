"""Everything the page of one opening shows, public or as a preview."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from enishi.openings.conditions import Row, days_words
from enishi.openings.models import Opening
from enishi.openings.portrait import Group
from enishi.openings.scope import Asked
from enishi.web.openings.facts import (
    Confirmation,
    condition_facts,
    confirmation_of,
    institution_facts,
    place_words,
    portrait_facts,
    slot_rows,
    specialty_words,
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

    @property
    def known(self) -> int:
        return sum(bool(row.text) for row in self.conditions)

    @cached_property
    def every_row(self) -> list[Row]:
        return [*self.work, *(row for _, _, rows in self.portrait for row in rows), *self.conditions, *self.institution]

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


def scope_rows(asked: Iterable[Asked]) -> tuple[Row, ...]:
    """What is asked, in one short text for each group: 「必要：縫合（支える人がいます）」 and who stands by."""
    return tuple(Row(f"scope_{one.group.code}", one.group.label, _scope_words(one)) for one in asked)


def _scope_words(asked: Asked) -> str:
    def said(items: tuple[tuple[str, bool], ...]) -> str:
        return "、".join(f"{label}{'（支える人がいます）' if backed else ''}" for label, backed in items)

    lines = [
        f"必要：{said(asked.must)}" if asked.must else "",
        f"あると助かる：{said(asked.plus)}" if asked.plus else "",
        f"支える方：{asked.backer}" if asked.backer else "",
    ]
    return "\n".join(filter(None, lines))


def page_of(opening: Opening, *, scope: Iterable[Asked] = (), public: bool = False) -> OpeningPage:
    """The page of an opening that was loaded `with_terms()` and has terms. public: everybody can read it, so the institution has a page."""
    version, institution = opening.current, opening.institution
    version.opening = opening  # saves reading the institution once more
    notes = (version.honest_note, institution.honest_note)
    lines = [line.strip(" ・　") for note in notes for line in note.splitlines() if line.strip(" ・　")]
    return OpeningPage(
        number=opening.number,
        title=version.title,
        heading=f"{institution.name}　{specialty_words(version.specialties)}",
        name=institution.name,
        place=place_words(institution),
        specialty=specialty_words(version.specialties),
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
        scope=scope_rows(scope),
    )
