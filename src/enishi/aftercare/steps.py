"""What the time after the contract has to say to the steps of a candidacy: registered with its machine at the start."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from enishi.aftercare.enums import CheckKind, StartItem, TaskKind
from enishi.aftercare.fees import fee_of, kind_of
from enishi.aftercare.locks import begin_silence
from enishi.aftercare.models import CareTask, CheckIn, FeeEvent, StartTick
from enishi.aftercare.notices import tell_task
from enishi.aftercare.rules import LOOKED_AFTER, RED_WITHIN_WORKING_DAYS, plan
from enishi.candidacies.enums import State
from enishi.candidacies.models import Candidacy, Placement
from enishi.candidacies.placement import recorded_differences
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.profile import load_profile
from enishi.common.transitions import TransitionRow
from enishi.common.workflow import Party, Refusal, Step
from enishi.law.periods import last_day_after

SIDES = (Party.PHYSICIAN, Party.INSTITUTION)


def guard(candidacy: Candidacy, step: Step, by: Actor, given: Mapping[str, Any]) -> list[Refusal]:
    """T23: nobody counts as settled while the twelfth month of either side is asked and open."""
    if step.id != "T23":
        return []
    year = CheckIn.objects.filter(placement__candidacy=candidacy, kind=CheckKind.MONTHS_12, due_on__lte=today())
    if year.filter(answered_at=None, closed_at=None).exists():
        return [Refusal("checkins", "12か月のご様子の確認が、まだ終わっていません。")]
    return []


def follow(candidacy: Candidacy, step: Step, row: TransitionRow, given: Mapping[str, Any]) -> None:
    """T21: other talks of the physician go to their coordinators, and a contract that differs from the agreement to its own. T22: check-ins, fee, licence. T24: the last questions."""
    if step.id == "T21":
        _siblings(candidacy)
        _differing_contract(candidacy)
        if Placement.objects.filter(candidacy=candidacy, no_solicitation_until__isnull=False).exists():
            begin_silence(candidacy.physician)
    elif step.id == "T22":
        placement = Placement.objects.get(candidacy=candidacy)
        schedule(placement)
        keep_day(placement)
        _fee(placement)
        _licence(placement, row)
    elif step.id == "T24":
        placement = Placement.objects.get(candidacy=candidacy)
        CheckIn.objects.filter(placement=placement, answered_at=None, closed_at=None).update(closed_at=now())
        rows = [CheckIn(placement=placement, side=side, kind=CheckKind.EXIT, due_on=today()) for side in SIDES]
        CheckIn.objects.bulk_create(rows, ignore_conflicts=True)


def schedule(placement: Placement) -> None:
    """The check-ins of both sides; those that stand already are left alone."""
    rows = [
        CheckIn(placement=placement, side=side, kind=kind, due_on=day)
        for kind, day in plan(placement.starts_on, placement.ends_on)
        for side in SIDES
    ]
    CheckIn.objects.bulk_create(rows, ignore_conflicts=True)


def keep_day(placement: Placement) -> None:
    """The day by which the coordinator looks after somebody at work: that of the next check-in and the time to answer it or be called."""
    open_days = CheckIn.objects.filter(placement=placement, answered_at=None, closed_at=None).values_list(
        "due_on", flat=True
    )
    over = placement.ends_on or last_day_after(placement.starts_on, months=12)
    day = min(open_days) + LOOKED_AFTER if open_days else max(over, today())
    Candidacy.objects.filter(pk=placement.candidacy_id, state=State.WORKING).update(due_on=day)


def _fee(placement: Placement) -> None:
    profile = load_profile(settings.PROFILE)
    candidacy = placement.candidacy
    seen = candidacy.version_seen or candidacy.opening.current
    fee = fee_of(
        profile.fees_on(placement.starts_on),
        kind_of(seen.employment if seen else [], placement.half_days_per_week),
        placement.expected_annual_pay_yen,
    )
    lines = [f"{line.what}：{line.amount}" for line in profile.fees_on(placement.starts_on)]
    FeeEvent.objects.get_or_create(
        placement=placement,
        defaults={
            "on": placement.starts_on,
            "base_yen": placement.expected_annual_pay_yen,
            "policy": "\n".join(lines) or "手数料表は登録されていません",
            "scheme": profile.fee_scheme,
            "kind": fee.kind,
            "rate_permille": fee.rate_permille,
            "months": fee.months,
            "flat_yen": fee.flat_yen,
            "amount_yen": fee.amount_yen,
            "terms": _agreed_terms(placement),
        },
    )


AGREED_OF_PAY = ("employment", "contract", "days", "pay", "pay_details", "employer")


def _agreed_terms(placement: Placement) -> dict[str, Any]:
    """What a bill is explained by, word for word as both approved it, with the contract's own term."""
    candidacy = placement.candidacy
    version = candidacy.agreement_versions.filter(content_hash=candidacy.agreed_hash).order_by("-no").first()
    kept: dict[str, Any] = {
        "half_days_per_week": placement.half_days_per_week,
        "from": placement.starts_on.isoformat(),
        "until": placement.ends_on.isoformat() if placement.ends_on else "",
    }
    if version is None:
        return kept
    words = {row["key"]: [row["label"], row["text"]] for row in version.content["terms"] if row["key"] in AGREED_OF_PAY}
    phases = version.content.get("phases", [])
    return kept | {"version": version.no, "hash": version.content_hash, "terms": words, "phases": phases}


def _licence(placement: Placement, row: TransitionRow) -> None:
    if placement.licence_original_seen_on:
        StartTick.objects.get_or_create(
            placement=placement,
            item=StartItem.LICENCE,
            defaults={"done_on": placement.licence_original_seen_on, "side": row.party, "author_id": row.actor_id},
        )


def _siblings(candidacy: Candidacy) -> None:
    others = Candidacy.objects.still_open().filter(physician=candidacy.physician).exclude(pk=candidacy.pk)
    for other in others.select_related("owner"):
        open_task(
            TaskKind.SIBLING,
            other,
            f"ほかで採用が決まりました（{candidacy.number}）。このお話を続けるか、双方にうかがう",
        )


def _differing_contract(candidacy: Candidacy) -> None:
    """The physician confirmed a contract that is not what both had agreed to: nobody keeps that to himself."""
    found = recorded_differences(Placement.objects.filter(candidacy=candidacy).first())
    if found:
        labels = "・".join(row.label for row in found)
        open_task(TaskKind.CONTRACT, candidacy, f"契約と条件合意書の違い（{labels}）を、双方に確かめる")


def open_task(kind: TaskKind, candidacy: Candidacy, words: str, *, checkin: CheckIn | None = None) -> CareTask:
    """A task of two working days, and a word to the coordinator. One that stands, open or done, is not opened again."""
    task, created = CareTask.objects.get_or_create(
        kind=kind,
        candidacy=candidacy,
        checkin=checkin,
        defaults={"words": words, "due_on": add_working_days(today(), RED_WITHIN_WORKING_DAYS)},
    )
    if created:
        tell_task(task)
    elif task.done_at is not None and kind is TaskKind.SIBLING:  # a second contract elsewhere is another matter
        task.words, task.done_at, task.due_on = words, None, add_working_days(today(), RED_WITHIN_WORKING_DAYS)
        task.save()
        tell_task(task)
    return task
