"""ケース会議: planned, cases put on the list and taken off, what was decided of each, held. A decision becomes a next action."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Model, Q
from django.http import Http404
from django.utils import timezone

from enishi.accounts.models import User
from enishi.accounts.roles import DESK_ROLES, Role
from enishi.audit.actions import record
from enishi.candidacies.enums import OPEN, State
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.candidacies.summary import outline_of_physician
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.giveaways import Person, giveaways_in, kinds_of
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.complaints.access import complaints_for
from enishi.desk.conference_models import Conference, ConferenceCase
from enishi.desk.conference_rules import (
    LOOK_BACK_DAYS,
    MOST_CASES,
    REFUSALS,
    Suggested,
    Why,
    brief_of,
    leaks,
    long_words,
    refused_words,
)
from enishi.desk.next_actions import next_of, set_next
from enishi.desk.next_rules import is_long
from enishi.desk.records import Subject, subject_of
from enishi.desk.stage_ages import median_days
from enishi.institutions.models import Institution
from enishi.openings.conditions import days_words
from enishi.openings.models import Opening
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import Physician

PREFIX = "G"
REFUSED = (State.PHYSICIAN_DECLINED, State.INSTITUTION_DECLINED)
LIST_UP_TO = 8


def conferences_for(actor: Actor) -> "list[Conference]":
    """All meetings, the latest first, for the desk."""
    if actor.role not in DESK_ROLES:
        return []
    rows = Conference.objects.annotate(count=Count("cases", filter=Q(cases__dropped_at=None)))
    return list(rows.order_by("-on", "-id"))


def conference_for(actor: Actor, number: str) -> Conference:
    found = Conference.objects.filter(number=number).first() if actor.role in DESK_ROLES else None
    if found is None:
        raise Http404
    return found


def cases_of(conference: Conference, actor: Actor) -> list[tuple[ConferenceCase, Subject]]:
    """Each case with its record, in their order, without those whose record this person may not know of."""
    rows = conference.cases.filter(dropped_at=None).select_related(
        "physician__coordinator", "institution", "opening__institution", "opening__current",
        "candidacy__physician", "candidacy__opening__institution", "candidacy__owner", "action__owner", "put_by",
        "decided_by",
    )  # fmt: skip
    found = [(case, subject_of(case.record)) for case in rows]
    seen = {
        (kind, pk)
        for kind, model in MODELS.items()
        if (wanted := [subject.row.pk for _, subject in found if subject.kind == kind])
        for pk in model._default_manager.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True)  # type: ignore[attr-defined]
    }
    return [(case, subject) for case, subject in found if (subject.kind, subject.row.pk) in seen]


MODELS: dict[str, type[Model]] = {
    "physician": Physician, "institution": Institution, "opening": Opening, "candidacy": Candidacy,
}  # fmt: skip


def case_for(actor: Actor, number: str, pk: int) -> tuple[ConferenceCase, Subject]:
    """One case of this meeting, through the door of its record; else 404."""
    for case, subject in cases_of(conference_for(actor, number), actor):
        if case.pk == pk:
            return case, subject
    raise Http404


@transaction.atomic
def plan_conference(*, on: date, place: str, key: UUID, by: Actor) -> Conference:
    """The same form twice plans once. Raises StepRefused for a day that is past."""
    number = next_number(PREFIX)
    if found := Conference.objects.filter(key=key).first():
        return found
    if on < today():
        raise StepRefused(Refusal("on", "開く日は、今日からあとの日にしてください。"))
    made = Conference.objects.create(number=number, key=key, on=on, place=place.strip(), planned_by_id=by.user_id)
    record(by=by, action="plan_conference", object_type="conference", object_number=number)
    return made


def _held(conference: Conference) -> Conference:
    row = Conference.objects.select_for_update().get(pk=conference.pk)
    if row.held_at is not None:
        raise StepRefused(Refusal("held", "この会議は、もう開き終えています。次の会議に載せてください。"))
    return row


@transaction.atomic
def put_case(*, conference: Conference, subject: Subject, question: str, why: Why, by: Actor) -> ConferenceCase:
    """Put a record on the list with a question. On it already, the question is written anew, by whoever put it there or not.

    Raises StepRefused for a record that has ended, a full list, and where the question would name somebody.
    """
    row = _held(conference)
    if not subject.is_active:
        raise StepRefused(Refusal("over", "もう終わっている記録は、載せられません。"))
    refuse_names(subject, question)
    standing = row.cases.filter(dropped_at=None, **subject.beside).first()
    if standing is not None:
        standing.question, standing.brief = question.strip(), brief(subject)
        standing.save(update_fields=["question", "brief"])
    else:
        if row.cases.filter(dropped_at=None).count() >= MOST_CASES:
            raise StepRefused(Refusal("full", f"一度の会議では{MOST_CASES}件までにします。次の会議に載せてください。"))
        standing = ConferenceCase.objects.create(
            conference=row, why=why, question=question.strip(), brief=brief(subject), put_by_id=by.user_id,
            **subject.beside,
        )  # fmt: skip
    record(by=by, action="put_case", object_type=subject.kind, object_number=subject.number, conference=row.number)
    return standing


@transaction.atomic
def drop_case(*, case: ConferenceCase, by: Actor) -> None:
    """Off the list. Raises StepRefused once it was decided on."""
    _held(case.conference)
    row = ConferenceCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if row.decided_at is not None:
        raise StepRefused(Refusal("decided", "決めたことのある一件は、外せません。"))
    if row.dropped_at is None:
        row.dropped_at = now()
        row.save(update_fields=["dropped_at"])
        subject = subject_of(row.record)
        record(by=by, action="drop_case", object_type=subject.kind, object_number=subject.number)


@transaction.atomic
def decide_case(
    *, case: ConferenceCase, decided: str, words: str, due: date, owner: User, seen: int | None, by: Actor
) -> ConferenceCase:
    """What was decided, and who does what by when: the next action of the record. Decided anew, the later word stands.

    seen: `Standing.seen` of the page. Raises StepRefused where the meeting is over, a name stands in the words, the date
    makes no sense, or somebody else set what comes next meanwhile.
    """
    _held(case.conference)
    row = ConferenceCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if row.dropped_at is not None:
        raise StepRefused(Refusal("dropped", "この一件は、会議から外されました。画面を開き直してください。"))
    subject = subject_of(row.record)
    refuse_names(subject, decided)
    row.action = set_next(subject=subject, by=by, words=words, due=due, owner=owner, seen=seen)
    row.decided, row.decided_at, row.decided_by_id = decided.strip(), now(), by.user_id
    row.save(update_fields=["action", "decided", "decided_at", "decided_by"])
    record(by=by, action="decide_case", object_type=subject.kind, object_number=subject.number)
    return row


@transaction.atomic
def hold_conference(*, conference: Conference, attended: Iterable[User], by: Actor) -> Conference:
    """The meeting is over; who was there. Raises StepRefused with nobody, before its day, or with cases nobody decided on."""
    row = _held(conference)
    people = list(attended)
    if not people:
        raise StepRefused(Refusal("attended", "出た人を、1人以上お選びください。"))
    if row.on > today():
        raise StepRefused(Refusal("early", "会議の日が来てから、終えてください。"))
    if left := row.cases.filter(dropped_at=None, decided_at=None).count():
        raise StepRefused(
            Refusal("open", f"まだ決めていない一件が{left}件あります。決めたことを書くか、会議から外してください。")
        )
    row.held_at, row.held_by_id = now(), by.user_id
    row.save(update_fields=["held_at", "held_by"])
    row.attended.set(people)
    record(by=by, action="hold_conference", object_type="conference", object_number=row.number, count=len(people))
    return row


# -- without names ----------------------------------------------------------------------------------
def refuse_names(subject: Subject, text: str) -> None:
    """Raises StepRefused where words would say who it is about: the person, a telephone number, the institution's name."""
    found = giveaways_in(text, _person(subject.physician) if subject.physician else None)
    if found:
        shown = "".join(f"「{' '.join(g.words.split())}」" for g in found)
        raise StepRefused(
            Refusal(
                "names",
                f"{kinds_of(found)}のようなことばがあります（{shown}）。会議の紙には載せません。除いてください。",
            )
        )
    if named := leaks(text, _houses(subject)):
        raise StepRefused(
            Refusal(
                "names",
                f"医療機関の名前（「{'」「'.join(named)}」）があります。会議の紙には載せません。「町の診療所」のようにお書きください。",
            )
        )


