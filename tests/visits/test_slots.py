"""Times that suit three calendars at once."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese.working_days import is_working_day
from enishi.visits.enums import Length, VisitKind
from enishi.visits.rules import Appointment, clash_hints
from enishi.visits.slots import MOST_SLOTS, free_slots

ZONE = ZoneInfo("Asia/Tokyo")
FIRST = date(2026, 12, 1)  # a Tuesday


def at(day, hour=10, minute=0):
    return datetime.combine(date(2026, 12, day), time(hour, minute), tzinfo=ZONE)


def slots(busy=(), *, kind=VisitKind.TOUR, length=Length.DAY, minutes=None, **more):
    return free_slots(FIRST, kind=kind, length=length, busy=busy, minutes=minutes, zone=ZONE, **more)


def test_only_working_days_are_proposed_and_nine_at_most():
    found = slots()
    assert [s.begins for s in found[:4]] == [at(1), at(2), at(3), at(4)]
    assert found[4].begins == at(7) and len(found) == MOST_SLOTS


def test_of_a_short_talk_there_are_two_times_a_day_at_most():
    found = slots(kind=VisitKind.ONLINE, length=Length.HOUR)
    assert [s.begins for s in found[:3]] == [at(1), at(1, 13, 30), at(2)]


def test_what_one_of_the_three_has_is_left_out_and_so_is_what_cannot_be_reached_in_time():
    elsewhere = Appointment(at(2, 8), at(2, 9, 30), minutes=90)
    assert [s.begins for s in slots([Appointment(at(1, 9), at(1, 11)), elsewhere])[:2]] == [at(3), at(4)]


def test_two_days_lie_on_working_days_both():
    assert at(4) not in [s.begins for s in slots(length=Length.TWO_DAYS)]


def test_days_the_physician_likes_come_first_and_a_long_way_is_said():
    liked = [s.begins for s in slots(weekdays=frozenset({2})) if s.begins.weekday() == 2]
    assert liked == [at(2), at(9), at(16), at(23), at(23) + timedelta(days=14)]
    assert all(s.hints for s in slots(minutes=300))


@given(
    st.lists(st.tuples(st.integers(1, 28), st.integers(0, 23), st.integers(1, 40)), max_size=12),
    st.sampled_from(list(Length)),
)
def test_nobody_is_ever_asked_for_a_time_that_clashes(spans, length):
    busy = [Appointment(at(day, hour), at(day, hour) + timedelta(hours=n), 30) for day, hour, n in spans]
    for slot in slots(busy, length=length):
        assert not clash_hints(slot.begins, slot.ends, busy)
        assert is_working_day(slot.begins.date()) and slot.ends > slot.begins
