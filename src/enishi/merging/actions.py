"""Two records of one person, place or post become one; taken back within thirty days; or known to be two."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from enishi.audit.actions import record
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.workflow import Refusal, StepRefused
from enishi.merging.clashes import clashing, rows_of, table_of
from enishi.merging.enums import Fate, Kind, Side
from enishi.merging.handling import Handling, Job
from enishi.merging.kinds import HANDLINGS, handling_of
from enishi.merging.models import KeptApart, Merge
from enishi.merging.plan import changed_since, plan_of
from enishi.merging.rows import Recorder
from enishi.merging.undoing import put_back, refusals_of_undoing

UNDO_FOR = timedelta(days=30)


@transaction.atomic
def merge_records(
    *, kept: Any, absorbed: Any, by: Actor, reason: str, seen: str, chosen: Mapping[str, Side] | None = None
) -> Merge:
    """All that hangs on `absorbed` goes on with `kept`, as the page showed it; `absorbed` leads there from now on.

    Two physicians, institutions or openings. reason: how the desk made sure that it is one. seen: `Plan.token` of the page.
    chosen: key of a `Choice` → side; what is left out is decided as proposed. Raises StepRefused with everything that people
    must settle first, or with what has changed since the page was shown.
    """
    handling = handling_of(kept)
    _lock(handling, kept, absorbed)
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
        raise StepRefused(Refusal("reason", handling.how_sure))
    merge = Merge.objects.create(
        kind=handling.kind,
        kept=kept.pk,
        absorbed=absorbed.pk,
        kept_number=kept.number,
        absorbed_number=absorbed.number,
        by_id=by.user_id,
        reason=reason.strip(),
        marks=_marks(handling),
    )
    sides = {choice.key: choice.default for choice in plan.choices} | dict(chosen or {})
    job = Job(kept, absorbed, sides, Recorder(merge), by)
    handling.join(job)
    _merge_relations(handling, job)
    handling.settle(job)
    rest = absorbed.stored_state
    handling.machine.perform(absorbed, handling.into, by=by, into=kept, number=kept.number, rest=rest)
    kept.refresh_from_db()
    handling.tell_matching(job)
    job.recorder.save()
    object_type = str(handling.kind)
    record(by=by, action="merge", object_type=object_type, object_number=kept.number, absorbed=absorbed.number)
    handling.tell(job, merge)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: Actor) -> Merge:
    """Put back what still is as the merge left it; what was changed since stays where it is, and the page says so.

    Raises StepRefused after thirty days, when it was undone before, and when the person has left since.
    """
    handling = HANDLINGS[Kind(merge.kind)]
    kept, absorbed = handling.model(pk=merge.kept), handling.model(pk=merge.absorbed)
    _lock(handling, kept, absorbed)
    merge.refresh_from_db(from_queryset=Merge.objects.select_for_update(of=("self",)))
    if found := refusals_of_undoing(handling, merge, kept, absorbed, UNDO_FOR):
        raise StepRefused(*found)
    last = absorbed.transitions.filter(step=handling.into).order_by("-id").first()
    handling.machine.perform(absorbed, handling.back, by=by, rest=last.data.get("rest", "") if last else "")
    put_back(merge)
    Merge.objects.filter(pk=merge.pk).update(undone_at=now(), undone_by=by.user_id)
    merge.refresh_from_db()
    for one in (kept, absorbed):
        one.refresh_from_db()
        record(by=by, action="undo_merge", object_type=str(handling.kind), object_number=one.number)
    handling.undone(kept, absorbed, merge, by)
    return merge


@transaction.atomic
def keep_apart(*, one: Any, other: Any, by: Actor) -> KeptApart:
    """「これは別の方です」: the pair is not shown again. Said twice, it stands once."""
    kind = handling_of(one).kind
    first, second = sorted((one, other), key=lambda row: row.pk)
    if first.pk == second.pk:
        raise StepRefused(Refusal("same", "同じ番号です。"))
    apart, created = KeptApart.objects.get_or_create(
        kind=kind, one=first.pk, other=second.pk, defaults={"by_id": by.user_id}
    )
    if created:
        for row, than in ((first, second), (second, first)):
            record(by=by, action="keep_apart", object_type=str(kind), object_number=row.number, other=than.number)
    return apart


@transaction.atomic
def bring_together(*, pk: int, by: Actor) -> None:
    """「別の方」 is taken back by whoever said it: the pair is shown again. A second press changes nothing."""
    apart = KeptApart.objects.select_for_update().filter(pk=pk, by_id=by.user_id).first()
    if apart is None:
        return
    rows = HANDLINGS[Kind(apart.kind)].model.objects.filter(pk__in=[apart.one, apart.other]).order_by("pk")
    first, second = rows.values_list("number", flat=True)
    apart.delete()
    for number, than in ((first, second), (second, first)):
        record(by=by, action="bring_together", object_type=apart.kind, object_number=number, other=than)


def _lock(handling: Handling, kept: Any, absorbed: Any) -> None:
    """Both rows in the order of their keys, so that two people who press at once wait for each other in one direction."""
    rows = handling.model._base_manager.select_for_update(of=("self",))
    for one in sorted({kept.pk: kept, absorbed.pk: absorbed}.values(), key=lambda row: row.pk):
        one.refresh_from_db(from_queryset=rows)
    handling.lock_beside(kept, absorbed)


def _merge_relations(handling: Handling, job: Job) -> None:
    for model, of, relation in table_of(handling.model, handling.relations):
        if relation.fate is Fate.MOVE:
            _move(handling, job, model, of)
        elif relation.fate in (Fate.CHOOSE, Fate.LATER):
            _one_of_two(job, model, of, job.sides.get(model._meta.label))


def _move(handling: Handling, job: Job, model: Any, of: Any) -> None:
    staying = clashing(model, of, job.kept.pk, job.absorbed.pk)
    rows = rows_of(model, of, job.absorbed.pk).exclude(pk__in=staying)
    rows, stand = handling.rows_to_move(job, model, rows)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    job.recorder.move(model, of.attname, keys, job.kept.pk, in_ledger=stand)


def _one_of_two(job: Job, model: Any, of: Any, side: Side | None) -> None:
    """The one that is wanted stands with the kept record, the other with the old number; neither is lost."""
    one, other = rows_of(model, of, job.kept.pk).first(), rows_of(model, of, job.absorbed.pk).first()
    if other is None:
        return
    if one is None:
        job.recorder.move(model, of.attname, [other.pk], job.kept.pk)
        return
    if side is None and hasattr(other, "saved_at"):
        side = Side.ABSORBED if other.saved_at > one.saved_at else Side.KEPT
    if side == Side.ABSORBED:
        job.recorder.swap(model, one.pk, other.pk, but=[of.column])


def _marks(handling: Handling) -> dict[str, int]:
    """The largest key of each table of the kept side, before anything moves."""
    found = {}
    for model, _, relation in table_of(handling.model, handling.relations):
        if relation.fate is Fate.MOVE:
            found[model._meta.label] = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    return found
