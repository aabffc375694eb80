"""What the desk did to a physician's record by mistake, taken back: the wrong person, the wrong name, the wrong envelope.

Each is for whoever did it and only while nothing followed from it; how long it is offered, the page decides. The log keeps
both the act and its taking back.
"""

from datetime import date

from django.db import transaction
from django.http import Http404

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed
from enishi.common.workflow import Refusal, StepRefused
from enishi.notices.actions import mark_untold
from enishi.physicians.actions import end_shield
from enishi.physicians.models import ContactEvent, Physician, ShieldEntry


@transaction.atomic
def take_back_licence(*, physician: Physician, on: date, before: date | None, by: Actor) -> None:
    """The day of the licence check is again what it was `before` it was said to be `on`. Raises StepRefused where it has
    been written anew since."""
    held = Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    if held.licence_verified_on == before:
        return
    if held.licence_verified_on != on:
        raise StepRefused(
            Refusal("since", "そのあとに、医籍の確認日が書き直されています。記録の画面でお確かめください。")
        )
    Physician.objects.filter(pk=held.pk).update(licence_verified_on=before)
    record(by=by, action="take_back_licence", object_type="physician", object_number=held.number)
    changed(Subject.PHYSICIAN, held.pk)


@transaction.atomic
def take_back_shield(*, entry: int, by: Actor) -> None:
    """A name that was typed wrong hides nobody any more. Only for an entry that this very act has just made: what stood before
    is the physician's own word, and only he or she ends it."""
    found = ShieldEntry.objects.select_related("physician").filter(pk=entry).first()
    if found is None:
        raise Http404
    end_shield(entry=found, by=by)


@transaction.atomic
def take_back_posting(*, event: int, by: Actor) -> None:
    """The envelope was not posted: its notices wait again, and the line in the contact ledger, which told of something that
    did not happen, goes. A second press changes nothing; 404 for what somebody else posted."""
    held = ContactEvent.objects.select_for_update(of=("self",)).select_related("physician").filter(pk=event).first()
    if held is None:
        return
    if held.by_id != by.user_id or not held.told:
        raise Http404
    mark_untold(notices=held.told, by_user=by.user_id)
    record(
        by=by,
        action="take_back_posting",
        object_type="physician",
        object_number=held.physician.number,
        notices=len(held.told),
    )
    held.delete()
