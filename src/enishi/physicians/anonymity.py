"""What a physician decides about being described without a name: narrower words than the meter's, and the level-2 text."""

from django.db import transaction

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.physicians.models import AnonymousDetail, NarrowWording, Physician
from enishi.physicians.standing import hold_standing


@transaction.atomic
def keep_narrow_wording(*, physician: Physician, words: str, look_alikes: int, by: Actor) -> NarrowWording:
    """The physician agrees to exactly these words although few share them; it takes the place of an earlier agreement."""
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    standing = NarrowWording.objects.filter(physician=physician, ended_at=None).first()
    if standing is not None and standing.words == words:
        return standing
    NarrowWording.objects.filter(physician=physician, ended_at=None).update(ended_at=now())
    row = NarrowWording.objects.create(physician=physician, words=words, look_alikes=look_alikes, channel=by.channel)
    record(
        by=by,
        action="narrow_wording",
        object_type="physician",
        object_number=physician.number,
        look_alikes=look_alikes,
    )
    return row


@transaction.atomic
def end_narrow_wording(*, physician: Physician, by: Actor) -> None:
    """Back to words that many share."""
    if NarrowWording.objects.filter(physician=physician, ended_at=None).update(ended_at=now()):
        record(by=by, action="end_narrow_wording", object_type="physician", object_number=physician.number)


@transaction.atomic
def write_anonymous_detail(*, physician: Physician, text: str, by: Actor) -> AnonymousDetail:
    """The career as level 2 tells it. What the physician writes is checked by it; what the desk writes waits for a check."""
    hold_standing(physician)
    is_own = physician.user_id is not None and by.user_id == physician.user_id
    detail, _ = AnonymousDetail.objects.update_or_create(
        physician=physician,
        defaults={"text": text.strip(), "written_at": now(), "checked_at": now() if is_own else None},
    )
    record(by=by, action="write_anonymous_detail", object_type="physician", object_number=physician.number)
    return detail
