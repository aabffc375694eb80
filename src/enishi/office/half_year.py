"""Whether somebody hired without a term is known to have stayed for six months: asked by the office, or answered a check-in."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from enishi.aftercare.models import CheckIn
from enishi.common.japanese.date_display import western
from enishi.office.enums import StillThere
from enishi.office.models import HalfYearCheck

AFTER = ("m6", "m12")
"""Check-ins that are due when six months are over, so that an answer tells that the person is there."""


def stayed() -> Exists:
    """For a filter of placements."""
    asked = HalfYearCheck.objects.filter(placement=OuterRef("pk"), answer=StillThere.STAYS)
    answered = CheckIn.objects.filter(placement=OuterRef("pk"), kind__in=AFTER, answered_at__isnull=False)
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
