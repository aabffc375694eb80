"""Times are offered by both sides, one is chosen, moved if need be; each way may be the screen or the telephone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from enishi.audit.actions import record
from enishi.candidacies.enums import State
from enishi.candidacies.machine import MACHINE
from enishi.candidacies.models import Candidacy
from enishi.common.actor import Actor
from enishi.common.clock import now, today
from enishi.common.workflow import Channel, Party, Refusal, StepRefused
from enishi.visits.enums import CostItem, Length, Payer, VisitEnd, VisitKind
from enishi.visits.models import Visit, VisitTime
from enishi.visits.notices import tell_desk, tell_times
from enishi.visits.rules import ends_at, times_refusals
from enishi.visits.steps import close, open_visit_of

SIDES = (Party.PHYSICIAN, Party.INSTITUTION)
BEFORE_A_TRIAL = (State.DIALOGUE, State.VISITED)
GONE = Refusal("gone", "この日時は、もうお選びいただけません。画面を開き直してお確かめください。")
PAST = Refusal("past", "過ぎた日時です。これからの日時をお選びください。")
CHANNEL = Refusal("channel", "どの方法でお聞きになったか（お電話・ファクスなど）をお選びください。")


def side_of(by: Actor, speaks_for: Party | None) -> Party:
    """The side whose times or answers these are; a coordinator only passes on, and says how it was heard."""
    side = speaks_for if by.party is Party.COORDINATOR else by.party
    if side not in SIDES:
        raise StepRefused(Refusal("party", "どちらの側のご都合か、お選びください。"))
    if by.party is Party.COORDINATOR and by.channel == Channel.WEB:
        raise StepRefused(CHANNEL)
    return Party(side)


def other(side: str) -> Party:
    return Party.INSTITUTION if side == Party.PHYSICIAN else Party.PHYSICIAN


def _lock(candidacy_id: int) -> Candidacy:
    """One at a time for each candidacy, always before its visit."""
    return Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy_id)


def _held(visit: Visit) -> Visit:
    """The visit under the lock of its candidacy, still to be fixed. Raises StepRefused."""
    candidacy = _lock(visit.candidacy_id)
    held = Visit.objects.get(pk=visit.pk)
    held.candidacy = candidacy
    if not held.is_open:
        raise StepRefused(Refusal("closed", "この日程は終わっています。画面を開き直してご確認ください。"))
    wanted = BEFORE_A_TRIAL if held.is_trial else (State.VISIT_ARRANGING,)
    if candidacy.state not in wanted:
        raise StepRefused(
            Refusal(
                "state", f"いまは「{candidacy.label}」のため、日時を変えられません。画面を開き直してご確認ください。"
            )
        )
    return held


@transaction.atomic
def open_visit(
    *,
    candidacy: Candidacy,
    by: Actor,
    kind: VisitKind,
    length: Length,
    times: Sequence[datetime] = (),
    with_family: bool = False,
    words: str = "",
    speaks_for: Party | None = None,
) -> Visit:
    """Ask for a visit (T10), or for trial work, which is spoken of beside the talk until T14. times: of the asking side."""
    locked = _lock(candidacy.pk)
    if open_visit_of(locked) is not None:
        raise StepRefused(Refusal("open", "すでに日程のご相談が進んでいます。画面を開き直してご確認ください。"))
    if kind is VisitKind.TRIAL and locked.state not in BEFORE_A_TRIAL:
        raise StepRefused(Refusal("state", f"いまは「{locked.label}」のため、体験勤務のご相談を始められません。"))
    visit = Visit.objects.create(candidacy=locked, kind=kind, length=length, with_family=with_family)
    if kind is not VisitKind.TRIAL:
        MACHINE.perform(locked, "T10", by=by)
    record(by=by, action="open_visit", object_type="candidacy", object_number=locked.number, kind=str(kind))
    if times:
        offer_times(visit=visit, by=by, times=times, words=words, speaks_for=speaks_for)
    elif kind is VisitKind.TRIAL:
        tell_desk(locked, "体験勤務のご相談が始まりました", row=f"{visit.pk}:trial")
    return visit


@transaction.atomic
def offer_times(
    *, visit: Visit, by: Actor, times: Sequence[datetime], words: str = "", speaks_for: Party | None = None
) -> Visit:
    """Up to three times of one side; they take the place of those it offered before. One the other side offers too is chosen.

    Without times the words alone go to the coordinator: none of the times fits.
    """
    held, side = _held(visit), side_of(by, speaks_for)
    if (times or not words.strip()) and (found := times_refusals(times, now())):
        raise StepRefused(*found)
    VisitTime.objects.filter(visit=held, side=side, dropped_at=None).update(dropped_at=now())
    rows = [
        VisitTime.objects.create(visit=held, side=side, begins_at=at, channel=by.channel, author_id=by.user_id)
        for at in sorted(set(times))
    ]
    setattr(held, f"{side}_words", words.strip())
    held.save()
    record(by=by, action="offer_times", object_type="candidacy", object_number=held.candidacy.number, times=len(rows))
    theirs = set(
        VisitTime.objects.filter(visit=held, side=other(side), dropped_at=None).values_list("begins_at", flat=True)
    )
    if both := [row for row in rows if row.begins_at in theirs]:
        return _choose(held, both[0].begins_at, by)
    if rows:
        tell_times(held, to=other(side), row=rows[0].pk)
    if words.strip() or not rows:
        tell_desk(held.candidacy, "日程についてのことばが届きました", row=f"{held.pk}:{now().timestamp()}")
    return held


@transaction.atomic
def choose_time(*, time: VisitTime, by: Actor, speaks_for: Party | None = None) -> Visit:
    """The other side takes one of the times. Of two answers the first stands; the same again changes nothing."""
    visit = time.visit
    if visit.begins_at is not None and visit.begins_at == time.begins_at and visit.is_open:
        return visit
    held, side = _held(visit), side_of(by, speaks_for)
    row = VisitTime.objects.get(pk=time.pk)
    if row.dropped_at is not None:
        raise StepRefused(GONE)
    if row.side == Party.COORDINATOR:
        if row.begins_at <= now():
            raise StepRefused(PAST)
        return _suits(held, row.begins_at, side, by)
    if row.side == side:
        raise StepRefused(Refusal("own", "ご自分の側の日時は、お相手がお選びになります。"))
    if row.begins_at <= now():
        raise StepRefused(PAST)
    return _choose(held, row.begins_at, by)


@transaction.atomic
def propose_times(*, visit: Visit, by: Actor, times: Sequence[datetime]) -> Visit:
    """The coordinator proposes up to three times to both sides, in place of those proposed before.

    A time one side offered already waits for the other one alone. Fixed is the first that suits both (`choose_time`).
    """
    held = _held(visit)
    if by.party is not Party.COORDINATOR:
        raise StepRefused(Refusal("party", "双方への日時のご案内は、担当者が行います。"))
    if found := times_refusals(times, now()):
        raise StepRefused(*found)
    live = VisitTime.objects.filter(visit=held, dropped_at=None)
    wanted = sorted(set(times))
    if sorted(live.filter(side=Party.COORDINATOR).values_list("begins_at", flat=True)) == wanted:
        return held  # pressed twice
    live.filter(side=Party.COORDINATOR).update(dropped_at=now())
    rows = [
        VisitTime.objects.create(
            visit=held, side=Party.COORDINATOR, begins_at=at, channel=by.channel, author_id=by.user_id
        )
        for at in wanted
    ]
    record(by=by, action="propose_times", object_type="candidacy", object_number=held.candidacy.number, times=len(rows))
    for side in SIDES:
        tell_times(held, to=side, row=rows[0].pk)
    return held


def _suits(visit: Visit, at: datetime, side: Party, by: Actor) -> Visit:
    """A proposed time suits this side; it is fixed when it suits the other one too."""
    live = VisitTime.objects.filter(visit=visit, dropped_at=None, begins_at=at)
    mine = live.filter(side=side).first()
    row = mine or VisitTime.objects.create(
        visit=visit, side=side, begins_at=at, channel=by.channel, author_id=by.user_id
    )
    if live.filter(side=other(side)).exists():
        return _choose(visit, at, by)
    if mine is None:
        record(by=by, action="suit_time", object_type="candidacy", object_number=visit.candidacy.number)
        tell_times(visit, to=other(side), row=row.pk)
    return visit


@transaction.atomic
def set_time(*, visit: Visit, by: Actor, at: datetime) -> Visit:
    """The coordinator writes down what both sides agreed to on the telephone."""
    held = _held(visit)
    if by.party is not Party.COORDINATOR:
        raise StepRefused(Refusal("party", "日時は、お相手が示した中からお選びください。"))
    if by.channel == Channel.WEB:
        raise StepRefused(CHANNEL)
    if found := times_refusals([at], now()):
        raise StepRefused(*found)
    return _choose(held, at, by)


def _choose(visit: Visit, at: datetime, by: Actor) -> Visit:
    """Fix a visit (T11). The time of a trial is only noted: it is fixed by `begin_trial`, after the checks."""
    if visit.is_trial:
        visit.wanted_for = at
        visit.save()
        record(by=by, action="choose_time", object_type="candidacy", object_number=visit.candidacy.number)
        tell_desk(
            visit.candidacy,
            "体験勤務の日時を、双方が選びました。契約・保険・免許の確認をお願いします",
            row=f"{visit.pk}:{at:%Y%m%d%H%M}:{visit.sequence}",
        )
        return visit
    _fix(visit, at, by)
    record(by=by, action="choose_time", object_type="candidacy", object_number=visit.candidacy.number)
    MACHINE.perform(visit.candidacy, "T11", by=by)
    return visit


def _fix(visit: Visit, at: datetime, by: Actor) -> None:
    visit.begins_at, visit.ends_at = at, ends_at(timezone.localtime(at), Length(visit.length))
    visit.fixed_at, visit.fixed_through = now(), by.channel
    visit.save()


@transaction.atomic
def move_visit(*, visit: Visit, by: Actor, reason: str) -> Visit:
    """T12: another time is looked for; the calendar entry keeps its uid."""
    candidacy = _lock(visit.candidacy_id)
    MACHINE.perform(candidacy, "T12", by=by, reason=reason)
    return Visit.objects.get(pk=visit.pk)


@transaction.atomic
def shape_visit(
    *,
    visit: Visit,
    by: Actor,
    kind: VisitKind | None = None,
    length: Length | None = None,
    with_family: bool | None = None,
) -> Visit:
    """Say what kind of visit it is, while no time is fixed. Trial work is a visit of its own, so it is refused both ways."""
    held = _held(visit)
    if kind is not None and (kind is VisitKind.TRIAL) != held.is_trial:
        raise StepRefused(Refusal("trial", "見学と体験勤務は、切りかえられません。別の日程としてお始めください。"))
    held.kind, held.length = kind or held.kind, length or held.length
    held.with_family = held.with_family if with_family is None else with_family
    held.save()
    record(
        by=by, action="shape_visit", object_type="candidacy", object_number=held.candidacy.number, kind=str(held.kind)
    )
    return held


@transaction.atomic
def drop_trial(*, visit: Visit, by: Actor) -> None:
    """The trial is not to be; the talk goes on. Dropping it twice changes nothing."""
    candidacy = _lock(visit.candidacy_id)
    held = Visit.objects.get(pk=visit.pk)
    if not held.is_open:
        return
    if not held.is_trial or candidacy.state == State.TRIAL:
        raise StepRefused(
            Refusal("state", f"いまは「{candidacy.label}」のため、取りやめられません。担当者へご連絡ください。")
        )
    close(held, VisitEnd.CANCELLED)
    record(by=by, action="drop_trial", object_type="candidacy", object_number=candidacy.number)
    tell_desk(candidacy, "体験勤務のご相談が取りやめになりました", row=f"{held.pk}:dropped")


@transaction.atomic
def check_trial(
    *,
    visit: Visit,
    by: Actor,
    contract_from: date | None = None,
    contract_until: date | None = None,
    contract_seen: bool = False,
    accident_insurance_seen: bool = False,
    liability: str = "",
    licence_seen_on: date | None = None,
    licence_seen_by: str = "",
) -> Visit:
    """Note what has been checked so far; half of it may wait. The day of each check is the first on which it was noted."""
    held = _held(visit)
    if not held.is_trial:
        raise StepRefused(Refusal("trial", "契約・保険・免許の確認は、体験勤務のときだけ行います。"))
    if contract_from and contract_until and contract_until < contract_from:
        raise StepRefused(Refusal("trial_days", "雇用契約の終わりが、始まりより前になっています。"))
    if licence_seen_on and licence_seen_on > today():
        raise StepRefused(
            Refusal("trial_licence", "まだ来ていない日です。原本を確かめてから、その日をご記入ください。")
        )
    held.contract_from, held.contract_until = contract_from, contract_until
    held.contract_seen_on = (held.contract_seen_on or today()) if contract_seen else None
    held.accident_insurance_seen_on = (held.accident_insurance_seen_on or today()) if accident_insurance_seen else None
    held.liability, held.licence_seen_on, held.licence_seen_by = liability, licence_seen_on, licence_seen_by.strip()
    held.save()
    record(by=by, action="check_trial", object_type="candidacy", object_number=held.candidacy.number)
    return held


@transaction.atomic
def begin_trial(*, visit: Visit, by: Actor) -> Visit:
    """T14: the time both sides chose is fixed, if everything has been checked. Raises StepRefused with all that is missing."""
    held = _held(visit)
    if held.wanted_for is not None and held.wanted_for <= now():
        raise StepRefused(PAST)
    refused = MACHINE.refusals(
        held.candidacy, "T14", by=by
    )  # before the row is written, which the database would refuse
    if refused:
        raise StepRefused(*refused)
    assert held.wanted_for is not None
    _fix(held, held.wanted_for, by)
    MACHINE.perform(held.candidacy, "T14", by=by)
    return held


@transaction.atomic
def save_costs(
    *, visit: Visit, by: Actor, costs: Mapping[str, Mapping[str, Any]], limit_yen: int | None = None
) -> Visit:
    """Who pays what. costs: CostItem → {"payer": Payer, "yen": int | None}; an item without a payer is undecided.

    limit_yen: what the institution or municipality can pay of them, None if it has not said.
    """
    _lock(visit.candidacy_id)
    held = Visit.objects.get(pk=visit.pk)
    kept = {}
    for item, given in costs.items():
        if given.get("payer"):
            kept[CostItem(item).value] = {"payer": Payer(given["payer"]).value, "yen": given.get("yen")}
    held.costs, held.cost_limit_yen = kept, limit_yen
    held.save(update_fields=["costs", "cost_limit_yen"])
    record(by=by, action="save_costs", object_type="candidacy", object_number=visit.candidacy.number)
    return held


@transaction.atomic
def save_plan(*, visit: Visit, by: Actor, plan: Mapping[str, str]) -> Visit:
    """The host's plan for this very visit, which the itineraries are printed from."""
    _lock(visit.candidacy_id)
    held = Visit.objects.get(pk=visit.pk)
    held.plan = dict(plan)
    held.save(update_fields=["plan"])
    record(by=by, action="save_plan", object_type="candidacy", object_number=visit.candidacy.number)
    return held
