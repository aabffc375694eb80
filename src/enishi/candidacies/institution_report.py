"""What an institution did in a period to find physicians, and what came of it: counted from the logs, for mayor and council.

Only what the institution itself took part in is counted: a candidate nobody told it of is no event of its. Counts of
physicians below five are told as a band: in a small town a number can be a person.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from enishi.candidacies.enums import State
from enishi.candidacies.models import Answer, Candidacy, CandidacyTransition, Clause, Placement
from enishi.common.actor import Actor
from enishi.common.workflow import Party
from enishi.institutions.models import Institution
from enishi.openings.models import Opening, OpeningTransition, OpeningVersion

SMALLEST_TOLD = 5
IN_WORK = (State.WORKING, State.SETTLED, State.LEFT)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Activity:
    """Counts of one institution for the days since … until, both included. half_days: worked by placed physicians."""

    published: int
    open_now: int
    versions: int
    asked: int
    welcomed: int
    answers: int
    clauses: int
    visits: int
    agreed: int
    started: int
    half_days: int


def activity(institution: Institution, since: date, until: date, *, reader: Actor) -> Activity:
    """Eleven counts in a fixed number of queries, whatever the length of the period.

    Without physicians who hide from any institution the reader works for: not even a count tells of them.
    """
    during = {"at__gte": _start(since), "at__lt": _start(until + timedelta(days=1))}
    seen = Candidacy.objects.filter(opening__institution=institution).not_hidden_from(reader).values("pk")
    own = {"candidacy__in": seen}
    steps = CandidacyTransition.objects.filter(**own, **during)

    def took(*names: str) -> int:
        return steps.filter(step__in=names).values("candidacy").distinct().count()

    between = (_start(since), _start(until + timedelta(days=1)))
    placed = Placement.objects.filter(candidacy__state__in=IN_WORK, **own)
    openings = OpeningTransition.objects.filter(opening__institution=institution, step="O4", **during)
    return Activity(
        published=openings.values("opening").distinct().count(),
        open_now=Opening.objects.published().filter(institution=institution).count(),
        versions=OpeningVersion.objects.filter(opening__institution=institution, made_at__range=between).count(),
        asked=took("T7"),
        welcomed=took("T8"),
        answers=Answer.objects.filter(
            question__candidacy__in=seen,
            question__side=Party.PHYSICIAN,
            answered_at__range=between,
        ).count(),
        clauses=Clause.objects.filter(
            accepted_by_physician_at__range=between, accepted_by_institution_at__isnull=False, **own
        ).count(),
        visits=took("T13"),
        agreed=took("T19"),
        started=placed.filter(starts_on__range=(since, until)).count(),
        half_days=_half_days(placed, since, until),
    )


def _half_days(placed: "QuerySet[Placement]", since: date, until: date) -> int:
    """Half days by contract: whole weeks within the period and the employment, times the half days of a week."""
    found = 0
    for row in placed:
        first, last = max(row.starts_on, since), min(filter(None, (row.ends_on, row.left_on, until)))
        if last >= first:
            found += ((last - first).days + 1) * row.half_days_per_week // WEEK
    return found


def told(count: int) -> str:
    """A number of physicians as it may be printed: 0人, 1〜4人, 5人, …"""
    if 0 < count < SMALLEST_TOLD:
        return f"1〜{SMALLEST_TOLD - 1}人"
    return f"{count}人"


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
