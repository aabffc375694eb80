"""A case conference that was held, with a decision that became a next action, and one to come; a consent on paper, handed out."""

import uuid
from datetime import timedelta

from enishi.accounts.models import User
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.common.japanese.working_days import add_working_days
from enishi.desk import conferences
from enishi.desk.conference_rules import Why
from enishi.desk.next_actions import next_of
from enishi.desk.records import subject_of
from enishi.physicians.models import Physician

QUESTIONS = (
    "先生は前向きですが、ご家族の返事がそろわず、日程が決まりません。急がせずに進めるには、どうするとよいでしょうか。",
    "条件はほぼ合っているのに、当直の回数だけが折り合いません。ほかの医師と分け合う形を、先方に相談してよいでしょうか。",
)


def hold_conferences(himself: Physician, staff: dict[str, Actor]) -> None:
    """Talks that stand longest; himself: the pinned physician, who is left out."""
    chief, coordinator = staff["supervisor"], staff["coordinator"]
    talks = (
        Candidacy.objects.filter(state__in=("dialogue", "visit_arranging", "visited", "terms"))
        .exclude(physician=himself)
        .order_by("state_since", "pk")
    )
    first, second = [t for t in talks[:20] if subject_of(t).is_active][:2]
    last_month = today() - timedelta(days=28)
    with ago(timedelta(days=30)):
        held = conferences.plan_conference(on=last_month, place="午後1時半から、会議室", key=uuid.uuid4(), by=chief)
        case = conferences.put_case(
            conference=held, subject=subject_of(first), question=QUESTIONS[0], why=Why.LONG, by=coordinator
        )
    owner = User.objects.get(pk=coordinator.user_id)
    with ago(timedelta(days=28)):
        standing = next_of(subject_of(first))
        conferences.decide_case(
            case=case, decided="期日を3週間のばし、ご家族向けの案内を先にお渡しする。次の会議で様子を聞く。",
            words="ご家族向けの案内をお渡しする", due=add_working_days(today(), 40), owner=owner,
            seen=standing.seen if standing else None, by=chief,
        )  # fmt: skip
        people = User.objects.filter(pk__in=[chief.user_id, coordinator.user_id, staff["coordinator2"].user_id])
        conferences.hold_conference(conference=held, attended=people, by=chief)
    with ago(timedelta(days=2)):
        coming = conferences.plan_conference(
            on=add_working_days(today(), 6), place="午後1時半から、会議室", key=uuid.uuid4(), by=chief
        )
        conferences.put_case(
            conference=coming, subject=subject_of(second), question=QUESTIONS[1], why=Why.OWN, by=coordinator
        )
