"""The candidacy's machine: its guards, whose turn it is, audit and notices."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from enishi.audit.effects import record_transition
from enishi.candidacies import rules
from enishi.candidacies.enums import BINDING, ENDS, WAITING, State
from enishi.candidacies.facts import facts_of
from enishi.candidacies.joint_parting import part_company
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.candidacies.notices import queue_step_notices
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.transitions import Machine
from enishi.common.workflow import Channel, Party, Refusal, Step


def guard(candidacy: Candidacy, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """The rules of the step, and that a coordinator who acts for a side names the way and the person he or she was told by."""
    found = rules.reasons_against(step.id, facts_of(candidacy, by, given)) if step.id in rules.GUARDS else []
    if by.party is Party.COORDINATOR and step.id in RELAYED:
        found += heard_from(step, by, given)
    return found


RELAYED = frozenset({"T5", "T6", "T8", "T9", "T17", "T18", "T19", "T21", "T25", "T26"})
"""Decisions that belong to a side: the desk may only pass them on."""


def heard_from(step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """What stands against a decision passed on by the desk: no way named, or told by somebody who cannot bind that side."""
    found = []
    if by.channel == Channel.WEB:
        found.append(Refusal("channel", "どの方法でお聞きになったか（お電話・ファクスなど）をお選びください。"))
    if step.id in BINDING and given.get("confirmer") not in BINDING[step.id]:
        who = "・".join(c.label for c in BINDING[step.id])
        found.append(Refusal("confirmer", f"このお返事は、{who}からうかがったときに記録できます。"))
    return found


def confirmed_by(confirmer: str) -> dict[str, str]:
    """What the log keeps of who told the desk: a code of `enums.Confirmer`."""
    return {"confirmer": str(confirmer)} if confirmer else {}


def what_happened(candidacy: Candidacy, by: Actor) -> str:
    """Who acted last, when, where it stands now and whose turn it is; names for the staff alone, a reason for nobody."""
    last = candidacy.transitions.select_related("actor").order_by("-id").first()
    state = State(candidacy.state)
    if last is None:
        return f"いまは「{state.label}」です。"
    if by.party is Party.INSTITUTION and state in ENDS and last.party != Party.INSTITUTION:
        return f"番号 {candidacy.number} のご紹介は、取り下げとなりました。"
    at = timezone.localtime(last.at)
    when = f"{at.month}月{at.day}日{at.hour}時{at.minute:02}分"
    who = "ご自身" if last.actor_id and last.actor_id == by.user_id else _who(last, by)
    after = "このお話は終わっています。" if state in ENDS else _whose_turn(candidacy)
    said = f"{when}に、{who}が先に「{WORKFLOW[last.step].label}」の手続きをされました。"
    return f"{said}いまは「{state.label}」です。{after}"


def _who(last: CandidacyTransition, by: Actor) -> str:
    is_staff = by.party not in (Party.PHYSICIAN, Party.INSTITUTION)
    name = f"（{last.actor.name}さん）" if is_staff and last.actor and last.actor.name else ""
    return f"{Party(last.party).label}{name}"


def _whose_turn(candidacy: Candidacy) -> str:
    due = candidacy.due_on
    until = f"（期日は{due.month}月{due.day}日）" if due else ""
    return f"次は{Party(candidacy.waiting_for).label}の番です{until}。" if candidacy.waiting_for else ""


def turn_and_date(candidacy: Candidacy, step: Step, given: Mapping[str, Any]) -> None:
    """Invariant (c): every open state says whose turn it is and until when."""
    waiting = WAITING.get(State(candidacy.state))
    if waiting is None:
        candidacy.waiting_for, candidacy.due_on = "", None
    else:
        party, working_days = waiting
        candidacy.waiting_for = party
        candidacy.due_on = given.get("resume_on") or add_working_days(today(), working_days)
    candidacy.resume_on = given.get("resume_on") if candidacy.state == State.ON_HOLD else None


MACHINE: Machine[Candidacy] = Machine(
    WORKFLOW,
    Candidacy,
    CandidacyTransition,
    subject="candidacy",
    guards=(guard,),
    prepare=turn_and_date,
    effects=(record_transition, queue_step_notices, part_company),
    reads=("physician__user", "opening__institution__corporation", "owner"),
    latecomer=what_happened,
)
