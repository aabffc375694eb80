"""The card 「条件が変わりました」: what the physician was shown, and what stands there now."""

from dataclasses import dataclass
from datetime import datetime

from enishi.candidacies.changed_terms import changed_since_shown
from enishi.candidacies.models import Candidacy
from enishi.web.openings.facts import Change, changes_between


@dataclass(frozen=True, slots=True)
class ChangedTerms:
    """before, after: numbers of the versions; at: when the later one was made."""

    before: int
    after: int
    at: datetime
    changes: list[Change]


def changed_terms(candidacy: Candidacy) -> ChangedTerms | None:
    """None while the terms are those that were shown, or read the same."""
    found = changed_since_shown(candidacy)
    if found is None:
        return None
    before, now = found
    for version in found:
        version.opening = candidacy.opening
    changes = changes_between(before, now)
    return ChangedTerms(before.no, now.no, now.made_at, changes) if changes else None
