"""From agreement to employment: the contract is recorded, confirmed, begun; ledgers read it from here."""

import json
from dataclasses import astuple
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from enishi.audit.actions import record, record_reading
from enishi.candidacies.actions import take_step
from enishi.candidacies.contract_rules import (
    START_BEFORE_HIRING,
    Agreed,
    Contract,
    Difference,
    differences,
    fingerprint,
)
from enishi.candidacies.machine import MACHINE, confirmed_by
from enishi.candidacies.models import AgreementVersion, Candidacy, Placement
from enishi.candidacies.phases import phases_in
from enishi.candidacies.track_rules import canonical_hash
from enishi.common.actor import Actor
from enishi.common.changes import Subject, changed
from enishi.common.clock import now, today
from enishi.common.workflow import Refusal, StepRefused
from enishi.law.solicitation import no_solicitation_until
from enishi.physicians.actions import grant_disclosure
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Physician

EMPLOYED = timedelta(days=2 * 365)
JUST_BEGUN = timedelta(days=92)


@transaction.atomic
def record_contract(
    *,
    candidacy: Candidacy,
    by: Actor,
    contract_kind: str,
    starts_on: date,
    half_days_per_week: int,
    hired_on: date | None = None,
    ends_on: date | None = None,
    expected_annual_pay_yen: int | None = None,
    seen_differences: str = "",
) -> Placement:
    """The institution records the contract it made. Until the physician confirms it, it may be corrected.

    seen_differences: the fingerprint of where it differs from the agreement (`differing`), as whoever records it has read;
    a contract that differs otherwise is refused with a sentence (職業安定法5条の3第3項).
    """
    candidacy = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if candidacy.state != "agreed":
        raise StepRefused(Refusal("state", f"いまは「{candidacy.label}」のため、契約を記録できません。"))
    day = hired_on or starts_on
    if starts_on < day:
        raise StepRefused(Refusal("starts_on", START_BEFORE_HIRING))
    contract = Contract(contract_kind, day, starts_on, ends_on, half_days_per_week, expected_annual_pay_yen)
    found = differing(candidacy, contract)
    if found and fingerprint(found) != seen_differences:
        raise StepRefused(Refusal("differs", _differs_words(found)))
    placement, _ = Placement.objects.update_or_create(
        candidacy=candidacy,
        defaults={
            "contract_kind": contract_kind,
            "hired_on": day,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "half_days_per_week": half_days_per_week,
            "expected_annual_pay_yen": expected_annual_pay_yen,
            "no_solicitation_until": no_solicitation_until(contract_kind, day),
            "recorded_at": now(),
        },
    )
    record(
        by=by,
        action="record_contract",
        object_type="candidacy",
        object_number=candidacy.number,
        **({"differs": len(found)} if found else {}),
    )
    return placement


def differing(candidacy: Candidacy, contract: Contract) -> list[Difference]:
    """Where this contract differs from the version of the agreement that both sides approved; empty without one."""
    versions = candidacy.agreement_versions.all()
    version = next((v for v in reversed(versions) if v.content_hash == candidacy.agreed_hash), None)
    return differences(contract, _agreed(version)) if version else []


def _agreed(version: AgreementVersion) -> Agreed:
    phases = phases_in(version.content)
    approved = [timezone.localdate(approval.at) for approval in version.approvals.all()]
    return Agreed(
        terms={row["key"]: row["text"] for row in version.content["terms"]},
        first_phase=(phases[0].since, phases[0].days) if phases else None,
        on=max(approved, default=None),
    )


def contract_of(placement: Placement) -> Contract:
    """The recorded contract, as it is compared."""
    p = placement
    return Contract(
        p.contract_kind, p.hired_on, p.starts_on, p.ends_on, p.half_days_per_week, p.expected_annual_pay_yen
    )


def recorded_differences(placement: Placement | None) -> list[Difference]:
    """Where the recorded contract differs from the agreement: what the physician, the institution and the desk read."""
    return differing(placement.candidacy, contract_of(placement)) if placement else []