def _person(physician: Physician) -> Person:
    """Read for a comparison inside the program: nobody is shown it."""
    i = physician.identity
    return Person(i.family_name, i.given_name, i.family_kana, i.given_kana, i.employer)


def _houses(subject: Subject) -> list[str]:
    match subject.kind:
        case "institution":
            return [subject.row.name]
        case "opening":
            return [subject.row.institution.name]
        case "candidacy":
            return [subject.row.opening.institution.name]
    talks = subject.row.candidacies.select_related("opening__institution")
    return [talk.opening.institution.name for talk in talks]


def brief(subject: Subject) -> str:
    """What the rules say of a record without a name: the outline as institutions read it, the stage, how long, refusals."""
    row = subject.row
    standing = next_of(subject)
    days = (today() - timezone.localdate(row.state_since)).days
    lines = []
    if subject.physician:
        lines.append(("先生", outline_of_physician(subject.physician)))
    if subject.kind == "candidacy":
        lines.append(("募集", _opening_words(row.opening)))
        lines.append(("段階", f"{row.label}（{days}日）"))
    elif subject.kind == "physician":
        lines.append(("状態", f"{PhysicianState(row.state).label}（{days}日）"))
    elif subject.kind == "opening":
        lines.append(("募集", _opening_words(row)))
    else:
        lines.append(("医療機関", f"{row.municipality.prefecture.name}の{row.get_kind_display()}"))
    lines.append(("これまで", _so_far(subject)))
    if standing:
        lines.append(("いまの予定", f"{standing.due.month}月{standing.due.day}日まで"))
    return brief_of(lines)


