"""Every address of the project as its resolver knows it, and the table that says who may open each."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from enishi.accounts.external import EXTERNAL_RULES
from enishi.accounts.roles import Role
from enishi.common.access import AccessRule, rule_of

VISITOR = "visitor"
ROLES: tuple[str, ...] = (VISITOR, *(str(role) for role in Role))
TABLES = sorted(Path(__file__).parent.glob("access_matrix*.toml"))


@dataclass(frozen=True, slots=True)
class Address:
    """name: of the URL; route: as it stands in the patterns; parameters: names of its variable parts, in order."""

    name: str
    route: str
    view: Callable[..., Any]
    parameters: tuple[str, ...]

    @property
    def rule(self) -> AccessRule | None:
        """What the view itself declares, or what stands for a view of a library."""
        return rule_of(self.view) or EXTERNAL_RULES.get(self.name)

    def path(self, *values: object) -> str:
        return reverse(self.name, args=[str(value) for value in values])


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the table. open_to: role codes, ("public",) or ("signed_in",); methods: GET, POST or both;
    about: for each variable part, what it names (a key of `town.Objects`), e.g. ("candidacy",);
    may_answer: statuses that are right here too, such as a library's 403 before one has set up anything."""

    open_to: tuple[str, ...]
    methods: tuple[str, ...]
    about: tuple[str, ...] = ()
    may_answer: tuple[int, ...] = ()

    @property
    def rule(self) -> AccessRule:
        if self.open_to in (("public",), ("signed_in",)):
            return AccessRule(public=self.open_to == ("public",), signed_in=self.open_to == ("signed_in",))
        return AccessRule(roles=frozenset(self.open_to))


@lru_cache(maxsize=1)
def addresses() -> tuple[Address, ...]:
    """All of them, in the order of the patterns."""
    return tuple(_walk(get_resolver().url_patterns))


def _walk(
    patterns: list[URLPattern | URLResolver], before: str = "/", parts: tuple[str, ...] = ()
) -> Iterator[Address]:
    for pattern in patterns:
        route, inner = before + str(pattern.pattern).lstrip("^"), (*parts, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield Address(pattern.name or f"unnamed {route}", route, pattern.callback, inner)
        else:
            yield from _walk(pattern.url_patterns, route, inner)


@lru_cache(maxsize=1)
def table() -> dict[str, Entry]:
    """The access matrix: URL name → entry."""
    return {
        name: Entry(
            tuple(given["open_to"]),
            tuple(given.get("methods", ["GET"])),
            tuple(given.get("about", ())),
            tuple(given.get("may_answer", ())),
        )
        for file in TABLES
        for name, given in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }
