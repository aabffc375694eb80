"""How a candidacy went: turns on the way to each state, told through the real actions."""

import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership
from enishi.aftercare.actions import record_leave
from enishi.aftercare.enums import LeaveCause, LeaveHow
from enishi.candidacies import actions, agreement, dialogue, placement, track
from enishi.candidacies.enums import Confirmer
from enishi.candidacies.models import Candidacy, Clause, Question
from enishi.common.actor import SYSTEM, Actor
from enishi.common.clock import today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import Channel, Party
from enishi.demo import talks
from enishi.demo.aftercare import answer_due
from enishi.demo.almanac import Story
from enishi.demo.places import Place
from enishi.demo.talks import Exchange
from enishi.openings.models import Opening
from enishi.physicians.enums import DisclosureLevel
from enishi.physicians.models import Physician
from enishi.visits import actions as visits
from enishi.visits import reflections
from enishi.visits.enums import Length, NextWish, VisitEnd, VisitKind
from enishi.visits.reflection_questions import PHYSICIAN_QUESTIONS, Degree
from enishi.visits.steps import open_visit_of


@dataclass(slots=True)
class Cast:
    """Who meets whom. `reasons`: what the engine says of the pair; `talk`: what they speak of; `rng` fills in the rest."""

    physician: Physician
    opening: Opening
    place: Place
    coordinator: Actor
    reasons: dict[str, Any]
    rng: random.Random
    talk: Sequence[Exchange] = ()
    level: DisclosureLevel = DisclosureLevel.L3
    candidacy: Candidacy | None = None
    asked: dict[int, Question] = field(default_factory=dict)
    clauses: dict[int, Clause] = field(default_factory=dict)

    @property
    def talked_of(self) -> Candidacy:
        assert self.candidacy is not None
        return self.candidacy

    @property
    def physician_actor(self) -> Actor:
        """The physician, or the coordinator who heard it on the telephone from one without mail."""
        if self.physician.user_id is None:
            return self.coordinator.by(Channel.PHONE)
        return actor_of(Membership.objects.select_related("user").get(user_id=self.physician.user_id))

    def speaker(self, side: Party) -> Actor:
        return self.physician_actor if side is Party.PHYSICIAN else self.place.staff

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)


WEEKS_A_YEAR = 48
"""In which a day of work is paid: without holidays and the end of the year."""

Turn = tuple[int, Callable[[Cast], Any]]
"""Days after the turn before, and what happens."""


def tell(cast: Cast, turns: Sequence[Turn], since: int) -> Story:
    """The story whose last turn was `since` days ago."""
    ahead = since + sum(gap for gap, _ in turns[1:])
    for number, (gap, act) in enumerate(turns):
        ahead -= gap if number else 0
        yield ahead
        act(cast)


def length(turns: Sequence[Turn]) -> int:
    """Days from the first turn to the last."""
    return sum(gap for gap, _ in turns[1:])


# -- turns ------------------------------------------------------------------------------------------
def suggest(cast: Cast) -> None:
    cast.candidacy = actions.suggest(
        physician=cast.physician, opening=cast.opening, by=cast.coordinator, reasons=cast.reasons
    )


def propose(cast: Cast) -> None:
    words = cast.rng.choice(talks.OPENING_WORDS)
    # A pair that the engine would not have listed comes without its sentences: the coordinator writes them.
    written = {
        f"reasons_{side}": [{"text": text}] for side, text in talks.WHY_IT_FITS.items() if not cast.reasons.get(side)
    }
    actions.edit_proposal(candidacy=cast.talked_of, by=cast.coordinator, opening_words=words, **written)
    actions.propose(candidacy=cast.talked_of, by=cast.coordinator)


def accept(cast: Cast) -> None:
    # Long enough for the whole talk; without it consent lapses after ninety days.
    until = today() + timedelta(days=200)
    actions.accept_proposal(candidacy=cast.talked_of, by=cast.physician_actor, level=cast.level, until=until)


def pass_on(cast: Cast) -> None:
    actions.pass_on(candidacy=cast.talked_of, by=cast.coordinator)


def welcome(cast: Cast) -> None:
    actions.welcome(candidacy=cast.talked_of, by=cast.place.staff)


def ask(number: int) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        exchange = cast.talk[number]
        cast.asked[number] = dialogue.ask(
            candidacy=cast.talked_of,
            by=cast.speaker(exchange.side),
            text=exchange.question,
            key=cast.key(),
            speaks_for=exchange.side,
        )

    return act


def answer(number: int) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        exchange = cast.talk[number]
        side = _other(exchange.side)
        dialogue.answer(
            question=cast.asked[number],
            by=cast.speaker(side),
            text=exchange.answer,
            key=cast.key(),
            speaks_for=side,
            confirmer=exchange.confirmer if side is Party.INSTITUTION else "",
        )

    return act


def put_forward(number: int) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        exchange = cast.talk[number]
        cast.clauses[number] = dialogue.propose_clause(
            candidacy=cast.talked_of, by=cast.place.staff, text=exchange.clause, question=cast.asked[number]
        )

    return act


def accept_clause(number: int) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        dialogue.accept_clause(clause=cast.clauses[number], by=cast.physician_actor, speaks_for=Party.PHYSICIAN)

    return act


def take(step_id: str, reason: str = "", **given: Any) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        actions.take_step(candidacy=cast.talked_of, step_id=step_id, by=cast.coordinator, reason=reason, **given)

    return act


def by_the_clock(step_id: str) -> Callable[[Cast], None]:
    return lambda cast: actions.take_step(candidacy=cast.talked_of, step_id=step_id, by=SYSTEM)


def hold(cast: Cast) -> None:
    resume_on = today() + timedelta(days=60)
    actions.take_step(
        candidacy=cast.talked_of,
        step_id="T27",
        by=cast.physician_actor,
        reason="手術を受けるため、ふた月ほどお休みします",
        resume_on=resume_on,
    )


def ask_for_visit(cast: Cast) -> None:
    """The physician asks to see the place, with the spouse, and offers two times."""
    visits.open_visit(
        candidacy=cast.talked_of,
        by=cast.physician_actor,
        kind=VisitKind.TOUR,
        length=Length.DAY,
        times=[_at(16, 10), _at(18, 13)],
        with_family=True,
        words="妻もいっしょに、住まいも見せていただければと思います。",
        speaks_for=Party.PHYSICIAN,
    )


def fix_visit(cast: Cast) -> None:
    """The institution takes the first of the times, says who pays, and plans the day."""
    visit = open_visit_of(cast.talked_of)
    assert visit is not None
    visits.choose_time(time=visit.times.filter(dropped_at=None)[0], by=cast.place.staff)
    visits.save_costs(visit=visit, by=cast.place.staff, costs=COSTS)
    visits.save_plan(visit=visit, by=cast.place.staff, plan=PLAN)


def visit_is_over(cast: Cast) -> None:
    actions.take_step(candidacy=cast.talked_of, step_id="T13", by=SYSTEM)


def reflect(cast: Cast) -> None:
    visit = cast.talked_of.visits.get(result=VisitEnd.DONE)
    answers = dict.fromkeys(PHYSICIAN_QUESTIONS, Degree.YES) | {"pace": Degree.RATHER}
    reflections.reflect(
        visit=visit, by=cast.physician_actor, answers=answers, wish=NextWish.TERMS, speaks_for=Party.PHYSICIAN,
        words="外来の看護師さんが、患者さんの名前をみな覚えておられたのが印象に残りました。",
    )  # fmt: skip


def try_out(cast: Cast) -> None:
    """A paid trial of two days, everything checked beforehand."""
    visit = visits.open_visit(
        candidacy=cast.talked_of, by=cast.coordinator, kind=VisitKind.TRIAL, length=Length.TWO_DAYS
    )
    first = _at(8, 9)
    by = cast.coordinator.by(Channel.PHONE)
    visits.set_time(visit=visit, by=by, at=first)
    visits.check_trial(
        visit=visit, by=by, contract_from=first.date(), contract_until=first.date() + timedelta(days=1),
        contract_seen=True, accident_insurance_seen=True, liability="institution", licence_seen_on=today(),
        licence_seen_by="事務長",
    )  # fmt: skip
    visits.begin_trial(visit=visit, by=cast.coordinator)
    visits.save_costs(visit=visit, by=cast.place.staff, costs=COSTS)