def _opening_words(opening: Opening) -> str:
    house, version = opening.institution, opening.current
    kind = f"{house.municipality.prefecture.name}の{house.get_kind_display()}"
    return "・".join(
        filter(
            None, (kind, "・".join(version.specialties) if version else "", days_words(version.days) if version else "")
        )
    )


def _so_far(subject: Subject) -> str:
    field = {"physician": "physician", "opening": "opening", "institution": "opening__institution"}.get(subject.kind)
    if field is None:
        return ""
    counts = Candidacy.objects.filter(**{field: subject.row}).aggregate(
        all=Count("pk"), open=Count("pk", filter=Q(state__in=OPEN)), refused=Count("pk", filter=Q(state__in=REFUSED))
    )
    return f"お引き合わせ{counts['all']}件（進行中{counts['open']}件、見送り{counts['refused']}件）"


# -- suggested by rules -----------------------------------------------------------------------------
def suggested(actor: Actor, conference: Conference) -> list[Suggested]:
    """Records that the rules find hard and that are not on the list, a coordinator's own first.

    Complaints are on a path of their own: only a supervisor is shown that one stands about somebody, and putting the record
    on the list says nothing of it (ADR 0044).
    """
    on_list = {subject.number for _, subject in cases_of(conference, actor)}
    every = [*_with_complaints(actor), *_long(actor), *_refused(actor)]
    first: dict[str, Suggested] = {}
    for one in every:
        first.setdefault(one.number, one)
    return [one for one in first.values() if one.number not in on_list][:LIST_UP_TO]


def _long(actor: Actor) -> Iterator[Suggested]:
    medians = median_days()
    rows = Candidacy.objects.visible_to(actor).filter(state__in=OPEN).order_by("state_since")
    if actor.role == Role.COORDINATOR:
        rows = rows.filter(owner=actor.user_id)
    for talk in rows[:200]:
        days, median = (today() - timezone.localdate(talk.state_since)).days, medians.get(talk.state)
        if median is not None and is_long(days, median):
            yield Suggested(talk.number, Why.LONG, long_words(talk.label, days, median))


def _refused(actor: Actor) -> Iterator[Suggested]:
    since = now() - timedelta(days=LOOK_BACK_DAYS)
    ended = CandidacyTransition.objects.filter(to_state__in=REFUSED, at__gte=since)
    for field, key, model in (
        ("candidacy__physician", "physician", Physician),
        ("candidacy__opening", "opening", Opening),
    ):
        rows = ended.values(field).annotate(count=Count("candidacy", distinct=True)).filter(count__gte=REFUSALS)
        counts = dict(rows.order_by("-count", field).values_list(field, "count")[:50])
        found = model._default_manager.visible_to(actor).filter(pk__in=counts)  # type: ignore[attr-defined]
        if key == "physician" and actor.role == Role.COORDINATOR:
            found = found.filter(coordinator=actor.user_id)
        for row in sorted(found, key=lambda r: (-counts[r.pk], r.number)):
            if subject_of(row).is_active:
                yield Suggested(row.number, Why.REFUSED, refused_words(counts[row.pk]))


def _with_complaints(actor: Actor) -> Iterator[Suggested]:
    if actor.role != Role.SUPERVISOR:
        return
    users = complaints_for(actor).filter(closed_at=None, user__isnull=False).values("user")
    for physician in Physician.objects.visible_to(actor).filter(user__in=users).order_by("number")[:20]:
        if subject_of(physician).is_active:
            yield Suggested(physician.number, Why.OWN, "お申し出があります（統括だけに見えています）。")


def decisions_beside(subject: Subject) -> "list[ConferenceCase]":
    """What meetings decided of this record, for its timeline."""
    rows = ConferenceCase.objects.filter(decided_at__isnull=False, **subject.beside)
    return list(rows.select_related("conference", "decided_by", "action__owner"))
