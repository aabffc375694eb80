"""From which level of disclosure on a fact behind a sentence may be read by an institution. Pure.

Sentences carry the facts they stand on (`engine.words.facts.Sentence.facts`). What no line names is never read there.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from enishi.physicians.enums import DisclosureLevel

LEVEL_OF_FACT: dict[str, DisclosureLevel] = {
    # What both sides have in common of days and start: the outline says as much.
    "pair.slots_met": DisclosureLevel.L1,
    "physician.licence_verified": DisclosureLevel.L1,
    # The outline names the basic area only as wide as enough physicians share it: the specialty itself waits.
    "physician.main_specialty": DisclosureLevel.L2,
    "pair.wishes_met": DisclosureLevel.L2,
    "pair.minutes_within": DisclosureLevel.L2,
    "pair.hours_spare": DisclosureLevel.L2,
    "physician.relocation": DisclosureLevel.L2,
    "physician.night_duty": DisclosureLevel.L2,
    "physician.on_call": DisclosureLevel.L2,
}
OWN = "opening."
"""Facts of the opening are the institution's own."""


def may_be_read(facts: Iterable[str], level: DisclosureLevel) -> bool:
    """Whether every fact is the institution's own or open at this level. No fact at all: nobody knows what it stands on."""
    keys = list(facts)
    return bool(keys) and all(key.startswith(OWN) or _is_open(key, level) for key in keys)


def _is_open(key: str, level: DisclosureLevel) -> bool:
    from_on = LEVEL_OF_FACT.get(key)
    return from_on is not None and from_on <= level


def readable_rows(rows: Iterable[Mapping[str, Any]], level: DisclosureLevel) -> list[dict[str, Any]]:
    """Of drafted sentences those that may be read at this level; what somebody reworded stands on nothing any more."""
    return [dict(row) for row in rows if not row.get("edited") and may_be_read(row.get("facts") or (), level)]
