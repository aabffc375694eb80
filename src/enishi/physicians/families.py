"""Whom a shield hides from, for many shields at once: institutions talk within their corporation and its group.

A family is what learns together: all corporations of a group, else one corporation, else an institution of its own.
The same answer as `shield.hidden_for`, in keys of corporations and of institutions without one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from enishi.physicians.names import NameIndex

Family = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class Member:
    """One institution as a shield sees it; "" and None where there is no corporation or no group."""

    institution: int
    name: str
    corporation: int | None
    corporation_name: str
    group: str

    @property
    def family(self) -> Family:
        if self.corporation is None:
            return ("institution", self.institution)
        return ("group", self.group) if self.group else ("corporation", self.corporation)


class Families:
    """`key_of`: (institution, its corporation or None) → the key that hides it; one key hides a whole corporation."""

    def __init__(self, members: Iterable[Member], key_of: Callable[[int, int | None], int]) -> None:
        self._family_of: dict[int, Family] = {}
        self._called: dict[str, set[Family]] = defaultdict(set)
        keys: dict[Family, set[int]] = defaultdict(set)
        for member in members:
            self._family_of[member.institution] = member.family
            keys[member.family].add(key_of(member.institution, member.corporation))
            for name in filter(None, (member.name, member.corporation_name, member.group)):
                self._called[name].add(member.family)
        self._keys = {family: tuple(sorted(found)) for family, found in keys.items()}
        self._names = NameIndex(self._called)

    def of_institution(self, institution: int) -> tuple[int, ...]:
        """Keys hidden by an entry that names this institution; none of one that is not there."""
        family = self._family_of.get(institution)
        return () if family is None else self._keys[family]

    def of_name(self, name: str) -> tuple[int, ...]:
        """Keys hidden by an entry in words, ascending."""
        families = set().union(*(self._called[called] for called in self._names.touching(name)))
        return tuple(sorted({key for family in families for key in self._keys[family]}))
