"""After the contract: each side is asked apart, a red answer reaches the coordinator alone, and promises are counted safely."""

from datetime import timedelta
from decimal import Decimal

import pytest

from enishi.aftercare import actions
from enishi.aftercare.enums import CheckKind, LeaveCause, LeaveHow, Light, StartItem, TaskKind
from enishi.aftercare.jobs import ask_due, note_silence, settle
from enishi.aftercare.keeping import rate_now, shown_rate, tell_new_rates
from enishi.aftercare.models import CareTask, CheckIn, ClauseAudit, FeeEvent, Keeping, StartTick
from enishi.aftercare.retention import curve, spells
from enishi.aftercare.rules import questions_of
from enishi.candidacies import actions as talks
from enishi.candidacies import agreement, dialogue
from enishi.candidacies.models import Candidacy, Placement
from enishi.candidacies.phases import Phase
from enishi.common.clock import ago, now, today
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.physicians.enums import DisclosureLevel


def later(days):
    return ago(-timedelta(days=days))


def employed(world, clauses=2, contract_kind="fixed", **how):
    """At work since today, with clauses both sides agreed to."""
    talk = world.candidacy("dialogue", **how)
    house = world.actor(talk.opening.institution)
    for n in range(clauses):
        clause = dialogue.propose_clause(candidacy=talk, by=house, text=f"約束その{n + 1}")
        dialogue.accept_clause(clause=clause, by=world.actor(talk.physician))
    return world.walk(talk, "working", contract_kind=contract_kind)


def checkin(talk, side="physician", kind="m1"):
    return CheckIn.objects.get(placement__candidacy=talk, side=side, kind=kind)


def say(world, row, *, standings=None, **change):
    """Answer as the side itself."""
    talk = row.placement.candidacy
    by = world.actor(talk.physician if row.side == "physician" else talk.opening.institution)
    given = {key: ((standings or {}).get(key, "kept"), "") for key, _ in actions.clauses_asked(row)}
    answers = dict.fromkeys(questions_of(row.side), "yes") | change
    return actions.answer(checkin=row, by=by, answers=answers, standings=given)


def kinds(world, who):
    return [notice.kind for notice in world.messages(who)]


def test_with_the_first_day_both_sides_are_put_on_the_calendar_and_the_fee_is_noted(world):
    talk = employed(world)
    rows = CheckIn.objects.filter(placement__candidacy=talk)
    assert sorted(rows.values_list("side", "kind")) == sorted(
        (side, kind) for side in ("physician", "institution") for kind in ("d3", "m1", "m3", "m6")
    )  # a term of 364 days ends before the twelfth month
    fee = FeeEvent.objects.get()
    assert fee.base_yen == 9_000_000 and "10%" in fee.policy
    assert (fee.scheme, fee.kind, fee.months, fee.amount_yen) == ("filed", "part_time", 3, 225_000)
    assert fee.terms["hash"] == talk.agreed_hash and fee.terms["terms"]["pay"] == ["賃金", "1日9万円（税込）"]
    assert StartTick.objects.get().item == StartItem.LICENCE


def test_each_side_is_asked_once_on_its_day(world):
    talk = employed(world)
    assert ask_due() == 0
    with later(32):
        assert ask_due() == 4  # three days and one month, both sides
        assert ask_due() == 0
    assert kinds(world, talk.physician).count("E48") == 2
    assert kinds(world, talk.opening.institution).count("E48i") == 2


def test_a_red_answer_reaches_the_coordinator_and_nobody_else(world):
    talk = employed(world)
    house = world.actor(talk.opening.institution)
    with later(32):
        before = len(world.messages(house))
        row = say(world, checkin(talk), nights="no")
        assert row.light == Light.RED
        task = CareTask.objects.get()
        assert (task.kind, task.checkin) == (TaskKind.RED, row)
        assert len(world.messages(house)) == before and "E49f" in kinds(world, world.ms_miura)
        say(world, checkin(talk), nights="no")  # sent twice
        assert CareTask.objects.count() == 1
        with pytest.raises(StepRefused):
            actions.finish_task(task=task, by=world.ms_miura, note=" ")
        assert actions.finish_task(task=task, by=world.ms_miura, note="お電話で当直表を確かめた").done_at


