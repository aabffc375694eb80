"""A coordinator's calendar gathers what each room keeps; the address for another calendar names nobody."""

from datetime import timedelta

import icalendar
import pytest
from django.http import Http404
from django.utils import timezone

from enishi.common.clock import ago, now, today
from enishi.common.japanese.working_days import add_working_days
from enishi.common.workflow import StepRefused
from enishi.desk import covering, feeds, next_actions, own_times
from enishi.desk.agenda import Cut, entries_between
from enishi.desk.agenda_rules import AgendaKind, on_day
from enishi.desk.enums import OwnKind
from enishi.desk.models import CallbackRequest
from enishi.desk.records import subject_of
from enishi.physicians import interviews
from enishi.physicians.access import identity_of
from enishi.physicians.models import TalkWay
from enishi.visits.steps import open_visit_of

SOON = timedelta(days=3)


def at(days, hour=10):
    return timezone.localtime(now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def month(people, **more):
    return entries_between(people, today() - timedelta(days=31), today() + timedelta(days=60), **more)


def kinds(entries):
    return sorted({e.kind.value for e in entries})


def test_a_calendar_holds_talks_visits_own_hours_next_actions_and_due_dates_of_its_owner_alone(world):
    miura, other = world.ms_miura, world.coordinator("桐生 薫")
    talk = world.candidacy("visit_fixed")
    talk.physician.coordinator_id = miura.user_id
    talk.physician.save()
    interviews.fix_interview(physician=talk.physician, by=miura, way=TalkWay.PHONE, at=at(2))
    own_times.keep_own_time(by=miura, begins_at=at(4), ends_at=at(4, 12), words="県庁")
    own_times.keep_own_time(by=other, begins_at=at(4), ends_at=at(4, 12), words="内緒")
    next_actions.set_next(subject=subject_of(talk.physician), by=miura, words="お電話", due=today() + SOON)
    mine = month({miura.user_id})
    assert {"interview", "visit", "own", "next"} <= set(kinds(mine))
    assert "内緒" not in str([e.words for e in mine])
    assert {e.owner for e in month(None)} >= {miura.user_id, other.user_id}


def test_what_was_replaced_leaves_the_calendar_and_is_cancelled_in_the_file(world):
    miura, physician = world.ms_miura, world.physician()
    physician.coordinator_id = miura.user_id
    physician.save()
    interviews.fix_interview(physician=physician, by=miura, way=TalkWay.PHONE, at=at(2))
    interviews.fix_interview(physician=physician, by=miura, way=TalkWay.PHONE, at=at(5))
    talks = [e for e in month({miura.user_id}) if e.kind is AgendaKind.INTERVIEW]
    assert [e.begins for e in talks] == [at(5)]
    every = [e for e in month({miura.user_id}, cancelled=True) if e.kind is AgendaKind.INTERVIEW]
    assert sorted((e.cancelled, e.sequence) for e in every) == [(False, 0), (True, 1)]


def test_the_file_is_a_calendar_that_names_nobody_and_stays_the_same_to_the_byte(world):
    miura = world.ms_miura
    talk = world.candidacy("visit_fixed")
    talk.physician.coordinator_id = talk.owner_id = miura.user_id
    talk.physician.save()
    talk.save()
    interviews.fix_interview(physician=talk.physician, by=miura, way=TalkWay.PHONE, at=at(2))
    next_actions.set_next(subject=subject_of(talk.physician), by=miura, words="北の町へ", due=today() + SOON)
    own_times.keep_own_time(by=miura, begins_at=at(4), ends_at=at(4, 12), words="県庁で打ち合わせ")
    whole = at(6, 0)
    own_times.keep_own_time(
        by=miura, begins_at=whole, ends_at=whole + timedelta(days=2), kind=OwnKind.AWAY, whole_day=True
    )
    body = feeds.calendar_of(miura.user_id)
    assert body == feeds.calendar_of(miura.user_id)
    parsed = icalendar.Calendar.from_ical(body)
    events = {str(e["UID"]): e for e in parsed.walk("VEVENT")}
    assert len(events) == len(parsed.walk("VEVENT")) >= 5
    for event in events.values():
        assert event["DTSTAMP"].dt.tzinfo is not None and event["DTSTART"] is not None and "SEQUENCE" in event
    text = body.replace(b"\r\n ", b"").decode()
    person = identity_of(talk.physician, by=miura)
    for secret in (person.family_name, person.given_name, talk.opening.institution.name, "北の町", "県庁"):
        assert secret not in text
    visit = open_visit_of(talk)
    assert events[f"{visit.uid}@yotei"]["DTSTART"].dt == visit.begins_at.replace(microsecond=0)
    away = next(e for e in events.values() if str(e["SUMMARY"]) == "お休み")
    assert away["DTEND"].dt - away["DTSTART"].dt == timedelta(days=2)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))


