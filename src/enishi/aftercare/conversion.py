"""What came of visits and trial work: how many of the talks in which one took place ended in employment. Counts, no persons."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enishi.aftercare.retention import BEGUN
from enishi.candidacies.enums import ENDS
from enishi.common.safe_cells import safe_column
from enishi.visits.enums import VisitEnd, VisitKind
from enishi.visits.models import Visit

BEGAN, GOES_ON, ENDED = "began", "goes_on", "ended"
LEAST = 10
"""A share of fewer talks says nothing."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """Talks in which at least one visit of this kind took place. None where a number could point at somebody.

    began: at work since, or once; goes_on: nothing is decided; ended: without employment. share: percent that began of those
    decided, None for fewer than `LEAST` or where one of both is hidden.
    """

    kind: VisitKind
    talks: int | None
    began: int | None
    goes_on: int | None
    ended: int | None
    share: int | None

    @property
    def cells(self) -> list[tuple[str, int | None]]:
        return [("お話", self.talks), ("着任", self.began), ("続いている", self.goes_on), ("見送り", self.ended)]


def conversions(on: date) -> list[Conversion]:
    """One row for each kind, trial work last. A talk with a visit and a trial counts in both rows."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    rows = Visit.objects.filter(result=VisitEnd.DONE, closed_at__date__lte=on).order_by()
    for kind, _, state in rows.values_list("kind", "candidacy", "candidacy__state").distinct():
        counts[kind][BEGAN if state in BEGUN else ENDED if state in ENDS else GOES_ON] += 1
    return [row_of(kind, {what: counts[kind][what] for what in (BEGAN, GOES_ON, ENDED)}) for kind in VisitKind]


def row_of(kind: VisitKind, counts: Mapping[str, int]) -> Conversion:
    """The row as it may be shown."""
    column = safe_column(counts)
    began, ended = column.cells[BEGAN], column.cells[ENDED]
    share = None
    if began is not None and ended is not None and began + ended >= LEAST:
        share = round(100 * began / (began + ended))
    return Conversion(kind, column.total, began, column.cells[GOES_ON], ended, share)