def test_the_two_sides_may_see_one_promise_differently(world):
    talk = employed(world)
    with later(32):
        say(world, checkin(talk), standings={"2": "partly"})
        assert not CareTask.objects.exists()
        say(world, checkin(talk, "institution"))
        assert CareTask.objects.get().kind == TaskKind.DIFFERENCE
    assert ClauseAudit.objects.filter(text="約束その2").count() == 2


def test_an_answer_is_for_ones_own_side_whole_and_in_time(world):
    talk = employed(world)
    row = checkin(talk)
    answers = dict.fromkeys(questions_of("physician"), "yes")
    whole = {"1": ("kept", ""), "2": ("kept", "")}
    house, desk, him = world.actor(talk.opening.institution), world.ms_miura, world.actor(talk.physician)
    with pytest.raises(StepRefused):  # before the day
        actions.answer(checkin=row, by=him, answers=answers, standings=whole)
    with later(32):
        for by, standings in ((house, whole), (desk, whole), (him, {"1": ("kept", "")})):
            with pytest.raises(StepRefused):
                actions.answer(checkin=row, by=by, answers=answers, standings=standings)
        done = actions.answer(checkin=row, by=desk.by(Channel.PAPER), answers=answers, standings=whole)
    assert (done.light, done.channel) == (Light.GREEN, Channel.PAPER)


def test_silence_is_a_call_and_no_second_mail(world):
    talk = employed(world)
    with later(5):
        ask_due()
    with later(16):
        assert note_silence() == 2
        assert note_silence() == 0
        assert kinds(world, talk.physician).count("E48") == 1
        actions.close_unanswered(checkin=checkin(talk, kind="d3"), by=world.ms_miura, note="お留守が続いた")
    assert CareTask.objects.filter(done_at=None).count() == 1
    with later(17), pytest.raises(StepRefused):
        say(world, checkin(talk, kind="d3"))


def test_of_a_plan_to_work_less_by_and_by_the_phase_that_runs_is_asked_about_and_no_other(world):
    plan = [Phase(1, today(), Decimal(5)), Phase(2, today() + timedelta(days=80), Decimal(3), "外来のみ")]
    talk = world.candidacy("terms")
    agreement.revise_terms(candidacy=talk, by=world.ms_miura, phases=plan)
    world.walk(talk, "working")
    asked = {kind: dict(actions.clauses_asked(checkin(talk, kind=kind))) for kind in ("d3", "m1", "m3")}
    assert asked["d3"] == {} and list(asked["m1"]) == ["phase1"] and list(asked["m3"]) == ["phase2"]
    assert asked["m3"]["phase2"].startswith("第2期の勤務：") and asked["m3"]["phase2"].endswith("週3日（外来のみ）")
    with later(100):
        say(world, checkin(talk, kind="m3"), standings={"phase2": "not_yet"})
        with pytest.raises(StepRefused):
            actions.answer(
                checkin=(theirs := checkin(talk, "institution", "m3")),
                by=world.actor(talk.opening.institution),
                answers=dict.fromkeys(questions_of("institution"), "yes"),
                standings={"phase1": ("kept", "")},
            )
        say(world, theirs)
    assert ClauseAudit.objects.filter(key="phase2").count() == 2
    assert CareTask.objects.filter(kind=TaskKind.RED).exists()


def test_a_year_is_settled_when_both_have_been_heard(world):
    talk = employed(world, contract_kind="indefinite")
    with later(370):
        assert settle() == 0
        say(world, checkin(talk, kind="m12"))
        with pytest.raises(StepRefused):
            talks.take_step(candidacy=Candidacy.objects.get(), step_id="T23", by=_system())
        actions.close_unanswered(checkin=checkin(talk, "institution", "m12"), by=world.ms_miura, note="お返事なし")
        assert (settle(), settle()) == (1, 0)
    talk.refresh_from_db()
    assert talk.state == "settled"


def _system():
    from enishi.common.actor import SYSTEM

    return SYSTEM


def test_leaving_is_told_with_its_cause_and_both_are_asked_why(world):
    talk = employed(world)
    with later(40):
        actions.record_leave(
            candidacy=talk, by=world.actor(talk.physician), left_on=today(), cause=LeaveCause.NIGHTS, how=LeaveHow.OWN
        )
        assert ask_due() == 2
    placement = Placement.objects.get()
    assert (placement.leave_event.cause, placement.leave_event.told_by) == ("nights", "physician")
    assert CheckIn.objects.filter(answered_at=None, closed_at=None).count() == 2
    assert "E38" in kinds(world, talk.physician) and "E38i" in kinds(world, talk.opening.institution)


