"""Asking the engine: what is found, what is kept, and what is never found."""

from datetime import timedelta

import pytest

from enishi.candidacies.suggesting import current_locks, openings_for, physicians_for
from enishi.common.clock import ago, today
from enishi.engine import WEIGHTS_VERSION
from enishi.matching.models import MatchRun, Suggestion
from enishi.physicians.actions import add_shield, end_shield


def found_for(world, physician):
    return {s.opening.number for s in openings_for(physician, by=world.ms_miura)}


def found_of(world, opening):
    return {s.physician.number for s in physicians_for(opening, by=world.ms_miura)}


def test_a_suggestion_is_kept_with_the_reasons_of_both_sides(world):
    physician, opening = world.physician(), world.opening()
    (suggestion,) = openings_for(physician, by=world.ms_miura)
    kept = Suggestion.objects.get(pk=suggestion.pk)
    assert (kept.physician, kept.opening, kept.rank_for_physician) == (physician, opening, 1)
    for side in ("physician", "institution"):
        assert kept.explanation[side], side
        for reason in kept.explanation[side]:
            assert reason["text"].strip()
    assert kept.explanation["weights_version"] == WEIGHTS_VERSION
    run = MatchRun.objects.get()
    assert run.by_id == world.ms_miura.user_id and run.weights_version == WEIGHTS_VERSION
    assert (run.physicians, run.openings) == (1, 1) and len(run.snapshot) == 64


def test_the_search_from_the_opening_finds_the_same_pair(world):
    physician, opening = world.physician(), world.opening()
    assert found_of(world, opening) == {physician.number}
    assert Suggestion.objects.get().rank_for_opening == 1


@pytest.mark.parametrize("name", ["青葉会 東病院", "青葉会", "医療法人社団　青葉会", "青葉グループ"])
def test_a_shield_hides_the_institution_its_corporation_and_its_group_from_both_searches(world, name):
    east = world.opening(world.institution("青葉会 東病院", corporation="医療法人 青葉会", group="青葉グループ"))
    west = world.opening(world.institution("ひなた診療所", corporation="医療法人 青葉会", group="青葉グループ"))
    cousin = world.opening(world.institution("つばめ病院", corporation="つばめ会", group="青葉グループ"))
    free = world.opening(world.institution("せせらぎ病院"))
    physician, open_one = world.physician(shields=name), world.physician()

    assert found_for(world, physician) == {free.number}
    assert found_for(world, open_one) == {east.number, west.number, cousin.number, free.number}
    for hidden in (east, west, cousin):
        assert found_of(world, hidden) == {open_one.number}


def test_the_present_employer_is_hidden_without_asking_and_a_shield_that_ended_hides_nothing(world):
    opening = world.opening(world.institution("青葉会 中央病院"))
    physician = world.physician(works_at="青葉会 中央病院")
    assert found_for(world, physician) == set()
    end_shield(entry=physician.shield.get(), by=world.ms_miura)
    assert found_for(world, physician) == {opening.number}
    add_shield(physician=physician, by=world.ms_miura, institution=opening.institution)
    assert found_for(world, physician) == set()


def test_what_is_not_public_is_never_suggested(world):
    physician = world.physician()
    world.opening(state="draft")
    world.opening(state="closed")
    world.opening(confirmed_days_ago=46)
    assert found_for(world, physician) == set()
    fresh = world.opening(confirmed_days_ago=45)
    assert found_for(world, physician) == {fresh.number}


def test_only_physicians_who_are_active_are_found(world):
    opening = world.opening()
    for state in ("registered", "interviewing", "paused", "closed"):
        world.physician(state=state)
    assert found_of(world, opening) == set()
    active = world.physician()
    assert found_of(world, opening) == {active.number}


def test_a_pair_in_talks_is_not_suggested_again_but_after_an_end_it_may_be(world):
    talk = world.candidacy("dialogue")
    assert found_for(world, talk.physician) == set() and found_of(world, talk.opening) == set()
    ended = world.candidacy("physician_declined")
    assert ended.opening.number in found_for(world, ended.physician)


def test_for_two_years_nobody_urges_who_was_placed_without_a_term(world):
    with ago(timedelta(days=30)):
        placed = world.candidacy("working", contract_kind="indefinite").physician
        hired_for_a_year = world.candidacy("working", contract_kind="fixed").physician
    opening = world.opening()
    assert found_for(world, placed) == set()
    assert placed.number not in found_of(world, opening)
    assert opening.number in found_for(world, hired_for_a_year)
    assert set(current_locks()) == {placed.pk} and current_locks()[placed.pk] > today()


def test_days_that_do_not_fit_and_places_out_of_reach_are_hard(world):
    physician = world.physician(days_max=1, days_min=1)
    world.opening(days=5)
    assert found_for(world, physician) == set()


def test_the_same_question_twice_gives_the_same_answer_in_the_same_order(world):
    physician = world.physician()
    for days in (1, 2, 3):
        world.opening(days=days)
    first = [s.opening_id for s in openings_for(physician, by=world.ms_miura)]
    assert first == [s.opening_id for s in openings_for(physician, by=world.ms_miura)]
    assert len(first) == 3
    assert MatchRun.objects.count() == 2


def test_the_limit_counts_what_is_shown_not_what_is_in_talks_already(world):
    physician = world.physician()
    openings = [world.opening() for _ in range(4)]
    world.candidacy("dialogue", physician=physician, opening=openings[0])
    assert len(openings_for(physician, by=world.ms_miura, limit=3)) == 3
