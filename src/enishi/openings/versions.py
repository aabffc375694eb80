"""Terms as flat facts, and what two people made of the same ones: nothing of either is lost in silence. Pure.

A fact is a column of `OpeningVersion` (「days」), or one entry of its mappings (「conditions.breaks」, 「portrait.winter」,
「scope.needs.suture」, 「scope.backed.suture」, 「scope.backers.wounds」). A fact nobody stated is absent.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]
MAPPINGS = ("conditions", "portrait")
MINE, THEIRS = "mine", "theirs"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def readable(value: Any) -> Any:
    """The same words without the signs nobody sees (a line break of Word, a form feed of a fax) which no list or feed may hold."""
    if isinstance(value, str):
        return _UNSEEN.sub(" ", value)
    if isinstance(value, Mapping):
        return {readable(key): readable(entry) for key, entry in value.items()}
    return [readable(entry) for entry in value] if isinstance(value, list | tuple) else value


def flat(terms: Mapping[str, Any]) -> dict[str, Any]:
    """Terms (fields of OpeningVersion, some or all of them) as facts."""
    facts: dict[str, Any] = {}
    for name, value in terms.items():
        if name in MAPPINGS:
            facts |= {f"{name}.{key}": entry for key, entry in value.items() if entry not in (None, "", [])}
        elif name == "scope":
            facts |= {f"scope.needs.{code}": need for code, need in value.get("needs", {}).items()}
            facts |= {f"scope.backed.{code}": True for code in value.get("backed", ())}
            facts |= {f"scope.backers.{group}": words for group, words in value.get("backers", {}).items()}
        elif value is not None:
            facts[name] = value
    return facts


def nested(facts: Facts, names: Collection[str]) -> dict[str, Any]:
    """Facts as the terms `names`; a column without a fact is None."""
    terms: dict[str, Any] = {}
    for name in names:
        if name in MAPPINGS:
            terms[name] = _under(facts, f"{name}.")
        elif name == "scope":
            terms[name] = {
                "needs": _under(facts, "scope.needs."),
                "backed": sorted(_under(facts, "scope.backed.")),
                "backers": _under(facts, "scope.backers."),
            }
        else:
            terms[name] = facts.get(name)
    return terms


def _under(facts: Facts, stem: str) -> dict[str, Any]:
    return {key.removeprefix(stem): value for key, value in facts.items() if key.startswith(stem)}


def differing(before: Facts, after: Facts) -> set[str]:
    """Facts that were changed, added or taken away."""
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


@dataclass(frozen=True, slots=True)
class Merge:
    """base: what both saw; theirs: what was saved meanwhile; mine: what I made of it.

    only_theirs, only_mine: changed by one of us; contested: changed by both to different things.
    """

    base: Facts
    theirs: Facts
    mine: Facts
    only_theirs: frozenset[str]
    only_mine: frozenset[str]
    contested: frozenset[str]

    @property
    def is_clean(self) -> bool:
        """Nobody else changed anything that I have not changed in the same way."""
        return not self.only_theirs and not self.contested

    def settled(self, choices: Mapping[str, str]) -> dict[str, Any] | None:
        """The facts with everything of both, and of each contested fact the chosen one; None while a choice is missing."""
        if any(choices.get(key) not in (MINE, THEIRS) for key in self.contested):
            return None
        taken = self.only_mine | {key for key in self.contested if choices[key] == MINE}
        facts = {key: value for key, value in self.theirs.items() if key not in taken}
        return facts | {key: self.mine[key] for key in taken if key in self.mine}


def three_way(base: Facts, theirs: Facts, mine: Facts) -> Merge:
    """What each of two people changed who both began with `base`."""
    by_them, by_me = differing(base, theirs), differing(base, mine)
    both = by_them & by_me
    contested = frozenset(key for key in both if theirs.get(key) != mine.get(key))
    return Merge(base, theirs, mine, frozenset(by_them - by_me), frozenset(by_me - by_them), contested)
