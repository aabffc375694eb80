"""Notes beside a record, what comes next, the timeline, the handover sheet: who may, who may not, and what is refused."""

import io
import uuid
from datetime import timedelta

import pypdf
import pytest
from django.http import Http404

from enishi.candidacies import dialogue, private_notes
from enishi.common.clock import ago, today
from enishi.common.workflow import Channel, StepRefused
from enishi.desk.enums import NoteKind, NoteWay, Reached
from enishi.desk.handover import handover_of, handover_pdf
from enishi.desk.models import DeskNote, NextAction
from enishi.desk.next_actions import finish_next, next_of, set_next
from enishi.desk.notes import notes_of, restore_note, strike_note, write_note
from enishi.desk.records import owner_of, record_for, subject_of
from enishi.desk.timeline import Kind, also_here, timeline_of
from enishi.desk.today import Kind as TaskKind
from enishi.desk.today import todays_list
from enishi.office.invariants import check_all
from enishi.physicians import contact
from enishi.physicians.contact_log import ledger


def note(world, record, text="駐車場は建物の裏", **more):
    by = more.pop("by", world.ms_miura)
    return write_note(subject=subject_of(record), by=by, text=text, key=more.pop("key", uuid.uuid4()), **more)


def test_a_note_sent_twice_stands_once_and_is_only_struck_never_changed(world):
    house, key = world.institution(), uuid.uuid4()
    first = note(world, house, key=key)
    assert note(world, house, "別のことば", key=key) == first
    subject = subject_of(house)
    colleague = world.coordinator("桐生 薫")
    with pytest.raises(StepRefused):
        strike_note(subject=subject, pk=first.pk, by=colleague)
    strike_note(subject=subject, pk=first.pk, by=world.ms_miura)
    (row,) = notes_of(subject, world.ms_miura)
    assert (row.text, row.struck_by_id) == ("駐車場は建物の裏", world.ms_miura.user_id)
    restore_note(subject=subject, pk=first.pk, by=world.supervisor())
    assert notes_of(subject, world.ms_miura).get().struck_at is None


def test_a_restricted_note_is_read_by_author_owner_and_supervisor_alone(world):
    physician = world.physician()
    colleague, reception, supervisor = world.coordinator("桐生 薫"), world.desk(), world.supervisor()
    subject = subject_of(physician)
    assert owner_of(subject).pk == world.ms_miura.user_id
    hidden = note(world, physician, "ご病気のこと", by=reception, restricted=True)
    readers = [who for who in (world.ms_miura, reception, supervisor, colleague) if notes_of(subject, who)]
    assert readers == [world.ms_miura, reception, supervisor]
    with pytest.raises(Http404):
        strike_note(subject=subject, pk=hidden.pk, by=colleague)


def test_a_call_to_a_physician_goes_through_the_promise_and_never_through_a_note(world):
    physician = world.physician()
    with pytest.raises(StepRefused) as refused:
        note(world, physician, kind=NoteKind.CALL, reached=Reached.TALKED)
    assert "連絡簿" in refused.value.refusals[0].sentence
    for _ in range(2):  # a second press
        contact.record_sent(physician=physician, by=world.ms_miura, channel=Channel.FAX, about="地図をお送りしました")
    assert [line.about for line in ledger(physician)].count("地図をお送りしました") == 1


def test_an_empty_note_is_refused_but_a_call_needs_no_words(world):
    house = world.institution()
    with pytest.raises(StepRefused):
        note(world, house, "  ")
    note(world, house, "", kind=NoteKind.CALL, way=NoteWay.OUT, reached=Reached.ABSENT)
    (event,) = [e for e in timeline_of(subject_of(house), world.ms_miura) if e.kind is Kind.CALL]
    assert event.head == "お電話・こちらから・つながらない"


def test_nobody_outside_the_desk_gets_through_the_door(world):
    physician = world.physician()
    assert record_for(world.desk(), physician.number).row == physician
    for actor in (world.actor(physician), world.actor(world.institution()), world.outreach()):
        with pytest.raises(Http404):
            record_for(actor, physician.number)
    with pytest.raises(Http404):
        record_for(world.ms_miura, "X-1")


def test_the_timeline_of_a_talk_holds_steps_questions_and_notes_of_the_own_side_in_order(world):
    talk = world.candidacy("dialogue")
    side, house = world.actor(talk.physician), world.actor(talk.opening.institution)
    dialogue.ask(candidacy=talk, by=side, text="当直はありますか", key=uuid.uuid4())
    private_notes.write_note(candidacy=talk, by=side, text="医師の控え", key=uuid.uuid4())
    private_notes.write_note(candidacy=talk, by=house, text="病院の控え", key=uuid.uuid4())
    note(world, talk, "雪の前に見学")
    events = timeline_of(subject_of(talk), world.ms_miura)
    words = [e.words for e in events]
    assert "当直はありますか" in words
    assert "雪の前に見学" in words
    assert not {"医師の控え", "病院の控え"} & set(words)
    assert [e.at for e in events] == sorted((e.at for e in events), reverse=True)
    assert {Kind.DECISION, Kind.TALK, Kind.NOTE} <= {e.kind for e in events}
    assert {e.kind for e in timeline_of(subject_of(talk), world.ms_miura, only=Kind.NOTE)} == {Kind.NOTE}


def test_who_opened_the_record_a_moment_ago_is_seen_by_the_next(world):
    house, colleague = world.institution(), world.coordinator("桐生 薫")
    path = f"/desk/records/{house.number}"
    assert world.signed_in(colleague).get(path).status_code == 200
    assert also_here(subject_of(house), world.ms_miura) == ["桐生 薫"]
    assert "桐生 薫さんもこの記録を見ています" in world.signed_in(world.ms_miura).get(path).content.decode()


