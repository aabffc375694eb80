"""What was set as the next of a record, and records of which nobody set one and whose day by rule has come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

from enishi.candidacies.enums import ENDS
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.candidacies.suggesting import current_locks, locking
from enishi.common.actor import Actor
from enishi.common.japanese.date_display import western_with_era
from enishi.desk.agenda import OF_A_RECORD
from enishi.desk.models import DeskNote, NextAction
from enishi.desk.next_rules import (
    DRAFT_WORKING_DAYS,
    FOLLOW_WORKING_DAYS,
    HOUSE_WORKING_DAYS,
    PLACED_WORKING_DAYS,
    SUSPENDED_WORKING_DAYS,
    next_by_rule,
    touched_since,
)
from enishi.desk.records import owned_by, subject_of
from enishi.institutions.enums import InstitutionState
from enishi.institutions.models import Institution
from enishi.openings.enums import OpeningState
from enishi.openings.models import Opening
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import ContactEvent, Physician

MOST = 100
Line = tuple[str, str, date, str, str, str, Physician | None]


def next_tasks(actor: Actor, until: date) -> Iterator[Line]:
    """(kind, number, due, words, reason, href, physician) of what was set for this person to do by then."""
    rows = NextAction.objects.filter(owned_by(actor, "owner"), done_at=None, due_on__lte=until).select_related(
        "set_by", "physician", "institution", "opening__institution", "candidacy__physician",
        "candidacy__opening__institution",
    )  # fmt: skip
    of_records = [f"{at}__{column}" for at, columns in OF_A_RECORD.items() for column in columns]
    rows = rows.only("due_on", "set_at", "words", "set_by__name", *of_records)
    for action in rows.order_by("due_on", "pk")[:MOST]:
        subject = subject_of(action.record)
        if not subject.is_active:
            continue
        who = f"{action.set_by.name}さんが" if action.set_by else ""
        day = timezone.localdate(action.set_at)
        yield (
            "next", subject.number, action.due_on, f"{_place(subject)}：{action.words}",
            f"{day.month}月{day.day}日に、{who}{action.due_on.month}月{action.due_on.day}日までと決めました。",
            f"/desk/records/{subject.number}", subject.physician,
        )  # fmt: skip


def _place(subject: Any) -> str:
    match subject.kind:
        case "physician":
            return "{name}先生"
        case "candidacy":
            return "{name}先生と" + subject.row.opening.institution.name
        case "institution":
            return str(subject.row.name)
    return f"{subject.row.institution.name}の募集"


def follow_tasks(actor: Actor, until: date) -> Iterator[Line]:
    """Active records of which nobody set what comes next and no other task speaks, and whose day by rule has come by `until`.

    New registrations, applications and stale openings have tasks of their own; a physician in an open talk is heard in it.
    """
    quiet = list(_quiet_physicians(actor, until))
    locks = current_locks([p.pk for p in quiet])
    for p in quiet:
        ends = p.valid_until if p.accepted_on else None
        rule = next_by_rule(
            "physician", p.state, timezone.localdate(p.touched), promised=p.paused_until, valid_until=ends,
            locked_until=locks.get(p.pk),
        )  # fmt: skip
        if rule and rule.due <= until:
            last = timezone.localdate(p.touched)
            reason = f"{last.month}月{last.day}日のあと、ご連絡も、お引き合わせもありません。"
            if p.state == PhysicianState.PAUSED:
                near = p.paused_until is not None and p.paused_until <= until
                reason = "お休みの終わりの日が近づいています。" if near else reason
                if ends is not None and ends <= until:
                    reason = (
                        f"求職の有効期間は{western_with_era(ends)}までです。お休みのあいだは延びません。"
                        "再開なさると、その日から1年になります。"
                    )
            yield ("follow", p.number, rule.due, f"{{name}}先生：{rule.words}", reason, f"/desk/records/{p.number}", p)
    for house in _quiet_houses(actor, until):
        rule = next_by_rule("institution", house.state, timezone.localdate(house.touched))
        if rule and rule.due <= until:
            last = timezone.localdate(house.touched)
            yield (
                "follow", house.number, rule.due, f"{house.name}：{rule.words}",
                f"{last.month}月{last.day}日のあと、記録がありません。", f"/desk/records/{house.number}", None,
            )  # fmt: skip
    for opening in _quiet_drafts(actor, until):
        rule = next_by_rule("opening", opening.state, timezone.localdate(opening.touched))
        if rule and rule.due <= until:
            last = timezone.localdate(opening.touched)
            yield (
                "follow", opening.number, rule.due, f"{opening.institution.name}の募集：{rule.words}",
                f"{last.month}月{last.day}日から下書きのままです。", f"/desk/records/{opening.number}", None,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Events:
    """Rows that tell that something happened with a record. at: the field of their time; key: that of the record."""

    rows: Any
    at: str
    key: str

    @property
    def latest(self) -> Subquery:
        """The latest time of those of the outer record."""
        own = self.rows.filter(**{self.key: OuterRef("pk")}).order_by().values(self.key)
        return Subquery(own.annotate(latest=Max(self.at)).values("latest"))

    def any_after(self, day: date) -> Exists:
        """Whether one of the outer record is of a later day. Asked once for all records, where `latest` is reckoned for each."""
        return Exists(self.rows.filter(**{self.key: OuterRef("pk"), f"{self.at}__gte": _midnight_after(day)}))


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _events(key: str) -> tuple[_Events, ...]:
    return (
        _Events(NextAction.objects.exclude(done_at=None), "done_at", key),
        _Events(DeskNote.objects.filter(struck_at=None), "at", key),
    )


def _touched(events: Iterable[_Events]) -> Greatest:
    """GREATEST leaves NULL out in PostgreSQL."""
    return Greatest("state_since", *(each.latest for each in events))


def _silent_since(day: date, events: Iterable[_Events]) -> Q:
    """Nothing has happened after this day: what `_touched` is not later than, without reckoning it."""
    found = Q(state_since__lt=_midnight_after(day))
    for each in events:
        found &= ~Q(each.any_after(day))
    return found


def _unset(key: str) -> Q:
    return ~Q(Exists(NextAction.objects.filter(**{key: OuterRef("pk")}, done_at=None)))


def _quiet_physicians(actor: Actor, until: date) -> Any:
    rows = Physician.objects.filter(
        owned_by(actor, "coordinator"), _unset("physician"), state__in=[PhysicianState.ACTIVE, PhysicianState.PAUSED]
    )
    talks = Candidacy.objects.filter(physician=OuterRef("pk")).exclude(state__in=ENDS)
    events = (
        *_events("physician"),
        _Events(ContactEvent.objects.all(), "at", "physician"),
        _Events(CandidacyTransition.objects.all(), "at", "candidacy__physician"),
    )
    resting = Q(state=PhysicianState.PAUSED) & (
        Q(paused_until__lte=until) | Q(accepted_on__isnull=False, valid_until__lte=until)
    )
    silent, long = (
        _silent_since(touched_since(until, days), events) for days in (FOLLOW_WORKING_DAYS, PLACED_WORKING_DAYS)
    )
    locked = Exists(locking(until).filter(candidacy__physician=OuterRef("pk")))
    rows = (
        rows.exclude(Exists(talks))
        .filter(resting | ~locked & silent | locked & long)
        .annotate(touched=_touched(events))
    )
    return rows.only("number", "state", "paused_until", "accepted_on", "valid_until").order_by("touched")[:MOST]


def _quiet_houses(actor: Actor, until: date) -> Any:
    rows = Institution.objects.filter(owned_by(actor, "keeper__coordinator"), _unset("institution"))
    events = _events("institution")
    long, short = (
        _silent_since(touched_since(until, days), events) for days in (HOUSE_WORKING_DAYS, SUSPENDED_WORKING_DAYS)
    )
    due = Q(state=InstitutionState.ACTIVE) & long | Q(state=InstitutionState.SUSPENDED) & short
    rows = rows.filter(due).annotate(touched=_touched(events))
    return rows.only("number", "state", "name").order_by("touched")[:MOST]


def _quiet_drafts(actor: Actor, until: date) -> Any:
    rows = Opening.objects.filter(
        owned_by(actor, "institution__keeper__coordinator"),
        _unset("opening"),
        state__in=[OpeningState.DRAFT, OpeningState.CHECKING],
    ).select_related("institution")
    events = _events("opening")
    rows = rows.filter(_silent_since(touched_since(until, DRAFT_WORKING_DAYS), events))
    rows = rows.annotate(touched=_touched(events)).only("number", "state", "institution__name")
    return rows.order_by("touched")[:MOST]
