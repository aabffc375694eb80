"""The acts between suggestion and dialogue. Later acts: dialogue.py, agreement.py, placement.py."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from enishi.accounts.models import User
from enishi.audit.actions import record
from enishi.candidacies.access import level_for_institution
from enishi.candidacies.enums import BEFORE_AGREED, State
from enishi.candidacies.frozen import words_hash
from enishi.candidacies.introduction import freeze_introduction
from enishi.candidacies.machine import MACHINE, confirmed_by
from enishi.candidacies.models import Candidacy, Proposal
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import now, today
from enishi.common.models import next_number
from enishi.common.workflow import Refusal, StepRefused
from enishi.openings.actions import close_opening, mark_seen
from enishi.openings.models import Opening
from enishi.openings.standing import hold_standing
from enishi.physicians.actions import grant_disclosure, withdraw_disclosure
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Physician

BY_HAND = "by_hand"
"""Code of the first step of a talk that a coordinator chose against the lists."""

DISCLOSURE_LIFE = timedelta(days=90)


@transaction.atomic
def suggest(
    *, physician: Physician, opening: Opening, by: Actor, reasons: dict[str, Any] | None = None, by_hand: str = ""
) -> Candidacy:
    """T1: keep a pair as a candidate inside the desk, with the draft of the two-sided reasons.

    `reasons`: {"physician": [...], "institution": [...], "unmet": [...], "smallest_change": str, "weights_version": str}.
    by_hand: why a coordinator chose it though no list has it; the log of the talk keeps that, inside the desk.
    """
    # One at a time per physician, so that two coordinators cannot open the same pair twice.
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    hold_standing(opening)
    candidacy = Candidacy(
        number=next_number("C"),
        physician=physician,
        opening=opening,
        owner=_owner(physician, by),
        previous=ended_before(physician, opening),
    )
    MACHINE.begin(candidacy, "T1", by=by, reason=by_hand, reason_code=BY_HAND if by_hand else "")
    draft_proposal(candidacy, reasons or {})
    return candidacy


def draft_proposal(candidacy: Candidacy, reasons: dict[str, Any]) -> Proposal:
    """The draft that a new talk begins with. `reasons` as in `suggest`; what is not among them is left empty."""
    return Proposal.objects.create(
        candidacy=candidacy,
        reasons_physician=reasons.get("physician", []),
        reasons_institution=reasons.get("institution", []),
        unmet=reasons.get("unmet", []),
        smallest_change=reasons.get("smallest_change", ""),
        weights_version=reasons.get("weights_version", ""),
    )


def ended_before(physician: Physician, opening: Opening) -> Candidacy | None:
    """The talk of the same pair that ended last: an end is final, and a new talk knows what came before it (invariant e)."""
    return Candidacy.objects.ended().filter(physician=physician, opening=opening).order_by("-pk").first()


def _owner(physician: Physician, by: Actor) -> User | None:
    """The physician's own coordinator, else the one who acts."""
    return physician.coordinator or User.objects.filter(pk=by.user_id).first()


@transaction.atomic
def edit_proposal(*, candidacy: Candidacy, by: Actor, **words: Any) -> Proposal:
    """Change the draft. Raises StepRefused once it was sent: a sent proposal is never altered."""
    proposal = Proposal.objects.select_for_update().get(candidacy=candidacy)
    if proposal.sent_at:
        raise StepRefused(Refusal("frozen", "お送りしたご提案は変えられません。"))
    for key, value in words.items():
        setattr(proposal, key, value)
    proposal.save()
    record(
        by=by,
        action="edit_proposal",
        object_type="candidacy",
        object_number=candidacy.number,
        fields=sorted(words),
    )
    return proposal


@transaction.atomic
def propose(*, candidacy: Candidacy, by: Actor) -> Candidacy:
    """T2: send the proposal; its words are frozen and the version of the conditions it shows is fixed."""
    candidacy.opening.refresh_from_db()
    version = candidacy.opening.current
    Candidacy.objects.filter(pk=candidacy.pk).update(version_seen=version)
    MACHINE.perform(candidacy, "T2", by=by, version=version.no)
    mark_seen(version=version)
    _freeze(candidacy)
    return candidacy


def _freeze(candidacy: Candidacy) -> None:
    """From here on the database refuses to change a word; the hash says which words these were."""
    proposal = Proposal.objects.select_for_update().filter(candidacy=candidacy, sent_at=None).first()
    if proposal is not None:
        proposal.sent_at, proposal.content_hash = now(), words_hash(proposal)
        proposal.save(update_fields=["sent_at", "content_hash"])


@transaction.atomic
def accept_proposal(
    *, candidacy: Candidacy, by: Actor, level: DisclosureLevel, until: date | None = None, confirmer: str = ""
) -> Candidacy:
    """T5: the physician wants to talk and consents for this one institution.

    Until the institution says yes it sees the anonymous outline whatever the level; afterwards up to `level`.
    """
    _consent(candidacy, by, level, until)
    return MACHINE.perform(candidacy, "T5", by=by, level=str(level), **confirmed_by(confirmer))


