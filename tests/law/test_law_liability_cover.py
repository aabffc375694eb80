"""医賠責の切れ目: no day without insurance is passed over, and every note says what to ask."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.liability_cover import Own, Situation, notes_on

ON = date(2026, 11, 25)
LAST = date(2027, 3, 31)
situations = st.builds(
    Situation,
    last_day=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    first_day=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    own=st.sampled_from(Own),
    half_days=st.none() | st.integers(1, 14),
    other_jobs=st.booleans(),
)


def told(**of):
    return {note.code: note for note in notes_on(Situation(**of), ON)}


@pytest.mark.parametrize(
    ("first_day", "code", "words"),
    [
        (date(2027, 4, 1), "joined", "すき間はありません"),
        (date(2027, 4, 2), "gap", "2027年4月1日は"),
        (date(2027, 5, 1), "gap", "2027年4月1日から2027年4月30日までの30日間"),
        (date(2027, 3, 20), "overlap", "2027年3月20日から2027年3月31日まで"),
        (None, "open", "2027年4月1日から"),
    ],
)
def test_the_days_between_two_posts_are_named(first_day, code, words):
    assert words in told(last_day=LAST, first_day=first_day)[code].sentence


def test_a_gap_is_a_hole_for_who_has_no_insurance_of_his_own_and_a_question_for_who_has():
    later = date(2027, 5, 1)
    assert told(last_day=LAST, first_day=later, own=Own.NONE)["gap"].is_hole
    assert told(last_day=LAST, first_day=later, own=Own.UNKNOWN)["gap"].is_hole
    assert not told(last_day=LAST, first_day=later, own=Own.PRIVATE)["gap"].is_hole
    assert "医師会" in told(last_day=LAST, first_day=later, own=Own.ASSOCIATION)["association"].ask


def test_a_few_half_days_are_asked_about_and_a_full_week_is_not():
    assert "週3コマ" in told(first_day=LAST, half_days=3, own=Own.NONE)["part_time"].sentence
    assert "part_time" not in told(first_day=LAST, half_days=10) and "part_time" not in told(first_day=LAST)
    assert "part_time" in told(first_day=LAST, half_days=10, other_jobs=True)


def test_claims_that_come_later_are_told_with_their_article():
    note = told(last_day=LAST)["past_acts"]
    assert "5年" in note.sentence and "20年" in note.sentence and "724条の2" in note.source
    assert "先行行為" in told(last_day=LAST, own=Own.NONE)["prior_acts"].sentence


@given(situations)
def test_no_uncovered_day_is_passed_over_and_holes_come_first(situation):
    notes = notes_on(situation, ON)
    assert [n.is_hole for n in notes] == sorted((n.is_hole for n in notes), reverse=True)
    assert all(n.ask.endswith("。") and n.sentence for n in notes) and len({n.code for n in notes}) == len(notes)
    if situation.last_day and situation.first_day:
        uncovered = situation.first_day - situation.last_day > timedelta(days=1)
        assert ("gap" in {n.code for n in notes}) is uncovered
    if situation.last_day is None and situation.first_day is None:
        assert notes == []
