"""着任の準備: dates by rule, and who is told what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.law.beginning import STEPS, Facts, Group, Living, Trait, plan_for, weeks_words

SPRING = date(2027, 4, 1)
days = st.dates(date(2026, 11, 1), date(2040, 12, 31))
near = st.integers(-120, 120).map(timedelta)


def codes(**told):
    return {dated.step.code: dated.on for dated in plan_for(Facts(**({"starts_on": SPRING} | told)))}


def test_who_moves_has_fourteen_days_from_the_move_and_who_commutes_has_nothing_to_tell_the_town():
    found = codes(living=Living.MOVE, moves_on=date(2027, 3, 20))
    assert found["move_in"] == date(2027, 4, 3) and found["move_out"] == date(2027, 3, 13)
    assert codes(living=Living.MOVE)["move_in"] == SPRING - timedelta(weeks=1) + timedelta(days=14)
    for living in (Living.COMMUTE, Living.PART):
        assert not {"move_in", "move_out", "movers", "car_register"} & set(
            codes(living=living, traits=frozenset(Trait))
        )
    assert "home" in codes(living=Living.PART) and "home" not in codes(living=Living.COMMUTE)


def test_deadlines_of_leaving_stand_only_with_its_day():
    assert not {"voluntary_cover", "national_health", "resident_tax", "slip"} & set(codes())
    found = codes(leaves_on=date(2027, 3, 31))
    assert found["voluntary_cover"] == date(2027, 4, 20) and found["national_health"] == date(2027, 4, 14)


@pytest.mark.parametrize(
    ("starts_on", "winter"),
    [
        (date(2027, 4, 1), date(2027, 3, 4)),
        (date(2027, 5, 20), date(2027, 11, 1)),
        (date(2027, 11, 10), date(2027, 11, 1)),
        (date(2027, 12, 20), date(2027, 11, 22)),
    ],
)
def test_winter_is_prepared_for_before_the_snow(starts_on, winter):
    assert codes(starts_on=starts_on, traits=frozenset([Trait.SNOW]))["winter"] == winter


@pytest.mark.parametrize(
    ("starts_on", "due"),
    [
        (date(2026, 12, 1), date(2027, 1, 15)),
        (date(2027, 4, 1), date(2027, 1, 15)),
        (date(2027, 12, 1), None),
        (date(2028, 11, 1), date(2029, 1, 15)),
    ],
)
def test_the_physicians_report_is_due_in_january_of_odd_years(starts_on, due):
    assert codes(starts_on=starts_on).get("report") == due


@given(days, st.sampled_from(Living), st.frozensets(st.sampled_from(Trait)), near, near)
def test_every_list_is_in_order_counts_weeks_and_only_grows_with_what_is_told(starts_on, living, traits, move, leave):
    facts = Facts(starts_on, living, traits, starts_on + move, starts_on + leave)
    plan = plan_for(facts)
    assert [d.on for d in plan] == sorted(d.on for d in plan)
    assert len({d.step.code for d in plan}) == len(plan)
    assert all(starts_on + timedelta(weeks=d.weeks) <= d.on < starts_on + timedelta(weeks=d.weeks + 1) for d in plan)
    fewer = {d.step.code for d in plan_for(Facts(starts_on, living))}
    assert fewer <= {d.step.code for d in plan}


def test_every_deadline_names_its_article_and_every_group_has_a_step():
    assert all(step.source for step in STEPS if step.is_deadline)
    assert {step.group for step in STEPS} == set(Group) and len({step.code for step in STEPS}) == len(STEPS)
    assert [weeks_words(n) for n in (-8, 0, 2, 48)] == ["着任の8週間前", "着任の週", "着任の2週間後", "年が明けてから"]
