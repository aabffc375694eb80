"""医療機関への1枚 (N1): why the institution might want this talk, drafted at its level, worded by the coordinator, frozen at T7."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.candidacies.agreement import content_hash
from enishi.candidacies.fact_levels import readable_rows
from enishi.candidacies.giveaways import refuse_giveaways
from enishi.candidacies.models import Candidacy, Introduction, Proposal
from enishi.candidacies.suggesting import explanation_for
from enishi.common.actor import Actor
from enishi.common.clock import now
from enishi.common.worded import Given, Worded
from enishi.common.workflow import Party, Refusal, StepRefused
from enishi.physicians.enums import DisclosureLevel

BEFORE_YES = DisclosureLevel.L1
"""The level at which the institution reads this page, whatever the physician agreed to show later."""


@dataclass(frozen=True, slots=True)
class Page:
    """reasons, questions: rows with "text"; frozen: it was passed on."""

    reasons: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    smallest_change: str
    frozen: bool


def introduction_of(candidacy: Candidacy) -> Page:
    """What was passed on; before that the coordinator's words, or the draft."""
    standing = _STANDING.first(candidacy=candidacy.pk)
    if standing is not None:
        return Page(standing.reasons, standing.questions, standing.smallest_change, standing.sent_at is not None)
    reasons, questions = _draft(candidacy)
    return Page(reasons, questions, "", False)


_STANDING = Worded(lambda: Introduction.objects.filter(candidacy=Given("candidacy")))


def _draft(candidacy: Candidacy) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    proposal = Proposal.objects.filter(candidacy=candidacy).first()
    reasons = list(proposal.reasons_institution) if proposal else []
    unmet = list(proposal.unmet) if proposal else []
    if not reasons and not unmet:  # the physician asked by himself: nothing was drafted for a proposal
        told = explanation_for(candidacy.physician, candidacy.opening) or {}
        reasons, unmet = list(told.get("institution", [])), list(told.get("unmet", []))  # type: ignore[call-overload]
    asked = [row for row in unmet if row.get("ask") == Party.INSTITUTION.value and row.get("question")]
    return (
        readable_rows(reasons, BEFORE_YES),
        [
            {"text": row["question"], "key": row.get("key", ""), "facts": row["facts"]}
            for row in readable_rows(asked, BEFORE_YES)
        ],
    )


@transaction.atomic
def edit_introduction(
    *, candidacy: Candidacy, by: Actor, reasons: list[str], questions: list[str], smallest_change: str
) -> Introduction:
    """Reword the page. A sentence left as drafted keeps its facts; one with a name, a number or an address is refused."""
    locked = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    row = Introduction.objects.filter(candidacy=locked).first() or Introduction(candidacy=locked)
    if row.sent_at:
        raise StepRefused(Refusal("frozen", "医療機関にお伝えした文は変えられません。"))
    refuse_giveaways(candidacy, [*reasons, *questions, smallest_change], by=by)
    page = introduction_of(locked)
    row.reasons, row.questions = _worded(page.reasons, reasons), _worded(page.questions, questions)
    row.smallest_change = smallest_change.strip()
    row.save()
    record(by=by, action="edit_introduction", object_type="candidacy", object_number=candidacy.number)
    return row


def _worded(drafted: list[dict[str, Any]], texts: list[str]) -> list[dict[str, Any]]:
    known = {row["text"]: row for row in drafted}
    return [known.get(text.strip(), {"text": text.strip(), "edited": True}) for text in texts if text.strip()]


def freeze_introduction(candidacy: Candidacy) -> Introduction:
    """Part of T7, in its transaction: what the institution will read is what stands here now, for good."""
    page = introduction_of(candidacy)
    row = Introduction.objects.filter(candidacy=candidacy).first() or Introduction(candidacy=candidacy)
    if row.sent_at is None:
        row.reasons, row.questions, row.smallest_change = page.reasons, page.questions, page.smallest_change
        row.sent_at = now()
        row.content_hash = content_hash(
            {"reasons": row.reasons, "questions": row.questions, "smallest_change": row.smallest_change}
        )
        row.save()
    return row