@transaction.atomic
def ask_to_talk(*, physician: Physician, opening: Opening, by: Actor, level: DisclosureLevel) -> Candidacy:
    """T3: the physician asks from an opening page. 本人発意 is recorded, so the two-year lock does not apply."""
    Physician.objects.select_for_update(of=("self",)).get(pk=physician.pk)
    hold_standing(opening)
    candidacy = Candidacy(
        number=next_number("C"),
        physician=physician,
        opening=opening,
        owner=physician.coordinator,
        version_seen=opening.current,
        previous=ended_before(physician, opening),
        by_own_wish=True,
    )
    _consent(candidacy, by, level, None)
    MACHINE.begin(candidacy, "T3", by=by, level=str(level))
    mark_seen(version=opening.current)
    asked = Proposal(candidacy=candidacy, sent_at=now())
    asked.content_hash = words_hash(asked)
    asked.save()
    return candidacy


def _consent(candidacy: Candidacy, by: Actor, level: DisclosureLevel, until: date | None) -> None:
    grant_disclosure(
        physician=candidacy.physician,
        institution=candidacy.opening.institution,
        level=level,
        until=until or today() + DISCLOSURE_LIFE,
        by=by,
    )


@transaction.atomic
def pass_on(*, candidacy: Candidacy, by: Actor) -> Candidacy:
    """T7: the coordinator gives the institution the anonymous outline and the page of reasons that goes with it."""
    MACHINE.perform(candidacy, "T7", by=by)
    freeze_introduction(candidacy)
    return candidacy


@transaction.atomic
def welcome(*, candidacy: Candidacy, by: Actor, confirmer: str = "") -> Candidacy:
    """T8: the institution wants to meet; the dialogue opens, and names are shown as far as the physician consented."""
    MACHINE.perform(candidacy, "T8", by=by, **confirmed_by(confirmer))
    note_introduction(candidacy, by)
    return candidacy


def note_introduction(candidacy: Candidacy, by: Actor) -> None:
    """紹介年月日: the first day on which the institution may see the name (law.md §1.2). Set once."""
    level = level_for_institution(candidacy)
    if candidacy.introduced_on is None and level is not None and level >= DisclosureLevel.L3:
        candidacy.introduced_on = today()
        candidacy.save(update_fields=["introduced_on"])
        record(by=by, action="introduce", object_type="candidacy", object_number=candidacy.number)


@transaction.atomic
def raise_disclosure(*, candidacy: Candidacy, by: Actor, level: DisclosureLevel) -> Candidacy:
    """The physician lets the institution see more (usually the name, before terms are spoken of)."""
    if not candidacy.is_open:
        raise StepRefused(
            Refusal("state", f"このお話は「{candidacy.label}」として終わっています。公開範囲は広げられません。")
        )
    _consent(candidacy, by, level, None)
    note_introduction(candidacy, by)
    return candidacy


@transaction.atomic
def decline(
    *, candidacy: Candidacy, by: Actor, step_id: str, reason: str = "", reason_code: str = "", confirmer: str = ""
) -> Candidacy:
    """T6, T9, T25 or T26: one side passes. The physician's consent for this institution ends with it."""
    if step_id not in {"T6", "T9", "T25", "T26"}:
        raise ValueError(f"{step_id} is not a step of declining")
    MACHINE.perform(candidacy, step_id, by=by, reason=reason, reason_code=reason_code, **confirmed_by(confirmer))
    _end_consent(candidacy, by)
    return candidacy


@transaction.atomic
def take_step(
    *, candidacy: Candidacy, step_id: str, by: Actor, reason: str = "", reason_code: str = "", **given: Any
) -> Candidacy:
    """Any step that needs nothing but itself (and a reason): visits, hold, closing, start, leaving.

    given: resume_on (T27, a date); tell (T29, audiences to be told); behalf and confirmer, where the desk was told.
    """
    if step_id in NEEDS_OWN_ACT:
        raise ValueError(f"{step_id} has an act of its own")
    MACHINE.perform(candidacy, step_id, by=by, reason=reason, reason_code=reason_code, **given)
    if not candidacy.is_open and candidacy.state != State.SETTLED:  # a settled physician still works there
        _end_consent(candidacy, by)
    return candidacy


@transaction.atomic
def close_opening_and_talks(*, opening: Opening, by: Actor, close_reason: str, reason: str = "") -> Opening:
    """Close an opening and, with T28, every talk about it that has not come to an agreement; those physicians are told."""
    close_opening(opening=opening, by=by, close_reason=close_reason, reason=reason)
    for candidacy in Candidacy.objects.filter(opening=opening, state__in=[*BEFORE_AGREED, State.ON_HOLD]).order_by(
        "pk"
    ):
        take_step(candidacy=candidacy, step_id="T28", by=SYSTEM, reason_code=close_reason)
    return opening


NEEDS_OWN_ACT = frozenset({"T1", "T2", "T3", "T5", "T6", "T7", "T8", "T9", "T16", "T17", "T18", "T19", "T20", "T21", "T22", "T25", "T26"})  # fmt: skip


def _end_consent(candidacy: Candidacy, by: Actor) -> None:
    """End the consent for this institution, unless another open candidacy there still rests on it."""
    institution = candidacy.opening.institution
    others = Candidacy.objects.still_open().filter(physician=candidacy.physician, opening__institution=institution)
    if not others.exclude(pk=candidacy.pk).exists():
        withdraw_disclosure(physician=candidacy.physician, institution=institution, by=by)
