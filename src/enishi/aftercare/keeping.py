"""How far agreed clauses are kept, per institution: counted up to the end of the last month, so that no single answer shows."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from enishi.aftercare.enums import Standing
from enishi.aftercare.models import ClauseAudit, Keeping
from enishi.aftercare.notices import tell_keeping
from enishi.aftercare.rules import TOLD_BEFORE, Judged, Rate, rate_of
from enishi.common.clock import now, today
from enishi.common.workflow import Party
from enishi.institutions.models import Institution


@dataclass(frozen=True, slots=True)
class Shown:
    """What the public page says. until: the first day that is not counted any more."""

    rate: Rate
    until: date
    reply: str
    replied_at: datetime | None


def judged_of(institution: Institution, before: date) -> list[Judged]:
    """Each clause as the physicians of this institution judged it last, in answers given before this day."""
    end = timezone.make_aware(datetime.combine(before, time()))
    rows = ClauseAudit.objects.filter(
        checkin__placement__candidacy__opening__institution=institution,
        checkin__side=Party.PHYSICIAN,
        checkin__answered_at__lt=end,
    ).order_by("checkin__answered_at", "pk")
    latest = {
        (placement, key): Judged(placement, Standing(standing))
        for placement, key, standing in rows.values_list("checkin__placement", "key", "standing")
    }
    return list(latest.values())


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def rate_now(institution: Institution) -> Rate | None:
    """For the institution itself; None below the thresholds."""
    return rate_of(judged_of(institution, first_of_month(today())))


def shown_rate(institution: Institution) -> Shown | None:
    """For everybody: above the thresholds, and two weeks after the institution was told of it."""
    kept = Keeping.objects.filter(institution=institution, told_at__lte=now() - TOLD_BEFORE).first()
    if kept is None:
        return None
    rate = rate_now(institution)
    return Shown(rate, first_of_month(today()), kept.reply, kept.replied_at) if rate else None


def tell_new_rates() -> int:
    """Institutions whose rate has reached the thresholds are told once, with the right to answer."""
    told = 0
    candidates = Institution.objects.filter(
        openings__candidacies__placement__checkins__audits__isnull=False, keeping=None
    ).distinct()
    for institution in candidates:
        if rate_now(institution) is None:
            continue
        with transaction.atomic():
            _, created = Keeping.objects.get_or_create(institution=institution)
            if created:
                tell_keeping(institution)
                told += 1
    return told