def record_hash(placement: Placement) -> str:
    """Of the contract exactly as it is recorded now: what a page showed to the physician who confirms it."""
    return canonical_hash([str(value) for value in astuple(contract_of(placement))])


def _differs_words(found: list[Difference]) -> str:
    labels = "・".join(row.label for row in found)
    return (
        f"双方が承認した条件合意書と違うところがあります（{labels}）。お打ち間違いでしたら、お直しください。"
        "契約書のとおりでしたら、違いを確かめて、もう一度記録してください。"
    )


@transaction.atomic
def confirm_contract(
    *, candidacy: Candidacy, by: Actor, confirmer: str = "", seen_record: str | None = None
) -> Candidacy:
    """T21: the physician (or the desk, told by telephone) confirms what the institution recorded; the ledgers' items are fixed.

    seen_record: `record_hash` of what the page showed; refused if it was corrected meanwhile. None where no page was read.
    """
    placement = Placement.objects.select_for_update().filter(candidacy=candidacy).first()
    if placement is None:
        raise StepRefused(Refusal("contract", "契約の種類・期間・開始日がまだ記録されていません。"))
    if seen_record is not None and seen_record != record_hash(placement):
        raise StepRefused(
            Refusal(
                "record", "医療機関が記録を直しました。下の内容が、お手もとの契約書と同じか、もう一度お確かめください。"
            )
        )
    placement.confirmed_at = now()
    placement.snapshot = json.dumps(ledger_snapshot(candidacy, by), ensure_ascii=False)
    placement.save()
    MACHINE.perform(candidacy, "T21", by=by, **confirmed_by(confirmer))
    changed(Subject.PHYSICIAN, candidacy.physician_id)  # from now on perhaps not to be urged to move
    grant_disclosure(  # the institution is now the employer
        physician=candidacy.physician,
        institution=candidacy.opening.institution,
        level=DisclosureLevel.L3,
        until=(placement.ends_on or placement.starts_on) + EMPLOYED,
        by=by,
    )
    return candidacy


@transaction.atomic
def start_work(*, candidacy: Candidacy, by: Actor, licence_original_seen_on: date | None) -> Candidacy:
    """T22: work has begun; the original of the licence was seen at the institution."""
    Placement.objects.filter(candidacy=candidacy).update(licence_original_seen_on=licence_original_seen_on)
    return MACHINE.perform(candidacy, "T22", by=by)


@transaction.atomic
def record_leaving(*, candidacy: Candidacy, by: Actor, left_on: date, reason: str, reason_code: str = "") -> Candidacy:
    """T24: the employment ended on this day, which the ledgers and the count of six-month leavers read."""
    placement = Placement.objects.select_for_update().filter(candidacy=candidacy).first()
    if placement is not None and not placement.starts_on <= left_on <= today():
        raise StepRefused(Refusal("left_on", "離職の日は、就業の開始から今日までの日をご入力ください。"))
    take_step(candidacy=candidacy, step_id="T24", by=by, reason=reason, reason_code=reason_code)
    Placement.objects.filter(candidacy=candidacy).update(left_on=left_on)
    return candidacy


def ledger_snapshot(candidacy: Candidacy, by: Actor) -> dict[str, str]:
    """Names and addresses as they are now, for ledgers that must not change when a hospital is renamed (law.md §1.2)."""
    physician: Physician = candidacy.physician
    identity, institution = physician.identity, candidacy.opening.institution
    record_reading(by=by, what="ledger", object_type="physician", object_number=physician.number, level=3)
    return {
        "seeker_name": identity.full_name,
        "seeker_address": identity.address,
        "seeker_birth_date": identity.birth_date,
        "employer_name": institution.name,
        "employer_address": institution.address,
        "opening_number": candidacy.opening.number,
    }


def beginning_of(physician: Physician, on: date) -> Placement | None:
    """The employment that begins next, or began within the last three months; the latest where there are several."""
    placements = Placement.objects.filter(candidacy__physician=physician, left_on=None)
    running = placements.filter(candidacy__state__in=("agreed", "contracted", "working"))
    return running.filter(starts_on__gte=on - JUST_BEGUN).order_by("-starts_on", "-pk").first()
