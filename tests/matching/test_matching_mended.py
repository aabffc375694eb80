"""What dies, comes late or cannot be read on the way from a change to the lists, and what the lists say all the same."""

import pytest
from django.db import connection
from django.urls import reverse

from enishi.candidacies.matching_jobs import bring_up_to_date
from enishi.candidacies.models import Proposal
from enishi.candidacies.suggesting import current_locks, openings_for, physicians_for
from enishi.common.changes import Subject
from enishi.common.encrypted import encrypt
from enishi.engine.live import Full, Live
from enishi.engine.snapshot import Snapshot
from enishi.matching import batch, changes, serving
from enishi.matching.changes import opening_changed, physician_changed
from enishi.matching.coding import MOST_SKILLS, are_known, skills_of_market
from enishi.matching.load import load_columns
from enishi.matching.market import columns_of
from enishi.matching.models import MatchRun, Suggestion
from enishi.matching.reading import list_for_opening, list_for_physician
from enishi.openings.actions import revise_opening
from enishi.openings.models import Opening
from enishi.physicians.actions import MACHINE, save_wishes
from enishi.physicians.deciphering import readable_texts, report_unreadable
from enishi.physicians.models import Physician


def openings_of(physician):
    return [row.opening for row in list_for_physician(physician, {})[1]]


def physicians_of(opening):
    return [row.physician for row in list_for_opening(opening, {})[1]]


def found_for(world, physician):
    return [s.opening for s in openings_for(physician, by=world.ms_miura)]


def found_of(world, opening):
    return [s.physician for s in physicians_for(opening, by=world.ms_miura)]


def die_once(monkeypatch, module, name):
    """The first call of this function there finds the disk full."""
    works, calls = getattr(module, name), []

    def dies(*given, **facts):
        calls.append(name)
        if len(calls) == 1:
            raise OSError("disk full")
        return works(*given, **facts)

    monkeypatch.setattr(module, name, dies)


def write_over(table, column, text, **row):
    ((key, value),) = row.items()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [text, value])


# -- who dies on the way --------------------------------------------------------------------------------------------


def test_a_job_that_dies_before_its_lists_are_stored_makes_them_right_when_it_is_tried_again(world, night, monkeypatch):
    physician, opening = world.physician(days_max=3), world.opening(days=3)
    short = world.opening(days=1)
    night()
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 1})
    die_once(monkeypatch, changes, "finish")
    with pytest.raises(OSError):
        bring_up_to_date(Subject.PHYSICIAN, physician.pk)
    assert set(openings_of(physician)) == {opening, short}
    bring_up_to_date(Subject.PHYSICIAN, physician.pk)
    assert openings_of(physician) == [short] and physicians_of(opening) == []


def test_a_job_that_dies_before_the_snapshot_tells_of_its_change_makes_it_again(world, night, monkeypatch):
    physician, opening = world.physician(days_max=3), world.opening(days=3)
    night()
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 1})
    die_once(monkeypatch, Snapshot, "keep")
    with pytest.raises(OSError):
        physician_changed(physician.pk, locks={})
    assert openings_of(physician) == []
    assert physician_changed(physician.pk, locks={}) is not None
    assert physician_changed(physician.pk, locks={}) is None
    assert found_of(world, opening) == []


def test_a_night_that_dies_leaves_the_lists_and_the_snapshot_and_the_changes_of_the_day_still_count(
    world, night, monkeypatch
):
    physician, opening = world.physician(days_max=3), world.opening(days=3)
    yesterday = night()
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 1})
    new = world.opening(days=1)
    die_once(monkeypatch, batch, "finish")
    with pytest.raises(OSError):
        night()
    assert list_for_physician(physician, {})[0] == yesterday and openings_of(physician) == [opening]
    with serving.served() as snapshot:
        assert snapshot.notes["run"] == yesterday.pk
    bring_up_to_date(Subject.PHYSICIAN, physician.pk)
    bring_up_to_date(Subject.OPENING, new.pk)
    assert openings_of(physician) == [new] and physicians_of(opening) == []


def test_a_snapshot_whose_run_never_finished_does_not_count(world, night):
    world.physician(), world.opening()
    run = night()
    MatchRun.objects.filter(pk=run.pk).update(finished_at=None)
    with serving.served() as snapshot:
        assert snapshot is None


def test_the_worker_keeps_the_market_open_between_jobs_and_sees_a_new_night(world, night):
    physician = world.physician()
    night()
    first, second = world.opening(days=1), world.opening(days=2)
    opening_changed(first.pk, locks={})
    with changes._working.present() as opened:
        read = opened.read
    opening_changed(second.pk, locks={})
    with changes._working.present() as still:
        assert still is opened and still.read > read > 0
    night()
    third = world.opening(days=3)
    opening_changed(third.pk, locks={})
    with changes._working.present() as anew:
        assert anew is not opened
    assert set(openings_of(physician)) == {first, second, third}


