"""How those who were placed fare: past check-ins are answered, a few wait, one is red."""

import random
from datetime import date, timedelta

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.aftercare.actions import answer, clauses_asked, finish_task, reply_to_rate
from enishi.aftercare.enums import Standing, TaskKind
from enishi.aftercare.jobs import ask_due, tell_new_rates
from enishi.aftercare.models import CareTask, CheckIn, Keeping
from enishi.aftercare.rules import TOLD_BEFORE, questions_of
from enishi.candidacies.enums import State
from enishi.candidacies.models import Placement
from enishi.common.actor import Actor
from enishi.common.clock import ago, now, today
from enishi.common.workflow import Channel, Party
from enishi.visits.reflection_questions import Degree

WORDS = (
    "外来の流れに慣れてきました。看護師さんに助けられています。",
    "雪の朝の送迎が、思っていたより助かります。",
    "",
    "木曜の症例の振り返りが楽しみです。",
)
REPLY = "お約束は、院長と事務長が毎月ごいっしょに確かめています。冬の送迎で気づかれたことは、いつでもお知らせください。"
LATELY = timedelta(days=12)
"""Check-ins of the last days still wait for an answer, so that somebody has one to give."""


def answer_due(placement: Placement, rng: random.Random, *, until: date, trouble: bool = False) -> None:
    """Both sides answer what was due by then; with `trouble` the physician's last answer is red."""
    rows = list(CheckIn.objects.filter(placement=placement, due_on__lte=until, answered_at=None, closed_at=None))
    last = max((row.due_on for row in rows if row.side == Party.PHYSICIAN), default=None)
    for row in rows:
        red = trouble and row.side == Party.PHYSICIAN and row.due_on == last
        _answer(row, rng, red=red)


def _answer(row: CheckIn, rng: random.Random, *, red: bool) -> None:
    answers: dict[str, str] = {
        code: Degree.RATHER if rng.random() < 0.2 else Degree.YES for code in questions_of(row.side)
    }
    standings = {key: (Standing.PARTLY if rng.random() < 0.04 else Standing.KEPT, "") for key, _ in clauses_asked(row)}
    words = rng.choice(WORDS) if row.side == Party.PHYSICIAN else ""
    if red:
        answers["nights"], words = (
            Degree.NO,
            "夜の電話が月に3回ほど続いています。お約束と違うので、相談させてください。",
        )
        standings = {key: (Standing.NOT_YET if n == 0 else Standing.KEPT, "") for n, key in enumerate(standings)}
    answer(checkin=row, by=_speaker(row), answers=answers, standings=standings, words=words)


def _speaker(row: CheckIn) -> Actor:
    """The side itself, or its coordinator who heard it on the telephone."""
    candidacy = row.placement.candidacy
    held = Membership.objects.in_force().select_related("user")
    if row.side == Party.PHYSICIAN:
        if candidacy.physician.user_id is not None:
            return actor_of(held.get(user_id=candidacy.physician.user_id))
    else:
        house = held.filter(organisation=candidacy.opening.institution.organisation_id, role=Role.INSTITUTION_STAFF)
        if staff := house.first():
            return actor_of(staff)
    return actor_of(held.get(user_id=candidacy.owner_id, role=Role.COORDINATOR)).by(Channel.PHONE)


def tell_of_placements(rng: random.Random) -> None:
    """Everybody at work has answered but for the last days; one says that a promise is not kept."""
    running = Placement.objects.filter(candidacy__state=State.WORKING).order_by("pk")
    for n, placement in enumerate(running.select_related("candidacy__physician", "candidacy__opening__institution")):
        days = sorted(set(placement.checkins.filter(due_on__lte=today() - LATELY).values_list("due_on", flat=True)))
        for day in days:
            with ago(today() - day - timedelta(days=2)):
                answer_due(placement, rng, until=day, trouble=n == 1 and day == days[-1])
    _tasks_done()
    ask_due()
    with ago(TOLD_BEFORE + timedelta(days=6)):  # long enough ago for everybody to read it
        tell_new_rates()
    tell_new_rates()
    _reply_to_rates()


def _reply_to_rates() -> None:
    """Those whose rate is public use their right of reply."""
    held = Membership.objects.in_force().select_related("user").filter(role=Role.INSTITUTION_STAFF)
    for keeping in Keeping.objects.select_related("institution"):
        if staff := held.filter(organisation=keeping.institution.organisation_id).first():
            with ago(timedelta(days=9)):
                reply_to_rate(institution=keeping.institution, by=actor_of(staff), text=REPLY)


def _tasks_done() -> None:
    """What is older than two weeks has been seen to, but for the trouble."""
    old = CareTask.objects.filter(done_at=None, opened_at__lt=now() - timedelta(days=14)).exclude(kind=TaskKind.RED)
    for task in old.select_related("candidacy"):
        held = Membership.objects.in_force().select_related("user").filter(user_id=task.candidacy.owner_id).first()
        if held:
            finish_task(task=task, by=actor_of(held), note="双方に別々にお電話し、次の月に見直すことになりました。")
