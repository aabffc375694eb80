"""Pure rules around an agreement: which steps stand against an offer, what a step decides on, phases of work."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.candidacies.phases import Phase, arrange, fault_of, phases_in
from enishi.candidacies.track_rules import CORE, OpenStep, basis_of, left_for

STEPS = st.lists(st.booleans(), max_size=5).map(
    lambda marks: [OpenStep(n, f"段{n}", in_person) for n, in_person in enumerate(marks, 1)]
)


@given(STEPS, st.booleans(), st.booleans())
def test_an_offer_gives_the_approvers_own_last_step_and_no_other(steps, by_approver, told):
    left = left_for(steps, by_approver=by_approver, told_through=told)
    own_last = by_approver and len(steps) == 1 and steps[0].in_person
    assert bool(left) == (bool(steps) and not told and not own_last)


def content(**changed):
    words = {"pay": "1日9万円", "days": "週2日", "breaks": "60分", **changed}
    return {"terms": [{"key": k, "text": v} for k, v in words.items()], "clauses": []}


@given(st.sampled_from(["pay", "days", "breaks"]), st.text(min_size=1, max_size=5))
def test_a_step_is_asked_again_exactly_where_its_words_changed(key, text):
    old, new = content(), content(**{key: text})
    same = old == new
    assert (basis_of(old, core_only=False) == basis_of(new, core_only=False)) == same
    assert (basis_of(old, core_only=True) == basis_of(new, core_only=True)) == (same or key not in CORE)


def test_phases_are_of_the_core():
    planned = content() | {"phases": [Phase(1, date(2027, 4, 1), Decimal(5)).as_row()]}
    assert basis_of(content(), core_only=True) != basis_of(planned, core_only=True)


def test_a_plan_to_step_down_is_read_back_as_it_was_written():
    plan = arrange([(date(2027, 4, 1), Decimal(5), ""), (date(2029, 4, 1), Decimal("2.5"), " 外来だけ ")])
    assert phases_in({"phases": [phase.as_row() for phase in plan]}) == plan
    assert plan[1].words == "2029年（令和11年）4月1日から　週2.5日（外来だけ）"
    assert phases_in({"terms": []}) == []


DAY = date(2027, 4, 1)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([(DAY, Decimal(5), "")], "2つから"),
        ([(DAY, Decimal(5), ""), (DAY, Decimal(3), "")], "前の期よりあとの日"),
        ([(DAY, Decimal(5), ""), (DAY + timedelta(days=9), Decimal("0.3"), "")], "半日"),
        ([(DAY, Decimal(8), ""), (DAY + timedelta(days=9), Decimal(3), "")], "7日まで"),
        ([(DAY + timedelta(days=n), Decimal(3), "") for n in range(5)], "4つまで"),
    ],
)
def test_a_plan_nobody_could_follow_is_refused_in_words(rows, sentence):
    with pytest.raises(ValueError, match=sentence):
        arrange(rows)
    assert fault_of([]) == ""
