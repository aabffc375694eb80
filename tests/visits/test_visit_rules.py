"""What is said of a time before it is chosen, and what a trial needs before its day is fixed. Pure."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.visits.enums import Length, VisitKind
from enishi.visits.rules import (
    Appointment,
    TrialFacts,
    clash_hints,
    day_hints,
    ends_at,
    template_lines,
    times_refusals,
    trial_refusals,
    way_hints,
)

TUESDAY = datetime(2026, 12, 8, 10)
COMPLETE = TrialFacts(
    begins_on=date(2026, 12, 8),
    ends_on=date(2026, 12, 9),
    contract_from=date(2026, 12, 8),
    contract_until=date(2026, 12, 9),
    contract_seen=True,
    accident_insurance_seen=True,
    liability="institution",
    licence_seen=True,
)


def codes(found):
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("length", "end"),
    [
        (Length.HOUR, datetime(2026, 12, 8, 11)),
        (Length.HALF_DAY, datetime(2026, 12, 8, 13)),
        (Length.DAY, datetime(2026, 12, 8, 17)),
        (Length.THREE_DAYS, datetime(2026, 12, 10, 17)),
    ],
)
def test_a_visit_ends_when_one_expects_it_to(length, end):
    assert ends_at(TUESDAY, length) == end


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), st.sampled_from(list(Length)))
def test_every_visit_ends_after_it_begins(begins, length):
    assert ends_at(begins, length) > begins


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2027, 1, 11), "holiday"), (date(2026, 12, 30), "year_end"), (date(2026, 12, 13), "weekend"), (date(2026, 12, 8), "")],
)  # fmt: skip
def test_holidays_sundays_and_the_turn_of_the_year_are_said(day, code):
    begins = datetime(day.year, day.month, day.day, 10)
    assert codes(day_hints(begins, begins + timedelta(hours=3))) == [code] * bool(code)


def test_a_far_way_asks_for_a_night_there_and_a_near_one_says_nothing():
    assert way_hints(TUESDAY, TUESDAY + timedelta(hours=3), 40) == []
    far = way_hints(TUESDAY, TUESDAY.replace(hour=17), 300)
    assert codes(far) == ["early", "late"]
    assert "約5時間" in far[0].words and "午前5時ごろ" in far[0].words
    assert way_hints(TUESDAY, TUESDAY.replace(hour=17), None) == []


def test_two_visits_at_once_or_too_far_apart_cannot_be_kept():
    ends = TUESDAY + timedelta(hours=3)
    at_once = Appointment(TUESDAY + timedelta(hours=1), TUESDAY + timedelta(hours=2))
    before = Appointment(TUESDAY - timedelta(hours=2), TUESDAY - timedelta(hours=1), minutes=120)
    after = Appointment(ends + timedelta(minutes=30), ends + timedelta(hours=2), minutes=45)
    near = Appointment(TUESDAY - timedelta(hours=2), TUESDAY - timedelta(hours=1), minutes=30)
    assert codes(clash_hints(TUESDAY, ends, [at_once, before, after, near])) == ["clash", "way", "way"]
    assert all(hint.stops for hint in clash_hints(TUESDAY, ends, [at_once, before, after]))


def test_one_to_three_times_ahead_and_within_a_year():
    hour = timedelta(hours=1)
    assert codes(times_refusals([], TUESDAY)) == ["times"]
    assert codes(times_refusals([TUESDAY + hour * n for n in range(1, 5)], TUESDAY)) == ["times"]
    assert codes(times_refusals([TUESDAY], TUESDAY)) == ["past"]
    assert codes(times_refusals([TUESDAY + timedelta(days=400)], TUESDAY)) == ["far"]
    assert times_refusals([TUESDAY + hour], TUESDAY) == []


@given(
    st.fixed_dictionaries(
        {
            "contract_seen": st.booleans(),
            "accident_insurance_seen": st.booleans(),
            "liability": st.sampled_from(["", "own", "institution"]),
            "licence_seen": st.booleans(),
            "contract_until": st.sampled_from([None, date(2026, 12, 8), date(2026, 12, 9)]),
        }
    )
)
def test_a_trial_is_fixed_only_with_contract_insurance_and_licence(facts):
    """The hard switch: whatever is missing is named, and nothing but everything is enough."""
    from dataclasses import replace

    found = trial_refusals(replace(COMPLETE, **facts))
    everything = (
        facts["contract_seen"] and facts["accident_insurance_seen"] and facts["liability"] and facts["licence_seen"]
        and facts["contract_until"] == date(2026, 12, 9)
    )  # fmt: skip
    assert (found == []) == bool(everything)


def test_a_plan_to_begin_from_never_lets_a_visitor_treat():
    for kind in VisitKind:
        for length in Length:
            lines = "".join(template_lines(kind, length))
            assert ("診療はお願いしません" in lines or "見学" in lines) == (kind is not VisitKind.TRIAL)
