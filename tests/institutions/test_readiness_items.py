"""Forty questions, two answers to each: what is told of them."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.institutions.readiness_items import ENOUGH, GROUPS, ITEM_OF, ITEMS, TOLD, Standing, answered, compare

DONE = dict.fromkeys(ITEM_OF, "done")


def test_there_are_forty_questions_in_five_groups_each_asked_once():
    assert [len(group.items) for group in GROUPS] == [8] * 5
    assert len(ITEM_OF) == len(ITEMS) == 40 == len({item.label for item in ITEMS})


def test_nothing_is_told_before_both_have_answered_enough():
    few = dict(list(DONE.items())[: ENOUGH - 1])
    assert compare(DONE, few) is compare(few, DONE) is compare({}, {}) is None
    assert compare(DONE, dict(list(DONE.items())[:ENOUGH])) is not None


def test_strengths_are_those_both_see_from_different_groups_the_heaviest_first():
    outcome = compare(DONE, DONE)
    assert len({pair.group.code for pair in outcome.strengths}) == TOLD
    assert [pair.item.weight for pair in outcome.strengths] == [3, 3, 3]
    assert outcome.tasks == outcome.apart == []


def test_what_only_the_office_sees_is_no_strength_and_the_heaviest_gap_is_the_first_task():
    outcome = compare(DONE, DONE | {"cover": "todo", "daily": "todo", "future": "todo"})
    assert "cover" not in [pair.item.code for pair in outcome.strengths]
    assert [pair.item.code for pair in outcome.tasks] == ["cover", "daily"], "five years are not mended in 90 days"
    assert [pair.item.code for pair in outcome.apart] == ["daily", "cover", "future"]


def test_what_the_physician_does_not_know_is_not_there_for_him():
    outcome = compare(DONE, {code: value for code, value in DONE.items() if code != "cover"})
    assert [pair.item.code for pair in outcome.tasks] == ["cover"]


ANSWERS = st.dictionaries(st.sampled_from([*ITEM_OF, "unknown"]), st.sampled_from([*Standing, "", "nonsense"]))


@given(ANSWERS, ANSWERS)
def test_whatever_is_stored_three_of_each_are_told_at_most_and_none_twice(office, physician):
    outcome = compare(office, physician)
    assert (outcome is None) == (min(answered(office), answered(physician)) < ENOUGH)
    if outcome is not None:
        assert len(outcome.strengths) <= TOLD and len(outcome.tasks) <= TOLD
        told = [pair.item.code for pair in (*outcome.strengths, *outcome.tasks)]
        assert len(told) == len(set(told))
