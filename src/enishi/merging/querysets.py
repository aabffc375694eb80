"""What others read of merges: pairs that wait, merges of a registration, and where a referral stands in the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from enishi.merging.enums import Kind
from enishi.merging.models import KeptApart, Merge, MergeChange
from enishi.physicians.doubles import all_doubles, doubles_of
from enishi.physicians.enums import PhysicianState
from enishi.physicians.likeness import STRONG, Sign
from enishi.physicians.models import Physician


@dataclass(frozen=True, slots=True)
class Pair:
    """one: registered first. signs: the strongest first."""

    one: Physician
    other: Physician
    signs: tuple[Sign, ...]

    @property
    def is_strong(self) -> bool:
        return bool(STRONG & set(self.signs))


@dataclass(slots=True)
class Pairs:
    """All pairs that nobody has decided yet, as a paginator reads them: only those of its page are fetched."""

    found: list[tuple[int, int, tuple[Sign, ...]]]

    def count(self) -> int:
        return len(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, part: slice) -> list[Pair]:
        rows = self.found[part]
        wanted = {pk for one, other, _ in rows for pk in (one, other)}
        known = Physician.objects.select_related("coordinator").in_bulk(wanted)
        return [Pair(known[one], known[other], why) for one, other, why in rows]


def pairs_waiting() -> Pairs:
    """Two queries, and two more for a page of it."""
    apart = set(KeptApart.objects.filter(kind=Kind.PHYSICIAN).values_list("one", "other"))
    return Pairs([row for row in all_doubles() if (row[0], row[1]) not in apart])


def likely_doubles(physician: Physician) -> list[tuple[Physician, tuple[Sign, ...]]]:
    """Others who may be the same person and of whom nobody has said that they are not."""
    found = doubles_of(physician)
    if not found:
        return []
    rows = KeptApart.objects.filter(kind=Kind.PHYSICIAN)
    apart = {pk for pair in rows.values_list("one", "other") if physician.pk in pair for pk in pair}
    return [(other, why) for other, why in found if other.pk not in apart]


def merges_of(physician: Physician) -> QuerySet[Merge]:
    """Merges into this registration that stand."""
    return Merge.objects.filter(kind=Kind.PHYSICIAN, kept=physician.pk, undone_at=None).select_related("by")


def ledger_places(candidacies: Iterable[int]) -> dict[int, int]:
    """Key of a candidacy → key of the physician under whose number its referral stands in the seekers' ledger, of those
    that were moved since: the first number it stood under."""
    rows = MergeChange.objects.filter(row__in=list(candidacies), in_ledger=True, merge__undone_at=None)
    return dict(rows.order_by("-id").values_list("row", "merge__absorbed"))


def moved_from(physicians: Iterable[int]) -> "QuerySet[MergeChange, Any]":
    """Keys of the candidacies whose referrals were made under these numbers and whose talks went on under others."""
    rows = MergeChange.objects.filter(in_ledger=True, merge__undone_at=None, merge__absorbed__in=list(physicians))
    return rows.values("row")


def better_kept(one: Physician, other: Physician) -> tuple[Physician, Physician]:
    """(kept, absorbed) as the page proposes it: whom the ledger holds, who goes on, who signs in, who came first."""

    def worth(p: Physician) -> tuple[bool, bool, bool, float]:
        return (
            p.accepted_on is not None,
            p.state == PhysicianState.ACTIVE,
            p.user_id is not None,
            -p.registered_at.timestamp(),
        )

    return (one, other) if worth(one) >= worth(other) else (other, one)
