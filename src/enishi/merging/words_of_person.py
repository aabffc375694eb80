"""Consents and disclosures in a merge: the latest word of the person counts, and a merge never opens anything."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Consent, DisclosureGrant, Physician


def consents_that_end(one: Physician, other: Physician) -> list[Consent]:
    """Living consents that the person withdrew, after giving them, on the other registration."""
    rows = list(Consent.objects.filter(physician__in=[one, other]).select_related("text").order_by("pk"))
    withdrawn: dict[tuple[int, str], datetime] = {}
    for row in rows:
        if row.withdrawn_at is not None:
            key = (row.physician_id, row.text.kind)
            withdrawn[key] = max(withdrawn.get(key, row.withdrawn_at), row.withdrawn_at)
    of_other = {one.pk: other.pk, other.pk: one.pk}
    return [row for row in rows if row.withdrawn_at is None and _was_taken_back(row, withdrawn, of_other)]


def _was_taken_back(row: Consent, withdrawn: Mapping[tuple[int, str], datetime], of_other: Mapping[int, int]) -> bool:
    at = withdrawn.get((of_other[row.physician_id], row.text.kind))
    return at is not None and at > row.given_at


def disclosures_that_end(one: Physician, other: Physician) -> list[DisclosureGrant]:
    """Living disclosures to an institution for which the other registration holds a later word.

    A later withdrawal ends them, and a later grant takes their place, as it would on one registration; documents (L4) stand
    beside a lower level and are ended by what is said of documents or of everything.
    """
    rows = DisclosureGrant.objects.filter(physician__in=[one, other]).select_related("institution").order_by("pk")
    return disclosures_outdone(rows, lambda row: row.institution_id, lambda row: row.physician_id)


def disclosures_outdone(
    grants: Iterable[DisclosureGrant],
    same: Callable[[DisclosureGrant], int],
    side: Callable[[DisclosureGrant], int],
) -> list[DisclosureGrant]:
    """Of the living among these, those for which the other of two sides holds a later word. same: what both are about."""
    rows = list(grants)
    alike: dict[int, list[DisclosureGrant]] = {}
    for row in rows:
        alike.setdefault(same(row), []).append(row)
    return [
        row
        for row in rows
        if row.withdrawn_at is None and any(_outdone(row, r) for r in alike[same(row)] if side(r) != side(row))
    ]


def _outdone(row: DisclosureGrant, later: DisclosureGrant) -> bool:
    of_papers, later_of_papers = row.level == DisclosureLevel.L4, later.level == DisclosureLevel.L4
    if later.withdrawn_at is not None:
        return later.withdrawn_at > row.given_at and (of_papers or not later_of_papers)
    newer = (later.given_at, later.pk) > (row.given_at, row.pk)
    return newer and of_papers == later_of_papers
