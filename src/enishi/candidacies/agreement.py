"""条件合意書: versions drawn from the opening and the agreed clauses, and approvals bound to the hash of one version."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from enishi.audit.actions import record
from enishi.candidacies.access import latest_version as latest_version
from enishi.candidacies.machine import MACHINE, confirmed_by
from enishi.candidacies.models import AgreementVersion, Approval, Candidacy
from enishi.candidacies.phases import Phase, fault_of
from enishi.candidacies.readiness import note_wishes
from enishi.candidacies.track import back_to_the_desk, finish_track, lay_track
from enishi.candidacies.track_rules import canonical_hash
from enishi.common.actor import Actor
from enishi.common.clock import today
from enishi.common.workflow import Channel, Party, Refusal, StepRefused
from enishi.openings.conditions import readable_terms

OFFER_LIFE = timedelta(days=14)
LONGEST_OFFER = timedelta(days=30)
"""No longer than an approval counts (rules.APPROVAL_LIFE)."""


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no blanks, UTF-8)."""
    return canonical_hash(content)


def draft_content(
    candidacy: Candidacy, changes: dict[str, str] | None = None, phases: Sequence[Phase] | None = None
) -> dict[str, Any]:
    """The terms as (key, label, text) rows with the changes applied, and the clauses both sides accepted.

    phases: 段階的な働き方 as it shall be from now on, empty for none; None keeps what the version before says.

    Each term carries `advertised`, the words of the version the physician was shown, so that a change is always visible
    (職業安定法5条の3第3項: changes must be stated before the contract).
    """
    advertised = readable_terms(candidacy.version_seen or candidacy.opening.current)
    latest = latest_version(candidacy)
    previous = {row["key"]: row["text"] for row in latest.content["terms"]} if latest else {}
    terms = []
    for row in advertised:
        text = (changes or {}).get(row.key, previous.get(row.key, row.text))
        terms.append({"key": row.key, "label": row.label, "text": text.strip(), "advertised": row.text})
    clauses = [
        {"no": c.no, "text": c.text} for c in candidacy.clauses.filter(withdrawn_at=None).order_by("no") if c.is_agreed
    ]
    content = {"candidacy": candidacy.number, "opening": candidacy.opening.number, "terms": terms, "clauses": clauses}
    kept = latest.content.get("phases", []) if latest else []
    planned = kept if phases is None else [phase.as_row() for phase in phases]
    return content | ({"phases": planned} if planned else {})


@transaction.atomic
def begin_terms(
    *, candidacy: Candidacy, by: Actor, heard: Sequence[tuple[Party, Channel, str]] = ()
) -> AgreementVersion:
    """T16: from talk to terms, with the yes of both sides; version 1 is drawn up.

    heard: (side, way, confirmer) of each yes that the desk was told and that no side gave on its own page.
    """
    note_wishes(candidacy, by, heard)
    MACHINE.perform(candidacy, "T16", by=by)
    return _new_version(candidacy, by, None)


@transaction.atomic
def revise_terms(
    *,
    candidacy: Candidacy,
    by: Actor,
    changes: dict[str, str] | None = None,
    phases: Sequence[Phase] | None = None,
) -> AgreementVersion:
    """A new version; approvals of an earlier one no longer count. Nothing changed: the latest version stays."""
    if fault := fault_of(phases or ()):
        raise StepRefused(Refusal("phases", fault))
    candidacy = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if candidacy.state != "terms":
        raise StepRefused(Refusal("state", f"いまは「{candidacy.label}」のため、条件を直せません。"))
    latest = latest_version(candidacy)
    if latest and content_hash(draft_content(candidacy, changes, phases)) == latest.content_hash:
        return latest
    version = _new_version(candidacy, by, changes, phases)
    back_to_the_desk(candidacy)
    return version


def _new_version(
    candidacy: Candidacy, by: Actor, changes: dict[str, str] | None, phases: Sequence[Phase] | None = None
) -> AgreementVersion:
    content = draft_content(candidacy, changes, phases)
    latest = latest_version(candidacy)
    version = AgreementVersion.objects.create(
        candidacy=candidacy,
        no=(latest.no if latest else 0) + 1,
        content=content,
        content_hash=content_hash(content),
        made_by_id=by.user_id,
    )
    lay_track(version=version, before=latest, by=by)
    record(
        by=by, action="agreement_version", object_type="candidacy", object_number=candidacy.number, version=version.no
    )
    return version


