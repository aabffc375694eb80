"""A request out of the mapped snapshot: the same answers, and never what the database knows better by now."""

import pytest

from enishi.candidacies.suggesting import openings_for, physicians_for
from enishi.engine import query_physician
from enishi.matching import serving
from enishi.matching.changes import opening_changed, physician_changed
from enishi.matching.models import MatchRun
from enishi.matching.reading import list_for_opening, list_for_physician
from enishi.openings.actions import close_opening
from enishi.physicians.actions import MACHINE, add_shield, save_wishes
from enishi.physicians.models import Physician


def found_for(world, physician, **how):
    return [s.opening for s in openings_for(physician, by=world.ms_miura, **how)]


def found_of(world, opening):
    return [s.physician for s in physicians_for(opening, by=world.ms_miura)]


def test_the_snapshot_and_the_rows_give_the_same_lists_with_the_same_sentences(world, night):
    physician = world.physician(shields="青葉会")
    world.physician()
    openings = [world.opening(days=days) for days in (1, 2, 3)]
    world.opening(world.institution("青葉会 東病院", corporation="青葉会"))

    def said():
        both = [*openings_for(physician, by=world.ms_miura), *physicians_for(openings[0], by=world.ms_miura)]
        return [(s.physician_id, s.opening_id, s.rank_for_physician, s.rank_for_opening, s.explanation) for s in both]

    by_rows = said()
    night()
    assert said() == by_rows and len(by_rows) == 5
    with serving.served() as snapshot:
        assert snapshot is not None


def test_an_opening_for_people_of_sixty_stays_on_the_list_of_one_who_asks(world, night):
    older, younger = world.physician(birth_date="1950-01-01"), world.physician(birth_date="1990-01-01")
    opening = world.opening(age_exception="3-i-ni")
    night()
    newcomer = world.physician(birth_date="1950-01-01")
    assert [found_for(world, p) for p in (older, younger, newcomer)] == [[opening], [], [opening]]


def test_a_search_becomes_the_newest_list_of_who_was_sought_for_alone(world, night):
    physician, other = world.physician(), world.physician()
    world.opening()
    whole = night()
    openings_for(physician, by=world.ms_miura)
    assert list_for_physician(physician, {})[0].kind == "physician"
    assert list_for_physician(other, {})[0] == whole


def test_a_closed_opening_is_never_shown_although_the_snapshot_still_has_it(world, night):
    physician, opening = world.physician(), world.opening()
    night()
    close_opening(opening=opening, by=world.actor(opening.institution), close_reason="withdrawn")
    with serving.served() as snapshot:
        market = snapshot.live.market
        assert len(query_physician(market, market.physician_index(physician.number)).index) == 1
    assert found_for(world, physician) == [] and found_of(world, opening) == []
    assert list_for_physician(physician, {})[1] == []


def test_a_shield_counts_from_the_moment_it_stands(world, night):
    physician, opening = world.physician(), world.opening(world.institution("青葉会 東病院", corporation="青葉会"))
    free = world.opening()
    night()
    add_shield(physician=physician, by=world.ms_miura, name="青葉会")
    assert [r.opening for r in list_for_physician(physician, {})[1]] == [free]
    assert list_for_opening(opening, {})[1] == []
    assert found_for(world, physician) == [free] and found_of(world, opening) == []


def test_an_institution_that_came_after_the_night_is_hidden_by_the_names_of_before(world, night):
    physician = world.physician(shields="青葉会")
    night()
    opening = world.opening(world.institution("青葉会 西病院", corporation="医療法人青葉会"))
    opening_changed(opening.pk, locks={})
    assert found_for(world, physician) == [] and found_of(world, opening) == []
    assert list_for_physician(physician, {})[1] == [] and list_for_opening(opening, {})[1] == []


def test_who_has_just_paused_is_shown_to_nobody(world, night):
    physician, opening = world.physician(), world.opening()
    night()
    MACHINE.perform(physician, "P4", by=world.ms_miura)
    assert found_of(world, opening) == [] and found_for(world, physician) == []


def test_wishes_saved_a_moment_ago_are_those_that_are_asked_with(world, night):
    """No job has run yet; the search knows all the same of whom it is asked about, and of the others once theirs have."""
    physician = world.physician(days_max=1, days_min=1)
    short, long = world.opening(days=1), world.opening(days=3)
    night()
    assert found_for(world, physician) == [short]
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 3})
    assert set(found_for(world, physician)) == {short, long}
    newcomer = world.physician()
    assert set(found_for(world, newcomer)) == {short, long}
    for changed in (physician, newcomer):
        physician_changed(changed.pk, locks={})
    just_made = world.opening(days=2)
    assert set(found_of(world, just_made)) == {physician, newcomer}


def test_who_has_no_known_specialty_is_a_question_for_the_desk_not_an_error(world, night):
    physician = world.physician(specialties=["知らない科"])
    world.opening()
    night()
    assert found_for(world, physician) == []


def test_a_server_notices_changes_and_a_newer_snapshot_by_itself(world, night):
    physician = world.physician()
    night()
    assert found_for(world, physician) == []
    first = world.opening()
    opening_changed(first.pk, locks={})
    assert found_for(world, physician) == [first]
    second = world.opening(days=1)
    night()
    assert set(found_for(world, physician)) == {first, second}


def test_the_snapshot_of_another_database_is_not_ours(world, night):
    physician, opening = world.physician(), world.opening()
    night()
    MatchRun.objects.update(snapshot="of another")
    with serving.served() as snapshot:
        assert snapshot is None
    assert found_for(world, physician) == [opening]


def test_a_physician_in_the_snapshot_who_is_gone_is_simply_not_found(world, night):
    gone, opening = world.physician(), world.opening()
    night()
    Physician.objects.filter(pk=gone.pk).update(number="P-0000-0000")
    assert found_of(world, opening) == []


@pytest.mark.parametrize("limit", [1, 2])
def test_the_limit_is_kept(world, night, limit):
    physician = world.physician()
    for days in (1, 2, 3):
        world.opening(days=days)
    night()
    assert len(found_for(world, physician, limit=limit)) == limit


def test_the_kernels_are_warmed_without_a_database():
    serving.warm()
