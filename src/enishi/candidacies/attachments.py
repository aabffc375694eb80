"""お渡しする書類: files from one side of a talk to the other, stored encrypted and freed of everything but the content."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.http import Http404

from enishi.audit.actions import record, record_reading
from enishi.candidacies.dialogue import lock_talk, other, side_of
from enishi.candidacies.giveaways import name_is_shown, shows_name
from enishi.candidacies.models import Attachment, Candidacy
from enishi.candidacies.news import announce
from enishi.candidacies.once import keep_once, standing
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.uploads import KINDS, CleanFile
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.physicians.enums import DisclosureLevel

MOST_FILES = 30
MOST_BYTES = 80 * 1024 * 1024


def attachments_of(candidacy: Candidacy) -> QuerySet[Attachment]:
    """What may be opened in this talk, without the bytes, newest first."""
    return _standing(candidacy)


def attachments_listed(candidacy: Candidacy) -> list[Attachment]:
    """The same, read at once."""
    return _LISTED.all(candidacy=candidacy.pk)


def _standing(candidacy: Any) -> QuerySet[Attachment]:
    rows = Attachment.objects.filter(candidacy=candidacy, taken_back_at=None)
    return rows.defer("body").order_by("-sent_at", "-id")


_LISTED = Worded(lambda: _standing(Given("candidacy")))


def attachment_in(candidacy: Candidacy, pk: int) -> Attachment:
    """A paper of this talk that was not taken back; else 404."""
    found = attachments_of(candidacy).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_attach(candidacy: Candidacy, side: Party) -> bool:
    """A physician's papers bear a name, which no program can read out of a picture: they go once the name is known."""
    return side is not Party.PHYSICIAN or name_is_shown(candidacy)


def may_attach_at(level: DisclosureLevel | None, side: Party) -> bool:
    """As `may_attach`, where the level of the candidacy has been read."""
    return side is not Party.PHYSICIAN or shows_name(level)


@transaction.atomic
def attach(
    *,
    candidacy: Candidacy,
    by: Actor,
    title: str,
    file: CleanFile,
    key: uuid.UUID,
    speaks_for: Party | None = None,
) -> Attachment:
    """Hand a checked file to the other side. The same key again returns the one that stands. Raises StepRefused when full."""
    if found := standing(Attachment, key, candidacy=candidacy):
        return found
    locked = lock_talk(candidacy)
    side = side_of(by, speaks_for)
    if not may_attach(locked, side):
        raise StepRefused(
            Refusal(
                "name",
                "先生の書類にはお名前が入っていることが多いため、お名前を伝えるご同意のあとでお渡しできます。",
            )
        )
    kept = locked.attachments.filter(taken_back_at=None).aggregate(bytes=Sum("size"))["bytes"] or 0
    if attachments_of(locked).count() >= MOST_FILES or kept + len(file.data) > MOST_BYTES:
        raise StepRefused(
            Refusal("full", "このお話でお預かりできる量（30点・80MB）に達しています。担当者へご相談ください。")
        )
    paper = {
        "side": side,
        "author_id": by.user_id,
        "channel": by.channel,
        "title": title.strip(),
        "content_type": file.content_type,
        "size": len(file.data),
        "body": file.data,
    }
    row, created = keep_once(Attachment, key, {"candidacy": locked}, paper)
    if created:
        record(by=by, action="attach", object_type="candidacy", object_number=candidacy.number, attachment=row.pk)
        announce(candidacy, to=[other(side)])
    return row


@transaction.atomic
def take_back(*, attachment: Attachment, by: Actor) -> None:
    """Its own side, or the coordinator, takes a paper back: the bytes are gone, the line that there was one stays."""
    candidacy = attachment.candidacy
    if by.party is not Party.COORDINATOR and by.party != attachment.side:
        raise StepRefused(Refusal("side", "お相手がお渡しになった書類です。取り下げは担当者へご連絡ください。"))
    gone = Attachment.objects.filter(pk=attachment.pk, taken_back_at=None).update(taken_back_at=now(), body=b"")
    if gone:
        record(
            by=by, action="take_back", object_type="candidacy", object_number=candidacy.number, attachment=attachment.pk
        )
        announce(candidacy, to=[other(attachment.side)])


def open_attachment(attachment: Attachment, *, by: Actor) -> bytes:
    """The bytes. That somebody read a physician's paper stands in the access log; the caller came through `attachment_in`."""
    if attachment.side == Party.PHYSICIAN:
        physician = attachment.candidacy.physician
        record_reading(by=by, what="document", object_type="physician", object_number=physician.number, level=4)
    body: bytes = Attachment.objects.values_list("body", flat=True).get(pk=attachment.pk)
    return body


def file_name(attachment: Attachment) -> str:
    """ASCII, without anything personal."""
    return f"paper-{attachment.pk}.{KINDS[attachment.content_type]}"
