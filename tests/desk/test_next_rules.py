"""What comes next by rule, and how today's list is ordered. Pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.common.japanese.ngrams import pairs, searchable
from enishi.common.japanese.working_days import add_working_days, is_working_day
from enishi.desk.next_rules import (
    Band,
    age_words,
    band_of,
    is_long,
    next_by_rule,
    sensible_date,
    touched_since,
)
from enishi.institutions.enums import InstitutionState
from enishi.openings.enums import OpeningState
from enishi.physicians.enums import PhysicianState

TODAY = date(2026, 11, 26)
STATES = [
    (kind, str(state))
    for kind, states in (
        ("physician", PhysicianState),
        ("institution", InstitutionState),
        ("opening", OpeningState),
    )
    for state in states
]


@pytest.mark.parametrize(("kind", "state"), STATES)
def test_every_active_state_has_something_that_comes_next_and_an_ended_one_has_nothing(kind, state):
    rule = next_by_rule(kind, state, TODAY)
    assert (rule is None) == (state in ("closed", "merged"))
    if rule:
        assert rule.words
        assert rule.due >= TODAY


def test_the_year_end_is_no_time_to_be_called_back():
    assert next_by_rule("physician", "registered", date(2026, 12, 28)).due == date(2027, 1, 4)


def test_who_rests_past_the_year_of_the_application_is_asked_what_is_to_become_of_it():
    """職業安定法施行規則24条の7: the application of one who rests does not run on by itself (`half_yearly.renew_applications`)."""
    ends, spring = date(2026, 10, 5), date(2027, 4, 1)
    rule = next_by_rule("physician", "paused", date(2026, 8, 3), promised=spring, valid_until=ends)
    assert rule.due == ends and "求職の有効期間" in rule.words
    heard = next_by_rule("physician", "paused", date(2026, 10, 6), promised=spring, valid_until=ends)
    assert (heard.due, heard.words) == (
        spring,
        "再開のご意向をうかがう",
    )  # was asked since, and is asked again as promised
    later = next_by_rule("physician", "paused", date(2026, 8, 3), promised=date(2026, 9, 1), valid_until=ends)
    assert later.due == date(2026, 9, 1)
    assert next_by_rule("physician", "active", TODAY, valid_until=ends).words == "ご様子をうかがい、候補をさがす"


def test_nobody_is_sent_to_look_for_openings_for_a_physician_whom_we_may_not_urge_to_move():
    """許可条件・転職及び求職の勧奨関係イ (2025-01-01): two years from the day of hire."""
    until = TODAY + timedelta(days=700)
    rule = next_by_rule("physician", "active", TODAY, locked_until=until)
    assert "候補をさがす" not in rule.words and "お勧めできません" in rule.words
    assert rule.due > next_by_rule("physician", "active", TODAY).due


def test_a_promise_to_a_person_goes_before_the_rule():
    assert next_by_rule("physician", "registered", TODAY, promised=date(2026, 12, 3)).due == date(2026, 12, 3)


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(1, 130))
def test_who_was_touched_on_that_day_is_due_by_then_and_who_a_day_later_is_not(until, days):
    last = touched_since(until, days)
    assert add_working_days(last, days) <= until < add_working_days(last + timedelta(days=1), days)


def test_a_date_in_the_past_or_beyond_a_year_is_refused_in_words():
    assert "今日からあと" in sensible_date(TODAY - timedelta(days=1), TODAY)
    assert "1年以内" in sensible_date(TODAY + timedelta(days=400), TODAY)
    assert sensible_date(TODAY, TODAY) == ""


@given(st.sampled_from(list(Band)), st.dates(), st.dates())
def test_a_task_is_ahead_exactly_while_its_day_is_to_come_but_too_long_is_too_long_at_once(own, due, today):
    found = band_of(own, due, today)
    assert found is (own if own is Band.AGE or due <= today else Band.AHEAD)


def test_twice_the_median_and_a_week_at_least_is_long_and_says_so():
    assert is_long(14, 7.0)
    assert not is_long(13, 7.0)
    assert not is_long(6, 1.0)
    assert not is_long(400, None)
    assert age_words(14, 9.2) == "この段階に14日。ほかの例の中央値は9日です。"
    assert age_words(9, 9.2) == ""


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("髙﨑先生のお宅", "高崎"),
        ("ｶﾜﾗ版", "かわら"),
        ("当直は月２回", "2回"),
        ("雪 道", "雪道"),
        ("ＭＲＩを更新", "mri"),
        ("渡邊さま", "渡辺"),
        ("Mu¨ller", "müller"),
    ],
)
def test_a_word_is_found_however_it_was_typed(typed, asked):
    assert searchable(asked) in searchable(typed)


@given(st.text(), st.integers(0, 20), st.integers(2, 12))
def test_every_part_of_a_text_has_all_its_pairs_in_the_text(text, start, length):
    whole = searchable(text)
    part = whole[start : start + length]
    assert pairs(part) <= pairs(whole)
    assert searchable(whole) == whole
    assert is_working_day(add_working_days(TODAY, 0))
