"""Whom shields hide from: institutions talk within their corporation and its group.

A family is what learns together: all corporations of a group, else one corporation, else an institution of its own.
A `Target` is what one entry is against; `covers` says whether it meets an institution, `Families` the same for very many
at once, in keys of corporations and of institutions without one. Pure.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from enishi.physicians.enums import ShieldKind
from enishi.physicians.names import NameIndex
from enishi.physicians.rules import department_words, group_words, plain_name

Family = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class Member:
    """One institution as a shield sees it, under one of its names; "" and None where there is no corporation or no group.

    affiliations: university departments that send physicians there; places: "p03", "m03207" (a ward: also its city),
    "a12" (primary key of a medical area).
    """

    institution: int
    name: str
    corporation: int | None
    corporation_name: str
    group: str
    listed: int | None = None
    affiliations: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()

    @property
    def family(self) -> Family:
        if self.corporation is None:
            return ("institution", self.institution)
        return ("group", self.group) if self.group else ("corporation", self.corporation)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called by, or that sends it physicians."""
        return tuple(filter(None, (self.name, self.corporation_name, self.group, *self.affiliations)))


@dataclass(frozen=True, slots=True)
class Target:
    """What one entry is against: an institution, a row of the national list, a corporation, a place, or words."""

    institution: int | None = None
    listed: int | None = None
    corporation: int | None = None
    place: str = ""
    words: tuple[str, ...] = ()


def target(
    kind: str,
    name: str,
    institution: int | None = None,
    listed: tuple[int, str, str] | None = None,
    corporation: int | None = None,
    place: str = "",
) -> Target:
    """From the columns of an entry. `listed`: primary key, name and corporation of a hospital of the national list."""
    if institution is not None:
        return Target(institution=institution)  # found by itself: its name says nothing more
    if listed is not None:
        return Target(listed=listed[0], words=tuple(filter(None, listed[1:])))
    if corporation is not None:
        return Target(corporation=corporation)
    if kind == ShieldKind.AREA:
        return Target(place=place)
    if kind == ShieldKind.DEPARTMENT:
        return Target(words=department_words(name))
    return Target(words=group_words(name) if kind == ShieldKind.GROUP else (name,))


def place_key(prefecture: str | None, municipality: str | None, area: int | None) -> str:
    """One of the places of a `Member`, from codes and a primary key of which at most one is given; "" for none."""
    if prefecture or municipality:
        return f"p{prefecture}" if prefecture else f"m{municipality}"
    return f"a{area}" if area else ""


def covers(against: Target, member: Member) -> bool:
    """Whether the entry meets this very institution; what its family learns is the caller's to add."""
    return _meeting([against])(member)


def hidden(targets: Iterable[Target], members: Iterable[Member]) -> set[int]:
    """The institutions among these that must learn nothing: those an entry meets, and all of their families."""
    every, met = list(members), _meeting(list(targets))
    families = {m.family for m in every if met(m)}
    return {m.institution for m in every if m.family in families}


def _meeting(targets: list[Target]) -> Callable[[Member], bool]:
    """Whether one of the entries covers an institution.

    Names as `rules.names_touch`, each word made plain once, for it may be asked of every institution of the country.
    """
    institutions = {one.institution for one in targets} - {None}
    listed = {one.listed for one in targets} - {None}
    corporations = {one.corporation for one in targets} - {None}
    places = {one.place for one in targets} - {""}
    words = [plain for plain in {plain_name(word) for one in targets for word in one.words} if len(plain) > 1]

    def met(member: Member) -> bool:
        return (
            member.institution in institutions
            or member.listed in listed
            or member.corporation in corporations
            or not places.isdisjoint(member.places)
            or any(_touches(word, _plain(name)) for name in member.names for word in words)
        )

    return met


def _touches(word: str, name: str) -> bool:
    return len(name) > 1 and (word in name or name in word)


@lru_cache(maxsize=65_536)
def _plain(name: str) -> str:
    """Of institutions and corporations, which are public; what a physician wrote is never kept."""
    return plain_name(name)


class Families:
    """`key_of`: (institution, its corporation or None) → the key that hides it; one key hides a whole corporation."""

    def __init__(self, members: Iterable[Member], key_of: Callable[[int, int | None], int]) -> None:
        self._of: dict[tuple[str, int | str], set[Family]] = defaultdict(set)
        called: dict[str, set[Family]] = defaultdict(set)
        keys: dict[Family, set[int]] = defaultdict(set)
        for member in members:
            family = member.family
            keys[family].add(key_of(member.institution, member.corporation))
            self._of["institution", member.institution].add(family)
            if member.listed is not None:
                self._of["listed", member.listed].add(family)
            if member.corporation is not None:
                self._of["corporation", member.corporation].add(family)
            for place in member.places:
                self._of["place", place].add(family)
            for name in member.names:
                called[name].add(family)
        self._keys = {family: tuple(sorted(found)) for family, found in keys.items()}
        self._called, self._names = called, NameIndex(called)

    def keys_of(self, against: Target) -> tuple[int, ...]:
        """Keys hidden by this entry, ascending; none where it meets nobody."""
        found: set[Family] = set()
        for kind in ("institution", "listed", "corporation", "place"):
            if value := getattr(against, kind):
                found |= self._of.get((kind, value), set())
        for word in against.words:
            for name in self._names.touching(word):
                found |= self._called[name]
        return tuple(sorted({key for family in found for key in self._keys[family]}))
