"""予定表: what stands in the calendar of one person, of several or of the whole team between two days.

Read from what each room keeps; nothing is copied. A physician's name is not part of an entry: the page fills it in after
logging that it was read, and a calendar that lives elsewhere never has it.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, F, Max, Min, Q, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from enishi.accounts.models import User
from enishi.aftercare.models import CareTask
from enishi.candidacies.dialogue import TALKING
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Inquiry, Question
from enishi.common.workflow import Party
from enishi.desk.agenda_rules import AgendaKind, Entry
from enishi.desk.enums import Caller, DayPart, OwnKind
from enishi.desk.models import CallbackRequest, Deputy, NextAction, OwnTime
from enishi.desk.records import OVER, subject_of
from enishi.desk.slots import HOURS
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Interview, Physician, TalkWay
from enishi.visits.enums import VisitEnd, VisitKind
from enishi.visits.models import Trip, Visit

OF_A_TALK = (
    "number",
    "owner",
    "physician__number",
    "opening__institution__name",
)
"""Columns of a talk that an entry tells; the others would take nine tenths of the time of a full week."""
OF_A_RECORD = {
    "physician": ("number", "state"), "institution": ("number", "state", "name"),
    "opening": ("number", "state", "institution__name"),
    "candidacy": ("number", "state", "physician__number", "opening__institution__name"),
}  # fmt: skip
"""The same of what a next step is about."""
People = Collection[int] | None
"""Primary keys of users; None for everybody."""
INTERVIEW_LASTS = timedelta(hours=1)
SITS_IN = (VisitKind.ONLINE, VisitKind.MEETING)
"""Talks of three: the coordinator takes part. To a place that is shown, and to a trial, only who says so goes along."""


@dataclass(slots=True)
class Cut:
    """At most so many dates of one kind a day are read, those that stand first. more: how many of each day were left out.

    What takes hours is never cut: the hours that are free are reckoned from all of it.
    """

    most: int
    more: Counter[date] = field(default_factory=Counter)

    def of_each_day(self, rows: Any, day: str, *order: Any) -> Iterator[Any]:
        """The first rows of each day by this order, cut in the database: of a full week nine tenths are counted alone."""
        nth = Window(RowNumber(), partition_by=day, order_by=order)
        of_day = Window(Count("*"), partition_by=day)
        for row in rows.annotate(nth=nth, of_day=of_day).filter(nth__lte=self.most):
            if row.nth == 1:
                self.more[getattr(row, day)] += max(0, row.of_day - self.most)
            yield row


def entries_between(
    people: People, first: date, last: date, *, cancelled: bool = False, cut: Cut | None = None
) -> list[Entry]:
    """Everything from the first day to the last, both included; a fixed number of queries, whatever the number of entries.

    cancelled: also what was called off and is still known by its time, for a calendar that must take it away.
    cut: of each kind only the first dates of a day, and what was left out is counted in it.
    """
    return [
        *binding_between(people, first, last, cancelled=cancelled),
        *_deputies(people, first, last),
        *_callbacks(first, last, cut),
        *_first_calls(people, first, last, cut),
        *_questions(people, first, last, cut),
        *_turns(people, first, last, cut),
        *_next_actions(people, first, last, cut),
        *_care(people, first, last, cut),
    ]


def _first_of_each_day(rows: Any, cut: Cut | None, day: str, *order: Any) -> Iterator[Any]:
    return iter(rows) if cut is None else cut.of_each_day(rows, day, *order)


def binding_between(people: People, first: date, last: date, *, cancelled: bool = False) -> list[Entry]:
    """Only what takes hours of somebody's day: interviews, visits, own appointments."""
    span = _span(first, last)
    return [
        *_interviews(people, span, cancelled),
        *_visits(people, span, cancelled),
        *_own(people, span, cancelled),
        *_trips(people, span, cancelled),
    ]


Span = tuple[datetime, datetime]


def _span(first: date, last: date) -> Span:
    zone = timezone.get_default_timezone()
    return (
        datetime.combine(first, time.min, tzinfo=zone),
        datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone),
    )


