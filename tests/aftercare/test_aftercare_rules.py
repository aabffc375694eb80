"""When both sides are asked, what an answer means, when a rate may be shown, and the curve of those who stay. Pure."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.aftercare.enums import CheckKind, Light, Standing
from enishi.aftercare.rules import (
    INSTITUTION_QUESTIONS,
    PHYSICIAN_QUESTIONS,
    Judged,
    Spell,
    differing,
    light_of,
    plan,
    rate_of,
    retention,
)

YES = dict.fromkeys(PHYSICIAN_QUESTIONS, "yes")


def test_three_days_and_one_three_six_and_twelve_months():
    days = plan(date(2027, 4, 1), None)
    assert [kind for kind, _ in days] == [CheckKind(k) for k in ("d3", "m1", "m3", "m6", "m12")]
    assert [day for _, day in days] == [
        date(2027, 4, 4), date(2027, 5, 1), date(2027, 7, 1), date(2027, 10, 1), date(2028, 4, 1)
    ]  # fmt: skip


def test_nobody_is_asked_after_a_term_has_ended():
    assert [kind for kind, _ in plan(date(2027, 4, 1), date(2027, 8, 31))] == ["d3", "m1", "m3"]
    assert plan(date(2027, 4, 1), date(2027, 4, 1)) == []


def test_each_side_has_eight_questions():
    assert len(PHYSICIAN_QUESTIONS) == len(INSTITUTION_QUESTIONS) == 8
    assert "stay" in PHYSICIAN_QUESTIONS and "stay" in INSTITUTION_QUESTIONS


@pytest.mark.parametrize(
    ("change", "clauses", "light"),
    [
        ({}, ["kept"], Light.GREEN),
        ({"hours": "rather"}, [], Light.GREEN),
        ({"hours": "hardly"}, [], Light.YELLOW),
        ({}, ["kept", "partly"], Light.YELLOW),
        ({}, ["changed"], Light.YELLOW),
        ({"nights": "no"}, [], Light.RED),
        ({"stay": "hardly"}, [], Light.RED),
        ({}, ["kept", "not_yet"], Light.RED),
    ],
)
def test_what_needs_a_call_within_two_days(change, clauses, light):
    assert light_of(YES | change, clauses) is light


def test_a_difference_is_one_where_somebody_says_kept():
    one = {"1": "kept", "2": "partly", "3": "kept"}
    assert differing(one, {"1": "not_yet", "2": "not_yet", "3": "kept", "4": "kept"}) == ["1"]


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(list(Standing))), max_size=40))
def test_no_rate_below_three_placements_and_ten_clauses(rows):
    judged = [Judged(*row) for row in rows]
    rate = rate_of(judged)
    assert (rate is not None) == (len({j.placement for j in judged}) >= 3 and len(judged) >= 10)
    if rate:
        assert rate.kept + rate.partly + rate.not_yet + rate.changed == rate.clauses == len(judged)


def test_the_curve_is_that_of_kaplan_and_meier():
    """Freireich's patients given 6-MP (1963), in days for weeks: the textbook's own figures after 7, 10 and 23."""
    left = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    goes_on = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    month = 30.4375
    spells = [Spell(round(w * month), True) for w in left] + [Spell(round(w * month), False) for w in goes_on]
    points = {p.months: p for p in retention(spells, months=(7, 11, 24))}
    assert [round(points[m].stays, 3) for m in (7, 11, 24)] == [0.807, 0.753, 0.448]
    assert points[7].low < 0.807 < points[7].high


@given(st.lists(st.builds(Spell, st.integers(0, 1500), st.booleans()), max_size=60))
def test_a_curve_never_rises_and_stays_between_nothing_and_all(spells):
    points = retention(spells)
    assert all(0 <= p.low <= p.stays <= p.high <= 1 for p in points)
    assert all(a.stays >= b.stays and a.at_risk >= b.at_risk for a, b in itertools.pairwise(points))
