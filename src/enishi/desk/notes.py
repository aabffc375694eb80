"""控え: what the desk writes down beside a record. Written once, struck if wrong, never changed."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.desk.enums import NoteKind, NoteWay, Reached
from enishi.desk.models import DeskNote
from enishi.desk.records import Subject, looks_after
from enishi.desk.traces import trace_note

LATEST_AHEAD = timedelta(minutes=5)


def notes_of(subject: Subject, actor: Actor) -> QuerySet[DeskNote]:
    """Those this person may read, the newest first. The only door to notes."""
    rows = DeskNote.objects.filter(**subject.beside).select_related("author").order_by("-at", "-id")
    if looks_after(actor, subject):
        return rows
    return rows.filter(restricted=False) | rows.filter(author=actor.user_id)


@transaction.atomic
def write_note(
    *,
    subject: Subject,
    by: Actor,
    text: str,
    key: uuid.UUID,
    kind: NoteKind = NoteKind.NOTE,
    way: NoteWay | None = None,
    reached: Reached | None = None,
    whom: str = "",
    restricted: bool = False,
    at: datetime | None = None,
) -> DeskNote:
    """Write it down; the same key again is the same note. at: when it happened, else now.

    A call, fax or letter to a physician stands in his or her contact ledger and goes through `physicians.contact`, which
    knows the promise; here it is refused.
    """
    if found := DeskNote.objects.filter(key=key).first():
        return found
    if subject.kind == "physician" and kind not in (NoteKind.NOTE, NoteKind.MEETING):
        raise StepRefused(Refusal("ledger", "先生へのご連絡は、連絡簿に記録してください。"))
    if not text.strip() and reached is None:
        raise StepRefused(Refusal("empty", "控えのことばをご入力ください。例：事務長は火曜の午後にいらっしゃる"))
    if at is not None and at > now() + LATEST_AHEAD:
        raise StepRefused(Refusal("ahead", "日時が、これから先になっています。"))
    note, created = DeskNote.objects.get_or_create(
        key=key,
        defaults={
            **subject.beside,
            "kind": kind,
            "way": way or "",
            "reached": reached or "",
            "whom": whom.strip(),
            "text": text.strip(),
            "restricted": restricted,
            "author_id": by.user_id,
            "at": at or now(),
        },
    )
    if created:
        trace_note(note)
        record(
            by=by,
            action="write_desk_note",
            object_type=subject.kind,
            object_number=subject.number,
            note=note.pk,
            kind=str(kind),
        )
    return note


@transaction.atomic
def strike_note(*, subject: Subject, pk: int, by: Actor) -> DeskNote:
    """It was wrong: the line stays and says so, and no search finds it. By its author or a supervisor; 404 for others' notes."""
    found = notes_of(subject, by).filter(pk=pk).first()
    if found is None:
        raise Http404
    if by.role != Role.SUPERVISOR and found.author_id != by.user_id:
        raise StepRefused(Refusal("author", "控えを取り消せるのは、書いた人と統括だけです。"))
    note = DeskNote.objects.select_for_update().get(pk=found.pk)
    if note.struck_at is None:
        note.struck_at, note.struck_by_id = now(), by.user_id
        note.save(update_fields=["struck_at", "struck_by"])
        trace_note(note)
        record(by=by, action="strike_desk_note", object_type=subject.kind, object_number=subject.number, note=note.pk)
    return note


@transaction.atomic
def restore_note(*, subject: Subject, pk: int, by: Actor) -> DeskNote:
    """The striking is undone, by whoever may strike."""
    found = notes_of(subject, by).filter(pk=pk).first()
    if found is None:
        raise Http404
    if by.role != Role.SUPERVISOR and found.author_id != by.user_id:
        raise StepRefused(Refusal("author", "控えを戻せるのは、書いた人と統括だけです。"))
    note = DeskNote.objects.select_for_update().get(pk=found.pk)
    if note.struck_at is not None:
        note.struck_at, note.struck_by = None, None
        note.save(update_fields=["struck_at", "struck_by"])
        trace_note(note)
        record(by=by, action="restore_desk_note", object_type=subject.kind, object_number=subject.number, note=note.pk)
    return note
