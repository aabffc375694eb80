"""Notes of the interview are kept while they are typed, and the sheet drafted from them becomes an accepted application."""

from datetime import timedelta

import pytest

from enishi.common.clock import ago
from enishi.common.workflow import Channel, StepRefused
from enishi.physicians import actions
from enishi.physicians.enums import PhysicianState
from enishi.physicians.interview_notes import Typed, earlier_notes, mark_of, notes_of, texts_of, version_of, write_notes
from enishi.physicians.models import InterviewNote, WishWords
from enishi.physicians.wish_drafts import draft_of, save_drafted, words_of
from enishi.physicians.wishes import approval_of, approve_wishes, save_own_wishes, waits_for_approval


def typed(physician, **texts):
    """What a page opened just now sends."""
    rows = notes_of(physician)
    return {
        key: Typed(text, mark_of(rows[key].text if key in rows else ""), version_of(rows.get(key)))
        for key, text in texts.items()
    }


@pytest.fixture
def talked(world):
    """A physician in the interview, with notes."""
    physician = world.physician(state="interviewing")
    given = typed(physician, pace="当直はもう無理", days="週2〜3日。月・水の午前", wishes="官舎がないと困る")
    write_notes(physician=physician, by=world.ms_miura, typed=given, page="p1", turn=1)
    return physician


def saved(physician, by):
    return save_drafted(physician=physician, by=by, wishes=draft_of(physician).changes(physician.wishes.wishes))


def test_a_page_saves_what_it_changed_and_a_late_save_of_its_own_changes_nothing(world):
    physician, miura = world.physician(), world.ms_miura
    page = typed(physician, pace="当直はもう", why="")
    assert write_notes(physician=physician, by=miura, typed=page, page="p1", turn=2) == []
    whole = {"pace": Typed("当直はもう無理", page["pace"].base, page["pace"].seen)}
    write_notes(physician=physician, by=miura, typed=whole, page="p1", turn=3)
    write_notes(physician=physician, by=miura, typed=page, page="p1", turn=2)  # came late
    assert texts_of(physician) == {"pace": "当直はもう無理"} and InterviewNote.objects.count() == 1


def test_two_who_write_at_once_are_told_and_both_stay_when_they_say_so(world):
    physician, other = world.physician(), world.coordinator()
    mine, theirs = typed(physician, pace="当直はもう無理"), typed(physician, pace="膝が悪い", why="定年")
    write_notes(physician=physician, by=world.ms_miura, typed=mine, page="p1", turn=1)
    assert write_notes(physician=physician, by=other, typed=theirs, page="p2", turn=1) == ["体と歩調"]
    assert texts_of(physician) == {"pace": "当直はもう無理", "why": "定年"}
    write_notes(physician=physician, by=other, typed=theirs, page="p2", turn=2, both=True)
    assert texts_of(physician)["pace"] == "当直はもう無理\n膝が悪い"
    assert [title for title, _ in earlier_notes(physician)] == ["体と歩調"]


def test_another_day_begins_a_new_note_and_the_old_one_stays_to_be_read(world):
    physician = world.physician()
    with ago(timedelta(days=2)):
        write_notes(physician=physician, by=world.ms_miura, typed=typed(physician, why="定年が近い"), page="p1")
    write_notes(physician=physician, by=world.ms_miura, typed=typed(physician, why="急がない"), page="p2")
    ((title, (before,)),) = earlier_notes(physician)
    assert texts_of(physician) == {"why": "急がない"} and (title, before.text) == ("なぜ、いま", "定年が近い")


def test_a_note_that_is_too_long_and_one_of_who_has_left_are_refused(world):
    physician = world.physician()
    with pytest.raises(StepRefused, match="6,000字"):
        write_notes(physician=physician, by=world.ms_miura, typed=typed(physician, why="長" * 6001), page="p1")


def test_the_drafted_sheet_keeps_the_words_beside_each_line_that_stands_as_drafted(world, talked):
    changes = draft_of(talked).changes(talked.wishes.wishes)
    sheet = save_drafted(physician=talked, by=world.ms_miura, wishes=changes | {"night_duty": "negotiable"})
    assert (sheet.days_min, sheet.days_max, sheet.wishes["housing"]) == (2, 3, "must")
    found = words_of(sheet)
    assert found["日数"] == ["週2〜3日"] and found["必ず"] == ["官舎がないと困る"]
    assert "当直・オンコール" not in found  # the coordinator wrote something else


def test_the_own_approval_accepts_the_application_and_delivers_the_explanations(world, talked):
    sheet = saved(talked, world.ms_miura)
    assert waits_for_approval(talked, sheet)
    with pytest.raises(StepRefused, match="まだ確かめていません"):
        actions.accept_physician(physician=talked, by=world.ms_miura)
    approve_wishes(physician=talked, by=world.actor(talked), no=sheet.no)
    assert talked.state == PhysicianState.ACTIVE and talked.accepted_on
    assert "E07" in [notice.kind for notice in world.messages(talked)]
    assert talked.transitions.get(step="P3").party == "system"


def test_an_approval_on_the_telephone_says_who_heard_it_and_never_on_a_screen(world, talked):
    sheet, miura = saved(talked, world.ms_miura), world.ms_miura
    with pytest.raises(StepRefused, match="方法"):
        approve_wishes(physician=talked, by=miura, no=sheet.no)
    approve_wishes(physician=talked, by=miura.by(Channel.PHONE), no=sheet.no)
    approve_wishes(physician=talked, by=miura.by(Channel.PHONE), no=sheet.no)  # pressed twice
    row = approval_of(sheet)
    assert (row.channel, row.heard_by_id) == ("phone", miura.user_id)


def test_a_changed_sheet_is_approved_anew_and_an_old_version_by_nobody(world, talked):
    first = saved(talked, world.ms_miura)
    second = actions.save_wishes(physician=talked, by=world.ms_miura, wishes={"days_max": 4})
    with pytest.raises(StepRefused, match="新しい版"):
        approve_wishes(physician=talked, by=world.actor(talked), no=first.no)
    assert approval_of(second) is None and talked.state == PhysicianState.INTERVIEWING


def test_what_the_ledger_lacks_keeps_the_application_waiting_and_not_the_approval(world):
    physician = world.physician(state="interviewing", address="")
    sheet = actions.save_wishes(physician=physician, by=world.ms_miura, wishes={"days_max": 4})
    approve_wishes(physician=physician, by=world.actor(physician), no=sheet.no)
    assert approval_of(sheet) and physician.state == PhysicianState.INTERVIEWING


def test_the_physicians_own_correction_of_the_sheet_is_an_approval_too(world, talked):
    sheet = saved(talked, world.ms_miura)
    save_own_wishes(physician=talked, by=world.actor(talked), wishes={"days_max": 4}, seen=sheet.no)
    assert talked.state == PhysicianState.ACTIVE
    assert WishWords.objects.filter(sheet=sheet).exists() and not words_of(talked.wishes)
