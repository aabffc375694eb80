"""What the institution's page of one candidacy shows: before its own yes an outline, afterwards what the physician allows."""

from typing import Any

from enishi.candidacies.access import placement_of
from enishi.candidacies.agreement import OFFER_LIFE, latest_version
from enishi.candidacies.enums import State
from enishi.candidacies.introduction import introduction_of
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import AgreementVersion, Candidacy, Placement
from enishi.candidacies.readiness import READY_STATES, ready_sides
from enishi.candidacies.summary import read_outline
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Party, Refusal
from enishi.physicians.documents import documents_for
from enishi.physicians.enums import DisclosureLevel, DocumentKind
from enishi.web.aftercare.words import contract_words
from enishi.web.institution.access import may_edit
from enishi.web.institution.talk_forms import (
    ActForm,
    ContractForm,
    DeclineForm,
    OfferForm,
    ReopenForm,
    StartForm,
    WelcomeForm,
)
from enishi.web.talk.agreement import agreement_of
from enishi.web.talk.board import Faulty, Place, board_of
from enishi.web.talk.extras import extras_of
from enishi.web.talk.person import is_welcomed, person_at
from enishi.web.talk.scope import scope_plan
from enishi.web.talk.steps import SideStepForm, side_steps
from enishi.web.talk.topics import Writer


def room_of(
    candidacy: Candidacy,
    actor: Actor,
    *,
    at: Place | None = None,
    faulty: Faulty | None = None,
    step: tuple[str, SideStepForm] | None = None,
    **came_back: ActForm,
) -> dict[str, Any]:
    """The context of institution/talk.html; a form that was refused comes back in its place."""
    welcomed = is_welcomed(candidacy)
    writer = Writer(candidacy, actor, faulty, at.share if at else 0)
    read_outline(candidacy.physician)
    steps = {step.id for step in MACHINE.possible(candidacy, by=actor)}
    placement, latest = placement_of(candidacy), latest_version(candidacy)
    base = f"/inst/talks/{candidacy.number}"
    return {
        "candidacy": candidacy,
        "base": base,
        "opening": candidacy.opening,
        "person": person_at(candidacy, writer.level or DisclosureLevel.L1, welcomed, by=actor),
        "papers": _papers(candidacy) if welcomed else [],
        "welcomed": welcomed,
        "is_asked": candidacy.state == State.INSTITUTION_ASKED,
        "on_hold": candidacy.state == State.ON_HOLD,
        "may_edit": may_edit(actor),
        "board": board_of(writer, base=base, at=at) if welcomed else None,
        "extras": extras_of(writer, base=base, at=at) if welcomed else None,
        "introduction": introduction_of(candidacy),
        "scope": scope_plan(writer, base=base),
        "faulty": None if welcomed or faulty is None else faulty.form,
        "agreement": agreement_of(candidacy, actor) if welcomed and latest else None,
        **contract_words(placement),
        "steps": side_steps(candidacy, actor, base=base, back=step) if may_edit(actor) and welcomed else [],
        **_forms(candidacy, actor, steps, placement, latest),
        **came_back,
        "crumbs": [("今日のご案内", "/inst"), ("候補の先生", "/inst/candidates"), (f"番号 {candidacy.number}", "")],
    }


def _papers(candidacy: Candidacy) -> list[tuple[int, str]]:
    """Documents to be opened, by primary key and kind, while a consent of level 4 for this institution lives."""
    papers = documents_for(candidacy.physician, candidacy.opening.institution)
    return [(paper.pk, DocumentKind(paper.kind).label) for paper in papers]


def offer_refusals(candidacy: Candidacy, actor: Actor) -> list[Refusal]:
    """Why this person may not offer the terms now; empty if nothing stands against it."""
    return MACHINE.refusals(candidacy, "T17", by=actor)


def _forms(
    candidacy: Candidacy,
    actor: Actor,
    steps: set[str],
    placement: Placement | None,
    latest: AgreementVersion | None,
) -> dict[str, Any]:
    """The forms of the steps that are open to this member now; None for the others."""
    edits = may_edit(actor)
    version = latest if "T17" in steps else None
    refused = offer_refusals(candidacy, actor) if "T17" in steps else []
    return {
        "welcome_form": WelcomeForm() if "T8" in steps and edits else None,
        "decline_form": DeclineForm() if steps & {"T9", "T26"} and edits else None,
        "offer_form": OfferForm(initial={"seen_hash": version.content_hash, "valid_until": today() + OFFER_LIFE})
        if version and not refused
        else None,
        "offer_refusals": refused,
        "reopen_form": ReopenForm() if "T18" in steps else None,
        "contract_form": ContractForm.for_placement(placement) if candidacy.state == State.AGREED and edits else None,
        **_readiness(candidacy, edits=edits),
        "start_form": StartForm() if "T22" in steps and edits and _has_begun(placement) else None,
    }


def _readiness(candidacy: Candidacy, *, edits: bool) -> dict[str, Any]:
    """Whether this side may say that it wants to go on to terms, and whether it has said so."""
    asked = candidacy.state in READY_STATES
    said = asked and Party.INSTITUTION in ready_sides(candidacy)
    return {"ready_form": WelcomeForm() if asked and edits and not said else None, "ready_said": said}


def _has_begun(placement: Placement | None) -> bool:
    return placement is not None and placement.starts_on <= today()