# -- the public rate --------------------------------------------------------------------------------
def judged(world, house, standings):
    talk = employed(world, clauses=4, opening=world.opening(house))
    with later(32):
        say(world, checkin(talk), standings=standings)


def test_a_rate_is_shown_above_its_thresholds_after_the_institution_was_told_and_with_its_reply(world):
    house = world.institution()
    by = world.actor(house)
    for n in range(3):
        with later(70):
            assert rate_now(house) is None and tell_new_rates() == 0
        judged(world, house, {"1": "not_yet"} if n == 0 else {})
    with later(70):
        rate = rate_now(house)
        assert (rate.placements, rate.clauses, rate.kept, rate.not_yet) == (3, 12, 11, 1)
        with pytest.raises(StepRefused):
            actions.reply_to_rate(institution=house, by=by, text="まだです")
        assert (tell_new_rates(), tell_new_rates()) == (1, 0)
        assert kinds(world, by).count("E48k") == 1
        actions.reply_to_rate(institution=house, by=by, text="当直室は4月に整います。")
        assert shown_rate(house) is None
    with later(90):
        shown = shown_rate(house)
        assert (shown.rate.kept, shown.reply) == (11, "当直室は4月に整います。")
    assert shown_rate(house) is None
    Keeping.objects.update(told_at=now() - timedelta(days=100))
    assert shown_rate(house) is None  # this month's answers are not counted before it is over


def test_the_institutions_own_view_of_its_promises_is_not_counted(world):
    house = world.institution()
    for _ in range(3):
        talk = employed(world, clauses=4, opening=world.opening(house))
        with later(32):
            say(world, checkin(talk, "institution"))
    with later(70):
        assert rate_now(house) is None


# -- placement --------------------------------------------------------------------------------------
def test_other_talks_of_a_placed_physician_go_to_their_coordinators(world):
    talk = world.candidacy("agreed")
    other = talks.ask_to_talk(
        physician=talk.physician, opening=world.opening(), by=world.actor(talk.physician), level=DisclosureLevel.L1
    )
    world.walk(talk, "contracted")
    task = CareTask.objects.get()
    assert (task.kind, task.candidacy) == (TaskKind.SIBLING, other)


def test_the_first_day_is_prepared_by_both_and_the_licence_says_who_saw_it(world):
    placement = world.candidacy("contracted").placement
    him, house = world.actor(placement.candidacy.physician), world.actor(placement.candidacy.opening.institution)
    actions.mark_start(placement=placement, by=him, item=StartItem.HEALTH, done_on=today())
    for by, who in ((him, "私"), (house, "")):
        with pytest.raises(StepRefused):
            actions.mark_start(placement=placement, by=by, item=StartItem.LICENCE, done_on=today(), who=who)
    actions.mark_start(placement=placement, by=house, item=StartItem.LICENCE, done_on=today(), who="事務長")
    placement.refresh_from_db()
    assert placement.licence_original_seen_on == today()
    actions.mark_start(placement=placement, by=house, item=StartItem.LICENCE, done_on=None)
    placement.refresh_from_db()
    assert placement.licence_original_seen_on is None and StartTick.objects.get().item == StartItem.HEALTH


def test_a_term_that_ran_out_is_no_leaving_and_few_employments_draw_no_curve(world):
    for how, cause in ((LeaveHow.TERM, LeaveCause.TERM_ENDED), (LeaveHow.OWN, LeaveCause.FAMILY)):
        talk = employed(world, clauses=0)
        with later(50):
            actions.record_leave(candidacy=talk, by=world.ms_miura, left_on=today(), cause=cause, how=how)
    with later(60):
        assert sorted((s.days, s.left) for s in spells(today())) == [(50, False), (50, True)]
        assert curve(today()) == (2, [])


def test_a_physician_answers_for_nobody_else(world):
    talk = employed(world)
    with later(32), pytest.raises(StepRefused):
        actions.answer(
            checkin=checkin(talk, "institution"), by=world.actor(talk.physician),
            answers=dict.fromkeys(questions_of(Party.INSTITUTION), "yes"),
        )  # fmt: skip
    assert CheckKind.EXIT.label
