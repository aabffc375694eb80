"""How the promise of contact was kept, year by year: how often we wrote or called, how often outside the promise."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from django.utils import timezone

from enishi.common.safe_cells import safe_count, still
from enishi.physicians.contact_log import figures_of_year
from enishi.physicians.models import ContactEvent

MOST_YEARS = 5


class PromiseYear(TypedDict):
    """One calendar year. mails, calls, letters: None where 1 to 4. outside is told to the last one: it counts our own
    failures, each known to its physician already, and a promise whose breaches are hidden is none (ADR 28)."""

    year: int
    mails: int | None
    calls: int | None
    letters: int | None
    outside: int


def promise_years(until: date, before: Iterable[PromiseYear] = ()) -> list[PromiseYear]:
    """The years up to this day, the newest first; the last one as far as it has come. before: those of the last edition."""
    first = ContactEvent.objects.order_by("at").values_list("at", flat=True).first()
    since = max(timezone.localtime(first).year if first else until.year, until.year - MOST_YEARS + 1)
    told = {one["year"]: one for one in before}
    return [_of(year, until, told.get(year)) for year in range(until.year, since - 1, -1)]


def _of(year: int, until: date, told: PromiseYear | None) -> PromiseYear:
    found = figures_of_year(year, until=until)
    return PromiseYear(
        year=year,
        mails=still(safe_count(found.mails), told["mails"] if told else None),
        calls=still(safe_count(found.calls), told["calls"] if told else None),
        letters=still(safe_count(found.letters), told["letters"] if told else None),
        outside=found.outside,
    )
