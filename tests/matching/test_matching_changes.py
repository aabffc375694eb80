"""Between two nights: what changes moves the lists it touches, and no others."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from enishi.candidacies.matching_jobs import bring_up_to_date
from enishi.common.changes import Subject
from enishi.common.clock import today
from enishi.matching.changes import opening_changed, physician_changed
from enishi.matching.folder import MarketBusy, market_to_oneself, open_snapshot
from enishi.matching.models import MatchRun, Suggestion
from enishi.matching.reading import list_for_opening, list_for_physician
from enishi.openings.actions import close_opening, revise_opening
from enishi.physicians.actions import MACHINE, add_shield, save_wishes, verify_licence
from factories.together import at_the_same_time


def openings_of(physician):
    return [row.opening for row in list_for_physician(physician, {})[1]]


def physicians_of(opening):
    return [row.physician for row in list_for_opening(opening, {})[1]]


def jobs():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'subject', (args->>'pk')::int FROM procrastinate_jobs WHERE task_name = 'match_changed'"
        )
        return sorted(cursor.fetchall())


def forget_jobs():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'match_changed'")


def test_a_changed_wish_moves_the_suggestions_on_both_sides(world, night):
    physician, other = world.physician(), world.physician()
    short, long = world.opening(days=1), world.opening(days=3)
    night()
    assert set(openings_of(physician)) == {short, long} and set(physicians_of(long)) == {physician, other}
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 2})
    run = physician_changed(physician.pk, locks={})
    assert run.kind == "physician" and run.for_physicians == [physician.pk] and long.pk in run.for_openings
    assert openings_of(physician) == [short]
    assert physicians_of(long) == [other] and set(physicians_of(short)) == {physician, other}
    assert set(openings_of(other)) == {short, long}


def test_a_new_opening_enters_the_lists_of_those_whom_it_suits(world, night):
    near, far = world.physician(), world.physician(prefectures=["27"])
    night()
    opening = world.opening()
    run = opening_changed(opening.pk, locks={})
    assert run.for_openings == [opening.pk] and run.for_physicians == [near.pk]
    assert openings_of(near) == [opening] and openings_of(far) == []
    assert physicians_of(opening) == [near]


def test_a_closed_opening_leaves_every_list_and_an_emptied_list_is_empty(world, night):
    physician, opening = world.physician(), world.opening()
    night()
    close_opening(opening=opening, by=world.actor(opening.institution), close_reason="withdrawn")
    run = opening_changed(opening.pk, locks={})
    assert physician.pk in run.for_physicians and run.pairs == 0
    assert list_for_physician(physician, {}) == (run, [])


def test_who_pauses_is_found_by_nobody_and_who_comes_back_is(world, night):
    physician, opening = world.physician(), world.opening()
    night()
    MACHINE.perform(physician, "P4", by=world.ms_miura)
    physician_changed(physician.pk, locks={})
    assert physicians_of(opening) == []
    MACHINE.perform(physician, "P5", by=world.ms_miura)
    physician_changed(physician.pk, locks={})
    assert physicians_of(opening) == [physician]


def test_a_shield_and_a_lock_take_the_physician_off_the_lists(world, night):
    physician, opening = world.physician(), world.opening()
    kept = world.opening()
    night()
    add_shield(physician=physician, by=world.ms_miura, institution=opening.institution)
    run = physician_changed(physician.pk, locks={})
    assert not Suggestion.objects.filter(run=run, opening=opening).exists() and openings_of(physician) == [kept]
    run = physician_changed(physician.pk, locks={physician.pk: today() + timedelta(days=9)})
    assert run.pairs == 0


def test_what_changed_already_is_done_once(world, night):
    physician, opening = world.physician(licence=False), world.opening()
    night()
    verify_licence(physician=physician, by=world.ms_miura, on=today())
    assert physician_changed(physician.pk, locks={}) is not None
    assert physician_changed(physician.pk, locks={}) is None
    assert opening_changed(opening.pk, locks={}) is None
    size = sum(file.stat().st_size for file in open_snapshot(with_lists=False).folder.rglob("changes.jsonl"))
    assert size and MatchRun.objects.count() == 2


def test_before_the_first_night_there_is_nothing_to_change(world):
    physician, opening = world.physician(), world.opening()
    assert physician_changed(physician.pk, locks={}) is None and opening_changed(opening.pk, locks={}) is None
    assert physician_changed(999_999, locks={}) is None


def test_the_lists_after_changes_are_those_of_a_whole_run(world, night):
    people = [world.physician(days_max=days) for days in (1, 2, 3)]
    places = [world.opening(days=days) for days in (1, 2, 3)]
    night()
    save_wishes(physician=people[0], by=world.ms_miura, wishes={"days_max": 3, "night_duty": "yes"})
    revise_opening(opening=places[2], by=world.actor(places[2].institution), terms={"days": 2}, confirmed_by="事務長")
    newcomer, addition = world.physician(), world.opening(days=1, daily_pay_yen=120_000)
    for physician in (people[0], newcomer):
        bring_up_to_date(Subject.PHYSICIAN, physician.pk)
    for opening in (places[2], addition):
        bring_up_to_date(Subject.OPENING, opening.pk)
    changed = {p.pk: set(openings_of(p)) for p in [*people, newcomer]}
    found = {o.pk: set(physicians_of(o)) for o in [*places, addition]}
    night()
    assert changed == {p.pk: set(openings_of(p)) for p in [*people, newcomer]}
    assert found == {o.pk: set(physicians_of(o)) for o in [*places, addition]}


def test_the_first_opening_for_people_of_sixty_finds_them_and_no_younger_ones(world, night):
    older, younger = world.physician(birth_date="1950-01-01"), world.physician(birth_date="1990-01-01")
    night()
    opening = world.opening(age_exception="3-i-ni")
    opening_changed(opening.pk, locks={})
    assert physicians_of(opening) == [older] and openings_of(younger) == []


def test_ten_saves_of_one_sheet_are_one_job_and_each_subject_has_its_own(world):
    physician, opening = world.physician(), world.opening()
    forget_jobs()
    for days in (1, 2) * 5:
        save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": days})
    revise_opening(opening=opening, by=world.actor(opening.institution), terms={"days": 3}, confirmed_by="事務長")
    assert jobs() == [("opening", opening.pk), ("physician", physician.pk)]


def test_a_change_taken_back_has_no_job(world):
    physician = world.physician()
    forget_jobs()
    with pytest.raises(RuntimeError), transaction.atomic():
        save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 1})
        raise RuntimeError
    assert jobs() == []


def test_a_waiting_job_is_not_taken_before_the_change_it_stands_for_is_there(real_world):
    """Else a worker would look too early, and the change would have no job of its own."""
    physician = real_world.physician()
    forget_jobs()
    save_wishes(physician=physician, by=real_world.ms_miura, wishes={"days_max": 1})

    def taken_by_a_worker():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'match_changed' FOR UPDATE SKIP LOCKED"
            )
            return cursor.fetchall()

    with transaction.atomic():
        save_wishes(physician=physician, by=real_world.ms_miura, wishes={"days_max": 2})
        assert at_the_same_time(taken_by_a_worker) == [[]]
    assert jobs() == [("physician", physician.pk)]
    (found,) = at_the_same_time(taken_by_a_worker)
    assert len(found) == 1


def test_saves_at_the_same_moment_are_one_job(real_world):
    physician = real_world.physician()
    by = real_world.ms_miura
    forget_jobs()
    from enishi.candidacies.matching_jobs import follow

    def change():
        with transaction.atomic():
            follow(Subject.PHYSICIAN, physician.pk)

    at_the_same_time(change, change, change)
    assert jobs() == [("physician", physician.pk)] and by


def test_while_a_batch_runs_a_change_waits_its_turn(real_world):
    physician = real_world.physician()

    def refused():
        try:
            physician_changed(physician.pk, locks={})
        except MarketBusy as busy:
            return busy

    with market_to_oneself() as mine:
        assert mine
        assert isinstance(at_the_same_time(refused)[0], MarketBusy)


def test_an_institution_that_opens_or_closes_has_all_its_openings_looked_at(world):
    opening = world.opening()
    world.opening()
    forget_jobs()
    bring_up_to_date(Subject.INSTITUTION, opening.institution_id)
    assert jobs() == [("opening", opening.pk)]
