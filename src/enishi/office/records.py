"""What the office writes beside the log: remarks for itself, terms that changed, who was asked after six months. Only ever added."""

import uuid
from datetime import date

from django.db import transaction

from enishi.audit.actions import record
from enishi.candidacies.models import Placement
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.parameters import value
from enishi.law.periods import last_day_after
from enishi.office.enums import AskedBy, StillThere
from enishi.office.models import HalfYearCheck, LedgerEntry, LedgerRemark, TermChange
from enishi.office.once import made_already


@transaction.atomic
def remark(*, entry: LedgerEntry, by: Actor, key: uuid.UUID, text: str) -> LedgerRemark:
    """An internal remark beside a row of a ledger. Raises StepRefused for nothing."""
    if made := made_already(LedgerRemark, key, entry=entry):
        return made
    if not text.strip():
        raise StepRefused(Refusal("text", "内部備考をご記入ください。"))
    made = LedgerRemark.objects.create(key=key, entry=entry, text=text.strip(), by_id=by.user_id)
    number = entry.opening.number if entry.opening else entry.physician.number  # type: ignore[union-attr]
    record(by=by, action="remark_ledger", object_type="opening" if entry.opening else "physician", object_number=number)
    return made


@transaction.atomic
def change_term(*, placement: Placement, by: Actor, key: uuid.UUID, agreed_on: date, ends_on: date) -> TermChange:
    """A fixed term renewed or shortened. Raises StepRefused for a contract without term and for impossible days."""
    held = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if made := made_already(TermChange, key, placement=held):
        return made
    if held.ends_on is None or held.confirmed_at is None:
        raise StepRefused(Refusal("kind", "期間の定めのある、確認の済んだ契約だけを変えられます。"))
    if agreed_on > today():
        raise StepRefused(Refusal("agreed_on", "決まった日は、今日までの日をご記入ください。"))
    if ends_on < held.starts_on:
        raise StepRefused(Refusal("ends_on", "契約の終わりは、開始の日と同じか、後にしてください。"))
    made = TermChange.objects.create(
        key=key, placement=held, agreed_on=agreed_on, ends_on=ends_on, recorded_by_id=by.user_id
    )
    record(by=by, action="change_term", object_type="candidacy", object_number=held.candidacy.number)
    return made


@transaction.atomic
def check_half_year(
    *, placement: Placement, by: Actor, key: uuid.UUID, asked_on: date, method: AskedBy, answer: StillThere
) -> HalfYearCheck:
    """Whether a person hired without a term still worked there when six months were over. Raises StepRefused before that."""
    held = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if made := made_already(HalfYearCheck, key, placement=held):
        return made
    over = last_day_after(held.hired_on, months=value("early_leaving_months", held.hired_on))
    if held.ends_on is not None or held.left_on is not None:
        raise StepRefused(Refusal("kind", "期間の定めのない、離職の記録のない採用だけを確かめます。"))
    if not over < asked_on <= today():
        raise StepRefused(
            Refusal("asked_on", f"確かめた日は、{over.month}月{over.day}日より後、今日までの日をご記入ください。")
        )
    made = HalfYearCheck.objects.create(
        key=key, placement=held, asked_on=asked_on, method=method, answer=answer, recorded_by_id=by.user_id
    )
    record(by=by, action="check_half_year", object_type="candidacy", object_number=held.candidacy.number)
    return made
