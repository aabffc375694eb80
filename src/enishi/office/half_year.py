"""Whether somebody hired without a term is known to have stayed for six months: asked by the office, or answered a check-in."""

from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, Exists, Func, OuterRef
from django.utils.timezone import localdate

from enishi.aftercare.models import CheckIn
from enishi.common.clock import today
from enishi.common.japanese.date_display import western
from enishi.law.parameters import value
from enishi.office.enums import StillThere
from enishi.office.models import HalfYearCheck
from enishi.office.report_sql import period_end

AFTER = ("m6", "m12")
"""Check-ins that are due when six months are over, so that an answer tells that the person is there."""


class _HalfYearEnd(Func):
    """The last of the six months after a hiring, a day; the very words of SQL that 様式第8号 counts by."""

    output_field = DateField()

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        hired, params = compiler.compile(self.source_expressions[0])
        assert not params, "a column: it stands in the words more than once"
        return period_end(f"({hired} + 1)", str(int(value("early_leaving_months", today())))), ()


def stayed() -> Exists:
    """For a filter of placements: somebody said so when the six months were over, and not on a day within them.

    Whoever is left out here is in the list of those to be asked, and counts as unknown in 様式第8号.
    """
    over = _HalfYearEnd(OuterRef("hired_on"))
    asked = HalfYearCheck.objects.filter(placement=OuterRef("pk"), answer=StillThere.STAYS, asked_on__gt=over)
    answered = CheckIn.objects.filter(placement=OuterRef("pk"), kind__in=AFTER, answered_at__date__gt=over)
    return Exists(asked) | Exists(answered)  # type: ignore[no-any-return]


def stayed_words(placements: Iterable[int]) -> dict[int, str]:
    """「離職せず（2026年10月5日、お電話）」 by placement, of those known to have stayed; two queries."""
    keys = list(placements)
    found: dict[int, str] = {}
    checkins = CheckIn.objects.filter(placement__in=keys, kind__in=AFTER, answered_at__isnull=False)
    for row in checkins.order_by("-answered_at"):
        if row.answered_at:
            found[row.placement_id] = f"離職せず（{western(localdate(row.answered_at))}、ご様子の確認）"
    for check in HalfYearCheck.objects.filter(placement__in=keys, answer=StillThere.STAYS).order_by("-asked_on"):
        found[check.placement_id] = f"離職せず（{western(check.asked_on)}、{check.get_method_display()}）"
    return found
