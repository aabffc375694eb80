"""The candidacy's machine: facts for the guards, whose turn it is, audit and notices."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from enishi.accounts.roles import Role
from enishi.audit.effects import record_transition
from enishi.candidacies import rules
from enishi.candidacies.enums import WAITING, State
from enishi.candidacies.models import (
    Approval,
    Candidacy,
    CandidacyTransition,
    Placement,
)
from enishi.candidacies.notices import queue_step_notices
from enishi.candidacies.workflow import WORKFLOW
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.transitions import Machine
from enishi.common.workflow import Channel, Party, Refusal, Step
from enishi.openings.conditions import statutory_gaps
from enishi.openings.models import Opening
from enishi.openings.rules import Freshness
from enishi.physicians.access import disclosed_level
from enishi.physicians.actions import has_consented
from enishi.physicians.enums import ConsentKind, DisclosureLevel, PhysicianState
from enishi.physicians.shield import is_hidden_from


def facts_of(candidacy: Candidacy, by: Actor, given: Mapping[str, Any]) -> rules.Facts:
    """Read what the guards look at; called under the lock of the candidacy."""
    day = today()
    physician, opening = candidacy.physician, candidacy.opening
    level = disclosed_level(physician, opening.institution, day)
    shown = Opening.objects.published().filter(pk=opening.pk).first()
    placement = Placement.objects.filter(candidacy=candidacy).first() if candidacy.pk else None
    version = candidacy.agreement_versions.order_by("-no").first() if candidacy.pk else None
    approved = {
        a.side: timezone.localdate(a.at)
        for a in (Approval.objects.filter(version=version, content_hash=version.content_hash) if version else [])
    }
    return rules.Facts(
        today=day,
        physician_active=physician.state == PhysicianState.ACTIVE,
        placement_consent=has_consented(physician, ConsentKind.PLACEMENT),
        licence_verified=physician.licence_verified_on is not None,
        shielded=is_hidden_from(physician, opening.institution),
        no_solicitation_until=latest_lock(candidacy),
        by_own_wish=candidacy.by_own_wish,
        already_open=Candidacy.objects.still_open()
        .filter(physician=physician, opening=opening)
        .exclude(pk=candidacy.pk)
        .exists(),
        proposals_waiting=physician.candidacies.filter(state=State.PHYSICIAN_ASKED).count(),
        opening_shown=shown is not None,
        opening_fresh=shown is not None and shown.freshness == Freshness.FRESH,
        statutory_gaps=tuple(g.label for g in statutory_gaps(candidacy.version_seen or opening.current, day)),
        disclosed=level is not None,
        name_disclosed=level is not None and level >= DisclosureLevel.L3,
        may_approve=by.role in {Role.INSTITUTION_APPROVER, Role.INSTITUTION_ADMIN},
        agreement_exists=version is not None,
        open_clauses=_open_clauses(candidacy) if candidacy.pk else 0,
        physician_approved_on=approved.get(Party.PHYSICIAN),
        institution_approved_on=approved.get(Party.INSTITUTION),
        contract_recorded=placement is not None,
        contract_confirmed=bool(placement and placement.confirmed_at),
        starts_on=placement.starts_on if placement else None,
        licence_original_seen=bool(placement and placement.licence_original_seen_on),
        resume_on=given.get("resume_on"),
    )


def latest_lock(candidacy: Candidacy) -> Any:
    """The day until which nobody may urge this physician to change jobs; None without such a placement."""
    rows = Placement.objects.filter(
        candidacy__physician=candidacy.physician, no_solicitation_until__isnull=False, confirmed_at__isnull=False
    )
    return max((row.no_solicitation_until for row in rows if row.no_solicitation_until), default=None)


def _open_clauses(candidacy: Candidacy) -> int:
    live = candidacy.clauses.filter(withdrawn_at=None)
    return sum(not clause.is_agreed for clause in live)


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
