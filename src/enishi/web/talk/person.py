"""「先生のこと」: the part of a page that tells an institution of a physician, and shows the physician the very same.

{% include "talk/person.html" %}          {# with `person` in the context #}
"""

from dataclasses import dataclass

from enishi.candidacies.access import level_for_institution
from enishi.candidacies.enums import AFTER_INSTITUTION_YES
from enishi.candidacies.levels import Row, rows_at
from enishi.candidacies.models import Candidacy
from enishi.candidacies.persons import person_facts
from enishi.common.actor import Actor
from enishi.physicians.enums import DisclosureLevel


@dataclass(frozen=True, slots=True)
class Person:
    """The physician as far as an institution may see. name: "" below level 3; welcomed: it has said yes."""

    level: DisclosureLevel
    welcomed: bool
    rows: tuple[Row, ...]
    name: str = ""


def person_now(candidacy: Candidacy, *, by: Actor) -> Person:
    """As the institution sees it at this moment; logged when `by` is of the institution and reads a name."""
    return person_at(candidacy, level_for_institution(candidacy) or DisclosureLevel.L1, is_welcomed(candidacy), by=by)


def person_at(candidacy: Candidacy, level: DisclosureLevel, welcomed: bool, *, by: Actor) -> Person:
    """As it would be seen at this level. Before the institution's yes nothing but level 1 is ever seen."""
    seen = level if welcomed else DisclosureLevel.L1
    facts = person_facts(candidacy, seen, by=by)
    return Person(seen, welcomed, tuple(rows_at(facts, seen)), facts.name)


def is_welcomed(candidacy: Candidacy) -> bool:
    return (candidacy.stored_state or candidacy.state) in AFTER_INSTITUTION_YES
