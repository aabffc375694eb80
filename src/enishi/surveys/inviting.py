"""Who is asked to take part: seats for a panel, two reminders, and an end with one press. Nobody is asked more than twice a year."""

import random
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.engine.bands import FEWEST
from enishi.notices.models import Notice
from enishi.outreach.paper_codes import ALPHABET, new_paper_code
from enishi.physicians.models import Physician
from enishi.surveys.access import consents_to_research, digest_of, version_in_use
from enishi.surveys.actions import held
from enishi.surveys.enums import Standing, Way
from enishi.surveys.models import MOST_REMINDERS, Survey, SurveySeat
from enishi.surveys.notices import ASKS, ask
from enishi.surveys.panel import Person, chosen, consenting

A_YEAR, SURVEYS_A_YEAR = timedelta(days=365), 2
BETWEEN = timedelta(days=10)
"""From one request to the next."""
_LOT = random.SystemRandom()


def new_seat(survey: Survey, way: Way, person: Person | None = None) -> SurveySeat:
    """Not stored yet. Its token is known to whoever gets the link and to nobody who reads the table."""
    token = secrets.token_urlsafe(24)
    return SurveySeat(
        survey=survey, way=way, physician_id=person.physician if person else None, token=token, token_digest=digest_of(token),
        paper_code=new_paper_code(), label="R-" + "".join(secrets.choice(ALPHABET) for _ in range(8)),
        traits=dict(person.traits) if person else {},
    )  # fmt: skip


def may_be_invited(survey: Survey) -> list[Person]:
    """The panel less those who have a seat already or were asked twice within a year. Told as counts only."""
    people = chosen(consenting(), survey.panel)
    seated = set(survey.seats.filter(physician__isnull=False).values_list("physician", flat=True))
    numbers = dict(Physician.objects.filter(pk__in=[p.physician for p in people]).values_list("pk", "number"))
    asked: dict[str, int] = {}
    since = now() - A_YEAR
    rows = Notice.objects.filter(kind=ASKS, created_at__gt=since, person__in=list(numbers.values()))
    for person in rows.values_list("person", flat=True):
        asked[person] = asked.get(person, 0) + 1
    return [p for p in people if p.physician not in seated and asked.get(numbers[p.physician], 0) < SURVEYS_A_YEAR]


@transaction.atomic
def invite(*, survey: Survey, by: Actor) -> int:
    """A seat and a request for everybody of the panel who has none yet. How many. Raises StepRefused below five people.

    Seats are drawn in the order of a lot, so that their order tells nothing of who sits where.
    """
    row = held(survey)
    if row.standing is not Standing.OPEN or row.way != Way.INVITED or version_in_use(row) is None:
        raise StepRefused(Refusal("state", "ご案内は、受け付けている調査でお送りできます。"))
    people = may_be_invited(row)
    if len(people) < FEWEST:
        raise StepRefused(
            Refusal("few", f"新しくご案内できる方が{FEWEST}名に満たないため、お送りしません。区分を広げてください。")
        )
    _LOT.shuffle(people)
    seats = [new_seat(row, Way.INVITED, person) for person in people]
    SurveySeat.objects.bulk_create(seats)
    _ask(seats)
    record(by=by, action="invite_to_survey", object_type="survey", object_number=row.number, count=len(seats))
    return len(seats)


def _ask(seats: Sequence[SurveySeat]) -> None:
    rows = SurveySeat.objects.filter(pk__in=[s.pk for s in seats])
    ask(rows.select_related("survey", "physician__user", "physician__coordinator"))


@transaction.atomic
def remind(*, survey: Survey, by: Actor) -> int:
    """Those who have neither answered nor declined, ten days after the last request, twice at most. How many. May run twice."""
    row = held(survey)
    if row.standing is not Standing.OPEN or row.closes_on <= today():
        return 0
    agreed = consents_to_research().values("physician")
    before = now() - BETWEEN
    seats = list(
        row.seats.select_for_update(of=("self",))
        .filter(physician__in=agreed, sent_at=None, stopped_at=None, typed="", reminders__lt=MOST_REMINDERS)
        .filter(Q(reminded_at=None, invited_at__lt=before) | Q(reminded_at__lt=before))
    )
    for seat in seats:
        seat.reminders, seat.reminded_at = seat.reminders + 1, now()
    SurveySeat.objects.bulk_update(seats, ["reminders", "reminded_at"])
    _ask(seats)
    if seats:
        record(by=by, action="remind_of_survey", object_type="survey", object_number=row.number, count=len(seats))
    return len(seats)