def _at(days: int, hour: int) -> datetime:
    """So many days ahead, on a working day, at this hour."""
    return datetime.combine(
        add_working_days(today() + timedelta(days=days), 0), time(hour), tzinfo=timezone.get_default_timezone()
    )


COSTS = {
    "travel": {"payer": "institution", "yen": 32_000},
    "lodging": {"payer": "institution", "yen": 9_000},
    "family": {"payer": "institution", "yen": 32_000},
}
PLAN = {
    "meets": "事務長が駅で、院長と看護部長が応接室でお迎えします",
    "place": "駅の改札口。車でお迎えします",
    "itinerary": "午前10時　駅でお迎え\n午前10時30分　外来と病棟を見学\n正午　職員食堂で昼食\n午後1時　夜間と搬送のことを正直にお話しします\n午後2時　住まいと町をご案内",
    "travel": "往復の交通費は、領収書なしでお支払いします",
    "lodging": "前の晩から、町の宿をご用意します",
    "reach": "総務課 0190-00-0000（当日は事務長の携帯へ転送）",
    "family": "移住の窓口の職員が、住まいと買い物の場所をご案内します",
}


def begin_terms(cast: Cast) -> None:
    heard = (
        (Party.PHYSICIAN, Channel.PHONE, Confirmer.SELF),
        (Party.INSTITUTION, Channel.PHONE, Confirmer.MANAGER),
    )
    agreement.begin_terms(candidacy=cast.talked_of, by=cast.coordinator, heard=heard)


NOTES = {"首長部局": "町長の決裁を受けました（起案 第112号）", "議会": "定例会で、給与の議決を得ました"}


def decide_inside(cast: Cast, steps: int = 6) -> None:
    """The first steps inside the institution, as many as there are before a last one that the offer gives."""
    version = agreement.latest_version(cast.talked_of)
    waiting = track.open_steps(version)
    waiting = waiting[:-1] if waiting and waiting[-1].in_person else waiting
    for step in waiting[:steps]:
        by = cast.place.approver if step.in_person else cast.place.staff
        note = NOTES.get(step.label, "")
        track.pass_step(candidacy=cast.talked_of, by=by, no=step.no, seen_hash=_hash(cast), on=today(), note=note)


def offer(cast: Cast) -> None:
    decide_inside(cast)
    agreement.offer(candidacy=cast.talked_of, by=cast.place.approver, seen_hash=_hash(cast))


def agree(cast: Cast) -> None:
    agreement.agree(candidacy=cast.talked_of, by=cast.physician_actor, seen_hash=_hash(cast), hours_seen=True)


def record_contract(starts_in: int) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        """As both agreed: the term, the days and the pay of the opening; of a range of pay its middle."""
        terms = cast.talked_of.version_seen or cast.opening.current
        assert terms is not None
        days = terms.days or Decimal(2)
        ends_on = terms.conditions.get("ends_on") if terms.conditions["contract_kind"] == "fixed" else None
        low, high = terms.annual_pay_min_yen, terms.annual_pay_max_yen
        pay = (low + high) // 2 if low and high else int((terms.daily_pay_yen or 90_000) * days * WEEKS_A_YEAR)
        placement.record_contract(
            candidacy=cast.talked_of,
            by=cast.place.staff,
            contract_kind=terms.conditions["contract_kind"],
            starts_on=today() + timedelta(days=starts_in),
            ends_on=date.fromisoformat(ends_on) if ends_on else None,
            half_days_per_week=int(days * 2),
            expected_annual_pay_yen=pay,
        )

    return act


def confirm_contract(cast: Cast) -> None:
    placement.confirm_contract(candidacy=cast.talked_of, by=cast.physician_actor)


def start_work(cast: Cast) -> None:
    placement.start_work(candidacy=cast.talked_of, by=cast.place.staff, licence_original_seen_on=today())


def fare_well(cast: Cast) -> None:
    """Every check-in so far was answered by both."""
    answer_due(cast.talked_of.placement, cast.rng, until=today())


def leave(cast: Cast) -> None:
    record_leave(
        candidacy=cast.talked_of,
        by=cast.place.staff,
        left_on=today(),
        cause=LeaveCause.FAMILY,
        how=LeaveHow.OWN,
        reason="ご家族の介護のため、ご自宅の近くへ移られました",
    )


