"""Which of the posts that were read can stand beside each other: judged by their facts alone, whatever the layout was."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enishi.openings.reading.departments import LISTED
from enishi.openings.reading.facts import Found
from enishi.openings.reading.heads import FACILITY
from enishi.openings.reading.noise import PHYSICIAN
from enishi.openings.reading.scoping import Post

_TERMS = (
    "days_per_week",
    "slots",
    "pay",
    "night_duty",
    "on_call",
    "housing",
    "age_limit",
    "retirement_age",
    "fixed_term",
)
"""Facts that are told of a post, not which post it is."""
_OWN_TERMS = _TERMS[:6]
_TITLES = re.compile(
    r"科目|専門|科 (?:不問|問わず)|産業医|嘱託医|校医|健診|検診|当直|日直|施設長|所長|院長|代診|読影|外来|診察|訪問診療|予防接種"
)


_TO_THE_READER = re.compile(r"(?:登録|利用)(?:いただ|され)[^。]{0,8}(?:先生|方)へ")


@dataclass(slots=True)
class Candidate:
    """A post with the facts read of it."""

    post: Post
    facts: dict[str, Found]

    def value(self, name: str) -> object:
        found = self.facts.get(name)
        return None if found is None else found.value

    def tells(self, name: str) -> bool:
        """Whether the words of the post itself tell a fact, not what is said beside the posts."""
        found = self.facts.get(name)
        return found is not None and any(
            item.start <= begin < item.end for begin, _ in found.places for item in self.post.own
        )

    @property
    def departments(self) -> frozenset[str]:
        return frozenset(self.facts["specialties"].value) if "specialties" in self.facts else frozenset()


def judged(candidates: Sequence[Candidate], *, listed: bool) -> list[Candidate]:
    """The candidates that are posts: those told twice as one, those that only hold for the others taken into these.

    listed: the posts name places of work of their own.
    """
    kept = list(candidates)
    if len(kept) < 2:
        return kept
    kept = _named(kept)
    if not listed:
        kept = _without_the_sum(kept)
        kept = _told_once(kept)
    return kept


def _named(candidates: list[Candidate]) -> list[Candidate]:
    """Without those whose own words name no department, place of work, physician or title, where most of the others do."""
    named = [_tells_for_whom(one) for one in candidates]
    return [one for one, good in zip(candidates, named, strict=True) if good] if sum(named) >= 2 else candidates


def _tells_for_whom(one: Candidate) -> bool:
    if {"specialties", "any_specialty"} & one.post.given.keys() or "institution" in one.post.given:
        return True
    if any(item.cell and item.about("place") for item in one.post.own):
        return True  # a row of a table
    words = " ".join(f"{item.label} {item.text}" for item in one.post.own)
    if _TO_THE_READER.search(words[:40]):
        return False
    return any(pattern.search(words) for pattern in (LISTED, FACILITY, PHYSICIAN, _TITLES))


def _without_the_sum(candidates: list[Candidate]) -> list[Candidate]:
    """Without a post for all the departments of the others and no number of people: what it tells holds for these."""
    for one in candidates:
        others = [other for other in candidates if other is not one]
        apart = [other.departments for other in others if other.departments]
        if (
            len(others) >= 2
            and len(apart) == len(others)
            and sum(map(len, apart)) == len(frozenset().union(*apart))
            and one.departments == frozenset().union(*apart)
            and "headcount" not in one.facts
        ):
            for other in others:
                _fill(other.facts, one.facts, (*_TERMS, "employment"))
            return others
    return candidates


def _told_once(candidates: list[Candidate]) -> list[Candidate]:
    """Two of the same department and kind of work of which one tells hardly any terms and none against the other as one."""
    kept: list[Candidate] = []
    for one in candidates:
        same = next((other for other in kept if _the_same(one, other)), None)
        if same is None:
            kept.append(one)
            continue
        richer, poorer = sorted((same, one), key=lambda c: sum(map(c.tells, _TERMS)), reverse=True)
        facts = dict(richer.facts)
        _fill(facts, poorer.facts, ("headcount", "employment", *_TERMS))
        kept[kept.index(same)] = Candidate(richer.post, facts)
    return kept


def _the_same(one: Candidate, other: Candidate) -> bool:
    if not one.departments or one.departments != other.departments or "recruiting" in {**one.facts, **other.facts}:
        return False
    poorer = min(one, other, key=lambda c: sum(map(c.tells, _OWN_TERMS)))
    if any(map(poorer.tells, _OWN_TERMS)):
        return False  # it has terms of its own
    return all(
        one.value(name) is None or other.value(name) is None or one.value(name) == other.value(name)
        for name in ("employment", "headcount")
    )


def _fill(facts: dict[str, Found], more: Mapping[str, Found], names: Sequence[str]) -> None:
    for name in names:
        if name in more:
            facts.setdefault(name, more[name])
