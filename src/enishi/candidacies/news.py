"""新しい書き込み: who has something new to read, whose turn it is, and the daily mail that says how much, never what (E43)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from enishi.accounts.models import User
from enishi.candidacies.enums import WAITING, State
from enishi.candidacies.models import Candidacy, TalkNews
from enishi.candidacies.notices import people_of_institution, physician_knows
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Party
from enishi.notices.actions import queue_notice
from enishi.notices.rules import is_quiet
from enishi.physicians.models import Physician
from enishi.physicians.notices import tell

CHANNEL = "enishi_talk"
"""PostgreSQL tells this channel the primary key of a talk when something was written in it, once that is committed."""

DAILY_AT = time(8)
BOTH = (Party.PHYSICIAN, Party.INSTITUTION)


def announce(candidacy: Candidacy, *, to: Iterable[Party]) -> None:
    """Part of every act in a talk, in its transaction: these sides have something new, open pages learn of it."""
    TalkNews.objects.bulk_create(TalkNews(candidacy=candidacy, to=side) for side in to)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(candidacy.pk)])


def settle_turn(candidacy: Candidacy) -> None:
    """While the sides exchange opinions, the side whose answer is due first has the turn; without a question, the coordinator."""
    if Candidacy.objects.values_list("state", flat=True).get(pk=candidacy.pk) != State.DIALOGUE:
        return
    owed = candidacy.questions.filter(answers=None).order_by("due_on", "id").first()
    if owed is None:
        party, due = Party.COORDINATOR, add_working_days(today(), WAITING[State.DIALOGUE][1])
    else:
        party = Party.INSTITUTION if owed.side == Party.PHYSICIAN else Party.PHYSICIAN
        due = owed.due_on
    Candidacy.objects.filter(pk=candidacy.pk).update(waiting_for=party, due_on=due)
    candidacy.waiting_for, candidacy.due_on = party, due


def version_of(candidacy_pk: int) -> int:
    """Grows with every act in the talk."""
    return _NEWEST.first(candidacy=candidacy_pk) or 0


_NEWEST = Worded(
    lambda: TalkNews.objects.filter(candidacy=Given("candidacy")).order_by("-pk").values_list("pk", flat=True)[:1]
)


@transaction.atomic
def send_digests() -> int:
    """E43 for what was written before 8 o'clock of today, one mail a person and day; returns how many were queued.

    On a day without mail (Sunday, holiday) everything waits for the next one. Rows and notices are one transaction, and a
    notice carries person and day, so however often this runs nothing is told twice and nothing is left out.
    """
    moment = timezone.localtime(now())
    if is_quiet(moment):
        return 0
    until = datetime.combine(moment.date(), DAILY_AT, tzinfo=moment.tzinfo)
    rows = list(
        TalkNews.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(told_at=None, at__lt=until)
        .select_related("candidacy__physician__user", "candidacy__opening__institution")
        .order_by("pk")
    )
    queued = _tell_physicians(rows, until) + _tell_institutions(rows, until)
    TalkNews.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=now())
    return queued


def _tell_physicians(rows: list[TalkNews], day: datetime) -> int:
    of: dict[Physician, list[TalkNews]] = defaultdict(list)
    for row in rows:
        if row.to == Party.PHYSICIAN and row.candidacy.is_open and physician_knows(row.candidacy):
            of[row.candidacy.physician].append(row)
    for physician, news in of.items():
        numbers = sorted({row.candidacy.number for row in news})
        tell(
            physician,
            "E43",
            key=f"E43:{day:%Y-%m-%d}:{physician.number}",
            about=numbers[0],
            values=_words(news, numbers, ""),
        )
    return len(of)


def _tell_institutions(rows: list[TalkNews], day: datetime) -> int:
    of: dict[User, list[TalkNews]] = defaultdict(list)
    people: dict[int, list[User]] = {}
    for row in rows:
        if row.to != Party.INSTITUTION or not row.candidacy.is_open:
            continue
        if row.candidacy_id not in people:
            people[row.candidacy_id] = people_of_institution(row.candidacy)
        for user in people[row.candidacy_id]:
            of[user].append(row)
    for user, news in of.items():
        numbers = sorted({row.candidacy.number for row in news})
        queue_notice(
            notice_id="E43i",
            recipient=user,
            key=f"E43:{day:%Y-%m-%d}:{user.pk}",
            about=numbers[0],
            values=_words(news, numbers, "/candidates"),
        )
    return len(of)


def _words(news: list[TalkNews], numbers: list[str], several: str) -> dict[str, object]:
    """How many, and the page below the reader's own: of the talk, or `several` where they stand in more than one."""
    return {"count": len(news), "place": f"/talks/{numbers[0]}" if len(numbers) == 1 else several}


def forget_told(days: int = 30) -> int:
    """Rows that were told serve only as the version of their talk: the newest of each stays."""
    newest = TalkNews.objects.order_by("candidacy", "-pk").distinct("candidacy").values("pk")
    old = TalkNews.objects.filter(told_at__lt=now() - timedelta(days=days)).exclude(pk__in=newest)
    return int(old.delete()[0])
