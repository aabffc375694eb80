"""チームのようす for the supervisor: how long people wait for us, how promises are kept, who carries how much.

Figures are the team's, by month, from the log; each is a list of rows with a begin and, it may be, an end, so a number leads to
what it counts. Nobody is ranked: no figure is made for one person, but for what stands open with each, to see who needs help.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, Subquery
from django.utils import timezone

from enishi.accounts.models import User
from enishi.candidacies.enums import State
from enishi.candidacies.models import Answer, Candidacy, CandidacyTransition, Inquiry, Question
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import working_days_between
from enishi.common.workflow import Party
from enishi.complaints.access import complaints_for
from enishi.desk.models import CallbackRequest, CaseloadMove, NextAction
from enishi.desk.records import coordinators
from enishi.desk.team_rules import Median, Share, median_of, share_of
from enishi.notices.bulk import waiting_for_approval
from enishi.physicians.enums import OVER
from enishi.physicians.models import ContactEvent, Direction, Physician

MONTHS = 6
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One thing counted. number, href: of the record it belongs to; due: what was promised, where there is a promise.

    ended: None while it waits, or where it ended without what was waited for (`given_up`, counted as long as it waited).
    """

    number: str
    href: str
    begun: datetime
    ended: datetime | None = None
    due: date | None = None
    kept: bool | None = None
    given_up: datetime | None = None
    word: str = ""

    @property
    def days(self) -> int:
        """Working days from begin to end, or until now."""
        until = self.ended or self.given_up or now()
        return working_days_between(timezone.localdate(self.begun), timezone.localdate(until))

    @property
    def is_kept(self) -> bool | None:
        """None while the day of the promise has not passed."""
        if self.kept is not None:
            return self.kept
        if self.due is None or (self.ended is None and self.due >= today()):
            return None
        return self.ended is not None and timezone.localdate(self.ended) <= self.due