def close_the_opening(cast: Cast) -> None:
    actions.close_opening_and_talks(opening=cast.opening, by=cast.place.staff, close_reason="withdrawn")


def physician_passes(step_id: str) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        code = cast.rng.choice(talks.PHYSICIAN_PASSES)
        actions.decline(candidacy=cast.talked_of, by=cast.physician_actor, step_id=step_id, reason_code=code)

    return act


def institution_passes(step_id: str) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        code, reason = cast.rng.choice(talks.INSTITUTION_PASSES)
        actions.decline(candidacy=cast.talked_of, by=cast.place.staff, step_id=step_id, reason=reason, reason_code=code)

    return act


def _hash(cast: Cast) -> str:
    version = agreement.latest_version(cast.talked_of)
    assert version is not None
    return version.content_hash


def _other(side: Party) -> Party:
    return Party.INSTITUTION if side is Party.PHYSICIAN else Party.PHYSICIAN


# -- roads ------------------------------------------------------------------------------------------
SUGGESTED: list[Turn] = [(0, suggest)]
ASKED: list[Turn] = [*SUGGESTED, (1, propose)]
YES: list[Turn] = [*ASKED, (4, accept)]
PASSED_ON: list[Turn] = [*YES, (1, pass_on)]
WELCOMED: list[Turn] = [*PASSED_ON, (3, welcome)]


def talked(talk: Sequence[Exchange]) -> list[Turn]:
    """From suggestion through every exchange of the talk."""
    return [*WELCOMED, *(turn for number, exchange in enumerate(talk) for turn in _exchange(number, exchange))]


def _exchange(number: int, exchange: Exchange) -> Iterator[Turn]:
    yield (2, ask(number))
    if exchange.answer:
        yield (2, answer(number))
    if exchange.clause:
        yield (0, put_forward(number))
        if exchange.clause_agreed:
            yield (1, accept_clause(number))


def in_terms(talk: Sequence[Exchange]) -> list[Turn]:
    return [*talked(talk), (3, begin_terms)]


def agreed(talk: Sequence[Exchange]) -> list[Turn]:
    return [*in_terms(talk), (2, offer), (4, agree)]


def contracted(talk: Sequence[Exchange], starts_in: int = 30) -> list[Turn]:
    return [*agreed(talk), (4, record_contract(starts_in)), (2, confirm_contract)]


def working(talk: Sequence[Exchange]) -> list[Turn]:
    # Two weekends may lie between, and a turn on a weekend moves back to the Friday before.
    return [*contracted(talk, starts_in=18), (22, start_work)]


def road_to(state: str, talk: Sequence[Exchange]) -> list[Turn]:
    """The turns after which a candidacy stands in `state`."""
    return {
        "suggested": lambda: SUGGESTED,
        "physician_asked": lambda: ASKED,
        "physician_yes": lambda: YES,
        "institution_asked": lambda: PASSED_ON,
        "dialogue": lambda: talked(talk),
        "visit_arranging": lambda: [*talked(talk), (2, ask_for_visit)],
        "visit_fixed": lambda: [*talked(talk), (2, ask_for_visit), (3, fix_visit)],
        "visited": lambda: [*talked(talk), (2, ask_for_visit), (3, fix_visit), (20, visit_is_over), (1, reflect)],
        "trial": lambda: [*talked(talk), (4, try_out)],
        "terms": lambda: in_terms(talk),
        "offered": lambda: [*in_terms(talk), (2, offer)],
        "agreed": lambda: agreed(talk),
        "contracted": lambda: contracted(talk),
        "working": lambda: working(talk),
        "settled": lambda: [*working(talk), (366, fare_well), (0, by_the_clock("T23"))],
        "left": lambda: [*working(talk), (130, leave)],
        "on_hold": lambda: [*talked(talk), (3, hold)],
        "physician_declined": lambda: [*ASKED, (5, physician_passes("T6"))],
        "institution_declined": lambda: [*PASSED_ON, (4, institution_passes("T9"))],
        "coordinator_closed": lambda: [*YES, (2, take("T29", "同じ内容の募集が重なっていたため"))],
        "opening_closed": lambda: [*ASKED, (6, close_the_opening)],
        "cancelled_after_agreement": lambda: [*agreed(talk), (9, take("T30", "ご本人のご病気のため"))],
    }[state]()
