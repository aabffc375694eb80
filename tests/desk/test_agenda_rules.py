"""What stands on a day, which hours are free, and when two things stand at once."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from enishi.desk.agenda_rules import AgendaKind, Entry, clashes, gaps, on_day, week_of

DAY = date(2026, 12, 8)


def at(hour, minute=0, day=DAY):
    return datetime.combine(day, time(hour, minute))


def entry(begins=None, ends=None, *, busy=True, kind=AgendaKind.OWN, on=DAY, until=None, **more):
    return Entry(
        kind, begins.date() if begins else on, more.pop("uid", "x@yotei"), at(0), "用", "予定あり", begins=begins,
        ends=ends, busy=busy, until=until, **more,
    )  # fmt: skip


def words(free):
    return [gap.words for gap in free]


def test_free_hours_lie_between_nine_and_five_and_leave_noon_alone():
    assert words(gaps([], DAY)) == ["午前9時〜正午", "午後1時〜5時"]
    assert words(gaps([entry(at(10), at(11, 30))], DAY)) == ["午前9時〜10時", "午前11時30分〜正午", "午後1時〜5時"]


def test_a_due_date_takes_no_hours_and_a_day_away_takes_all_of_them():
    assert words(gaps([entry(busy=False, kind=AgendaKind.TURN)], DAY)) == ["午前9時〜正午", "午後1時〜5時"]
    assert gaps([entry(kind=AgendaKind.AWAY, until=DAY)], DAY) == []


def test_less_than_half_an_hour_is_not_free_and_what_was_called_off_is():
    assert words(gaps([entry(at(9, 20), at(17))], DAY)) == []
    assert words(gaps([entry(at(9), at(17), cancelled=True)], DAY)) == ["午前9時〜正午", "午後1時〜5時"]


def test_of_several_days_the_middle_one_is_taken_whole_and_says_so():
    trial = entry(at(10), at(17, day=DAY + timedelta(days=2)))
    middle = DAY + timedelta(days=1)
    assert trial.times(DAY) == "午前10時から"
    assert trial.times(middle) == "終日"
    assert trial.times(DAY + timedelta(days=2)) == "午後5時まで"
    assert gaps([trial], middle) == []
    assert [e.uid for e in on_day([trial], middle)[1]] == ["x@yotei"]


def test_times_say_the_half_of_the_day_once():
    assert entry(at(10), at(11)).times(DAY) == "午前10時〜11時"
    assert entry(at(10), at(13)).times(DAY) == "午前10時〜午後1時"
    assert entry(at(11), at(12)).times(DAY) == "午前11時〜正午"


def test_two_things_at_once_are_found_but_one_behind_the_other_is_no_clash():
    held = entry(at(10), at(11))
    assert clashes([held], at(10, 30), at(12)) == [held]
    assert clashes([held], at(11), at(12)) == []
    assert clashes([held], at(10), at(11), but="x@yotei") == []
    assert clashes([entry(at(10), at(11), busy=False)], at(10), at(11)) == []


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_a_week_is_seven_days_from_monday_and_holds_its_day(day):
    week = week_of(day)
    assert day in week and week[0].weekday() == 0 and len(week) == 7
    assert all(week_of(d) == week for d in week)


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 600)), max_size=8))
def test_free_hours_never_touch_what_is_taken(spans):
    taken = [
        entry(at(0) + timedelta(minutes=first), min(at(0) + timedelta(minutes=first + length), at(23, 59)))
        for first, length in spans
        if first < 1438
    ]
    for gap in gaps(taken, DAY):
        begins, ends = datetime.combine(DAY, gap.begins), datetime.combine(DAY, gap.ends)
        assert time(9) <= gap.begins < gap.ends <= time(17)
        assert clashes(taken, begins, ends) == []
