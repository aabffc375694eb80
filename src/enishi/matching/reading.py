"""The lists in force: of the newest finished run that covers somebody, without what may no longer be shown."""

from enishi.matching.models import MatchRun, Suggestion
from enishi.matching.rechecking import Locks, openings_still_for, physicians_still_for
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

Found = tuple[MatchRun | None, list[Suggestion]]


def list_for_physician(physician: Physician, locks: Locks) -> Found:
    """The run and the openings on the physician's list, best first."""
    run = MatchRun.objects.covering_physician(physician.pk).newest_first().first()
    if run is None:
        return None, []
    rows = list(
        Suggestion.objects.filter(run=run, physician=physician, rank_for_physician__isnull=False)
        .select_related("opening")
        .order_by("rank_for_physician", "id")
    )
    shown = openings_still_for(physician, [row.opening.number for row in rows], locks)
    for row in rows:
        row.physician, row.opening = physician, shown.get(row.opening.number, row.opening)
    return run, [row for row in rows if row.opening.number in shown]


def list_for_opening(opening: Opening, locks: Locks) -> Found:
    """The run and the physicians on the opening's list, best first."""
    run = MatchRun.objects.covering_opening(opening.pk).newest_first().first()
    if run is None:
        return None, []
    rows = list(
        Suggestion.objects.filter(run=run, opening=opening, rank_for_opening__isnull=False)
        .select_related(
            "physician__coordinator", "opening__current", "opening__institution__corporation",
            "opening__institution__municipality__prefecture",
        )
        .prefetch_related("physician__wish_sheets")
        .order_by("rank_for_opening", "id")
    )  # fmt: skip
    shown = physicians_still_for(opening, [row.physician.number for row in rows], locks)
    return run, [row for row in rows if row.physician.number in shown]
