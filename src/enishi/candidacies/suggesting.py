"""Suggestions with what only candidacies know: who may not be urged to move, and which pairs are already in talks."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from enishi.candidacies.models import Candidacy, Placement
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.engine.explain.reason import Reason
from enishi.matching.actions import suggestions_for, suggestions_for_opening
from enishi.matching.insight import explained_now, why_not_pair
from enishi.matching.models import Suggestion
from enishi.openings.models import Opening
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician


def locking(on: date) -> "QuerySet[Placement]":
    """Placements under an indefinite term whose two years run on that day."""
    return Placement.objects.filter(no_solicitation_until__gte=on, confirmed_at__isnull=False)


def current_locks(physicians: Collection[int] | None = None) -> dict[int, date]:
    """Physician primary key → last day of the two-year lock after an indefinite-term placement, where it still runs.

    `physicians`: of these alone (primary keys); everybody's when None.
    """
    rows = locking(today())
    if physicians is not None:
        rows = rows.filter(candidacy__physician__in=physicians)
    locks: dict[int, date] = {}
    for physician_id, until in rows.values_list("candidacy__physician_id", "no_solicitation_until"):
        locks[physician_id] = max(until, locks.get(physician_id, until))
    return locks


def state_words(physician: Physician, lock: date | None) -> str:
    """The state of a registration in words. lock: last day of the two years, of `current_locks`: within them we may not urge a move,
    and serve who comes of his or her own will (許可条件 since 2025-01-01).
    """
    if lock and physician.state == PhysicianState.ACTIVE:
        return "お申し出があれば、ご紹介できます"
    return PhysicianState(physician.state).label


def openings_for(physician: Physician, *, by: Actor, limit: int = 10) -> list[Suggestion]:
    """The best openings for a physician that are not in talks with him or her already."""
    busy = set(Candidacy.objects.still_open().filter(physician=physician).values_list("opening_id", flat=True))
    found = suggestions_for(physician, by=by, limit=limit + len(busy), locks=current_locks([physician.pk]))
    return [s for s in found if s.opening_id not in busy][:limit]


def why_not(physician: Physician, opening: Opening) -> Reason | None:
    """As `matching.insight.why_not_pair`, with the periods in which nobody may urge a move."""
    return why_not_pair(physician, opening, current_locks([physician.pk]))


def explanation_for(physician: Physician, opening: Opening) -> dict[str, object] | None:
    """As `matching.insight.explained_now`, with the periods in which nobody may urge a move."""
    return explained_now(physician, opening, current_locks([physician.pk]))


def physicians_for(opening: Opening, *, by: Actor, limit: int = 10) -> list[Suggestion]:
    """The best physicians for an opening that are not in talks about it already."""
    busy = set(Candidacy.objects.still_open().filter(opening=opening).values_list("physician_id", flat=True))
    found = suggestions_for_opening(opening, by=by, limit=limit + len(busy), locks=current_locks())
    return [s for s in found if s.physician_id not in busy][:limit]
