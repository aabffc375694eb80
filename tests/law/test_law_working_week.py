"""働き方チェック: weeks like those of the ministry's explanations, and what holds for every week."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.law.parameters import NotInForce
from enishi.law.week_rows import HOUR, Kind, Light, Row
from enishi.law.working_hours import OvertimeLevel
from enishi.law.working_week import check

TODAY = date(2026, 11, 25)
A, LINKED_B, B = OvertimeLevel.A, OvertimeLevel.LINKED_B, OvertimeLevel.B
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def at(hours, minutes=0):
    return hours * HOUR + minutes


MORNING, EVENING, NEXT_MORNING = at(8, 30), at(17, 30), at(32, 30)


def work(*days, start=MORNING, end=EVENING, pause=60, place="本院", **how):
    return [Row(place, Kind.WORK, day, start, end, pause, **how) for day in days]


def duty(day, kind=Kind.UNPERMITTED, start=EVENING, end=NEXT_MORNING, place="本院", **how):
    return Row(place, kind, day, start, end, **how)


WEEKDAYS = (MON, TUE, WED, THU, FRI)


def light_of(rows, key):
    found = [finding for finding in check(rows, TODAY).findings if finding.key == key]
    return found[0].light.name.lower() if found else "none"


@pytest.mark.parametrize(
    ("story", "rows", "key", "light"),
    [
        ("five days of eight hours", work(*WEEKDAYS), "year", "green"),
        ("and Saturday elsewhere: A and A stay at 960", work(*WEEKDAYS) + work(SAT, place="A"), "year", "green"),
        ("twelve hours each weekday: 20 × 52 = 1,040", work(*WEEKDAYS, end=at(21, 30)), "year", "red"),
        ("the same at level B", work(*WEEKDAYS, end=at(21, 30), level=B), "year", "green"),
        ("linked B at home alone over 960", work(*WEEKDAYS, end=at(21, 30), level=LINKED_B), "place", "red"),
        ("eleven and a half hours: near the cap", work(*WEEKDAYS, end=at(21, 0)), "year", "amber"),
        ("fifteen hours are the most", work(MON, start=at(8), end=at(23), pause=0), "rest", "green"),
        ("a minute more", work(MON, start=at(8), end=at(23, 1), pause=0), "rest", "amber"),
        ("a minute more at level B", work(MON, start=at(8), end=at(23, 1), pause=0, level=B), "rest", "red"),
        ("late and early: eight hours between", work(MON, end=at(23)) + work(TUE, start=at(7)), "rest", "amber"),
        ("nine hours between", work(MON, end=at(22)) + work(TUE, start=at(7)), "rest", "green"),
        ("Sunday night into Monday", work(SUN, start=at(20), end=at(30)) + work(MON, end=at(20)), "rest", "amber"),
        ("Sunday night, then free", work(SUN, start=at(20), end=at(30)), "rest", "green"),
        (
            "28 hours with a duty without permission, then free until the next day but one",
            [*work(MON), duty(MON), *work(TUE, end=at(12, 30), pause=0), *work(THU)],
            "duty",
            "amber",
        ),
        (
            "to the evening after: 33 hours",
            [*work(MON, TUE, THU, level=B), duty(MON, level=B)],
            "duty",
            "red",
        ),
        ("the same at level A is an effort", [*work(MON, TUE, THU), duty(MON)], "duty", "amber"),
        ("a duty by itself, fifteen hours", [duty(MON)], "duty", "green"),
        ("a duty with permission of fifteen hours is a rest", [*work(MON, TUE), duty(MON, Kind.PERMITTED)], "rest", "green"),
        (
            "a duty with permission of eight hours is none",
            [*work(MON, TUE), duty(MON, Kind.PERMITTED, end=at(25, 30)), *work(TUE, start=at(1), end=at(8), pause=0)],
            "rest",
            "amber",
        ),
        ("travel by itself", [*work(MON), Row("", Kind.TRAVEL, TUE, at(7), at(9))], "travel", "green"),
        (
            "travel through the night between two days",
            [*work(MON, end=at(22)), Row("", Kind.TRAVEL, MON, at(22), at(25)), *work(TUE, start=at(7))],
            "travel",
            "amber",
        ),
        ("waiting at home", [Row("A", Kind.ON_CALL, SAT, at(9), at(33))], "on_call", "amber"),
        ("two places at one time", work(MON) + work(MON, place="A"), "overlap", "red"),
        ("two places that may miss each other", work(MON) + work(MON, place="A", times=1), "overlap", "amber"),
        ("seven days of five hours: one is a holiday", work(*range(7), start=at(9), end=at(14), pause=0), "year", "green"),
    ],
)  # fmt: skip
def test_weeks_as_the_ministry_explains_them(story, rows, key, light):
    assert light_of(rows, key) == light, story


def test_hours_of_all_employers_are_added_and_permitted_duty_and_travel_are_not():
    rows = [*work(*WEEKDAYS), *work(SAT, place="A"), duty(SUN, Kind.PERMITTED), Row("", Kind.TRAVEL, SAT, at(5), at(7))]
    found = check(rows, TODAY)
    assert found.weekly_minutes == 48 * HOUR
    assert found.yearly_overtime_hours == 8 * 52
    assert found.cap_hours == 960


def test_over_eight_hours_a_day_is_overtime_in_a_short_week_too():
    assert check(work(MON, end=at(19, 30)), TODAY).yearly_overtime_hours == 2 * 52


def test_of_seven_days_worked_the_shortest_is_the_holiday():
    rows = work(*range(7), start=at(9), end=at(14), pause=0)
    assert check(rows, TODAY).yearly_overtime_hours == 5 * 52


def test_duties_some_times_a_month_lie_on_the_fullest_weeks():
    rows = [*work(*WEEKDAYS), *work(SAT, place="A", times=2)]
    found = check(rows, TODAY)
    assert found.yearly_overtime_hours == 2 * 12 * 8
    assert found.monthly_overtime_hours == 16


def test_a_hundred_hours_a_month_are_red_and_155_are_told():
    rows = work(*WEEKDAYS, start=at(7), end=at(21), pause=0, level=B)
    found = {f.key: f for f in check(rows, TODAY).findings}
    assert found["month"].light is Light.RED and "面接指導" in found["month"].change
    more = {f.key: f for f in check(work(*range(6), start=at(6), end=at(21), pause=0, level=B), TODAY).findings}
    assert "155時間" in more["month"].change


def test_each_finding_that_rests_on_the_law_names_its_article_and_the_day_it_holds_from():
    rows = [*work(MON, TUE, end=at(23)), duty(MON)]
    for finding in check(rows, TODAY).findings:
        if finding.key in ("year", "month", "rest", "duty"):
            assert finding.source and finding.since == date(2024, 4, 1)
        if finding.light:
            assert finding.change
    rest = next(f for f in check(work(MON, end=at(24)), TODAY).findings if f.key == "rest")
    assert rest.day_words == "月曜"


def test_before_the_law_there_is_no_check_and_a_row_that_cannot_be_is_refused():
    with pytest.raises(NotInForce):
        check(work(MON), date(2024, 3, 31))
    for wrong in ({"weekday": 7}, {"start": -1}, {"end": at(8)}, {"end": at(49)}, {"break_minutes": 600}, {"times": 5}):
        with pytest.raises(ValueError):
            replace(work(MON)[0], **wrong)


quarter = st.integers(0, 95).map(lambda n: n * 15)


@st.composite
def row(draw, levels=(A,)):
    start = draw(quarter)
    return Row(
        draw(st.sampled_from(["本院", "A", ""])),
        draw(st.sampled_from(Kind)),
        draw(st.integers(0, 6)),
        start,
        start + draw(st.integers(1, 64)) * 15,
        0,
        draw(st.sampled_from([None, None, 1, 2, 4])),
        draw(st.sampled_from(levels)),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(row(), max_size=6), row(), st.sampled_from([A, B]))
def test_adding_work_never_improves(rows, more, level):
    rows, more = [replace(r, level=level) for r in rows], replace(more, level=level, kind=Kind.WORK)
    before, after = check(rows, TODAY), check([*rows, more], TODAY)
    assert after.light >= before.light
    assert after.yearly_overtime_hours >= before.yearly_overtime_hours
    assert after.monthly_overtime_hours >= before.monthly_overtime_hours


@settings(max_examples=60, deadline=None)
@given(st.lists(row((A, B)), max_size=6), st.integers(1, 6))
def test_the_same_week_begun_on_another_day_gives_the_same_findings(rows, days):
    moved = [replace(r, weekday=(r.weekday + days) % 7) for r in rows]
    before, after = check(rows, TODAY), check(moved, TODAY)
    assert [(f.key, f.light, f.sentence, f.change) for f in before.findings] == [
        (f.key, f.light, f.sentence, f.change) for f in after.findings
    ]
    turned = [tuple(sorted((day + days) % 7 for day in f.days)) for f in before.findings]
    assert turned == [f.days for f in after.findings]


@settings(max_examples=40, deadline=None)
@given(st.lists(row(), max_size=6))
def test_the_order_of_the_rows_does_not_matter(rows):
    there, back = check(rows, TODAY), check(rows[::-1], TODAY)
    assert (there.light, there.yearly_overtime_hours) == (back.light, back.yearly_overtime_hours)
