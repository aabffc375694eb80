"""Who stands in for whom, and what passes from one coordinator to another: offered, taken on by the other, undone if need be."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404

from enishi.accounts.models import User
from enishi.accounts.roles import Role
from enishi.audit.actions import record
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.desk.models import CaseloadMove, Deputy, Keeper, NextAction
from enishi.desk.records import OVER, coordinators
from enishi.physicians.actions import assign_coordinator
from enishi.physicians.models import Physician

UNDO_DAYS = 14
LONGEST_DEPUTY_DAYS = 366


@dataclass(frozen=True, slots=True)
class Load:
    """What one coordinator looks after: physicians not closed, talks that are open, institutions, next actions."""

    physicians: list[int]
    candidacies: list[int]
    institutions: list[int]
    actions: list[int]

    @property
    def is_empty(self) -> bool:
        return not (self.physicians or self.candidacies or self.institutions or self.actions)


def load_of(user_id: int) -> Load:
    """Everything of this person, by primary key."""
    physicians = Physician.objects.filter(coordinator=user_id).exclude(state__in=OVER["physician"])
    houses = Keeper.objects.filter(coordinator=user_id).exclude(institution__state__in=OVER["institution"])
    return Load(
        physicians=_pks(physicians),
        candidacies=_pks(Candidacy.objects.still_open().filter(owner=user_id)),
        institutions=sorted(houses.values_list("institution_id", flat=True)),
        actions=_pks(NextAction.objects.filter(owner=user_id, done_at=None)),
    )


def part_of(user_id: int, physicians: Collection[int], institutions: Collection[int]) -> Load:
    """As `load_of` for these physicians and institutions alone: their talks and next actions go along."""
    whole = load_of(user_id)
    people = sorted(set(whole.physicians) & set(physicians))
    houses = sorted(set(whole.institutions) & set(institutions))
    talks = Candidacy.objects.filter(pk__in=whole.candidacies, physician__in=people)
    rows = NextAction.objects.filter(pk__in=whole.actions)
    mine = (
        rows.filter(physician__in=people)
        | rows.filter(candidacy__physician__in=people)
        | rows.filter(institution__in=houses)
        | rows.filter(opening__institution__in=houses)
    )
    return Load(people, _pks(talks), houses, _pks(mine))


@transaction.atomic
def set_deputy(*, absent: User, deputy: User, from_on: date, until_on: date, by: Actor) -> Deputy:
    """While `absent` is away `deputy` sees and does the work too; nothing changes hands. By the person or a supervisor."""
    _may_speak_for(absent, by)
    if until_on < from_on:
        raise StepRefused(Refusal("days", "終わりの日が、初めの日より前になっています。"))
    if until_on < today():
        raise StepRefused(Refusal("past", "終わりの日が、もう過ぎています。"))
    if (until_on - from_on).days > LONGEST_DEPUTY_DAYS:
        raise StepRefused(Refusal("long", "代理は1年までです。長くなるときは、担当を引き継いでください。"))
    if absent.pk == deputy.pk:
        raise StepRefused(Refusal("self", "代理には、ほかの担当者をお選びください。"))
    User.objects.select_for_update().get(pk=absent.pk)
    standing = Deputy.objects.filter(absent=absent, ended_at=None, from_on__lte=until_on, until_on__gte=from_on)
    if found := standing.filter(deputy=deputy, from_on=from_on, until_on=until_on).first():
        return found  # a second press
    if standing.filter(deputy=deputy).exists():
        raise StepRefused(Refusal("twice", "この期間には、同じ方がもう代理になっています。"))
    made = Deputy.objects.create(
        absent=absent, deputy=deputy, from_on=from_on, until_on=until_on, made_by_id=by.user_id
    )
    record(by=by, action="set_deputy", object_type="deputy", object_number=str(made.pk))
    return made


@transaction.atomic
def end_deputy(*, pk: int, by: Actor) -> Deputy:
    """From now on nobody stands in. By the person, the deputy or a supervisor; 404 for anybody else."""
    found = Deputy.objects.select_for_update().filter(pk=pk).first()
    if found is None or not (by.role == Role.SUPERVISOR or by.user_id in (found.absent_id, found.deputy_id)):
        raise Http404
    if found.ended_at is None:
        found.ended_at = now()
        found.save(update_fields=["ended_at"])
        record(by=by, action="end_deputy", object_type="deputy", object_number=str(found.pk))
    return found


@transaction.atomic
def resume_deputy(*, pk: int, by: Actor) -> Deputy:
    """The end is taken back by whoever may end it."""
    found = Deputy.objects.select_for_update().filter(pk=pk).first()
    if found is None or not (by.role == Role.SUPERVISOR or by.user_id in (found.absent_id, found.deputy_id)):
        raise Http404
    if found.ended_at is not None:
        found.ended_at = None
        found.save(update_fields=["ended_at"])
        record(by=by, action="resume_deputy", object_type="deputy", object_number=str(found.pk))
    return found


@transaction.atomic
def offer_move(
    *,
    giver: User,
    taker: User,
    physicians: Collection[int],
    institutions: Collection[int],
    word: str,
    by: Actor,
) -> CaseloadMove:
    """Offer what one looks after to another; nothing passes until that person takes it on. By the giver or a supervisor."""
    _may_speak_for(giver, by)
    if giver.pk == taker.pk:
        raise StepRefused(Refusal("self", "引き継ぐ相手には、ほかの担当者をお選びください。"))
    part = part_of(giver.pk, physicians, institutions)
    if not part.physicians and not part.institutions:
        raise StepRefused(Refusal("nothing", "引き継ぐ医師か医療機関を、1つ以上お選びください。"))
    User.objects.select_for_update().get(pk=giver.pk)
    if found := CaseloadMove.objects.filter(giver=giver, taker=taker, taken_at=None, refused_at=None).first():
        if found.chosen == {"physicians": part.physicians, "institutions": part.institutions}:
            return found  # a second press
        raise StepRefused(Refusal("waiting", "同じ方への前のお願いが、まだ引き受けを待っています。"))
    made = CaseloadMove.objects.create(
        giver=giver,
        taker=taker,
        word=word.strip(),
        chosen={"physicians": part.physicians, "institutions": part.institutions},
        offered_by_id=by.user_id,
    )
    record(by=by, action="offer_move", object_type="caseload_move", object_number=str(made.pk))
    return made


@transaction.atomic
def take_move(*, pk: int, by: Actor) -> CaseloadMove:
    """The other takes it on: what the giver still looks after of it passes now, and each physician is told by the usual way.

    Only the taker; 404 for anybody else. A second press changes nothing.
    """
    move = _own(pk, by, lambda m: m.taker_id)
    if move.taken_at is not None:
        return move
    if move.refused_at is not None:
        raise StepRefused(Refusal("over", "この引き継ぎのお願いは、取り下げられています。"))
    part = part_of(move.giver_id, move.chosen["physicians"], move.chosen["institutions"])
    _pass(part, move.taker, by)
    move.taken_at = now()
    move.moved = {
        "physicians": part.physicians,
        "candidacies": part.candidacies,
        "institutions": part.institutions,
        "actions": part.actions,
    }
    move.save(update_fields=["taken_at", "moved"])
    record(
        by=by,
        action="take_move",
        object_type="caseload_move",
        object_number=str(move.pk),
        physicians=len(part.physicians),
    )
    return move


@transaction.atomic
def refuse_move(*, pk: int, by: Actor) -> CaseloadMove:
    """The taker declines, or the giver takes the offer back; a supervisor may too."""
    move = _own(pk, by, lambda m: by.user_id if by.user_id in (m.giver_id, m.taker_id) else None, supervisor=True)
    if move.taken_at is not None:
        raise StepRefused(Refusal("taken", "もう引き継がれています。元に戻すときは「元に戻す」をお使いください。"))
    if move.refused_at is None:
        move.refused_at = now()
        move.save(update_fields=["refused_at"])
        record(by=by, action="refuse_move", object_type="caseload_move", object_number=str(move.pk))
    return move


@transaction.atomic
def undo_move(*, pk: int, by: Actor) -> CaseloadMove:
    """Within two weeks: what the taker still looks after of it returns to the giver. By giver, taker or a supervisor."""
    move = _own(pk, by, lambda m: by.user_id if by.user_id in (m.giver_id, m.taker_id) else None, supervisor=True)
    if move.taken_at is None:
        raise StepRefused(Refusal("not_yet", "まだ引き継がれていません。"))
    if move.undone_at is not None:
        return move
    if not may_undo(move):
        raise StepRefused(
            Refusal("late", f"引き継ぎから{UNDO_DAYS}日を過ぎたため、戻せません。新しい引き継ぎをお願いしてください。")
        )
    held = load_of(move.taker_id)
    part = Load(
        physicians=_both(move.moved["physicians"], held.physicians),
        candidacies=_both(move.moved["candidacies"], held.candidacies),
        institutions=_both(move.moved["institutions"], held.institutions),
        actions=_both(move.moved["actions"], held.actions),
    )
    _pass(part, move.giver, by)
    move.undone_at, move.undone_by_id = now(), by.user_id
    move.save(update_fields=["undone_at", "undone_by"])
    record(by=by, action="undo_move", object_type="caseload_move", object_number=str(move.pk))
    return move


def may_undo(move: CaseloadMove) -> bool:
    return move.taken_at is not None and move.undone_at is None and now() - move.taken_at <= timedelta(days=UNDO_DAYS)


def moves_for(actor: Actor) -> Any:
    """Those a person gives or takes; a supervisor sees all. The newest first."""
    rows = CaseloadMove.objects.select_related("giver", "taker", "offered_by").order_by("-offered_at", "-id")
    if actor.role == Role.SUPERVISOR:
        return rows
    return rows.filter(giver=actor.user_id) | rows.filter(taker=actor.user_id)


def deputies_for(actor: Actor) -> Any:
    """Those that stand or are to come; a coordinator's own, a supervisor's all."""
    rows = Deputy.objects.filter(ended_at=None, until_on__gte=today()).select_related("absent", "deputy")
    rows = rows.order_by("from_on", "id")
    if actor.role == Role.SUPERVISOR:
        return rows
    return rows.filter(absent=actor.user_id) | rows.filter(deputy=actor.user_id)


def _pass(part: Load, to: User, by: Actor) -> None:
    for physician in Physician.objects.filter(pk__in=part.physicians).select_related("user", "coordinator"):
        assign_coordinator(physician=physician, coordinator=to, by=by)
    Candidacy.objects.filter(pk__in=part.candidacies).update(owner=to)
    Keeper.objects.filter(institution__in=part.institutions).update(coordinator=to, since=now())
    NextAction.objects.filter(pk__in=part.actions).update(owner=to)


def _own(pk: int, by: Actor, who: Any, *, supervisor: bool = False) -> CaseloadMove:
    move = CaseloadMove.objects.select_for_update(of=("self",)).select_related("giver", "taker").filter(pk=pk).first()
    if move is None or not (who(move) == by.user_id or (supervisor and by.role == Role.SUPERVISOR)):
        raise Http404
    return move


def _may_speak_for(user: User, by: Actor) -> None:
    if by.role != Role.SUPERVISOR and by.user_id != user.pk:
        raise StepRefused(Refusal("whose", "ご自分の担当についてだけ決められます。ほかの方の分は、統括が決めます。"))
    if not coordinators().filter(pk=user.pk).exists():
        raise StepRefused(Refusal("role", "コーディネーターの方をお選びください。"))


def _pks(rows: Any) -> list[int]:
    return sorted(rows.values_list("pk", flat=True))


def _both(a: Collection[int], b: Collection[int]) -> list[int]:
    return sorted(set(a) & set(b))
