"""次にすること: set, moved, done. An active record always has one: somebody's, else the rule's (`next_rules`)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from enishi.accounts.models import User
from enishi.audit.actions import record
from enishi.candidacies.models import CandidacyTransition
from enishi.candidacies.suggesting import current_locks
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Refusal, StepRefused
from enishi.desk.models import DeskNote, NextAction
from enishi.desk.next_rules import next_by_rule, sensible_date
from enishi.desk.records import Subject, coordinators, owner_of, subject_of
from enishi.physicians.models import ContactEvent


@dataclass(frozen=True, slots=True)
class Standing:
    """What comes next of a record. action: the row somebody set, None where the rule says it; owner None: there is nobody."""

    words: str
    due: date
    owner: User | None
    action: NextAction | None

    @property
    def seen(self) -> int:
        """What a form on the page carries, so that a stale one is refused."""
        return self.action.pk if self.action else 0


def next_of(subject: Subject) -> Standing | None:
    """What comes next, who does it and by when; None of a record that has ended."""
    if not subject.is_active:
        return None
    action = _open_of(subject).select_related("owner").first()
    if action:
        return Standing(action.words, action.due_on, action.owner, action)
    owner = owner_of(subject)
    if subject.kind == "candidacy":
        row = subject.row
        return Standing(f"{row.label}：次の手続き", row.due_on, owner, None)
    until = subject.row.valid_until if subject.kind == "physician" and subject.row.accepted_on else None
    lock = current_locks([subject.row.pk]).get(subject.row.pk) if subject.kind == "physician" else None
    rule = next_by_rule(
        subject.kind,
        subject.row.state,
        touched(subject),
        promised=_promised(subject),
        valid_until=until,
        locked_until=lock,
    )
    return Standing(rule.words, rule.due, owner, None) if rule else None


def touched(subject: Subject) -> date:
    """The day of the last that happened with it, seen from the desk."""
    times: list[Any] = [subject.row.state_since]
    times += _last(NextAction.objects.filter(**subject.beside), "done_at")
    times += _last(DeskNote.objects.filter(**subject.beside, struck_at=None), "at")
    if subject.kind == "physician":
        times += _last(ContactEvent.objects.filter(physician=subject.row), "at")
        times += _last(CandidacyTransition.objects.filter(candidacy__physician=subject.row), "at")
    return timezone.localdate(max(times))


def _last(rows: Any, field: str) -> list[Any]:
    """The latest time of these rows, if any."""
    found = rows.exclude(**{field: None}).order_by(f"-{field}").values_list(field, flat=True).first()
    return [found] if found else []


def _promised(subject: Subject) -> date | None:
    """The day beside the state that the rule asks for."""
    row = subject.row
    match subject.kind, row.state:
        case "physician", "registered":
            return row.contact_by  # type: ignore[no-any-return]
        case "physician", "paused":
            return row.paused_until  # type: ignore[no-any-return]
        case "opening", "published":
            return timezone.localdate(row.confirmed_at) if row.confirmed_at else None
    return None


@transaction.atomic
def set_next(
    *, subject: Subject, by: Actor, words: str, due: date, owner: User | None = None, seen: int | None = None
) -> NextAction:
    """What comes next of this record; it takes the place of what stood there. A day off becomes the next working day.

    owner: who does it, else whoever looks after the record, else who sets it. seen: `Standing.seen` of the page the words
    were typed on; None where no page was seen. Raises StepRefused for a record that has ended, a date that makes no sense
    and where somebody else was first.
    """
    standing = _held(subject, seen)
    if problem := sensible_date(due, today()):
        raise StepRefused(Refusal("due", problem))
    if standing is not None:
        NextAction.objects.filter(pk=standing.pk).update(done_at=now(), done_by=by.user_id)
    return _write(subject, by, words, due, owner)


@transaction.atomic
def finish_next(
    *,
    subject: Subject,
    by: Actor,
    words: str = "",
    due: date | None = None,
    owner: User | None = None,
    seen: int | None = None,
) -> NextAction | None:
    """It is done. With words and a date the next one stands at once, else the rule says what comes next (None)."""
    standing = _held(subject, seen)
    if standing is None:
        raise StepRefused(Refusal("none", "決めてあることはありません。次にすることをお書きください。"))
    if bool(words.strip()) != bool(due):
        raise StepRefused(
            Refusal("half", "次にすることと期日を、両方お書きください。両方とも空なら、決まりの日になります。")
        )
    if due and (problem := sensible_date(due, today())):
        raise StepRefused(Refusal("due", problem))
    NextAction.objects.filter(pk=standing.pk).update(done_at=now(), done_by=by.user_id)
    record(by=by, action="finish_next", object_type=subject.kind, object_number=subject.number)
    return _write(subject, by, words, due, owner) if due else None


@transaction.atomic
def reopen_next(*, pk: int, by: Actor) -> NextAction:
    """「済み」 is taken back by whoever said it. Raises StepRefused where something else is to be done by now."""
    found = NextAction.objects.filter(pk=pk, done_by=by.user_id).first()
    if found is None:
        raise Http404
    subject = subject_of(found.record)
    if _held(subject, None) is not None:
        raise StepRefused(Refusal("next", "そのあとに、次にすることが決まっています。記録の画面でお確かめください。"))
    if NextAction.objects.filter(pk=pk).exclude(done_at=None).update(done_at=None, done_by=None):
        record(by=by, action="reopen_next", object_type=subject.kind, object_number=subject.number)
    found.refresh_from_db()
    return found


@transaction.atomic
def take_back_set(*, pk: int, before: int, by: Actor) -> NextAction | None:
    """What was just set is not to be done; what stood there `before` (its key, 0 for nothing) stands again, if any.

    By whoever set it. Raises StepRefused where it was done or changed since. A second press changes nothing.
    """
    made = NextAction.objects.filter(pk=pk, set_by=by.user_id).first()
    if made is None:
        raise Http404
    subject = subject_of(made.record)
    open_now = _held(subject, None)
    if open_now is not None and open_now.pk == before:
        return open_now
    if open_now is None or open_now.pk != pk:
        raise StepRefused(
            Refusal("since", "そのあとに、済みになったか、書き直されています。記録の画面でお確かめください。")
        )
    NextAction.objects.filter(pk=pk).update(done_at=now(), done_by=by.user_id)
    earlier = NextAction.objects.filter(**subject.beside, pk=before, done_by=by.user_id).first()
    if earlier is not None:
        NextAction.objects.filter(pk=before).update(done_at=None, done_by=None)
    record(by=by, action="take_back_next", object_type=subject.kind, object_number=subject.number)
    return earlier


def _held(subject: Subject, seen: int | None) -> NextAction | None:
    """The open one, with the record locked so that of two people one is second and is told."""
    type(subject.row)._base_manager.select_for_update(of=("self",)).get(pk=subject.row.pk)
    if not subject.is_active:
        raise StepRefused(Refusal("over", "もう終わっているため、次にすることは決められません。"))
    found = _open_of(subject).select_related("set_by").first()
    if seen is not None and seen != (found.pk if found else 0):
        who = found.set_by.name if found and found.set_by else "ほかの方"
        raise StepRefused(
            Refusal(
                "seen", f"この画面を開いたあとに、{who}さんが先に直されました。画面を開き直して、お確かめください。"
            )
        )
    return found


def _write(subject: Subject, by: Actor, words: str, due: date, owner: User | None) -> NextAction:
    owner = owner or owner_of(subject)
    owner_id = owner.pk if owner else by.user_id
    if owner_id is None:
        raise StepRefused(Refusal("owner", "担当する人をお選びください。"))
    made = NextAction.objects.create(
        **subject.beside,
        words=words.strip(),
        due_on=add_working_days(due, 0),
        owner_id=owner_id,
        set_by_id=by.user_id,
    )
    record(
        by=by, action="set_next", object_type=subject.kind, object_number=subject.number, due=made.due_on.isoformat()
    )
    return made


def _open_of(subject: Subject) -> Any:
    return NextAction.objects.filter(**subject.beside, done_at=None)


def who_may_own() -> Any:
    """Whom a next action may be given to."""
    return coordinators()