Rows = Callable[[Actor, datetime, datetime], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Figure:
    """definition: what is counted, in the words that stand beside the number. is_share: of promises kept, else a wait."""

    code: str
    title: str
    definition: str
    rows: Rows
    is_share: bool = False


def _inquiries(actor: Actor, since: datetime, until: datetime) -> Iterable[Row]:
    rows = Inquiry.objects.filter(asked_at__gte=since, asked_at__lt=until).select_related("candidacy")
    for i in rows.only("asked_at", "answered_at", "due_on", "candidacy__number"):  # no word is deciphered for a count
        yield _talk(i.candidacy, i.asked_at, i.answered_at, i.due_on)


def _questions(actor: Actor, since: datetime, until: datetime) -> Iterable[Row]:
    first = Answer.objects.filter(question=OuterRef("pk")).order_by("answered_at").values("answered_at")[:1]
    rows = Question.objects.filter(asked_at__gte=since, asked_at__lt=until).select_related("candidacy")
    for q in rows.annotate(first=Subquery(first)).only("asked_at", "due_on", "candidacy__number"):
        yield _talk(q.candidacy, q.asked_at, q.first, q.due_on)


def _talk(c: Candidacy, begun: datetime, ended: datetime | None, due: date | None) -> Row:
    return Row(c.number, f"/desk/candidacies/{c.number}", begun, ended, due)


def _first_calls(actor: Actor, since: datetime, until: datetime) -> Iterable[Row]:
    rows = Physician.objects.filter(registered_at__gte=since, registered_at__lt=until)
    first = Min("contacts__at", filter=Q(contacts__direction=Direction.OUT))
    for p in rows.annotate(first=first).only("number", "state", "state_since", "registered_at"):
        gone = p.state_since if p.state in OVER and p.first is None else None
        yield Row(p.number, f"/desk/doctors/{p.number}", p.registered_at, p.first, given_up=gone)


def _proposals(actor: Actor, since: datetime, until: datetime) -> Iterable[Row]:
    """The step after the proposal: the physician's word, or the clock's end without one."""
    rows = CandidacyTransition.objects.filter(to_state=State.PHYSICIAN_ASKED, step="T2", at__gte=since, at__lt=until)
    after = CandidacyTransition.objects.filter(
        candidacy=OuterRef("candidacy"), pk__gt=OuterRef("pk"), from_state=State.PHYSICIAN_ASKED
    ).order_by("pk")
    rows = rows.annotate(then=Subquery(after.values("at")[:1]), by=Subquery(after.values("party")[:1]))
    for t in rows.select_related("candidacy").only("at", "candidacy__number"):
        silent = t.by == Party.SYSTEM
        c = t.candidacy
        yield Row(
            c.number,
            f"/desk/candidacies/{c.number}",
            t.at,
            None if silent else t.then,
            given_up=t.then if silent else None,
        )


def _complaints(actor: Actor, since: datetime, until: datetime) -> Iterable[Row]:
    """Those this reader may know of."""
    rows = complaints_for(actor).filter(received_at__gte=since, received_at__lt=until)
    for c in rows.select_related(None).only("number", "received_at", "receipt_at", "receipt_due_on", "closed_at"):
        gone = c.closed_at if c.receipt_at is None else None
        yield Row(c.number, f"/ops/complaints/{c.number}", c.received_at, c.receipt_at, c.receipt_due_on, given_up=gone)


def _contacts(actor: Actor, since: datetime, until: datetime) -> Iterable[Row]:
    rows = ContactEvent.objects.filter(direction=Direction.OUT, at__gte=since, at__lt=until).select_related("physician")
    for e in rows.only("at", "kept", "override", "physician__number"):
        number = e.physician.number
        yield Row(number, f"/desk/doctors/{number}", e.at, e.at, kept=e.kept, word=e.override)


def _callbacks(actor: Actor, since: datetime, until: datetime) -> Iterable[Row]:
    """A call that did not get through moves the promise on; the request counts by the last one."""
    rows = CallbackRequest.objects.filter(requested_at__gte=since, requested_at__lt=until)
    for c in rows.only("number", "requested_at", "done_at", "promised_on"):
        yield Row(c.number, "/desk/callbacks", c.requested_at, c.done_at, c.promised_on)


def _next_actions(actor: Actor, since: datetime, until: datetime) -> Iterable[Row]:
    rows = NextAction.objects.filter(set_at__gte=since, set_at__lt=until)
    numbers = ("physician__number", "institution__number", "opening__number", "candidacy__number")
    for n in rows.select_related("physician", "institution", "opening", "candidacy").only(
        "set_at", "done_at", "due_on", *numbers
    ):
        number = n.record.number
        yield Row(number, f"/desk/records/{number}", n.set_at, n.done_at, n.due_on)


FIGURES = (
    Figure("inquiry", "お尋ねからお答えまで", "先生がご提案についてお尋ねになった日から、担当者がお答えした日までの営業日。", _inquiries),
    Figure("question", "質問から回答まで", "意見交換の質問が書かれた日から、相手の最初の回答の日までの営業日。", _questions),
    Figure("first_call", "ご登録から最初のご連絡まで", "先生がご登録になった日から、こちらからの最初のお電話・お手紙の日までの営業日。", _first_calls),
    Figure(
        "proposal", "ご提案から先生のお返事まで",
        "ご提案をお送りした日から、先生のお返事の日までの営業日。お返事のないまま終わったものは、終わった日まで待ったものとして数えます。",
        _proposals,
    ),
    Figure("complaint", "お申し出から受付のお知らせまで", "お申し出（苦情）が届いた日から、受付をお知らせした日までの営業日。お約束は1営業日です。", _complaints),
    Figure("contact", "連絡の約束", "こちらからのお電話・お手紙・ファクス・メールのうち、先生がお決めになった曜日・時間・方法の中だったもの。", _contacts, True),
    Figure("inquiry_due", "お尋ねへのお答え", "お約束の日までにお答えしたお尋ね。", _inquiries, True),
    Figure("callback", "折り返しのお電話", "お約束の日までに済んだ折り返しのお電話。つながらずに日を改めたものは、改めた日で数えます。", _callbacks, True),
    Figure("next", "次にすること", "決めた期日までに済んだこと。まだ期日の来ていないものは数えません。", _next_actions, True),
    Figure("receipt", "お申し出の受付", "1営業日以内に受付をお知らせしたお申し出（苦情）。", _complaints, True),
)  # fmt: skip
BY_CODE = {figure.code: figure for figure in FIGURES}


@dataclass(frozen=True, slots=True)
class Month:
    """First day, and what the figure says of it."""

    first: date
    told: Median | Share


def months_until(day: date) -> list[date]:
    """The first days of the last MONTHS months, the running one last."""
    found = [day.replace(day=1)]
    while len(found) < MONTHS:
        found.insert(0, (found[0] - timedelta(days=1)).replace(day=1))
    return found


def span_of(month: date) -> tuple[datetime, datetime]:
    """Its moments in Japan: the first one, and the first one after it."""
    after = (month + timedelta(days=32)).replace(day=1)
    start, end = (timezone.make_aware(datetime.combine(day, datetime.min.time())) for day in (month, after))
    return start, end


def rows_of(figure: Figure, month: date, actor: Actor) -> list[Row]:
    """What this figure counts in a month, those that wait longest first."""
    start, end = span_of(month)
    return sorted(figure.rows(actor, start, end), key=lambda r: (r.ended is not None, r.begun))[:MOST_ROWS]


def told(figure: Figure, rows: Iterable[Row]) -> Median | Share:
    """What a figure says of rows: a median with its interval, or a share with its interval; nothing of too few."""
    if figure.is_share:
        return share_of([kept for row in rows if (kept := row.is_kept) is not None])
    return median_of((row.days, row.ended is not None) for row in rows)


def by_month(actor: Actor, day: date) -> list[tuple[Figure, list[Month]]]:
    """Every figure with its months. One question for each sort of rows, whatever the months and the figures made of them."""
    months = months_until(day)
    start, end = span_of(months[0])[0], span_of(months[-1])[1]
    read: dict[Rows, dict[date, list[Row]]] = {}
    for rows_from in {figure.rows: None for figure in FIGURES}:
        split = read[rows_from] = {month: [] for month in months}
        for row in rows_from(actor, start, end):
            split[timezone.localdate(row.begun).replace(day=1)].append(row)
    return [
        (figure, [Month(month, told(figure, rows)) for month, rows in read[figure.rows].items()]) for figure in FIGURES
    ]


@dataclass(frozen=True, slots=True)
class Load:
    """What stands open with one coordinator, to see who needs help; no outcome of his or her work."""

    user: User
    physicians: int
    talks: int
    institutions: int
    overdue: int


def loads(day: date) -> list[Load]:
    """By name; late: talks that wait for us past their date, next actions, and questions to us past theirs."""
    people = list(coordinators().annotate(n_kept=Count("kept", distinct=True)))
    own = Counter(_owners(Physician.objects.exclude(state__in=OVER), "coordinator"))
    talks = Counter(_owners(Candidacy.objects.still_open(), "owner"))
    late = Counter(
        _owners(Candidacy.objects.still_open().filter(waiting_for=Party.COORDINATOR, due_on__lt=day), "owner")
    )
    late += Counter(_owners(NextAction.objects.filter(done_at=None, due_on__lt=day), "owner"))
    late += Counter(_owners(Inquiry.objects.filter(answered_at=None, due_on__lt=day), "candidacy__owner"))
    return [Load(u, own[u.pk], talks[u.pk], u.n_kept, late[u.pk]) for u in people]


def _owners(rows: Any, field: str) -> dict[int, int]:
    counted = rows.order_by().values(who=F(field)).annotate(n=Count("pk"))
    return {row["who"]: row["n"] for row in counted if row["who"]}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One sort of thing that waits for a second person or for help."""

    title: str
    count: int
    href: str


def waiting(actor: Actor) -> list[Waiting]:
    """What waits for a second pair of eyes now."""
    moves = CaseloadMove.objects.filter(taken_at=None, refused_at=None).count()
    receipts = complaints_for(actor).filter(receipt_at=None, closed_at=None).count()
    return [
        Waiting("承認を待っているまとめてのお便り", waiting_for_approval(actor), "/ops/mailings"),
        Waiting("受付をまだお知らせしていないお申し出", receipts, "/ops/complaints"),
        Waiting("引き受けを待っている担当の引き継ぎ", moves, "/desk/caseload"),
    ]


def overrides(since: datetime) -> list[ContactEvent]:
    """Calls and letters outside a physician's promise, with the reason that was given; the latest first."""
    rows = ContactEvent.objects.filter(direction=Direction.OUT, kept=False, at__gte=since)
    return list(rows.select_related("physician").order_by("-at", "-id")[:50])
