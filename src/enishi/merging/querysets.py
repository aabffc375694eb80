"""What others read of merges: pairs that wait, merges of a record, and where a referral stands in a ledger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from enishi.common.choices import Labelled
from enishi.institutions import doubles as of_institutions
from enishi.institutions import likeness as of_places
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.merging.enums import Kind
from enishi.merging.kinds import HANDLINGS, handling_of
from enishi.merging.models import KeptApart, Merge
from enishi.openings import doubles as of_openings
from enishi.openings import likeness as of_posts
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians import doubles as of_physicians
from enishi.physicians import likeness as of_people
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician

FINDERS: dict[Kind, Any] = {
    Kind.PHYSICIAN: of_physicians,
    Kind.INSTITUTION: of_institutions,
    Kind.OPENING: of_openings,
}
WEIGHERS: dict[Kind, Any] = {Kind.PHYSICIAN: of_people, Kind.INSTITUTION: of_places, Kind.OPENING: of_posts}
READ_WITH: dict[Kind, tuple[str, ...]] = {
    Kind.PHYSICIAN: ("coordinator",),
    Kind.INSTITUTION: ("municipality__prefecture", "corporation"),
    Kind.OPENING: ("current", "institution"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """one: registered first. signs: the strongest first."""

    kind: Kind
    one: Any
    other: Any
    signs: tuple[Labelled, ...]

    @property
    def is_strong(self) -> bool:
        return bool(WEIGHERS[self.kind].STRONG & set(self.signs))


@dataclass(slots=True)
class Pairs:
    """All pairs that nobody has decided yet, as a paginator reads them: only those of its page are fetched."""

    kind: Kind
    found: list[tuple[int, int, tuple[Any, ...]]]

    def count(self) -> int:
        return len(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, part: slice) -> list[Pair]:
        rows = self.found[part]
        wanted = {pk for one, other, _ in rows for pk in (one, other)}
        known = HANDLINGS[self.kind].model.objects.select_related(*READ_WITH[self.kind]).in_bulk(wanted)
        return [Pair(self.kind, known[one], known[other], why) for one, other, why in rows]


def pairs_waiting(kind: Kind = Kind.PHYSICIAN) -> Pairs:
    """Two queries at most, and two more for a page of it."""
    apart = set(KeptApart.objects.filter(kind=kind).values_list("one", "other"))
    return Pairs(kind, [row for row in FINDERS[kind].all_doubles() if (row[0], row[1]) not in apart])


def signs_of(one: Any, other: Any) -> tuple[Labelled, ...]:
    """Why these two look alike; () where no sign says so."""
    kind = handling_of(one).kind
    traits = FINDERS[kind].traits_of([one.pk, other.pk])
    found: tuple[Labelled, ...] = WEIGHERS[kind].signs(traits[one.pk], traits[other.pk])
    return found


def likely_doubles(record: Any) -> list[tuple[Any, tuple[Labelled, ...]]]:
    """Others that may be the same person, place or post and of whom nobody has said that they are not."""
    kind = handling_of(record).kind
    found = FINDERS[kind].doubles_of(record)
    if not found:
        return []
    rows = KeptApart.objects.filter(kind=kind)
    apart = {pk for pair in rows.values_list("one", "other") if record.pk in pair for pk in pair}
    return [(other, why) for other, why in found if other.pk not in apart]


def merges_of(record: Any) -> QuerySet[Merge]:
    """Merges into this record that stand."""
    kind = handling_of(record).kind
    return Merge.objects.filter(kind=kind, kept=record.pk, undone_at=None).select_related("by")


def ledger_places(kind: Kind, candidacies: Iterable[int]) -> dict[int, int]:
    """Key of a candidacy → key of the physician (or opening) under whose number its referral stands in that ledger, of
    those that were moved since: the first number it stood under."""
    with connection.cursor() as cursor:  # a ledger asks this of fifty thousand: one array, not as many words of SQL
        cursor.execute(
            "SELECT c.row, m.absorbed FROM merging_mergechange c JOIN merging_merge m ON m.id = c.merge_id"
            " WHERE c.in_ledger AND m.undone_at IS NULL AND m.kind = %s AND c.row = ANY(%s) ORDER BY c.id DESC",
            [str(kind), list(candidacies)],
        )
        return dict(cursor.fetchall())


def better_kept(one: Any, other: Any) -> tuple[Any, Any]:
    """(kept, absorbed) as the page proposes it: whom a ledger holds, who goes on, who signs in, who came first."""
    worth = WORTH[handling_of(one).kind]
    return (one, other) if worth(one) >= worth(other) else (other, one)


def _worth_of_person(p: Physician) -> tuple[Any, ...]:
    return (
        p.accepted_on is not None,
        p.state == PhysicianState.ACTIVE,
        p.user_id is not None,
        -p.registered_at.timestamp(),
    )


def _worth_of_place(i: Institution) -> tuple[Any, ...]:
    return (i.state == InstitutionState.ACTIVE, i.listed_id is not None, -i.pk)


def _worth_of_post(o: Opening) -> tuple[Any, ...]:
    return (o.received_on is not None, o.state == OpeningState.PUBLISHED, -o.pk)


WORTH: dict[Kind, Callable[[Any], tuple[Any, ...]]] = {
    Kind.PHYSICIAN: _worth_of_person,
    Kind.INSTITUTION: _worth_of_place,
    Kind.OPENING: _worth_of_post,
}
