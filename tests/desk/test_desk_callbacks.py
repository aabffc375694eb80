"""Calls back: one open request for a number, a promise within one working day, erased afterwards."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from enishi.audit.models import Entry
from enishi.common.clock import ago, now, today
from enishi.common.japanese.working_days import is_working_day, working_days_between
from enishi.desk.callbacks import MOST_AGAIN, erase_old_callbacks, open_callbacks, record_call, request_callback
from enishi.desk.enums import Caller, CallResult, DayPart
from enishi.desk.models import CallbackRequest
from enishi.desk.slots import HOURS, SlotRefused, days_offered, parts_left, promise
from enishi.desk.today import Kind, todays_list
from factories.together import at_the_same_time


def this_moment():
    return timezone.localtime(now()).replace(tzinfo=None)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))


@given(moments, st.sampled_from(list(DayPart)))
def test_who_names_no_day_is_called_by_the_next_working_day(at, part):
    promised = promise(at, day=None, part=part)
    assert is_working_day(promised.day) and promised.day > at.date()
    assert working_days_between(at.date(), promised.day) == 1


@given(moments, st.sampled_from(list(DayPart)))
def test_every_day_that_is_offered_can_be_promised_and_only_working_ones_are(at, part):
    for day in days_offered(at):
        assert is_working_day(day) and day >= at.date()
        if day != at.date() or part in parts_left(at):
            assert promise(at, day=day, part=part).day == day
        else:
            with pytest.raises(SlotRefused, match="もう過ぎています"):
                promise(at, day=day, part=part)


def test_a_saturday_a_day_past_and_an_hour_past_are_refused_with_a_sentence():
    friday_noon = datetime(2026, 11, 27, 12, 0)
    for day in (date(2026, 11, 28), date(2026, 11, 26), date(2026, 12, 31)):
        with pytest.raises(SlotRefused, match="平日"):
            promise(friday_noon, day=day, part=DayPart.ANY)
    with pytest.raises(SlotRefused, match="過ぎています"):
        promise(friday_noon, day=friday_noon.date(), part=DayPart.MORNING)
    assert HOURS[DayPart.LATE][1] == HOURS[DayPart.ANY][1]


def test_the_same_number_again_is_the_same_request_and_overwrites_neither_name_nor_promise(world):
    first = world.callback(phone="09077778888")
    again = world.callback(
        phone="09077778888", part=DayPart.LATE, name="別の者", wished_on=days_offered(this_moment())[-1]
    )
    assert again.pk == first.pk and open_callbacks().count() == 1
    kept = CallbackRequest.objects.get()
    assert (kept.name, kept.part, kept.promised_on) == (first.name, first.part, first.promised_on)
    assert (
        "別の者さま" in kept.again
        and "別の者" in world.signed_in(world.ms_miura).get("/desk/callbacks").content.decode()
    )
    for n in range(9):
        world.callback(phone="09077778888", name=f"別の者{n}")
    assert len(CallbackRequest.objects.get().again.splitlines()) == MOST_AGAIN


def test_who_is_sent_a_number_again_may_be_called_earlier_and_the_desk_writes_over(world):
    last = days_offered(this_moment())[-1]
    world.callback(phone="09077778888", wished_on=last)
    assert world.callback(phone="09077778888").promised_on < last
    said = {"name": "北川", "caller": Caller.PHYSICIAN, "wished_on": last, "part": DayPart.LATE}
    again = request_callback(phone="09077778888", by=world.ms_miura, **said)
    assert (again.name, again.promised_on) == ("北川", last)


def test_a_number_that_was_sent_again_stays_one_request_until_the_call(world):
    again = world.callback(phone="09077778888")
    record_call(callback=again, result=CallResult.SPOKE, by=world.ms_miura)
    assert world.callback(phone="09077778888").pk != again.pk  # done: a new call is a new request


def test_two_at_once_with_one_number_leave_one_request(real_world):
    made = at_the_same_time(*(lambda: real_world.callback(phone="0195000000").pk for _ in range(2)))
    assert len(set(made)) == 1 and CallbackRequest.objects.count() == 1


def test_name_and_number_stand_nowhere_in_the_clear(world):
    world.callback(phone="09077778888", name="見本 太郎")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM desk_callbackrequest c")
        text = cursor.fetchone()[0]
    assert "09077778888" not in text and "太郎" not in text
    assert not Entry.objects.filter(data__icontains="7777").exists()


def test_nobody_answers_and_the_request_stays_for_another_day(world):
    asked = world.callback()
    row = record_call(callback=asked, result=CallResult.NO_ANSWER, by=world.ms_miura)
    assert row.done_at is None and row.tries == 1 and row.promised_on > today()
    done = record_call(callback=asked, result=CallResult.SPOKE, by=world.ms_miura)
    second = record_call(callback=asked, result=CallResult.WRONG_NUMBER, by=world.ms_miura)
    assert second.result == CallResult.SPOKE and second.done_at == done.done_at


def test_todays_list_names_the_promise_and_never_the_person(world):
    asked = world.callback(caller=Caller.SOCIETY, name="見本 太郎")
    task = next(t for t in todays_list(world.ms_miura, today()) if t.kind == Kind.CALLBACK)
    assert task.number == asked.number and task.due == asked.promised_on and task.href == "/desk/callbacks"
    assert "学会・団体" in task.words and "太郎" not in task.words + task.reason


def test_what_is_done_is_erased_after_thirty_days_and_what_is_open_never(world):
    with ago(timedelta(days=40)):
        old = world.callback(phone="0312345678")
        record_call(callback=old, result=CallResult.SPOKE, by=world.ms_miura)
        still_open = world.callback(phone="0312345679")
    with ago(timedelta(days=20)):
        record_call(callback=world.callback(phone="0312345670"), result=CallResult.SPOKE, by=world.ms_miura)
    assert erase_old_callbacks(today()) == 1
    assert not CallbackRequest.objects.filter(pk=old.pk).exists()
    assert CallbackRequest.objects.filter(pk=still_open.pk).exists()
    assert CallbackRequest.objects.count() == 2
