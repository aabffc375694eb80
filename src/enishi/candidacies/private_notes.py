"""自分だけの控え: what one side writes down for itself. The physician's, the institution's, the coordinators': none reads another's."""

import uuid

from django.db import transaction
from django.db.models import QuerySet

from enishi.audit.actions import record
from enishi.candidacies.models import Candidacy, PrivateNote
from enishi.common.actor import Actor
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Party, Refusal, StepRefused

MOST = 100
WRITERS = frozenset({Party.PHYSICIAN, Party.INSTITUTION, Party.COORDINATOR})


def notes_of(candidacy: Candidacy, actor: Actor) -> QuerySet[PrivateNote]:
    """Of the reader's own side alone; a supervisor reads what the coordinators wrote. The only door to notes."""
    return candidacy.private_notes.filter(side=_side_of(actor))


def notes_listed(candidacy: Candidacy, actor: Actor) -> list[PrivateNote]:
    """The same, read at once."""
    return _LISTED.all(candidacy=candidacy.pk, side=_side_of(actor))


_LISTED = Worded(lambda: PrivateNote.objects.filter(candidacy=Given("candidacy"), side=Given("side")))


def _side_of(actor: Actor) -> Party:
    return Party.COORDINATOR if actor.party is Party.SUPERVISOR else actor.party


@transaction.atomic
def write_note(*, candidacy: Candidacy, by: Actor, text: str, key: uuid.UUID) -> PrivateNote:
    """The same key again returns the note that stands. Raises StepRefused when there are too many."""
    if by.party not in WRITERS:
        raise StepRefused(Refusal("party", "控えは、先生・医療機関・担当者が、それぞれご自分のために書くものです。"))
    if found := notes_of(candidacy, by).filter(key=key).first():
        return found
    if notes_of(candidacy, by).count() >= MOST:
        raise StepRefused(Refusal("full", f"控えは{MOST}件までです。要らなくなったものを消してからお書きください。"))
    note, created = PrivateNote.objects.get_or_create(
        key=key,
        defaults={"candidacy": candidacy, "side": by.party, "author_id": by.user_id, "text": text.strip()},
    )
    if created:
        record(by=by, action="write_note", object_type="candidacy", object_number=candidacy.number, note=note.pk)
    return note


@transaction.atomic
def drop_note(*, note: PrivateNote, by: Actor) -> None:
    """The words are gone with the row."""
    record(by=by, action="drop_note", object_type="candidacy", object_number=note.candidacy.number, note=note.pk)
    PrivateNote.objects.filter(pk=note.pk).delete()