def test_what_was_set_as_next_stands_on_the_list_of_whom_it_was_given_to(world):
    house = world.institution()
    subject, colleague = subject_of(house), world.coordinator("桐生 薫")
    set_next(subject=subject, by=world.ms_miura, words="写真をお願いする", due=today(), owner=world.user(colleague))
    (task,) = [t for t in todays_list(colleague, today()) if t.kind is TaskKind.NEXT]
    assert "写真をお願いする" in task.words
    assert not [t for t in todays_list(world.ms_miura, today()) if t.kind is TaskKind.NEXT]


def test_done_without_a_next_one_falls_back_to_the_rule_and_half_an_answer_is_refused(world):
    subject = subject_of(world.physician())
    made = set_next(subject=subject, by=world.ms_miura, words="お電話", due=today())
    assert next_of(subject).action == made
    with pytest.raises(StepRefused):
        finish_next(subject=subject, by=world.ms_miura, words="次のお電話")
    assert finish_next(subject=subject, by=world.ms_miura, seen=made.pk) is None
    standing = next_of(subject)
    assert (standing.action, standing.words) == (None, "ご様子をうかがい、候補をさがす")
    assert standing.due > today()


def test_of_who_was_placed_without_a_term_nobody_is_told_to_look_for_openings(world):
    with ago(timedelta(days=100)):
        placed = world.candidacy("settled", contract_kind="indefinite").physician
        for_a_year = world.candidacy("settled", contract_kind="fixed").physician
    standing = next_of(subject_of(placed))
    assert "候補をさがす" not in standing.words and "転職はお勧めできません" in standing.words
    assert "候補をさがす" in next_of(subject_of(for_a_year)).words
    told = {t.number for t in todays_list(world.ms_miura, today()) if t.kind is TaskKind.FOLLOW}
    assert placed.number not in told and for_a_year.number in told


def test_of_two_who_set_the_next_from_the_same_page_the_second_is_told(world):
    subject, colleague = subject_of(world.institution()), world.coordinator("桐生 薫")
    seen = next_of(subject).seen
    set_next(subject=subject, by=colleague, words="お礼状", due=today(), seen=seen)
    with pytest.raises(StepRefused) as refused:
        set_next(subject=subject, by=world.ms_miura, words="お電話", due=today(), seen=seen)
    assert "桐生 薫さんが先に" in refused.value.refusals[0].sentence
    assert NextAction.objects.get().words == "お礼状"


def test_a_record_that_has_ended_takes_no_next_action_and_a_day_off_becomes_a_working_day(world):
    closed = subject_of(world.opening(state="closed"))
    assert next_of(closed) is None
    with pytest.raises(StepRefused):
        set_next(subject=closed, by=world.ms_miura, words="お電話", due=today())
    day = today() + timedelta(days=1)
    while day.weekday() != 6:
        day += timedelta(days=1)
    made = set_next(subject=subject_of(world.institution()), by=world.ms_miura, words="お電話", due=day)
    assert made.due_on > day


def test_whom_nobody_spoke_with_for_two_weeks_comes_back_to_the_list(world):
    with ago(timedelta(days=40)):
        quiet = world.physician()
        heard = world.physician()
    contact.record_contact(physician=heard, by=world.ms_miura, channel=Channel.PHONE, about="お元気です")
    found = {t.number: t for t in todays_list(world.ms_miura, today()) if t.kind is TaskKind.FOLLOW}
    assert set(found) == {quiet.number}
    note(world, quiet, "お手紙を書いた")
    assert not [t for t in todays_list(world.ms_miura, today()) if t.kind is TaskKind.FOLLOW]


def test_a_talk_that_stands_much_longer_than_others_is_seen_before_its_date(world):
    with ago(timedelta(days=60)):
        slow = world.candidacy("dialogue")
    for _ in range(5):
        with ago(timedelta(days=50)):
            quick = world.candidacy("dialogue")
        with ago(timedelta(days=47)):
            world.walk(quick, "visit_arranging")
    slow.due_on = today() + timedelta(days=30)
    slow.save()
    found = [t for t in todays_list(world.ms_miura, today()) if t.number == slow.number]
    assert [t.kind for t in found] == [TaskKind.STAGE]
    assert "中央値は3日" in found[0].reason


def test_every_institution_has_somebody_from_the_moment_it_comes_in_and_the_check_finds_one_without(world):
    house = world.institution()
    assert owner_of(subject_of(house)).pk == world.ms_miura.user_id
    assert owner_of(subject_of(world.opening(house))) == owner_of(subject_of(house))
    assert not _broken("everybody looked after")
    house.keeper.delete()
    assert _broken("everybody looked after") == (house.number,)


def _broken(name):
    return next(f.numbers for f in check_all() if f.name == name)


def test_the_handover_fits_one_page_and_never_holds_a_restricted_note(world):
    talk = world.candidacy("dialogue", physician=world.physician(shields="つばめ会"))
    physician = talk.physician
    for n in range(12):
        note(world, physician, f"{n}番目の控え。" + "長いことばの控えです。" * 20)
    note(world, physician, "ご病気のこと", restricted=True)
    set_next(subject=subject_of(physician), by=world.ms_miura, words="送迎の返事を伝える", due=today())
    sheet = handover_of(subject_of(physician), world.ms_miura, "見本 先生")
    reader = pypdf.PdfReader(io.BytesIO(handover_pdf(sheet)))
    text = "".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) == 1
    assert "送迎の返事を伝える" in text
    assert "つばめ会" in text
    assert "ご病気" not in text
    assert DeskNote.objects.count() == 13
