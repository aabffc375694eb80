"""実績: what a placement business publishes of its placements (職業安定法32条の16第3項, 同法施行規則24条の8), by fiscal year.

Counted from the log of this system alone and from the fiscal year in which its records begin; a year without any is 0.
Dismissals are no leavers (施行規則24条の8). The records do not hold the fees that were paid.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet

from enishi.aftercare.enums import LeaveHow
from enishi.candidacies.enums import State
from enishi.candidacies.models import Placement
from enishi.law.dated import NotInForce
from enishi.law.parameters import value
from enishi.law.periods import last_day_after
from enishi.law.placement_classes import PlacementClass, placement_class
from enishi.office.half_year import stayed
from enishi.openings.enums import ContractKind
from enishi.openings.models import Opening
from enishi.physicians.models import Physician

HIRED = (State.CONTRACTED, State.WORKING, State.SETTLED, State.LEFT)
APRIL = 4


@dataclass(frozen=True, slots=True)
class YearResults:
    """One fiscal year (April to March). regular: 常用 by the term of the contract. left, unknown, not_yet: of the indefinite ones within six months of the hiring:
    left; six months are over and nobody knows; six months are not over. Who is known to have stayed is in none of them."""

    year: int
    running: bool
    placed: int
    regular: int
    indefinite: int
    left: int
    unknown: int
    not_yet: int


def fiscal_year(day: date) -> int:
    """The calendar year in which the fiscal year of this day began."""
    return day.year if day.month >= APRIL else day.year - 1


def published_results(today: date) -> list[YearResults]:
    """The latest year first, as far back as is published and as our records go. Three queries."""
    this = fiscal_year(today)
    first = max(this - _published_years(today), _first_year(today))
    hired: dict[int, list[Placement]] = {year: [] for year in range(this, first - 1, -1)}
    for placement in _placements().filter(hired_on__gte=date(first, APRIL, 1), hired_on__lte=today):
        hired[fiscal_year(placement.hired_on)].append(placement)
    return [_results(year, rows, today, running=year == this) for year, rows in hired.items()]


def _placements() -> "QuerySet[Placement]":
    return Placement.objects.filter(candidacy__state__in=HIRED).select_related("leave_event").annotate(known=stayed())


def _results(year: int, rows: list[Placement], today: date, *, running: bool) -> YearResults:
    lasting = [row for row in rows if row.contract_kind == ContractKind.INDEFINITE]
    left = sum(
        row.left_on is not None and not _dismissed(row) and row.left_on <= _half_year_after(row.hired_on)
        for row in lasting
    )
    still = [row for row in lasting if row.left_on is None and not row.known]  # type: ignore[attr-defined]
    over = sum(_half_year_after(row.hired_on) < today for row in still)
    regular = sum(_is_regular(row) for row in rows)
    return YearResults(year, running, len(rows), regular, len(lasting), left, over, len(still) - over)


def fee_rate_is_due(results: list[YearResults], today: date) -> bool:
    """Whether the average fee rate must be published: more 常用 placements than the law exempts, in the last whole year."""
    whole = next((row for row in results if not row.running), None)
    return whole is not None and whole.regular > fee_rate_exempt(today)


def fee_rate_exempt(today: date) -> int:
    """Up to this many 常用 placements a year, no fee rate need be published (施行規則24条の8, since April 2025)."""
    return value("fee_rate_exempt_placements", today)


def _is_regular(row: Placement) -> bool:
    return placement_class(row.contract_kind, row.starts_on, row.ends_on) is PlacementClass.REGULAR


def _dismissed(row: Placement) -> bool:
    event = getattr(row, "leave_event", None)
    return event is not None and event.how == LeaveHow.DISMISSED


def _half_year_after(day: date) -> date:
    """The last day on which leaving counts as early."""
    return last_day_after(day, months=value("early_leaving_months", day))


def _published_years(today: date) -> int:
    try:
        return value("publication_years", today)
    except NotInForce:
        return 1


def _first_year(today: date) -> int:
    """The fiscal year of the first accepted opening or seeker; this one while there is none."""
    firsts = (
        Opening.objects.aggregate(first=Min("received_on"))["first"],
        Physician.objects.aggregate(first=Min("accepted_on"))["first"],
    )
    return min((fiscal_year(day) for day in firsts if day), default=fiscal_year(today))