@transaction.atomic
def offer(
    *,
    candidacy: Candidacy,
    by: Actor,
    seen_hash: str,
    valid_until: date | None = None,
    confirmer: str = "",
    track_through: bool = False,
) -> Candidacy:
    """T17: the institution's approver approves the version he or she read and offers it to the physician until `valid_until`.

    The way inside the institution is through before, but for a last step that is the approver's own: the offer gives it.
    Or the desk passes on what it was told: `confirmer` is a code of `enums.Confirmer`, and must be one who may approve;
    track_through: and that person said that every step inside is through.
    """
    version = the_version_read(candidacy, seen_hash)
    until = valid_until or today() + OFFER_LIFE
    if not today() < until <= today() + LONGEST_OFFER:
        raise StepRefused(
            Refusal("valid_until", f"お返事の期限は、明日から{LONGEST_OFFER.days}日以内の日をご入力ください。")
        )
    given: dict[str, Any] = {"version": version.no, "hash": version.content_hash, **confirmed_by(confirmer)}
    if by.party is Party.COORDINATOR:
        given["track_through"] = track_through
    MACHINE.perform(candidacy, "T17", by=by, **given)
    finish_track(version, by, confirmer=confirmer)
    AgreementVersion.objects.filter(pk=version.pk).update(offer_valid_until=until)
    Candidacy.objects.filter(pk=candidacy.pk).update(due_on=until)
    candidacy.due_on = until
    approve_version(version, Party.INSTITUTION, by, confirmer)
    return candidacy


@transaction.atomic
def agree(*, candidacy: Candidacy, by: Actor, seen_hash: str, hours_seen: bool, confirmer: str = "") -> Candidacy:
    """T19: the physician approves the same hash; with that both have, and the sheet is locked.

    hours_seen: the hours check over all of the physician's work, this post added, was looked at before.

    Or the desk passes on the physician's own word (`confirmer` SELF), heard the version read aloud with its short code.
    """
    version = the_version_read(candidacy, seen_hash)
    approve_version(version, Party.PHYSICIAN, by, confirmer)
    Candidacy.objects.filter(pk=candidacy.pk).update(agreed_hash=version.content_hash)
    given = {"version": version.no, "hash": version.content_hash, "hours_seen": hours_seen, **confirmed_by(confirmer)}
    return MACHINE.perform(candidacy, "T19", by=by, **given)


@transaction.atomic
def reopen_terms(*, candidacy: Candidacy, by: Actor, step_id: str, reason: str = "", **heard: str) -> AgreementVersion:
    """T18 (the offer is to be changed) or T20 (an agreement is to be revised): a new version, so no approval counts.

    heard: behalf and confirmer, where the desk passes on a side's wish.
    """
    if step_id not in {"T18", "T20"}:
        raise ValueError(f"{step_id} does not reopen terms")
    MACHINE.perform(candidacy, step_id, by=by, reason=reason, **heard)
    Candidacy.objects.filter(pk=candidacy.pk).update(agreed_hash="")
    candidacy.refresh_from_db()
    return _new_version(candidacy, by, None)


def the_version_read(candidacy: Candidacy, seen_hash: str) -> AgreementVersion:
    """Lock the candidacy and return its latest version; refused if the person had another one on the screen."""
    Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    version = latest_version(candidacy)
    if version is None or version.content_hash != seen_hash:
        raise StepRefused(
            Refusal(
                "version",
                "ご覧になっていた版のあとに、新しい版ができました。変わった所をご確認のうえ、もう一度お進みください。",
            )
        )
    return version


def approve_version(version: AgreementVersion, side: Party, by: Actor, confirmer: str = "") -> None:
    Approval.objects.get_or_create(
        version=version,
        side=side,
        defaults={
            "content_hash": version.content_hash,
            "by_id": by.user_id,
            "channel": by.channel,
            "confirmer": confirmer,
        },
    )