def _mine(people: People, field: str) -> Q:
    return Q() if people is None else Q(**{f"{field}__in": list(people)})


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def _interviews(people: People, span: Span, cancelled: bool) -> Iterator[Entry]:
    rows = Interview.objects.filter(
        _mine(people, "physician__coordinator"), fixed_for__gte=span[0], fixed_for__lt=span[1]
    ).select_related("physician")
    rows = rows.only(
        "fixed_for", "ended_at", "fixed_at", "offered_at", "way", "physician__number", "physician__coordinator"
    )
    took_place = Q(ended_at=None) | Q(ended_at__gte=F("fixed_for"))
    for row in rows if cancelled else rows.filter(took_place):
        assert row.fixed_for is not None
        begins = _local(row.fixed_for)
        off = row.ended_at is not None and row.ended_at < row.fixed_for
        yield Entry(
            AgendaKind.INTERVIEW, begins.date(), f"interview-{row.pk}@yotei", row.ended_at or row.fixed_at or row.offered_at,
            f"{{name}}先生との面談（{TalkWay(row.way).label}）", f"面談（{row.physician.number}）",
            f"/desk/doctors/{row.physician.number}", row.physician.number, begins, begins + INTERVIEW_LASTS,
            busy=True, owner=row.physician.coordinator_id, physician=row.physician, sequence=int(off), cancelled=off,
        )  # fmt: skip


def _visits(people: People, span: Span, cancelled: bool) -> Iterator[Entry]:
    rows = Visit.objects.filter(
        _mine(people, "candidacy__owner"), begins_at__lt=span[1], ends_at__gt=span[0]
    ).select_related("candidacy__physician", "candidacy__opening__institution")
    rows = rows.only(
        "begins_at", "ends_at", "kind", "result", "uid", "closed_at", "fixed_at", "opened_at", "sequence",
        *_of_talk("candidacy"),
    )  # fmt: skip
    for row in rows if cancelled else rows.exclude(result=VisitEnd.CANCELLED):
        assert row.begins_at is not None and row.ends_at is not None
        begins, talk = _local(row.begins_at), row.candidacy
        kind = VisitKind(row.kind)
        short = {VisitKind.TOUR: "見学", VisitKind.TRIAL: "体験勤務"}.get(kind, "面談")
        off = row.result == VisitEnd.CANCELLED
        yield Entry(
            AgendaKind.VISIT, begins.date(), f"{row.uid}@yotei", row.closed_at if off and row.closed_at else row.fixed_at or row.opened_at,
            f"{{name}}先生の{short}（{talk.opening.institution.name}）", f"{short}（{talk.number}）",
            f"/desk/candidacies/{talk.number}/visit", talk.number, begins, _local(row.ends_at),
            busy=kind in SITS_IN, owner=talk.owner_id, physician=talk.physician, sequence=row.sequence, cancelled=off,
        )  # fmt: skip


def _own(people: People, span: Span, cancelled: bool) -> Iterator[Entry]:
    rows = OwnTime.objects.filter(_mine(people, "owner"), begins_at__lt=span[1], ends_at__gt=span[0])
    rows = rows.only(
        "begins_at", "ends_at", "kind", "whole_day", "uid", "changed_at", "words", "owner", "sequence", "cancelled_at"
    )
    for row in rows if cancelled else rows.filter(cancelled_at=None):
        begins, ends, kind = _local(row.begins_at), _local(row.ends_at), OwnKind(row.kind)
        whole = row.whole_day
        yield Entry(
            AgendaKind.AWAY if kind is OwnKind.AWAY else AgendaKind.OWN, begins.date(), f"{row.uid}@yotei", row.changed_at,
            row.words or kind.label, kind.label, f"/desk/calendar/own/{row.pk}", "",
            None if whole else begins, None if whole else ends, (ends - timedelta(days=1)).date() if whole else None,
            busy=True, owner=row.owner_id, sequence=row.sequence, cancelled=row.cancelled_at is not None,
        )  # fmt: skip


def _trips(people: People, span: Span, cancelled: bool) -> Iterator[Entry]:
    """From the first place to the last; a trip without places yet takes its first day."""
    live = Q(stops__dropped_at=None)
    rows = (
        Trip.objects.filter(_mine(people, "owner"))
        .annotate(first=Min("stops__arrives_at", filter=live), last=Max("stops__leaves_at", filter=live))
        .only("number", "uid", "version", "owner", "title", "starts_on", "changed_at", "cancelled_at")
    )
    rows = rows.filter(
        Q(first__lt=span[1], last__gt=span[0])
        | Q(first=None, starts_on__gte=span[0].date(), starts_on__lt=span[1].date())
    )
    for row in rows if cancelled else rows.filter(cancelled_at=None):
        begins, ends = (_local(row.first), _local(row.last)) if row.first and row.last else (None, None)
        yield Entry(
            AgendaKind.TRIP, begins.date() if begins else row.starts_on, f"{row.uid}@yotei", row.changed_at,
            f"出張：{row.title}", f"出張（{row.number}）", f"/desk/trips/{row.number}", row.number, begins, ends,
            busy=True, owner=row.owner_id, sequence=row.version, cancelled=row.cancelled_at is not None,
        )  # fmt: skip


