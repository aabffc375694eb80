"""Medians with what still waits, shares with their interval, and nothing of too few."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.desk.team_rules import FEWEST, median_of, share_of

SPELLS = st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=60)


def test_nothing_is_told_of_fewer_than_five():
    few = median_of([(1, True)] * (FEWEST - 1))
    assert not few.is_told and few.middle is None
    assert not share_of([True] * (FEWEST - 1)).is_told


def test_a_median_without_waiting_is_the_usual_one():
    told = median_of([(1, True), (2, True), (2, True), (3, True), (9, True)])
    assert (told.middle, told.n, told.waiting) == (2, 5, 0)


def test_what_still_waits_makes_a_wait_longer_and_never_shorter():
    answered = [(1, True)] * 5
    assert median_of([*answered, *[(20, False)] * 4]).middle == 1
    assert median_of([*answered, *[(20, False)] * 6]).middle is None


def test_a_share_has_wilsons_interval():
    told = share_of([True] * 9 + [False])
    assert (told.percent, told.low, told.high) == (90, 59, 99)


@given(SPELLS)
def test_a_median_lies_within_its_interval_and_among_the_days(spells):
    told = median_of(spells)
    if told.middle is not None:
        assert told.middle in {days for days, ended in spells if ended}
        assert told.low is not None and told.low <= told.middle
        assert told.high is None or told.high >= told.middle


@given(st.lists(st.booleans(), min_size=FEWEST, max_size=300))
def test_a_share_lies_within_its_interval(kept):
    told = share_of(kept)
    assert 0 <= told.low <= told.percent <= told.high <= 100