def test_an_appointment_that_is_moved_keeps_its_uid_and_counts_on_and_one_taken_back_is_cancelled(world):
    miura = world.ms_miura
    own = own_times.keep_own_time(by=miura, begins_at=at(4), ends_at=at(4, 12))
    moved = own_times.move_own_time(
        own=own, by=miura, begins_at=at(5), ends_at=at(5, 12), kind=OwnKind.MEETING, words="", whole_day=False, seen=0
    )
    assert (moved.uid, moved.sequence) == (own.uid, 1)
    own_times.drop_own_time(own=own, by=miura)
    [event] = icalendar.Calendar.from_ical(feeds.calendar_of(miura.user_id)).walk("VEVENT")
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 2)
    assert own_times.restore_own_time(own=own, by=miura).sequence == 3


def test_a_stale_page_and_a_wrong_span_are_refused_and_the_same_form_keeps_one(world):
    miura = world.ms_miura
    own = own_times.keep_own_time(by=miura, begins_at=at(4), ends_at=at(4, 12))
    again = own_times.keep_own_time(by=miura, begins_at=at(4), ends_at=at(4, 12), key=own.key)
    assert again.pk == own.pk
    with pytest.raises(StepRefused):
        own_times.move_own_time(
            own=own, by=miura, begins_at=at(5), ends_at=at(5, 12), kind=OwnKind.BUSY, words="", whole_day=False, seen=7
        )
    with pytest.raises(StepRefused):
        own_times.keep_own_time(by=miura, begins_at=at(4, 12), ends_at=at(4))


def test_nobody_touches_anothers_hours(world):
    own = own_times.keep_own_time(by=world.ms_miura, begins_at=at(4), ends_at=at(4, 12))
    for other in (world.coordinator("桐生 薫"), world.supervisor()):
        with pytest.raises(Http404):
            own_times.own_time_for(other, own.pk)
        with pytest.raises(Http404):
            own_times.drop_own_time(own=own, by=other)


def test_a_new_address_ends_the_old_one_and_an_ended_one_answers_nothing(world):
    miura = world.ms_miura
    first, second = feeds.make_feed(by=miura), feeds.make_feed(by=miura)
    assert feeds.owner_of_token(first) is None
    assert feeds.owner_of_token(second) == miura.user_id
    feeds.end_feed(by=miura)
    assert feeds.owner_of_token(second) is None
    assert feeds.owner_of_token("no-such-token") is None


def test_who_no_longer_works_at_the_desk_has_no_calendar(world):
    other = world.coordinator("桐生 薫")
    token = feeds.make_feed(by=other)
    user = world.user(other)
    user.memberships.update(ended_at=now())
    assert feeds.owner_of_token(token) is None


def test_while_standing_in_the_calendar_holds_what_the_absent_person_has(world):
    miura, other = world.ms_miura, world.coordinator("桐生 薫")
    with ago(timedelta(days=1)):
        own_times.keep_own_time(by=miura, begins_at=at(4), ends_at=at(4, 12))
    covering.set_deputy(
        absent=world.user(miura), deputy=world.user(other), from_on=today(), until_on=today() + SOON, by=miura
    )
    titles = [str(e["SUMMARY"]) for e in icalendar.Calendar.from_ical(feeds.calendar_of(other.user_id)).walk("VEVENT")]
    assert "予定あり（代理）" in titles


def test_of_a_full_day_what_stands_first_is_read_and_the_rest_is_counted(world):
    miura, day = world.ms_miura, add_working_days(today(), 3)
    with ago(timedelta(days=1)):
        for nth in range(5):
            house = world.opening().institution
            for record in (house, world.physician()):
                next_actions.set_next(subject=subject_of(record), by=miura, words="お電話", due=day)
            world.callback(phone=f"0907777888{nth}")
    day_of_calls = CallbackRequest.objects.values_list("promised_on", flat=True).first()
    for on in (day, day_of_calls):
        whole = entries_between(None, on, on)
        few = entries_between(None, on, on, cut=(cut := Cut(most=3)))
        for shown, all_of_them in zip(on_day(few, on), on_day(whole, on), strict=True):
            assert [e.uid for e in shown][:3] == [e.uid for e in all_of_them][:3]
        assert len(few) < len(whole) == len(few) + cut.more[on]
