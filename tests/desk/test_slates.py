"""The weekly slate spreads proposals, keeps to both sides' limits, and every line is a person's decision."""

from datetime import timedelta

import pytest

from enishi.areas.enums import DesignationKind
from enishi.areas.models import Designation
from enishi.candidacies.actions import propose
from enishi.candidacies.models import Candidacy
from enishi.common.clock import ago, today
from enishi.common.workflow import StepRefused
from enishi.desk import slate_work
from enishi.desk.slate_work import work_out
from enishi.desk.slates import LeftWhy, ask_slate, cancel_slate, keep_line, leave_line, reopen_line, replace_line
from enishi.matching.models import LineState, Slate, SlateLine, SlateState
from enishi.matching.slates import PER_INSTITUTION
from enishi.physicians.actions import save_wishes


def made(world, *, by=None, everybody=True, weight=0.0):
    slate = ask_slate(by=by or world.ms_miura, everybody=everybody, shortage_weight=weight)
    work_out(slate.pk)
    slate.refresh_from_db()
    return slate


def pairs(slate):
    return {(line.physician_id, line.opening_id) for line in slate.lines.all()}


def test_one_seat_goes_to_one_physician_and_nobody_gets_more_than_three(world):
    physicians, openings = [world.physician() for _ in range(2)], [world.opening() for _ in range(4)]
    slate = made(world)
    assert slate.state == SlateState.DONE and slate.gap is not None
    of = [line.opening_id for line in slate.lines.all()]
    assert len(of) == len(set(of)) == len(openings)
    assert all(slate.lines.filter(physician=p).count() <= 3 for p in physicians)
    assert all(line.explanation["physician"] for line in slate.lines.all())


def test_an_institution_gets_no_more_than_its_share_however_many_seats_it_has(world):
    hospital = world.institution()
    for _ in range(3):
        world.opening(institution=hospital, headcount=3)
    for _ in range(3):
        world.physician()
    assert made(world).lines.count() == PER_INSTITUTION


def test_who_is_shielded_unverified_or_has_three_proposals_waiting_is_left_out(world):
    world.physician(licence=False)
    hidden = world.physician(shields="青葉会")
    world.opening(world.institution("青葉会 東病院", corporation="医療法人青葉会"))
    world.opening(confirmed_days_ago=33)
    assert pairs(made(world)) == set()
    fine = world.opening()
    assert pairs(made(world)) == {(hidden.pk, fine.pk)}


def test_a_pair_in_talks_is_not_chosen_again_and_its_seat_is_held(world):
    talk = world.candidacy("dialogue")
    other = world.physician()
    slate = made(world)
    assert talk.opening_id not in {opening for _, opening in pairs(slate)}
    assert slate.physicians >= 1 and other.pk


def test_only_the_own_physicians_come_unless_everybody_is_asked_for(world):
    world.physician()
    world.opening()
    assert made(world, by=world.coordinator(), everybody=False).lines.count() == 0
    assert made(world, by=world.coordinator()).lines.count() == 1


def test_a_slate_asked_for_twice_is_computed_once_and_another_dial_takes_its_place(world):
    first = ask_slate(by=world.ms_miura, everybody=True, shortage_weight=0.5)
    assert ask_slate(by=world.ms_miura, everybody=True, shortage_weight=0.5) == first
    ask_slate(by=world.ms_miura, everybody=True, shortage_weight=1.0)
    work_out(first.pk)
    first.refresh_from_db()
    assert first.state == SlateState.CANCELLED and not first.lines.exists()
    with pytest.raises(StepRefused, match="4つの中から"):
        ask_slate(by=world.ms_miura, everybody=True, shortage_weight=0.7)


def test_a_cancelled_computation_stores_nothing_and_a_job_that_runs_twice_does_nothing(world):
    world.physician()
    world.opening()
    slate = ask_slate(by=world.ms_miura, everybody=True, shortage_weight=0.0)
    cancel_slate(slate=slate, by=world.ms_miura)
    work_out(slate.pk)
    done = made(world)
    before = pairs(done)
    work_out(done.pk)
    assert Slate.objects.get(pk=slate.pk).state == SlateState.CANCELLED and pairs(done) == before != set()


@pytest.fixture
def line(world):
    world.physician()
    world.opening()
    return made(world).lines.get()


def test_a_line_that_is_kept_becomes_a_candidate_with_its_reasons_and_only_once(world, line):
    talk = keep_line(line=line, by=world.ms_miura)
    assert talk.proposal.reasons_physician
    with pytest.raises(StepRefused, match="候補にしました"):
        keep_line(line=line, by=world.coordinator())
    assert Candidacy.objects.count() == 1


