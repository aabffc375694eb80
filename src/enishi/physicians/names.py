"""Many shield names against many institutions' names, by the rule of `rules.names_touch` but without every pair. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from enishi.physicians.rules import plain_name


class NameIndex:
    """Finds what `names_touch` would: names that stand in the given one, or in which the given one stands.

    What stands in the given name is met by looking up each of its parts; in what it stands, by trying only the names
    that share its rarest pair of letters.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_plain: dict[str, set[str]] = defaultdict(set)
        for name in names:
            if len(plain := plain_name(name)) > 1:
                self._by_plain[plain].add(name)
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of the names that begin with these two letters
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for plain in self._by_plain:
            self._lengths[plain[:2]].add(len(plain))
            for letters in _pairs_of_letters(plain):
                self._by_letters[letters].append(plain)

    def touching(self, shield: str) -> set[str]:
        """The names, as given, that this one touches."""
        plain = plain_name(shield)
        if len(plain) < 2:
            return set()
        return set().union(*(self._by_plain[found] for found in self._parts(plain) | self._wholes(plain)))

    def _parts(self, plain: str) -> set[str]:
        found = set()
        for start in range(len(plain) - 1):
            for length in self._lengths.get(plain[start : start + 2], ()):
                if (part := plain[start : start + length]) in self._by_plain:
                    found.add(part)
        return found

    def _wholes(self, plain: str) -> set[str]:
        lists = [self._by_letters.get(letters, []) for letters in _pairs_of_letters(plain)]
        return {whole for whole in min(lists, key=len) if plain in whole}


def _pairs_of_letters(plain: str) -> set[str]:
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