# -- which lists are the newest -------------------------------------------------------------------------------------


def test_a_search_in_the_middle_of_the_night_does_not_hide_the_list_of_the_night(world, night, monkeypatch):
    physician, old = world.physician(), world.opening(days=1)
    night()
    new = world.opening(days=2)
    lists = batch.best_lists

    def while_somebody_searches(*given):
        assert found_for(world, physician) == [old]
        return lists(*given)

    monkeypatch.setattr(batch, "best_lists", while_somebody_searches)
    run = night()
    assert list_for_physician(physician, {})[0] == run and set(openings_of(physician)) == {old, new}
    assert opening_changed(new.pk, locks={}) is None


def test_a_search_while_the_snapshot_is_written_does_not_hide_the_list_of_the_night(world, night, monkeypatch):
    physician, old = world.physician(), world.opening(days=1)
    night()
    new, write = world.opening(days=2), batch.write

    def while_somebody_searches(*given):
        assert found_for(world, physician) == [old]
        return write(*given)

    monkeypatch.setattr(batch, "write", while_somebody_searches)
    night()
    assert set(openings_of(physician)) == {old, new}


def test_a_search_after_the_night_is_newer_than_the_night(world, night):
    physician = world.physician()
    world.opening()
    night()
    found_for(world, physician)
    assert list_for_physician(physician, {})[0].kind == "physician"


# -- words that openings require ------------------------------------------------------------------------------------


def test_a_word_nobody_required_last_night_is_never_taken_for_no_requirement(world, night):
    able, unable = world.physician(skills=["内視鏡"]), world.physician()
    night()
    opening = world.opening(skills_required=["内視鏡"])
    with pytest.raises(Full):
        opening_changed(opening.pk, locks={})
    bring_up_to_date(Subject.OPENING, opening.pk)
    assert openings_of(unable) == []
    assert found_of(world, opening) == [able]
    night()
    assert openings_of(able) == [opening] and openings_of(unable) == []
    assert found_of(world, opening) == physicians_of(opening) == [able]


def test_an_opening_whose_words_find_no_bit_any_more_is_left_out_and_logged_by_number(world, night, caplog):
    words = [f"手技{n:02}" for n in range(MOST_SKILLS)]
    physician = world.physician()
    world.opening(skills_required=words)
    world.opening(skills_required=words)
    rare, plain = world.opening(skills_required=["あまり求められない手技"]), world.opening()
    night()
    assert openings_of(physician) == [plain] and physicians_of(rare) == []
    assert rare.number in caplog.text and "手技" not in caplog.text
    assert opening_changed(rare.pk, locks={}) is None  # a whole run could not help either
    rows = columns_of(Physician.objects.matchable(), Opening.objects.published().with_terms(), {})
    assert rows.openings["number"].tolist() == load_columns({}).openings["number"].tolist()
    assert rare.number not in rows.openings["number"].tolist()


def test_the_words_most_openings_require_have_the_bits():
    many = [[f"w{n:03}"] for n in range(MOST_SKILLS + 3)]
    skills = skills_of_market([*many, ["W066"], ["w066"]])
    assert len(skills) == MOST_SKILLS and "w066" in skills and "w063" not in skills
    assert list(skills) == sorted(skills)
    assert are_known(["W066"], skills) and not are_known(["w066", "w063"], skills) and are_known([], skills)


# -- searches in the web process ------------------------------------------------------------------------------------


def test_a_snapshot_that_is_full_is_opened_anew_and_the_search_answers(world, night):
    physician = world.physician(shields="青葉会")
    world.institution("青葉会 東病院", corporation="青葉会")
    opening = world.opening(days=1)
    night()
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 1})
    with serving.served() as snapshot:
        snapshot.live.keys_used = len(snapshot.live.keys)
    assert found_for(world, physician) == [opening]
    with serving.served() as anew:
        assert anew is not snapshot


def test_where_no_snapshot_has_room_the_rows_are_asked(world, night, monkeypatch):
    physician, opening = world.physician(), world.opening(days=1)
    night()
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 1})
    newcomer = world.opening(days=1)

    def full(*_):
        raise Full

    monkeypatch.setattr(Live, "put_physician", full)
    monkeypatch.setattr(Live, "put_opening", full)
    assert set(found_for(world, physician)) == {opening, newcomer}
    assert found_of(world, newcomer) == [physician]


def test_what_a_search_tried_does_not_stay_when_the_wish_is_taken_back(world, night):
    physician = world.physician(days_max=1, days_min=1)
    short, long = world.opening(days=1), world.opening(days=3)
    night()
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 3})
    assert set(found_for(world, physician)) == {short, long}
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 1})
    bring_up_to_date(Subject.PHYSICIAN, physician.pk)
    assert found_of(world, long) == [] and found_of(world, short) == [physician]


