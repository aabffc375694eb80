"""Versions of the words of the letter to societies: the newest counts, none is ever changed."""

from django.db import transaction
from django.db.models import Max

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.workflow import Refusal, StepRefused
from enishi.outreach.kit.wording import Wording, faults_of, point_faults
from enishi.outreach.models import LetterWording


def wording_now() -> Wording:
    """The words that count: the newest version, or those that came with the program."""
    row = LetterWording.objects.order_by("-no").first()
    return wording_of(row) if row else Wording()


def wording_of(row: LetterWording) -> Wording:
    return Wording(row.subject, row.body, row.points, row.enclosures, row.no)


@transaction.atomic
def write_wording(*, subject: str, body: str, points: str, enclosures: str, seen: int, by: Actor) -> Wording:
    """One version more. seen: the number of the version that was being changed; the same words again write nothing.

    Raises StepRefused where somebody else wrote a version meanwhile, or a place in braces does not exist.
    """
    faults = [*faults_of(subject), *faults_of(body), *point_faults(points), *faults_of(enclosures)]
    if faults:
        raise StepRefused(*(Refusal("place", fault) for fault in faults))
    newest = LetterWording.objects.select_for_update().order_by("-no").first()  # two at once: the number is unique too
    now_counts = wording_of(newest) if newest else Wording()
    if (subject, body, points, enclosures) == (
        now_counts.subject, now_counts.body, now_counts.points, now_counts.enclosures,
    ):  # fmt: skip
        return now_counts
    if now_counts.no != seen:
        raise StepRefused(
            Refusal("newer", "ほかの方が先に新しい版を保存しています。その内容を確かめてから、もう一度お直しください。")
        )
    no = (LetterWording.objects.aggregate(last=Max("no"))["last"] or 0) + 1
    row = LetterWording.objects.create(
        no=no, subject=subject, body=body, points=points, enclosures=enclosures, made_by_id=by.user_id
    )
    record(by=by, action="write_wording", object_type="letter_wording", object_number=str(no))
    return wording_of(row)