def _deputies(people: People, first: date, last: date) -> Iterator[Entry]:
    rows = Deputy.objects.filter(
        _mine(people, "absent") | _mine(people, "deputy"), ended_at=None, from_on__lte=last, until_on__gte=first
    ).select_related("absent", "deputy")
    for row in rows:
        yield Entry(
            AgendaKind.AWAY, row.from_on, f"deputy-{row.pk}@yotei", row.made_at,
            f"{row.absent.name}さんはお休み。代理は{row.deputy.name}さん", "お休みと代理", "/desk/caseload#deputies",
            until=row.until_on, owner=row.absent_id,
        )  # fmt: skip


BY_HOURS = Case(
    *(When(part=part, then=Value(rank)) for rank, part in enumerate(sorted(HOURS, key=lambda part: HOURS[part])))
)


def _callbacks(first: date, last: date, cut: Cut | None) -> Iterator[Entry]:
    """Of nobody in particular: whoever is at the desk calls. The name shows in the queue alone."""
    rows = CallbackRequest.objects.filter(done_at=None, promised_on__range=(first, last))
    rows = rows.only("number", "part", "promised_on", "requested_at", "caller", "tries")
    for row in _first_of_each_day(rows, cut, "promised_on", BY_HOURS, "number"):
        part = DayPart(row.part)
        begins, ends = HOURS[part]
        zone = timezone.get_default_timezone()
        yield Entry(
            AgendaKind.CALL, row.promised_on, f"callback-{row.number}@yotei", row.requested_at,
            f"{Caller(row.caller).label}の方に折り返しのお電話（{row.number}）", f"お電話（{row.number}）",
            "/desk/callbacks", row.number, datetime.combine(row.promised_on, begins, tzinfo=zone),
            datetime.combine(row.promised_on, ends, tzinfo=zone), window=True, sequence=row.tries,
        )  # fmt: skip


def _first_calls(people: People, first: date, last: date, cut: Cut | None) -> Iterator[Entry]:
    rows = Physician.objects.filter(
        _mine(people, "coordinator"), state=PhysicianState.REGISTERED, contact_by__range=(first, last)
    )
    rows = rows.only("contact_by", "number", "state_since", "coordinator")
    for row in _first_of_each_day(rows, cut, "contact_by", "number"):
        assert row.contact_by is not None
        yield Entry(
            AgendaKind.CALL, row.contact_by, f"first-{row.number}@yotei", row.state_since,
            "{name}先生に最初のご連絡をする期日", f"最初のご連絡（{row.number}）", f"/desk/doctors/{row.number}",
            row.number, owner=row.coordinator_id, physician=row,
        )  # fmt: skip


def _questions(people: People, first: date, last: date, cut: Cut | None) -> Iterator[Entry]:
    questions = Question.objects.filter(
        _mine(people, "candidacy__owner"), candidacy__state__in=TALKING, answers=None, due_on__range=(first, last)
    ).select_related("candidacy__physician", "candidacy__opening__institution")
    questions = questions.only("due_on", "side", "asked_at", *_of_talk("candidacy"))
    for q in _first_of_each_day(questions, cut, "due_on", "candidacy__number", "pk"):
        talk = q.candidacy
        whose = talk.opening.institution.name if q.side == Party.PHYSICIAN else "{name}先生"
        yield Entry(
            AgendaKind.QUESTION, q.due_on, f"question-{q.pk}@yotei", q.asked_at, f"{whose}の回答の期日（{talk.number}）",
            f"回答の期日（{talk.number}）", f"/desk/candidacies/{talk.number}", talk.number, owner=talk.owner_id,
            physician=talk.physician,
        )  # fmt: skip
    inquiries = Inquiry.objects.filter(
        _mine(people, "candidacy__owner"), candidacy__state=State.PHYSICIAN_ASKED, answered_at=None,
        due_on__range=(first, last),
    ).select_related("candidacy__physician")  # fmt: skip
    own = ("candidacy__number", "candidacy__owner", "candidacy__physician__number")
    inquiries = inquiries.only("due_on", "asked_at", *own)
    for i in _first_of_each_day(inquiries, cut, "due_on", "candidacy__number", "pk"):
        yield Entry(
            AgendaKind.QUESTION, i.due_on, f"inquiry-{i.pk}@yotei", i.asked_at,
            f"{{name}}先生のお尋ねに答える期日（{i.candidacy.number}）", f"お尋ねの期日（{i.candidacy.number}）",
            f"/desk/candidacies/{i.candidacy.number}#inquiries", i.candidacy.number, owner=i.candidacy.owner_id,
            physician=i.candidacy.physician,
        )  # fmt: skip


