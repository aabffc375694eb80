"""品質確認: a month's sample of the coordinators' work, each piece looked at by a second person, findings as tasks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.candidacies.enums import State
from enishi.candidacies.models import CandidacyTransition
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Channel, Refusal, StepRefused
from enishi.desk.models import DeskNote, QualityItem, QualitySample
from enishi.desk.quality_rules import (
    MOST_PER_COORDINATOR,
    QUESTIONS,
    Piece,
    Work,
    digest_of,
    draw,
    missing,
    needs_finding,
    tally,
)
from enishi.desk.records import coordinators
from enishi.desk.team import span_of
from enishi.desk.team_rules import Share, share_of
from enishi.physicians.models import ContactEvent, Direction

CHECKERS = frozenset({Role.COORDINATOR, Role.SUPERVISOR})
MEND_WITHIN_WORKING_DAYS = 5
Found = tuple[Piece, str, Any]


def work_of(month: date) -> Iterator[Found]:
    """Every piece of a month's work of the coordinators, with the number of its record and when it was."""
    start, end = span_of(month)
    people = set(coordinators().values_list("pk", flat=True))
    calls = ContactEvent.objects.filter(
        channel=Channel.PHONE, direction=Direction.OUT, by__in=people, at__gte=start, at__lt=end
    )
    for pk, owner, at, number in calls.values_list("pk", "by", "at", "physician__number"):
        yield Piece(owner, Work.CALL, pk), number, at
    notes = DeskNote.objects.filter(
        author__in=people, struck_at=None, restricted=False, at__gte=start, at__lt=end
    ).select_related("physician", "institution", "opening", "candidacy")
    for note in notes.defer("text"):
        yield Piece(note.author_id or 0, Work.NOTE, note.pk), note.record.number, note.at
    steps = CandidacyTransition.objects.filter(at__gte=start, at__lt=end)
    for pk, owner, at, number in steps.filter(step="T2", actor__in=people).values_list(
        "pk", "actor", "at", "candidacy__number"
    ):
        yield Piece(owner, Work.PROPOSAL, pk), number, at
    agreed = steps.filter(to_state=State.AGREED, candidacy__owner__in=people)
    for pk, owner, at, number in agreed.values_list("pk", "candidacy__owner", "at", "candidacy__number"):
        yield Piece(owner, Work.AGREEMENT, pk), number, at


@transaction.atomic
def draw_sample(*, month: date, per_coordinator: int, by: Actor) -> QualitySample:
    """The sample of a month that is over, once. Drawn already: that one.

    Raises StepRefused for whoever is no supervisor, a month that is not over or holds no work, and a senseless size.
    """
    first = month.replace(day=1)
    if by.role != Role.SUPERVISOR:
        raise StepRefused(Refusal("role", "標本を引けるのは、統括だけです。"))
    if span_of(first)[1] > now():
        raise StepRefused(Refusal("month", "終わった月をお選びください。"))
    if not 1 <= per_coordinator <= MOST_PER_COORDINATOR:
        raise StepRefused(Refusal("size", f"担当者ごとの件数は、1から{MOST_PER_COORDINATOR}のあいだでお選びください。"))
    if found := QualitySample.objects.filter(month=first).first():
        return found
    places = {piece: (number, at) for piece, number, at in work_of(first)}
    if not places:
        raise StepRefused(Refusal("empty", "この月には、確かめる仕事がありません。"))
    seed = f"quality-{first:%Y-%m}"
    sample, made = QualitySample.objects.get_or_create(
        month=first,
        defaults={
            "seed": seed,
            "per_coordinator": per_coordinator,
            "drawn_from": len(places),
            "digest": digest_of(places),
            "made_by_id": by.user_id,
        },
    )
    if not made:  # somebody else drew it a moment ago
        return sample
    chosen = draw(places, seed=seed, per_coordinator=per_coordinator)
    QualityItem.objects.bulk_create(
        QualityItem(
            sample=sample, no=no, work=p.work, source_pk=p.source_pk, owner_id=p.owner, record=places[p][0], at=places[p][1]
        )
        for no, p in enumerate(chosen, 1)
    )  # fmt: skip
    record(by=by, action="draw_quality", object_type="quality", object_number=f"{first:%Y-%m}", drawn=len(chosen))
    return sample


