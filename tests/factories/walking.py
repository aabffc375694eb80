"""Walking a candidacy through its states by the real actions, one after another."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from enishi.candidacies import actions, agreement, placement, track
from enishi.candidacies.contract_rules import Contract, fingerprint
from enishi.candidacies.enums import Confirmer
from enishi.candidacies.models import Candidacy, Placement
from enishi.common.actor import SYSTEM
from enishi.common.clock import now, today
from enishi.common.workflow import Channel, Party
from enishi.law.periods import last_day_of_period
from enishi.openings.models import Opening
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Physician
from enishi.visits import actions as visits
from enishi.visits.enums import Length, VisitKind
from enishi.visits.steps import open_visit_of
from factories.remembering import remembered

Step = Callable[..., Any]

MAIN_ROAD = ["suggested", "physician_asked", "physician_yes", "institution_asked", "dialogue"]
TO_VISIT = [*MAIN_ROAD, "visit_arranging", "visit_fixed", "visited"]
TO_WORK = [*MAIN_ROAD, "terms", "offered", "agreed", "contracted", "working"]

ROADS: dict[str, list[str]] = {
    **{state: MAIN_ROAD[: i + 1] for i, state in enumerate(MAIN_ROAD)},
    **{state: TO_VISIT[: TO_VISIT.index(state) + 1] for state in TO_VISIT[len(MAIN_ROAD) :]},
    **{state: TO_WORK[: TO_WORK.index(state) + 1] for state in TO_WORK[len(MAIN_ROAD) :]},
    "trial": [*MAIN_ROAD, "trial"],
    "settled": [*TO_WORK, "settled"],
    "left": [*TO_WORK, "left"],
    "cancelled_after_agreement": [*TO_WORK[: TO_WORK.index("agreed") + 1], "cancelled_after_agreement"],
    "on_hold": [*MAIN_ROAD, "on_hold"],
    "physician_declined": [*MAIN_ROAD, "physician_declined"],
    "institution_declined": [*MAIN_ROAD, "institution_declined"],
    "coordinator_closed": [*MAIN_ROAD, "coordinator_closed"],
    "opening_closed": [*MAIN_ROAD, "opening_closed"],
}
"""For each state the states on the way to it, itself last."""


REASONS: dict[str, Any] = {
    "physician": [{"text": "ご希望の曜日と合います。", "key": "week", "facts": {}}],
    "institution": [{"text": "お探しの診療科と合います。", "key": "specialty", "facts": {}}],
}
"""Why it fits both, as a talk of the tests has it that nobody words otherwise: without them nothing is proposed."""


def begin(world: Any, state: str, physician: Physician, opening: Opening, **how: Any) -> Candidacy:
    return walk(world, _suggest(world, physician, opening), state, **how)


@remembered
def _suggest(world: Any, physician: Physician, opening: Opening) -> Candidacy:
    return actions.suggest(physician=physician, opening=opening, by=world.ms_miura, reasons=REASONS)


def walk(
    world: Any,
    candidacy: Candidacy,
    state: str,
    *,
    level: DisclosureLevel = DisclosureLevel.L3,
    contract_kind: str = "fixed",
    **how: Any,
) -> Candidacy:
    """Go on to `state`. level: what the physician discloses; contract_kind, expected_annual_pay_yen: of the contract;
    via: the states on the way where the usual ones will not do."""
    road = how.pop("via", None) or ROADS[state]
    done = road.index(candidacy.state) if candidacy.state in road else -1
    for target in road[done + 1 :]:
        _go(world, target, candidacy, level=level, contract_kind=contract_kind, **how)
    return candidacy


@remembered
def _go(world: Any, target: str, candidacy: Candidacy, **how: Any) -> None:
    STEPS[target](world, candidacy, **how)
    if candidacy.state != target:  # the step was taken on another copy
        candidacy.refresh_from_db()
    assert candidacy.state == target


def seen_hash(candidacy: Candidacy) -> str:
    version = agreement.latest_version(candidacy)
    assert version is not None
    return version.content_hash


def _take(step_id: str, reason: str = "", **given: Any) -> Step:
    def take(world: Any, candidacy: Candidacy, **_: Any) -> None:
        actions.take_step(candidacy=candidacy, step_id=step_id, by=world.ms_miura, reason=reason, **given)

    return take


def _fix_visit(world: Any, candidacy: Candidacy, **_: Any) -> None:
    """Both sides agreed to a time on the telephone."""
    visit = open_visit_of(candidacy)
    assert visit is not None
    visits.set_time(visit=visit, by=world.by_phone(), at=now() + timedelta(days=9))


def _try_out(world: Any, candidacy: Candidacy, **_: Any) -> None:
    """A trial of one day, with everything the law asks of it checked."""
    visit = visits.open_visit(candidacy=candidacy, by=world.ms_miura, kind=VisitKind.TRIAL, length=Length.DAY)
    first = now() + timedelta(days=9)
    visits.set_time(visit=visit, by=world.by_phone(), at=first)
    visits.check_trial(visit=visit, by=world.ms_miura, **checked(first.date()))
    visits.begin_trial(visit=visit, by=world.ms_miura)


def checked(day: date) -> dict[str, Any]:
    """Everything that is looked at before a trial around this day."""
    return {
        "contract_from": day - timedelta(days=1),
        "contract_until": day + timedelta(days=7),
        "contract_seen": True,
        "accident_insurance_seen": True,
        "liability": "institution",
        "licence_seen_on": today(),
        "licence_seen_by": "事務長",
    }


def _by_the_clock(step_id: str) -> Step:
    return lambda world, candidacy, **_: actions.take_step(candidacy=candidacy, step_id=step_id, by=SYSTEM)


def _propose(world: Any, candidacy: Candidacy, **_: Any) -> None:
    draft = candidacy.proposal
    if not (draft.reasons_physician and draft.reasons_institution):  # a pair that nobody's conditions bring together
        words = {f"reasons_{side}": lines for side, lines in REASONS.items()}
        actions.edit_proposal(candidacy=candidacy, by=world.ms_miura, **words)
    actions.propose(candidacy=candidacy, by=world.ms_miura)


def _accept(world: Any, candidacy: Candidacy, *, level: DisclosureLevel, **_: Any) -> None:
    actions.accept_proposal(candidacy=candidacy, by=_physician(world, candidacy), level=level)


def _pass_on(world: Any, candidacy: Candidacy, **_: Any) -> None:
    actions.pass_on(candidacy=candidacy, by=world.ms_miura)


def _welcome(world: Any, candidacy: Candidacy, **_: Any) -> None:
    actions.welcome(candidacy=candidacy, by=world.actor(candidacy.opening.institution))


def _begin_terms(world: Any, candidacy: Candidacy, **_: Any) -> None:
    agreement.begin_terms(candidacy=candidacy, by=world.ms_miura, heard=BOTH_SAID_YES)


BOTH_SAID_YES = (
    (Party.PHYSICIAN, Channel.PHONE, Confirmer.SELF),
    (Party.INSTITUTION, Channel.PHONE, Confirmer.MANAGER),
)
"""What a coordinator was told by telephone before terms are spoken of."""


def through_track(world: Any, candidacy: Candidacy) -> None:
    """Every step inside the institution but a last one that the approver gives with the offer."""
    version = agreement.latest_version(candidacy)
    steps = track.open_steps(version)
    for step in steps[:-1] if steps and steps[-1].in_person else steps:
        house = candidacy.opening.institution
        by = world.approver(house) if step.in_person else world.actor(house)
        track.pass_step(candidacy=candidacy, by=by, no=step.no, seen_hash=seen_hash(candidacy), on=today())


def _offer(world: Any, candidacy: Candidacy, **_: Any) -> None:
    through_track(world, candidacy)
    approver = world.approver(candidacy.opening.institution)
    agreement.offer(candidacy=candidacy, by=approver, seen_hash=seen_hash(candidacy))


def _agree(world: Any, candidacy: Candidacy, **_: Any) -> None:
    agreement.agree(
        candidacy=candidacy, by=_physician(world, candidacy), seen_hash=seen_hash(candidacy), hours_seen=True
    )


def record_contract(world: Any, candidacy: Candidacy, **terms: Any) -> Placement:
    """The institution records this contract, and where it differs from the agreement it has read and confirmed that."""
    given = {"ends_on": None, "expected_annual_pay_yen": None} | terms
    given["hired_on"] = terms.get("hired_on") or terms["starts_on"]
    found = placement.differing(candidacy, Contract(**given))
    by, seen = world.actor(candidacy.opening.institution), fingerprint(found)
    return placement.record_contract(candidacy=candidacy, by=by, seen_differences=seen, **given)


def _contract(world: Any, candidacy: Candidacy, *, contract_kind: str, starts_on: Any = None, **more: Any) -> None:
    first = starts_on or today()
    record_contract(
        world,
        candidacy,
        contract_kind=contract_kind,
        starts_on=first,
        ends_on=last_day_of_period(first, years=1) if contract_kind == "fixed" else None,
        half_days_per_week=4,
        expected_annual_pay_yen=more.get("expected_annual_pay_yen", 9_000_000),
    )
    placement.confirm_contract(candidacy=candidacy, by=_physician(world, candidacy))


def _start(world: Any, candidacy: Candidacy, **_: Any) -> None:
    institution = world.actor(candidacy.opening.institution)
    placement.start_work(candidacy=candidacy, by=institution, licence_original_seen_on=today())


def _hold(world: Any, candidacy: Candidacy, **_: Any) -> None:
    resume_on = today() + timedelta(days=30)
    actions.take_step(candidacy=candidacy, step_id="T27", by=world.ms_miura, resume_on=resume_on)


def _decline(world: Any, candidacy: Candidacy, **_: Any) -> None:
    actions.decline(candidacy=candidacy, by=_physician(world, candidacy), step_id="T25")


def _institution_declines(world: Any, candidacy: Candidacy, **_: Any) -> None:
    institution = world.actor(candidacy.opening.institution)
    step_id = "T9" if candidacy.state == "institution_asked" else "T26"
    actions.decline(
        candidacy=candidacy, by=institution, step_id=step_id, reason="体制が変わりました", reason_code="timing"
    )


def _physician(world: Any, candidacy: Candidacy) -> Any:
    """The physician, or the coordinator who was told by telephone where there is no mail address."""
    return world.actor(candidacy.physician) if candidacy.physician.user else world.by_phone()


STEPS: dict[str, Step] = {
    "physician_asked": _propose,
    "physician_yes": _accept,
    "institution_asked": _pass_on,
    "dialogue": _welcome,
    "visit_arranging": _take("T10"),
    "visit_fixed": _fix_visit,
    "visited": _take("T13"),
    "trial": _try_out,
    "terms": _begin_terms,
    "offered": _offer,
    "agreed": _agree,
    "contracted": _contract,
    "working": _start,
    "settled": _by_the_clock("T23"),
    "left": _take("T24", "ご家族のご事情"),
    "cancelled_after_agreement": _take("T30", "ご家族のご病気"),
    "on_hold": _hold,
    "physician_declined": _decline,
    "institution_declined": _institution_declines,
    "coordinator_closed": _take("T29", "同じ募集が二つありました"),
    "opening_closed": _by_the_clock("T28"),
}