def _turns(people: People, first: date, last: date, cut: Cut | None) -> Iterator[Entry]:
    """Talks in which it is the coordinator's turn, or a side's answer is due."""
    rows = Candidacy.objects.still_open().filter(_mine(people, "owner"), due_on__range=(first, last))
    rows = rows.exclude(state=State.VISIT_FIXED)  # its day stands there as a visit
    rows = rows.select_related("physician", "opening__institution")
    rows = rows.only("due_on", "waiting_for", "state", "stored_state", "state_since", *OF_A_TALK)
    for talk in _first_of_each_day(rows, cut, "due_on", "number"):
        assert talk.due_on is not None
        whose = {Party.PHYSICIAN: "先生のお返事", Party.INSTITUTION: "医療機関のお返事"}.get(
            Party(talk.waiting_for), "こちらの番"
        )
        yield Entry(
            AgendaKind.TURN, talk.due_on, f"turn-{talk.number}@yotei", talk.state_since,
            f"{talk.label}：{whose}の期日（{{name}}先生と{talk.opening.institution.name}）", f"期日（{talk.number}）",
            f"/desk/candidacies/{talk.number}", talk.number, owner=talk.owner_id, physician=talk.physician,
        )  # fmt: skip


def _next_actions(people: People, first: date, last: date, cut: Cut | None) -> Iterator[Entry]:
    rows = NextAction.objects.filter(_mine(people, "owner"), done_at=None, due_on__range=(first, last)).select_related(
        "physician", "institution", "opening__institution", "candidacy__physician", "candidacy__opening__institution"
    )
    for kind, over in OVER.items():
        rows = rows.exclude(**{f"{kind}__state__in": over})
    of_records = [f"{at}__{column}" for at, columns in OF_A_RECORD.items() for column in columns]
    rows = rows.only("due_on", "set_at", "words", "owner", *of_records)
    number = Coalesce(*(F(f"{kind}__number") for kind in OF_A_RECORD))
    for row in _first_of_each_day(rows, cut, "due_on", number, "pk"):
        subject = subject_of(row.record)
        yield Entry(
            AgendaKind.NEXT, row.due_on, f"next-{row.pk}@yotei", row.set_at, f"{_place(subject)}：{row.words}",
            f"次にすること（{subject.number}）", f"/desk/records/{subject.number}", subject.number, owner=row.owner_id,
            physician=subject.physician,
        )  # fmt: skip


def _place(subject: Any) -> str:
    match subject.kind:
        case "physician":
            return "{name}先生"
        case "candidacy":
            return "{name}先生と" + str(subject.row.opening.institution.name)
        case "institution":
            return str(subject.row.name)
    return f"{subject.row.institution.name}の募集"


def _care(people: People, first: date, last: date, cut: Cut | None) -> Iterator[Entry]:
    rows = CareTask.objects.filter(
        _mine(people, "candidacy__owner"), done_at=None, due_on__range=(first, last)
    ).select_related("candidacy__physician")
    own = ("candidacy__number", "candidacy__owner", "candidacy__physician__number")
    rows = rows.only("due_on", "opened_at", "words", "kind", "checkin", *own)
    for row in _first_of_each_day(rows, cut, "due_on", "candidacy__number", "pk"):
        href = f"/desk/checkins/{row.checkin_id}" if row.checkin_id else "/desk/checkins"
        yield Entry(
            AgendaKind.CARE, row.due_on, f"care-{row.pk}@yotei", row.opened_at,
            f"{row.words}（{{name}}先生、{row.candidacy.number}）", f"着任のあと（{row.candidacy.number}）", href,
            row.candidacy.number, owner=row.candidacy.owner_id, physician=row.candidacy.physician,
        )  # fmt: skip


def _of_talk(at: str) -> list[str]:
    return [f"{at}__{column}" for column in OF_A_TALK]


def names_of(entries: Collection[Entry]) -> dict[int, str]:
    """Names of those at the desk to whom entries belong, by primary key."""
    wanted = {e.owner for e in entries if e.owner is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))