def is_unchanged(sample: QualitySample) -> bool:
    """Whether the month's work is still what the sample was drawn from: notes may be struck, people may leave."""
    return digest_of(piece for piece, _, _ in work_of(sample.month)) == sample.digest


def items_for(actor: Actor) -> QuerySet[QualityItem]:
    """What this person may see: others' work that is still to be looked at or that he or she looked at, and his or her own
    once it was; a supervisor all."""
    rows = QualityItem.objects.select_related("owner", "checker", "sample")
    if actor.role == Role.SUPERVISOR:
        return rows
    if actor.role not in CHECKERS:
        return rows.none()
    own = rows.filter(owner=actor.user_id).exclude(checked_at=None)
    others = rows.exclude(owner=actor.user_id)
    return own | others.filter(checked_at=None) | others.filter(checker=actor.user_id)


def item_for(actor: Actor, pk: int) -> QualityItem:
    found = items_for(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def queue(actor: Actor) -> QuerySet[QualityItem]:
    """What waits to be looked at by this person: never the own work."""
    return items_for(actor).filter(checked_at=None).exclude(owner=actor.user_id).order_by("sample__month", "no")


def to_mend(actor: Actor) -> QuerySet[QualityItem]:
    """Findings about this person's own work that are not mended."""
    rows = QualityItem.objects.select_related("sample").filter(owner=actor.user_id, mended_at=None)
    return rows.exclude(checked_at=None).exclude(due_on=None).order_by("due_on", "pk")


@transaction.atomic
def check_item(*, item: QualityItem, answers: Mapping[str, str], finding: str, by: Actor) -> QualityItem:
    """The second person's answers. A finding becomes a task of whose work it is, due within five working days.

    Raises StepRefused for the own work, for one that was looked at, for a question without an answer, and where something is
    not as it should be and no word says what to mend.
    """
    row = QualityItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if by.role not in CHECKERS or row.owner_id == by.user_id:
        raise StepRefused(Refusal("own", "ご自分の仕事は、ほかの方が確かめます。"))
    if row.checked_at is not None:
        raise StepRefused(Refusal("done", "ほかの方が、先に確かめました。画面を開き直してください。"))
    given = {code: answers.get(code, "") for code, _ in QUESTIONS[Work(row.work)]}
    if open_questions := missing(Work(row.work), given):
        raise StepRefused(Refusal("open", f"「{open_questions[0]}」に、お答えください。"))
    if needs_finding(given) and not finding.strip():
        raise StepRefused(
            Refusal("finding", "「できていない」があるときは、直してほしいことを、ひとことお書きください。")
        )
    row.answers, row.finding, row.checker_id, row.checked_at = given, finding.strip(), by.user_id, now()
    row.due_on = add_working_days(today(), MEND_WITHIN_WORKING_DAYS) if finding.strip() else None
    row.save()
    record(by=by, action="check_quality", object_type="quality", object_number=row.record, work=row.work)
    return row


@transaction.atomic
def mend_item(*, item: QualityItem, word: str, by: Actor) -> QualityItem:
    """直しました, by whose work it is or the supervisor, with a word how. Mended already: nothing changes."""
    row = QualityItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if by.user_id != row.owner_id and by.role != Role.SUPERVISOR:
        raise StepRefused(Refusal("owner", "直したと記せるのは、ご本人と統括だけです。"))
    if not row.finding or row.due_on is None:
        raise StepRefused(Refusal("none", "直してほしいことは、ありません。"))
    if not word.strip():
        raise StepRefused(Refusal("word", "どう直したかを、ひとことお書きください。例：次にすることを決めました"))
    if row.mended_at is None:
        row.mended_at, row.mended_word = now(), word.strip()
        row.save(update_fields=["mended_at", "mended_word"])
        record(by=by, action="mend_quality", object_type="quality", object_number=row.record)
    return row


def report(items: Iterable[QualityItem]) -> dict[tuple[Work, str], Share]:
    """(work, question) → how often it was so, of the pieces that were looked at; nothing of too few."""
    rows = [(Work(item.work), item.answers) for item in items if item.checked_at]
    return {key: share_of(marks) for key, marks in tally(rows).items()}
