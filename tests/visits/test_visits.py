"""Three times of either side, one is chosen by screen or telephone; what is work is fixed only when it may be."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from enishi.candidacies import actions as talks
from enishi.candidacies.models import Candidacy
from enishi.common.clock import ago, now
from enishi.common.icalendar import Appointment, appointment_file
from enishi.common.workflow import Channel, Party, StepRefused
from enishi.visits import actions as visits
from enishi.visits.enums import Length, NextWish, VisitEnd, VisitKind
from enishi.visits.jobs import close_past, remind_of_tomorrow
from enishi.visits.models import Visit
from enishi.visits.reflection_questions import INSTITUTION_QUESTIONS, PHYSICIAN_QUESTIONS
from enishi.visits.reflections import reflect
from enishi.visits.steps import open_visit_of
from factories.walking import checked

SOON = timedelta(days=9)


@pytest.fixture
def talk(world):
    return world.candidacy("dialogue")


def at(days, hour=10):
    moment = timezone.localtime(now()) + timedelta(days=days)
    return moment.replace(hour=hour, minute=0, second=0, microsecond=0)


def tour(world, talk, *times, **more):
    by = world.actor(talk.physician)
    return visits.open_visit(
        candidacy=talk, by=by, kind=VisitKind.TOUR, length=Length.DAY, times=times or (at(9), at(10), at(11)), **more
    )


def trial(world, talk, *, checks=True):
    by = world.actor(talk.physician)
    visit = visits.open_visit(candidacy=talk, by=by, kind=VisitKind.TRIAL, length=Length.TWO_DAYS, times=[at(9, 9)])
    visits.choose_time(time=visit.times.get(), by=world.actor(talk.opening.institution))
    if checks:
        visits.check_trial(visit=visit, by=world.by_phone(), **checked(at(9).date()))
    visit.refresh_from_db()
    return visit


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def kinds(world, who):
    return [notice.kind for notice in world.messages(who)]


def test_the_physician_offers_three_times_and_the_institution_takes_one(world, talk):
    house = world.actor(talk.opening.institution)
    visit = tour(world, talk, with_family=True)
    assert "E22si" in kinds(world, house)
    visits.choose_time(time=visit.times.all()[1], by=house)
    visit.refresh_from_db()
    talk.refresh_from_db()
    assert (talk.state, visit.begins_at, visit.with_family) == ("visit_fixed", at(10), True)
    assert timezone.localtime(visit.ends_at).hour == 17
    assert {"E23"} <= set(kinds(world, talk.physician)) and "E23i" in kinds(world, house)


def test_the_same_time_from_both_sides_is_chosen_at_once(world, talk):
    visit = tour(world, talk)
    fixed = visits.offer_times(visit=visit, by=world.actor(talk.opening.institution), times=[at(20), at(11)])
    assert fixed.begins_at == at(11)


def test_one_cannot_choose_ones_own_time_nor_one_that_was_taken_back(world, talk):
    visit = tour(world, talk)
    first = visit.times.all()[0]
    with pytest.raises(StepRefused) as refused:
        visits.choose_time(time=first, by=world.actor(talk.physician))
    assert codes(refused) == {"own"}
    visits.offer_times(visit=visit, by=world.actor(talk.physician), times=[at(30)])
    with pytest.raises(StepRefused) as refused:
        visits.choose_time(time=first, by=world.actor(talk.opening.institution))
    assert codes(refused) == {"gone"}


def test_the_desk_passes_on_what_it_heard_and_says_how(world, talk):
    visit = tour(world, talk)
    with pytest.raises(StepRefused) as refused:
        visits.choose_time(time=visit.times.all()[0], by=world.ms_miura, speaks_for=Party.INSTITUTION)
    assert codes(refused) == {"channel"}
    visits.choose_time(time=visit.times.all()[0], by=world.by_phone(), speaks_for=Party.INSTITUTION)
    visit.refresh_from_db()
    assert (visit.begins_at, visit.fixed_through) == (at(9), Channel.PHONE)


def test_words_without_a_time_go_to_the_coordinator_alone(world, talk):
    visit = tour(world, talk)
    house = world.actor(talk.opening.institution)
    before = len(world.messages(talk.physician))
    visits.offer_times(visit=visit, by=house, times=[], words="年明けなら伺えます")
    assert len(world.messages(talk.physician)) == before
    assert "E49v" in kinds(world, world.ms_miura)
    with pytest.raises(StepRefused):
        visits.offer_times(visit=visit, by=house, times=[])


def test_a_second_answer_and_a_page_left_open_change_nothing(world, talk):
    visit, house = tour(world, talk), world.actor(talk.opening.institution)
    one, other = visit.times.all()[:2]
    visits.choose_time(time=one, by=house)
    one.refresh_from_db()
    assert visits.choose_time(time=one, by=house).begins_at == at(9)  # pressed twice
    with pytest.raises(StepRefused):
        visits.choose_time(time=other, by=house)
    with pytest.raises(StepRefused):
        visits.open_visit(candidacy=talk, by=house, kind=VisitKind.TOUR, length=Length.DAY)
    with ago(-timedelta(days=30)), pytest.raises(StepRefused):
        visits.choose_time(time=other, by=house)


def test_a_moved_visit_keeps_its_uid_and_counts_on(world, talk):
    visit, house = tour(world, talk), world.actor(talk.opening.institution)
    visits.choose_time(time=visit.times.all()[0], by=house)
    moved = visits.move_visit(visit=visit, by=world.actor(talk.physician), reason="雪のため")
    assert (moved.uid, moved.sequence, moved.begins_at) == (visit.uid, 1, None)
    assert not moved.times.filter(dropped_at=None).exists()
    visits.offer_times(visit=moved, by=house, times=[at(12)])
    visits.choose_time(time=moved.times.get(dropped_at=None), by=world.actor(talk.physician))
    assert Visit.objects.get().sequence == 1
    assert kinds(world, house).count("E23i") == 2


def test_a_step_into_a_fixed_visit_needs_a_time(world, talk):
    talks.take_step(candidacy=talk, step_id="T10", by=world.ms_miura)
    assert open_visit_of(talk).kind == VisitKind.TOUR
    with pytest.raises(StepRefused) as refused:
        talks.take_step(candidacy=talk, step_id="T11", by=world.ms_miura)
    assert codes(refused) == {"visit_time"}


# -- the hard switch --------------------------------------------------------------------------------
def test_a_trial_begins_when_everything_is_checked(world, talk):
    visit = trial(world, talk)
    assert (visit.begins_at, visit.wanted_for, talk.state) == (None, at(9, 9), "dialogue")
    visits.begin_trial(visit=visit, by=world.ms_miura)
    talk.refresh_from_db()
    visit.refresh_from_db()
    assert (talk.state, visit.begins_at) == ("trial", at(9, 9))


@pytest.mark.parametrize("missing", ["contract_seen", "accident_insurance_seen", "liability", "licence_seen_on", "licence_seen_by"])  # fmt: skip
def test_without_one_of_the_checks_no_day_is_fixed(world, talk, missing):
    visit = trial(world, talk, checks=False)
    given = checked(at(9).date())
    given.pop(missing)
    visits.check_trial(visit=visit, by=world.by_phone(), **given)
    with pytest.raises(StepRefused) as refused:
        visits.begin_trial(visit=visit, by=world.ms_miura)
    assert len(codes(refused)) == 1 and next(iter(codes(refused))).startswith("trial_")
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by anybody who goes around the act
        Visit.objects.filter(pk=visit.pk).update(begins_at=at(9), ends_at=at(10), fixed_at=now())


def test_looking_on_never_becomes_work_nor_the_other_way(world, talk):
    visit = trial(world, talk)
    for by in (world.ms_miura, world.actor(talk.physician)):
        with pytest.raises(StepRefused):
            visits.shape_visit(visit=visit, by=by, kind=VisitKind.TOUR)
    with pytest.raises(StepRefused):
        visits.check_trial(visit=tour(world, world.candidacy("dialogue")), by=world.ms_miura, contract_seen=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(kind=VisitKind.TOUR)
    with pytest.raises(StepRefused) as refused:  # a visit without work cannot be begun as work
        talks.take_step(candidacy=world.candidacy("dialogue"), step_id="T14", by=world.ms_miura)
    assert "trial" in codes(refused)


def test_a_dropped_trial_leaves_the_talk_as_it_was(world, talk):
    visit = trial(world, talk)
    visits.drop_trial(visit=visit, by=world.actor(talk.physician))
    visits.drop_trial(visit=visit, by=world.actor(talk.physician))
    talk.refresh_from_db()
    assert (talk.state, open_visit_of(talk)) == ("dialogue", None)
    assert tour(world, talk).is_open


# -- by the clock, and afterwards -------------------------------------------------------------------
def test_the_day_before_is_told_once_and_what_is_over_is_closed_once(world, talk):
    visit = tour(world, talk)
    visits.choose_time(time=visit.times.all()[0], by=world.actor(talk.opening.institution))
    assert (remind_of_tomorrow(), close_past()) == (0, 0)
    with ago(-timedelta(days=8)):
        assert remind_of_tomorrow() == 1
        remind_of_tomorrow()
    assert kinds(world, talk.physician).count("E24") == 1
    with ago(-timedelta(days=10)):
        assert (close_past(), close_past()) == (1, 0)
    talk.refresh_from_db()
    assert (talk.state, Visit.objects.get().result) == ("visited", VisitEnd.DONE)
    assert "E26" in kinds(world, talk.physician)


def test_each_side_reflects_apart_and_no_notice_goes_to_the_other(world):
    talk = world.candidacy("visited")
    visit, house = talk.visits.get(), world.actor(talk.opening.institution)
    answers = dict.fromkeys(PHYSICIAN_QUESTIONS, "yes")
    before = len(world.messages(house))
    row = reflect(
        visit=visit, by=world.actor(talk.physician), answers=answers, wish=NextWish.THINK, words="迷っています"
    )
    assert (row.side, len(world.messages(house))) == (Party.PHYSICIAN, before)
    reflect(visit=visit, by=house, answers=dict.fromkeys(INSTITUTION_QUESTIONS, "no"), wish=NextWish.END)
    reflect(visit=visit, by=world.actor(talk.physician), answers=answers, wish=NextWish.TERMS)  # thought again
    assert visit.reflections.count() == 2
    with pytest.raises(StepRefused):
        reflect(visit=visit, by=house, answers={"as_told": "yes"}, wish=NextWish.END)


def test_a_talk_that_ends_takes_its_visit_off(world, talk):
    visit = tour(world, talk)
    visits.choose_time(time=visit.times.all()[0], by=world.actor(talk.opening.institution))
    talks.decline(candidacy=Candidacy.objects.get(), by=world.actor(talk.physician), step_id="T25")
    visit.refresh_from_db()
    assert (visit.result, visit.sequence) == (VisitEnd.CANCELLED, 1)


def test_the_calendar_file_is_read_by_a_library_and_taken_back_by_the_same_uid():
    from icalendar import Calendar

    entry = Appointment("u@yotei", at(9), at(9, 17), "予定", sequence=2, words="駅で；待ち合わせ")
    read = Calendar.from_ical(appointment_file(entry, made_at=now()))
    event = read.walk("VEVENT")[0]
    assert (str(read["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])) == ("PUBLISH", "u@yotei", 2)
    assert event["DTSTART"].dt == at(9) and str(event["DESCRIPTION"]) == "駅で；待ち合わせ"
    gone = Calendar.from_ical(appointment_file(Appointment("u@yotei", None, None, "予定", sequence=3, cancelled=True), made_at=now()))  # fmt: skip
    assert (str(gone["METHOD"]), str(gone.walk("VEVENT")[0]["STATUS"])) == ("CANCEL", "CANCELLED")