def test_a_newcomer_stays_in_the_market_only_for_the_search(world, night):
    world.physician(), world.opening()
    night()
    newcomer, addition = world.physician(), world.opening()
    assert len(found_for(world, newcomer)) == 1 and len(found_of(world, addition)) == 1
    with serving.served() as snapshot:
        market = snapshot.live.market
        assert not market.physicians.prefectures[market.physician_index(newcomer.number)]
        assert not market.posts.open[market.opening_index(addition.number)]
    opening_changed(addition.pk, locks={})
    physician_changed(newcomer.pk, locks={})
    assert len(found_for(world, newcomer)) == len(found_of(world, addition)) == 2


def test_a_search_does_not_bring_who_paused_back_to_life(world, night):
    physician = world.physician()
    world.opening()
    night()
    MACHINE.perform(physician, "P4", by=world.ms_miura)
    physician_changed(physician.pk, locks={})
    assert found_for(world, physician) == []
    with serving.served() as snapshot:
        market = snapshot.live.market
        assert not market.physicians.prefectures[market.physician_index(physician.number)]


def test_what_a_newcomer_hides_from_takes_no_place_on_the_list(world, night):
    for n in range(22):
        world.opening(world.institution(f"青葉会 第{n}病院", corporation="青葉会"))
    world.physician()
    free = world.opening(daily_pay_yen=60_000)
    night()
    assert found_for(world, world.physician(shields="青葉会")) == [free]


# -- what no key can read -------------------------------------------------------------------------------------------


def test_a_lost_key_names_the_first_physicians_and_how_many_there_are(world, caplog, monkeypatch):
    first, second, third = (world.physician() for _ in range(3))
    monkeypatch.setattr("enishi.physicians.deciphering.NAMED", 2)
    report_unreadable("a shield", [third.pk, first.pk, second.pk])
    assert caplog.records[-1].getMessage().endswith(f"of {first.number}, {second.number} and 1 more, 3 in all")
    report_unreadable("a shield", [first.pk, first.pk])
    assert caplog.records[-1].getMessage().endswith(f"of {first.number}")


def test_who_has_a_shield_that_cannot_be_read_is_shown_to_nobody_and_nobody_else_notices(world, night, caplog):
    hidden, other = world.physician(shields="青葉会"), world.physician(shields="若葉会")
    opening = world.opening()
    night()
    assert set(physicians_of(opening)) == {hidden, other}
    write_over("physicians_shieldentry", "name", "gAAAAA-not-a-token", physician_id=hidden.pk)
    assert physicians_of(opening) == [other] and openings_of(hidden) == []
    assert found_of(world, opening) == [other] and found_for(world, hidden) == []
    physician_changed(hidden.pk, locks={})
    assert physicians_of(opening) == [other]
    run = night()
    assert run.physicians == 1 and physicians_of(opening) == [other] and openings_of(other) == [opening]
    assert hidden.number in caplog.text and other.number not in caplog.text and "青葉会" not in caplog.text


def test_an_unreadable_birth_date_makes_nobody_sixty(world, night):
    older, unread = world.physician(birth_date="1950-01-01"), world.physician(birth_date="1950-01-01")
    opening = world.opening(age_exception="3-i-ni")
    write_over("physicians_identity", "birth_date", "gAAAAA-not-a-token", physician_id=unread.pk)
    night()
    assert physicians_of(opening) == [older]


def test_of_many_texts_only_those_that_cannot_be_read_are_missing():
    tokens = [encrypt("一"), "x", encrypt("二"), encrypt("三"), "y"]
    assert readable_texts(tokens) == ["一", None, "二", "三", None]
    assert readable_texts([]) == [] and readable_texts(["x"]) == [None]


# -- from a list to a proposal --------------------------------------------------------------------------------------


def test_the_draft_of_a_proposal_stands_on_the_terms_of_today_not_on_those_of_the_list(world, night):
    world.physician()
    opening = world.opening(offers=["travel_paid", "outpatient"])
    night()
    row = Suggestion.objects.get()
    assert "外来診療" in str(row.explanation["physician"])
    by = world.actor(opening.institution)
    revise_opening(opening=opening, by=by, terms={"offers": ["travel_paid"]}, confirmed_by="事務長")
    world.signed_in(world.coordinator()).post(reverse("desk_keep", args=[row.pk]))
    assert "外来診療" not in str(Proposal.objects.get().reasons_physician)


def test_a_pair_that_no_longer_fits_is_not_kept_and_the_page_says_so(world, night):
    physician = world.physician(days_max=3)
    world.opening(days=3)
    night()
    row = Suggestion.objects.get()
    save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 1})
    page = world.signed_in(world.coordinator()).post(reverse("desk_keep", args=[row.pk]), follow=True)
    assert "いまは合わなくなっています" in page.content.decode() and not Proposal.objects.exists()


def test_the_locks_of_some_are_asked_for_alone(world):
    assert current_locks([]) == current_locks([world.physician().pk]) == {}
