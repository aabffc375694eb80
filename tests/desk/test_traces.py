"""Search in notes and talks: two letters are enough, however they were typed, and nobody finds what he or she may not read."""

import uuid

import pytest
from django.db import connection

from enishi.candidacies import dialogue, private_notes
from enishi.candidacies.leaving import leave
from enishi.common.workflow import Channel
from enishi.desk.finding import TooShort, search
from enishi.desk.grams import BITS, grams_of
from enishi.desk.models import Trace
from enishi.desk.notes import strike_note, write_note
from enishi.desk.records import subject_of
from enishi.desk.traces import trace_new
from enishi.physicians import contact


def note(world, record, text, **more):
    by = more.pop("by", world.ms_miura)
    return write_note(subject=subject_of(record), by=by, text=text, key=uuid.uuid4(), **more)


def words(found):
    return [hit.words for hit in found.hits]


def test_a_word_of_two_letters_is_found_in_the_middle_of_a_sentence_and_every_word_asked_must_stand(world):
    house = world.institution()
    first = "内科の外来は火曜に混む"
    note(world, house, first)
    note(world, house, "外科の外来は火曜に混む")
    assert words(search(world.ms_miura, "内科")) == [first]
    assert words(search(world.ms_miura, "火曜　内科")) == [first]
    assert words(search(world.ms_miura, "外来")) == ["外科の外来は火曜に混む", first]
    assert words(search(world.ms_miura, "科外")) == []


@pytest.mark.parametrize("asked", ["髙﨑", "高崎", "ﾀｶﾅ", "たかな"])
def test_old_letters_and_kana_find_the_usual_ones(world, asked):
    note(world, world.institution(), "高﨑さまとタカナ漬けの話")
    assert len(search(world.ms_miura, asked).hits) == 1


@pytest.mark.parametrize("asked", ["", "科", "内科 火", "、。"])
def test_one_letter_is_too_short(world, asked):
    with pytest.raises(TooShort):
        search(world.ms_miura, asked)


def test_what_was_said_below_the_desk_is_found_once_the_job_has_run_and_sides_keep_their_own_notes(world):
    talk = world.candidacy("dialogue")
    side = world.actor(talk.physician)
    dialogue.ask(candidacy=talk, by=side, text="送迎バスはありますか", key=uuid.uuid4())
    private_notes.write_note(candidacy=talk, by=side, text="送迎は妻も気にする", key=uuid.uuid4())
    private_notes.write_note(candidacy=talk, by=world.ms_miura, text="送迎を病院に確かめる", key=uuid.uuid4())
    contact.record_contact(physician=talk.physician, by=world.ms_miura, channel=Channel.PHONE, about="冬の送迎のお尋ね")
    trace_new()
    assert set(words(search(world.ms_miura, "送迎"))) == {
        "送迎バスはありますか", "送迎を病院に確かめる", "冬の送迎のお尋ね",
    }  # fmt: skip
    made = Trace.objects.count()
    trace_new(everything=True)
    assert Trace.objects.count() == made  # run twice, made once
    assert words(search(world.actor(talk.opening.institution), "送迎")) == []
    assert words(search(side, "送迎")) == []


def test_a_restricted_note_is_found_by_author_owner_and_supervisor_alone(world):
    physician, colleague, reception = world.physician(), world.coordinator("桐生 薫"), world.desk()
    supervisor = world.supervisor()
    note(world, physician, "持病のお薬のこと", by=reception, restricted=True)
    finders = [who for who in (world.ms_miura, reception, supervisor, colleague) if search(who, "持病").hits]
    assert finders == [world.ms_miura, reception, supervisor]


def test_a_struck_note_a_dropped_note_and_a_physician_who_left_leave_nothing_to_find(world):
    house, talk = world.institution(), world.candidacy("dialogue")
    struck = note(world, house, "取り消す言葉")
    strike_note(subject=subject_of(house), pk=struck.pk, by=world.ms_miura)
    dropped = private_notes.write_note(candidacy=talk, by=world.ms_miura, text="消える言葉", key=uuid.uuid4())
    trace_new()
    private_notes.drop_note(note=dropped, by=world.ms_miura)
    trace_new(everything=True)
    gone = world.physician()
    note(world, gone, "退会する方の言葉")
    assert len(search(world.ms_miura, "言葉").hits) == 1
    leave(physician=gone, by=world.actor(gone))
    assert words(search(world.ms_miura, "言葉")) == []
    assert not Trace.objects.filter(physician=gone).exists()


def test_the_database_holds_no_word_of_a_note_and_only_short_numbers_of_it(world):
    note(world, world.institution(), "ひみつの言葉")
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, n::text FROM desk_trace t, desk_desknote n")
        assert not any("ひみつ" in column for column in cursor.fetchone())
    assert all(0 <= gram < 2**BITS for gram in grams_of("ひみつの言葉"))