def test_a_line_that_no_longer_fits_is_not_kept(world, line):
    save_wishes(physician=line.physician, by=world.actor(line.physician), wishes={"specialties": ["眼科"]})
    with pytest.raises(StepRefused, match="合わなくなって"):
        keep_line(line=line, by=world.ms_miura)


def test_what_is_left_keeps_its_reason_and_can_be_taken_back(world, line):
    with pytest.raises(StepRefused, match="ひとこと"):
        leave_line(line=line, by=world.ms_miura, code=LeftWhy.OTHER, reason=" ")
    leave_line(line=line, by=world.ms_miura, code=LeftWhy.PHYSICIAN, reason="雪道を避けたい")
    line.refresh_from_db()
    assert (line.state, line.reason_code, line.reason) == (LineState.LEFT, "physician", "雪道を避けたい")
    reopen_line(line=line, by=world.ms_miura)
    line.refresh_from_db()
    assert (line.state, line.reason) == (LineState.OPEN, "")


def test_the_coordinators_own_choice_takes_a_lines_place_with_its_reason(world, line):
    other = world.opening()
    mine = replace_line(line=line, by=world.ms_miura, opening=other, code=LeftWhy.BETTER, reason="ご実家の町")
    assert mine.by_hand and mine.reason == "ご実家の町" and SlateLine.objects.get(pk=line.pk).state == LineState.LEFT
    assert keep_line(line=mine, by=world.ms_miura).opening == other
    with pytest.raises(StepRefused, match="見合わせました"):
        replace_line(line=line, by=world.ms_miura, opening=world.opening(), code=LeftWhy.BETTER, reason="")


def test_the_dial_brings_a_designated_town_forward_and_says_what_it_changed(world):
    openings = [world.opening(world.institution(place=place)) for place in ("久慈市", "久慈市", "久慈市", "宮古市")]
    world.physician()
    plain = made(world)
    left = next(o for o in openings if o.pk not in {line.opening_id for line in plain.lines.all()})
    town = left.institution.municipality
    Designation.objects.create(
        kind=DesignationKind.SHORTAGE_SPOT, municipality=town, since=today() - timedelta(days=9), source="見本"
    )
    tuned = made(world, weight=2.0)
    assert tuned.shortage >= tuned.plain_shortage and tuned.lines.filter(shortage=True).count() == tuned.shortage > 0


def test_who_got_nothing_is_named(world):
    served, other = world.physician(), world.physician(specialties=["眼科"])
    world.opening()
    assert made(world).unserved == [other.pk] and served.pk


def test_proposals_of_the_week_count_against_the_three(world):
    physician = world.physician()
    with ago(timedelta(days=1)):
        for _ in range(3):
            propose(candidacy=world.candidacy("suggested", physician=physician), by=world.ms_miura)
    world.opening()
    assert physician.pk not in {p for p, _ in pairs(made(world))}


def test_a_slate_whose_worker_was_killed_is_computed_anew_by_the_job_that_is_given_back(world, monkeypatch):
    world.physician()
    world.opening()
    slate = ask_slate(by=world.ms_miura, everybody=True, shortage_weight=0.0)
    real = slate_work.compute

    def killed(wanted, tell):
        tell("組み合わせています", 40)
        raise SystemExit  # no handler of ours catches it, as none catches kill -9

    monkeypatch.setattr(slate_work, "compute", killed)
    with pytest.raises(SystemExit):
        work_out(slate.pk)
    slate.refresh_from_db()
    assert (slate.state, slate.share) == (SlateState.RUNNING, 40)
    monkeypatch.setattr(slate_work, "compute", real)
    work_out(slate.pk)
    slate.refresh_from_db()
    assert slate.state == SlateState.DONE and slate.lines.count() == 1
    work_out(slate.pk)
    assert slate.lines.count() == 1


def test_of_two_workers_at_one_slate_the_first_stores_its_lines(world, monkeypatch):
    world.physician()
    world.opening()
    slate = ask_slate(by=world.ms_miura, everybody=True, shortage_weight=0.0)
    real = slate_work.compute

    def overtaken(wanted, tell):
        monkeypatch.setattr(slate_work, "compute", real)
        outcome = real(wanted, tell)
        work_out(slate.pk)  # the other worker is done while this one still writes
        return outcome

    monkeypatch.setattr(slate_work, "compute", overtaken)
    work_out(slate.pk)
    slate.refresh_from_db()
    assert slate.state == SlateState.DONE and slate.lines.count() == 1
