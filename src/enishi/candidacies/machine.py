"""The candidacy's machine: its guards, whose turn it is, audit and notices."""

from collections.abc import Mapping
from typing import Any

from enishi.audit.effects import record_transition
from enishi.candidacies import rules
from enishi.candidacies.enums import WAITING, State
from enishi.candidacies.facts import facts_of
from enishi.candidacies.models import Candidacy, CandidacyTransition
from enishi.candidacies.notices import queue_step_notices
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.transitions import Machine
from enishi.common.workflow import Channel, Party, Refusal, Step


def guard(candidacy: Candidacy, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """The rules of the step, and that a coordinator who acts for a side names the way he or she was told."""
    found = rules.reasons_against(step.id, facts_of(candidacy, by, given)) if step.id in rules.GUARDS else []
    acts_for = step.by & {Party.PHYSICIAN, Party.INSTITUTION}
    if by.party is Party.COORDINATOR and acts_for and by.channel == Channel.WEB and step.id in RELAYED:
        found.append(Refusal("channel", "どの方法でお聞きになったか（お電話・ファクスなど）をお選びください。"))
    return found


RELAYED = frozenset({"T5", "T6", "T8", "T9", "T25", "T26"})
"""Decisions that belong to a side: the desk may only pass them on."""


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
    effects=(record_transition, queue_step_notices),
    reads=("physician__user", "opening__institution__corporation", "owner"),
)
