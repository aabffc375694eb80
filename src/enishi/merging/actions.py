"""Two registrations of one person become one; taken back within thirty days; or known to be two people."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from enishi.audit.actions import record
from enishi.candidacies.enums import ENDS
from enishi.candidacies.models import Candidacy, CompanionWish
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.merging import notices as texts
from enishi.merging import people
from enishi.merging.clashes import clashing, rows_of, table_of
from enishi.merging.enums import Fate, Kind, Side
from enishi.merging.models import KeptApart, Merge
from enishi.merging.plan import changed_since, plan_of
from enishi.merging.refusals import urged_while_locked
from enishi.merging.relations import PHYSICIAN
from enishi.merging.rows import Recorder
from enishi.merging.undoing import put_back, refusals_of_undoing
from enishi.physicians.actions import MACHINE
from enishi.physicians.models import DisclosureGrant, Physician

UNDO_FOR = timedelta(days=30)


@transaction.atomic
def merge_physicians(
    *,
    kept: Physician,
    absorbed: Physician,
    by: Actor,
    reason: str,
    seen: str,
    chosen: Mapping[str, Side] | None = None,
) -> Merge:
    """All that hangs on `absorbed` goes on with `kept`, as the page showed it; `absorbed` leads there from now on.

    reason: how the desk made sure that it is one person. seen: `Plan.token` of the page. chosen: key of a `Choice` → side;
    what is left out is decided as proposed. Raises StepRefused with everything that people must settle first, or with
    what has changed since the page was shown.
    """
    _lock(kept, absorbed)
    plan = plan_of(kept, absorbed)
    if plan.refusals:
        raise StepRefused(*plan.refusals)
    if different := changed_since(seen, plan):
        raise StepRefused(
            Refusal(
                "stale",
                f"表示したあとに、{'・'.join(different)}が変わりました。新しい内容を確かめて、もう一度お進みください。",
            )
        )
    if not reason.strip():
        raise StepRefused(Refusal("reason", "同じ先生であることを、どのようにお確かめになったかをご記入ください。"))
    sides = {choice.key: choice.default for choice in plan.choices} | dict(chosen or {})
    merge = Merge.objects.create(
        kind=Kind.PHYSICIAN,
        kept=kept.pk,
        absorbed=absorbed.pk,
        kept_number=kept.number,
        absorbed_number=absorbed.number,
        by_id=by.user_id,
        reason=reason.strip(),
        marks=_marks(kept),
    )
    recorder = Recorder(merge)
    both_could_sign_in = bool(kept.user_id and absorbed.user_id)
    people.end_older_words(kept, absorbed, recorder)
    people.merge_identity(kept, absorbed, sides, recorder)
    people.merge_record(kept, absorbed, recorder)
    _merge_relations(kept, absorbed, sides, recorder)
    people.redirect_companions(kept, absorbed, recorder)
    people.merge_notices(kept, absorbed, recorder)
    people.merge_accounts(kept, absorbed, recorder, by)
    MACHINE.perform(absorbed, "P7", by=by, into=kept, number=kept.number, rest=absorbed.stored_state)
    kept.refresh_from_db()
    _tell(kept, recorder)
    recorder.save()
    record(by=by, action="merge", object_type="physician", object_number=kept.number, absorbed=absorbed.number)
    texts.tell_merged(kept, merge, both_could_sign_in=both_could_sign_in)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: Actor) -> Merge:
    """Put back what still is as the merge left it; what was changed since stays where it is, and the page says so.

    Raises StepRefused after thirty days, when it was undone before, and when the person has left since.
    """
    kept, absorbed = Physician(pk=merge.kept), Physician(pk=merge.absorbed)
    _lock(kept, absorbed)
    merge.refresh_from_db(from_queryset=Merge.objects.select_for_update(of=("self",)))
    if found := refusals_of_undoing(merge, kept, absorbed, UNDO_FOR):
        raise StepRefused(*found)
    last = absorbed.transitions.filter(step="P7").order_by("-id").first()
    MACHINE.perform(absorbed, "P8", by=by, rest=last.data.get("rest", "") if last else "")
    put_back(merge)
    Merge.objects.filter(pk=merge.pk).update(undone_at=now(), undone_by=by.user_id)
    merge.refresh_from_db()
    for physician in (kept, absorbed):
        physician.refresh_from_db()
        changed(Subject.PHYSICIAN, physician.pk)
        changed(Subject.SHIELD, physician.pk)
        record(by=by, action="undo_merge", object_type="physician", object_number=physician.number)
    texts.tell_undone(kept, absorbed, merge)
    return merge


@transaction.atomic
def keep_apart(*, one: Physician, other: Physician, by: Actor) -> KeptApart:
    """「これは別の方です」: the pair is not shown again. Said twice, it stands once."""
    first, second = sorted((one, other), key=lambda p: p.pk)
    if first.pk == second.pk:
        raise StepRefused(Refusal("same", "同じ番号です。"))
    apart, created = KeptApart.objects.get_or_create(
        kind=Kind.PHYSICIAN, one=first.pk, other=second.pk, defaults={"by_id": by.user_id}
    )
    if created:
        for physician, than in ((first, second), (second, first)):
            record(
                by=by,
                action="keep_apart",
                object_type="physician",
                object_number=physician.number,
                other=than.number,
            )
    return apart


def _lock(kept: Physician, absorbed: Physician) -> None:
    """Both rows in the order of their keys, so that two people who press at once wait for each other in one direction."""
    rows = Physician._base_manager.select_for_update(of=("self",))
    for physician in sorted({kept.pk: kept, absorbed.pk: absorbed}.values(), key=lambda p: p.pk):
        physician.refresh_from_db(from_queryset=rows)
    for physician in (kept, absorbed):
        physician.__dict__.pop("identity", None)
        physician._state.fields_cache.pop("identity", None)


def _merge_relations(kept: Physician, absorbed: Physician, sides: Mapping[str, Side], recorder: Recorder) -> None:
    for model, of, relation in table_of(Physician, PHYSICIAN):
        if relation.fate is Fate.MOVE:
            _move(model, of, kept, absorbed, recorder)
        elif relation.fate in (Fate.CHOOSE, Fate.LATER):
            _one_of_two(model, of, kept, absorbed, sides.get(model._meta.label), recorder)


def _move(model: Any, of: Any, kept: Physician, absorbed: Physician, recorder: Recorder) -> None:
    staying = clashing(model, of, kept.pk, absorbed.pk)
    rows = rows_of(model, of, absorbed.pk).exclude(pk__in=staying)
    stand: set[int] = set()
    if model is Candidacy:
        # Ended talks that we began while the other number was locked stay: moved, they would say that we broke the rule.
        rows = rows.exclude(pk__in=urged_while_locked(absorbed, kept).filter(state__in=ENDS).values("pk"))
        stand = set(rows.filter(introduced_on__isnull=False).values_list("pk", flat=True))
    if model is CompanionWish:
        rows = rows.exclude(named=kept.number)  # see people.redirect_companions
    recorder.move(model, of.attname, list(rows.order_by("pk").values_list("pk", flat=True)), kept.pk, in_ledger=stand)


def _one_of_two(
    model: Any, of: Any, kept: Physician, absorbed: Physician, side: Side | None, recorder: Recorder
) -> None:
    """The one that is wanted stands with the kept registration, the other with the old number; neither is lost."""
    one, other = rows_of(model, of, kept.pk).first(), rows_of(model, of, absorbed.pk).first()
    if other is None:
        return
    if one is None:
        recorder.move(model, of.attname, [other.pk], kept.pk)
        return
    if side is None and hasattr(other, "saved_at"):
        side = Side.ABSORBED if other.saved_at > one.saved_at else Side.KEPT
    if side == Side.ABSORBED:
        recorder.swap(model, one.pk, other.pk, but=[of.column])


def _tell(kept: Physician, recorder: Recorder) -> None:
    """Matching and search hear of it; what the united shields end of consents is part of the merge, and undone with it."""
    before = people.grants_of(kept)
    changed(Subject.PHYSICIAN, kept.pk)
    changed(Subject.SHIELD, kept.pk)
    for pk, after in people.grants_of(kept).items():
        recorder.note(DisclosureGrant, pk, before[pk], after)


def _marks(kept: Physician) -> dict[str, int]:
    """The largest key of each table of the kept side, before anything moves."""
    found = {}
    for model, _, relation in table_of(Physician, PHYSICIAN):
        if relation.fate is Fate.MOVE:
            found[model._meta.label] = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    return found
