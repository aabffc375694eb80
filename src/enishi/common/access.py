"""Every view says who may open it; a view that says nothing is closed to all (see accounts.middleware.DenyByDefault)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from enishi.common.choices import Labelled


@dataclass(frozen=True, slots=True)
class AccessRule:
    """roles: codes that may open the view; public: anybody, signed in or not; signed_in: any signed-in person."""

    roles: frozenset[str] = frozenset()
    public: bool = False
    signed_in: bool = False

    def allows(self, role: str | None) -> bool:
        """role: code of the current role, None for a visitor who is not signed in."""
        if self.public:
            return True
        if role is None:
            return False
        return self.signed_in or role in self.roles


View = TypeVar("View", bound=Callable[..., Any])


def _declare(view: View, rule: AccessRule) -> View:
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Open to everyone."""
    return _declare(view, AccessRule(public=True))


def signed_in(view: View) -> View:
    """Open to every signed-in person, whatever the role."""
    return _declare(view, AccessRule(signed_in=True))


def roles(*allowed: Labelled) -> Callable[[View], View]:
    """Open to these roles only."""

    def declare(view: View) -> View:
        return _declare(view, AccessRule(roles=frozenset(str(r) for r in allowed)))

    return declare


def rule_of(view: Callable[..., Any]) -> AccessRule | None:
    """The rule declared on a view, looking through decorators and class-based views."""
    seen: Any = view
    while seen is not None:
        if (rule := getattr(seen, "access_rule", None)) is not None:
            return rule  # type: ignore[no-any-return]
        seen = getattr(seen, "__wrapped__", None) or getattr(seen, "view_class", None)
    return None
