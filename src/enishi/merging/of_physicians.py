"""Two registrations of one person."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.utils.timezone import localdate

from enishi.candidacies.enums import ENDS
from enishi.candidacies.models import Candidacy, CompanionWish
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed
from enishi.common.clock import today
from enishi.common.japanese.date_display import birth_echo, western
from enishi.common.workflow import Refusal
from enishi.merging import notices as texts
from enishi.merging import people
from enishi.merging.enums import Kind, Side
from enishi.merging.handling import Choice, Handling, Job, Plan
from enishi.merging.models import Merge
from enishi.merging.refusals import refusals_for, urged_while_locked
from enishi.merging.relations import PHYSICIAN
from enishi.merging.words_of_person import consents_that_end, disclosures_that_end
from enishi.physicians.actions import MACHINE
from enishi.physicians.enums import PhysicianState
from enishi.physicians.models import DisclosureGrant, Identity, Physician


def _day(moment: datetime) -> str:
    return f"（{western(localdate(moment))}）"


class OfPhysicians(Handling):
    """Reads both identities: the caller has written the access log."""

    kind = Kind.PHYSICIAN
    model = Physician
    machine = MACHINE
    into, back, merged = "P7", "P8", PhysicianState.MERGED
    relations = PHYSICIAN
    say: ClassVar[Mapping[str, Callable[[Any], str]]] = {
        "ContactPromise": lambda row: row.promise.words,
        "DeliveryChoice": lambda row: f"{row.get_method_display()}{_day(row.chosen_at)}",
        "AnonymousDetail": lambda row: f"{row.text or 'まだ書かれていません'}{_day(row.written_at)}",
        "ScopeSheet": lambda row: f"{len(row.marks)}項目のお答え{_day(row.saved_at)}",
    }
    latest: ClassVar[Mapping[str, str]] = {
        "DeliveryChoice": "chosen_at",
        "AnonymousDetail": "written_at",
        "ScopeSheet": "saved_at",
    }
    how_sure = "同じ先生であることを、どのようにお確かめになったかをご記入ください。"

    def refusals(self, kept: Physician, absorbed: Physician) -> list[Refusal]:
        return refusals_for(kept, absorbed)

    def lock_beside(self, kept: Physician, absorbed: Physician) -> None:
        for physician in (kept, absorbed):
            physician.__dict__.pop("identity", None)
            physician._state.fields_cache.pop("identity", None)

    def compare(self, plan: Plan) -> None:
        one, other = plan.kept.identity, plan.absorbed.identity
        for name in people.IDENTITY_FIELDS:
            a, b = getattr(one, name), getattr(other, name)
            title = str(Identity._meta.get_field(name).verbose_name)
            if not b or a == b:
                continue
            if name == "mail" and (plan.kept.user_id or plan.absorbed.user_id):
                continue  # the address of the account that goes on
            if a:
                plan.choices.append(Choice(f"identity.{name}", title, _shown(name, a), _shown(name, b), Side.KEPT))
            else:
                plan.fills.append((title, _shown(name, b)))

    def finish(self, plan: Plan) -> None:
        plan.ends = _endings(plan.kept, plan.absorbed)
        plan.account = _account_words(plan.kept, plan.absorbed)

    def join(self, job: Job) -> None:
        people.end_older_words(job.kept, job.absorbed, job.recorder)
        people.merge_identity(job.kept, job.absorbed, job.sides, job.recorder)
        people.merge_record(job.kept, job.absorbed, job.recorder)

    def rows_to_move(self, job: Job, model: Any, rows: Any) -> tuple[Any, set[int]]:
        if model is Candidacy:
            # Ended talks that we began while the other number was locked stay: moved, they would say that we broke the rule.
            urged = urged_while_locked(job.absorbed, job.kept).filter(state__in=ENDS)
            rows = rows.exclude(pk__in=urged.values("pk"))
            return rows, set(rows.filter(introduced_on__isnull=False).values_list("pk", flat=True))
        if model is CompanionWish:
            rows = rows.exclude(named=job.kept.number)  # see people.redirect_companions
        return rows, set()

    def settle(self, job: Job) -> None:
        people.redirect_companions(job.kept, job.absorbed, job.recorder)
        people.merge_notices(job.kept, job.absorbed, job.recorder)
        people.merge_accounts(job.kept, job.absorbed, job.recorder, job.by)

    def tell_matching(self, job: Job) -> None:
        """What the united shields end of consents is part of the merge, and undone with it."""
        before = people.grants_of(job.kept)
        changed(Subject.PHYSICIAN, job.kept.pk)
        changed(Subject.SHIELD, job.kept.pk)
        for pk, after in people.grants_of(job.kept).items():
            job.recorder.note(DisclosureGrant, pk, before[pk], after)

    def tell(self, job: Job, merge: Merge) -> None:
        texts.tell_merged(job.kept, merge)

    def left(self, kept: Physician) -> list[Refusal]:
        if kept.state == PhysicianState.CLOSED:
            return [Refusal("left", "この先生は退会され、情報は消してあります。元には戻せません。")]
        return []

    def undone(self, kept: Physician, absorbed: Physician, merge: Merge, by: Actor) -> None:
        for physician in (kept, absorbed):
            changed(Subject.PHYSICIAN, physician.pk)
            changed(Subject.SHIELD, physician.pk)
        texts.tell_undone(kept, absorbed, merge)


def _shown(name: str, value: str) -> str:
    """As people read it: a birthday with its era, of a telephone number the end alone, which can be told from the other
    and not be called: whole numbers stand on the page for calling, within the promise (N7)."""
    if name == "phone":
        return f"下4けたが {value[-4:]} の番号"
    return birth_echo(date.fromisoformat(value), today()) if name == "birth_date" else value


def _endings(kept: Physician, absorbed: Physician) -> list[str]:
    """What ends because the person said otherwise later, in sentences."""
    of_consents = [
        f"「{row.text.get_kind_display()}」のご同意は、もう一方の登録であとから取り消されているため、終わります。"
        for row in consents_that_end(kept, absorbed)
    ]
    of_grants = [
        f"{row.institution.name}への「{row.get_level_display()}」の公開は、もう一方の登録にあとのお返事があるため、終わります。"
        for row in disclosures_that_end(kept, absorbed)
    ]
    return of_consents + of_grants


def _account_words(kept: Physician, absorbed: Physician) -> str:
    """How the person signs in afterwards."""
    if kept.user_id and absorbed.user_id:
        return (
            f"{kept.number} のアカウントとメールアドレスでログインします。{absorbed.number} のアカウントでは、ログインできなくなります。"
            "先生にお知らせします。"
        )
    if absorbed.user_id:
        return f"{absorbed.number} のアカウントとメールアドレスを引き継いで、ログインします。"
    if kept.user_id:
        return f"{kept.number} のアカウントで、これまでどおりログインします。"
    return "どちらの登録にも、ログインのアカウントはありません。"
